"""What is found by a word."""
