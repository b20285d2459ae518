"""Jumps since the wave before as the pages say them: as every document does."""

from benchmarks.words.jumps import *  # noqa: F403
