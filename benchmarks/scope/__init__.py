"""What is asked, and what must not be told."""
