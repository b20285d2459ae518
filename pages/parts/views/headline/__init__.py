"""The headline board, made ready to read."""
