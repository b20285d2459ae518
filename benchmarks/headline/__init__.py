"""One board of the whole and its parts, beside the official figures."""
