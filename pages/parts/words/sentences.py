"""Sentences as the pages say them: as every document does."""

from benchmarks.words.sentences import *  # noqa: F403
