"""When the results of a wave are shown: its state from events and a day, and the deeds that make the events."""
