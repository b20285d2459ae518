"""Charts; nothing here asks or reads."""
