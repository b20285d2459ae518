"""What goes back to the sender."""
