"""The first of two statements on a series, since the wave before, in words; the second is what the trend says."""

import math

import pandas as pd

from benchmarks.words import progress as progress_words
from benchmarks.words.language import Language
from benchmarks.words.quantities import Measure


def apart(row: pd.Series) -> bool:
    """Whether a PROGRESS row moved beyond chance since the wave before; of two waves that is the trend itself."""
    return row["method"] != "difference" and row["since_verdict"] in ("improved", "worsened")


def badge(language: Language) -> str:
    """The mark of a jump, for Markdown."""
    mark = language.gettext("jump in the last wave")
    return f":gray-badge[{mark}]"


def sentence(row: pd.Series, measure: Measure, language: Language) -> str:
    """What the last wave changed against the one before, beyond chance or not; empty where the trend says just that."""
    if row["method"] in ("none", "difference") or math.isnan(row["since_change"]):
        return ""
    text = language.gettext("No clear change since {wave}: {moved}.")
    if apart(row):
        text = language.gettext("Jumped since {wave}: {moved}. Whether it stays, the next wave will tell.")
    moved = moved_since(row, measure, language)
    return text.format(wave=language.wave_name(row["since_wave"]), moved=moved)


def moved_since(row: pd.Series, measure: Measure, language: Language) -> str:
    """The change since the wave before with its interval."""
    ends = row["since_change"], row["since_low"], row["since_high"]
    return progress_words.change_text(*ends, measure, language)


def clauses(jumps: list[float], language: Language) -> list[str]:
    """How many jumped, for the worse first; none where nothing did."""
    worse = sum(moved < 0 for moved in jumps)
    good = len(jumps) - worse
    bad = language.ngettext(
        "{n} indicator jumped for the worse in the last wave",
        "{n} indicators jumped for the worse in the last wave",
        worse,
    )
    fine = language.ngettext(
        "{n} indicator jumped for the better in the last wave",
        "{n} indicators jumped for the better in the last wave",
        good,
    )
    return [text.format(n=n) for text, n in ((bad, worse), (fine, good)) if n]
