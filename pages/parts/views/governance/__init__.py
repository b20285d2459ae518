"""What the screens of governance and innovation say, made ready to read."""
