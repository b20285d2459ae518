"""Gaps to the levels, with verdicts."""
