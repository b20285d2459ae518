"""Reports made ready to read: what became of their numbers."""
