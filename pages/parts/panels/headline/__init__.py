"""The parts of the headline screen."""
