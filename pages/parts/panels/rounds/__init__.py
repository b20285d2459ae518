"""What an association decides about its rounds."""
