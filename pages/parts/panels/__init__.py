"""What draws below the head of a page."""
