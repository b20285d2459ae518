"""What was asked and promised: help with gaps."""
