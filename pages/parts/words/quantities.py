"""Values and distances as the pages write them: as every document does."""

from benchmarks.words.quantities import *  # noqa: F403
