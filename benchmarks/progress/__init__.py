"""Whether it got better, and when it will arrive."""
