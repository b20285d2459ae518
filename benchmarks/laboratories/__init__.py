"""How well laboratories and single samples support what is said: agreement, process performance."""
