"""What is done about gaps, and whether it worked."""
