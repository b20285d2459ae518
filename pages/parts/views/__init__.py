"""What a screen says, before it is drawn."""
