"""What is said where a series starts anew: that results are not compared, and that an index moved partly by it."""

from collections.abc import Sequence

from benchmarks.words.language import Language

NAMED = 3  # indicators that a sentence names; more are counted


def results(n: int, language: Language) -> str:
    """That so many results start a series, and are therefore not compared."""
    text = language.ngettext(
        "{n} result starts a new series, as its question, scale, order or method was changed: it is not compared with "
        "the wave before.",
        "{n} results start a new series, as their question, scale, order or method was changed: they are not compared "
        "with the wave before.",
        n,
    )
    return text.format(n=language.number(n))


def of_the_index(names: Sequence[str], wave: str, language: Language) -> str:
    """That a change of an index is partly one of questions; names: of the indicators that start anew in the wave."""
    if not names:
        return ""
    if len(names) > NAMED:
        text = language.gettext(
            "{n} indicators start a new series in {wave} (changed question, scale, order or method): part of the "
            "change of the index may come from that."
        )
        return text.format(n=language.number(len(names)), wave=language.wave_name(wave))
    text = language.gettext(
        "New series in {wave} (changed question, scale, order or method): {names}. Part of the change of the index may "
        "come from that."
    )
    return text.format(names=language.both(names), wave=language.wave_name(wave))


def beside(names: Sequence[str], language: Language) -> str:
    """The same in a line under a figure."""
    if not names:
        return ""
    if len(names) > NAMED:
        text = language.gettext("{n} indicators start a new series, which moves the score too")
        return text.format(n=language.number(len(names)))
    return language.gettext("New series, which moves the score too: {names}").format(names=language.both(names))
