"""Documents in each format."""
