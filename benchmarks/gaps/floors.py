"""Which mandatory floors count as law here, and which of them are broken: all screens and the index ask this.

A mandatory level whose value nobody has seen in a source (checked: memory or editorial) is shown with its verdict and
the badge "not verified", and it neither caps an index nor makes anything red.
"""

import pandas as pd

from benchmarks.specs.parts import VERIFIED


def unverified(levels: pd.DataFrame) -> pd.Series:
    """Whether a level, by its columns level_kind and checked, is said to be mandatory and was not seen in a source."""
    return (levels["level_kind"] == "mandatory") & ~levels["checked"].isin(VERIFIED)


def binding(gaps: pd.DataFrame) -> pd.Series:
    """Whether GAP rows stand against a mandatory floor that was seen in a source."""
    return (gaps["level"] == "floor") & (gaps["level_kind"] == "mandatory") & ~unverified(gaps)


def broken(gaps: pd.DataFrame) -> pd.DataFrame:
    """The GAP rows of binding floors that are not met."""
    return gaps[binding(gaps) & (gaps["verdict"] == "not_met")]
