"""Languages as the pages know them: they stand with the words of results, which documents say too."""

from benchmarks.words.language import *  # noqa: F403
