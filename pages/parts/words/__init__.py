"""Words, sentences and numbers; nothing here draws."""
