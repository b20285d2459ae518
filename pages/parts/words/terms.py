"""Terms as the pages know them: they stand with the words of results."""

from benchmarks.words.terms import *  # noqa: F403
