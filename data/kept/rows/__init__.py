"""Rows on their way into the store: codes become numbers, and equal answers are counted."""
