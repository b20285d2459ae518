"""A jump in the last wave, in words: it comes before what the trend says, which waits for the next wave."""

import pandas as pd

from pages.parts.words import progress as progress_words
from pages.parts.words.language import Language
from pages.parts.words.quantities import Measure

Jump = tuple[float, float, float]  # last wave minus the mean of those before, and its interval; positive for better


def apart(row: pd.Series) -> bool:
    """Whether the last wave stands apart from those before it, so that the trend waits for the next one."""
    return "last_wave_apart" in row["reason"].split(";")


def badge(language: Language) -> str:
    """The mark of a jump, for Markdown."""
    mark = language.gettext("jump in the last wave")
    return f":gray-badge[{mark}]"


def sentence(wave: str, jump: Jump, before: int, measure: Measure, language: Language) -> str:
    """By how much the last wave stands apart from the mean of so many waves before it."""
    text = language.gettext(
        "Jumped in {wave}: {moved} than the mean of the {n} waves before. Whether it stays, the next wave will tell."
    )
    moved = progress_words.change_text(*jump, measure, language)
    return text.format(wave=wave, moved=moved, n=language.number(before))


def clauses(jumps: list[Jump], language: Language) -> list[str]:
    """How many jumped, for the worse first; none where nothing did."""
    worse = sum(jump[0] < 0 for jump in jumps)
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
