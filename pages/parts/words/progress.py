"""Progress as the pages say it: as every document does."""

from benchmarks.words.progress import *  # noqa: F403
