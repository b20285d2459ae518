"""What the store keeps, and who may read it."""
