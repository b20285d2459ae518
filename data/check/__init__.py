"""Tables against their contract."""
