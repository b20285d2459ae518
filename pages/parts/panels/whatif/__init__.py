"""What if: the boxes and pictures of what is supposed."""
