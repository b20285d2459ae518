"""Sentences with numbers: what a screen says first. Pure: plain values and a `Language` in, text out."""

import math
from collections.abc import Callable

from benchmarks.specs.spec import LevelEntry
from benchmarks.words import quantities
from benchmarks.words import vocabulary as words
from benchmarks.words.language import Language, count_of, word
from benchmarks.words.quantities import Measure
from benchmarks.words.terms import C

# What is counted, with its number.
COUNT = {
    "response": C("{n} response", "{n} responses"),
    "sample": C("{n} sample", "{n} samples"),
    "enterprise": C("{n} enterprise", "{n} enterprises"),
    "indicator": C("{n} indicator", "{n} indicators"),
    "sector": C("{n} sector", "{n} sectors"),
    "row": C("{n} row", "{n} rows"),
    "problem": C("{n} problem", "{n} problems"),
    "warning": C("{n} warning", "{n} warnings"),
    "batch": C("{n} batch", "{n} batches"),
    "person": C("{n} person", "{n} people"),
    "report": C("{n} report", "{n} reports"),
    "receipt": C("{n} receipt", "{n} receipts"),
}

CERTAIN = 0.999  # a probability above it is written as "more than 99.9%"


def span(low: float, high: float, write: Callable[[float], str], language: Language) -> str:
    """An interval: 1.1 to 7.3."""
    return language.gettext("{low} to {high}").format(low=write(low), high=write(high))


def gap(
    level: str,
    gap: float,
    low: float,
    high: float,
    measure: Measure,
    language: Language,
    level_value: float | None = None,
    kind: str = "",
) -> str:
    """A gap to a level in the reported unit: 0.043 mg/m³ short of the benchmark 0.050 (0.031 to 0.055).

    kind: what binds it; a floor that is no bottom line is called what it is. Positive is better than the level,
    whatever the direction. An interval that reaches to both sides says so: (0.3 short to 1.2 better). No interval, no
    brackets.
    """
    decimals = quantities.decimals_of(low, high, measure)
    far, near = (
        quantities.distance(gap, measure, language, decimals),
        lambda end: quantities.plain_distance(end, measure, language, decimals),
    )
    floor = level == "floor" and kind
    post = word(words.FLOOR, kind, language) if floor else word(words.LEVEL, level, language)
    if level_value is not None:
        bare = quantities.value(level_value, measure, language, bare=True)
        post = language.gettext("{level} {value}").format(level=post, value=bare)
    return _sentence(gap, low, high, far, near, post, language)


def points_gap(level: str, gap: float, low: float, high: float, language: Language) -> str:
    """A gap in points of the ladder or the index: 4.2 points short of the benchmark (1.1 to 7.3)."""
    far = quantities.points(abs(gap), language)
    return _sentence(
        gap, low, high, far, lambda end: language.number(abs(end), 1), word(words.LEVEL, level, language), language
    )


def _sentence(
    gap: float, low: float, high: float, far: str, near: Callable[[float], str], post: str, language: Language
) -> str:
    if math.isnan(gap):
        return language.gettext("not measured against the {level}").format(level=post)
    if gap == 0:
        said = language.gettext("level with the {level}").format(level=post)
    elif gap < 0:
        said = language.gettext("{distance} short of the {level}").format(distance=far, level=post)
    else:
        said = language.gettext("{distance} better than the {level}").format(distance=far, level=post)
    if math.isnan(low) or math.isnan(high):
        return said
    return language.gettext("{said} ({interval})").format(said=said, interval=sides(low, high, near, language))


def sides(low: float, high: float, near: Callable[[float], str], language: Language) -> str:
    """The ends of a gap's interval, without a sign where both lie on one side: 0.3 short to 1.2 better, 1.1 to 7.3."""
    if low < 0 < high:
        return language.gettext("{low} short to {high} better").format(low=near(low), high=near(high))
    least, most = sorted((abs(low), abs(high)))
    return span(least, most, near, language)


def probability(p: float, language: Language) -> str:
    """A probability in a table: 95.5%, >99.9%."""
    return f">{language.percent(CERTAIN, 1)}" if p > CERTAIN else language.percent(p, 1)


def samples_fail(failing: int, samples: int, language: Language) -> str:
    """How many samples break a rule that holds for each: 1 of 8 samples fails."""
    if failing == 0:
        return language.ngettext("the one sample passes", "all {n} samples pass", samples).format(n=samples)
    if samples == 1:
        return language.gettext("the one sample fails")
    return language.ngettext(
        "{failing} of {samples} samples fails", "{failing} of {samples} samples fail", failing
    ).format(failing=failing, samples=samples)


def bottom_lines(broken: int, lines: int, untested: int, earlier: int, language: Language) -> str:
    """How many bottom lines are broken at their last test, as a clause: 1 bottom line is broken.

    lines: how many apply; untested: how many of them no test has seen; earlier: how many were tested last before this
    wave. What was not tested is never said to hold, nor to hold now.
    """
    if broken:
        return broken_lines(broken, language)
    if not lines:
        return language.gettext("no bottom line applies")
    if untested == lines:
        return language.gettext("no bottom line was tested")
    if not untested and earlier:
        return language.gettext("no bottom line was broken at its last test")
    if not untested:
        return language.gettext("no bottom line is broken")
    said = language.ngettext(
        "no tested bottom line is broken; {n} was never tested",
        "no tested bottom line is broken; {n} were never tested",
        untested,
    )
    return said.format(n=language.number(untested))


def broken_lines(n: int, language: Language) -> str:
    """How many bottom lines are broken, where one is."""
    return language.ngettext("{n} bottom line is broken", "{n} bottom lines are broken", n).format(n=language.number(n))


def certain_gaps(n: int, more: int, language: Language) -> str:
    """How many gaps stay when false alarms are held down, and how many more are red: 3 gaps ... are certain."""
    said = language.gettext("no gap to the benchmark is certain")
    if n:
        certain = language.ngettext("{n} gap to the benchmark is certain", "{n} gaps to the benchmark are certain", n)
        said = certain.format(n=language.number(n))
    if more == 0:
        return said
    return language.gettext("{said} ({n} more may be chance)").format(said=said, n=language.number(more))


def at_benchmark(met: int, unclear: int, total: int, language: Language, few: int = 0) -> str:
    """What is reached and what is open: 2 of 8 indicators are at the benchmark; for 2 the sample cannot tell.

    few: how many of the total have too little measured to be judged at all.
    """
    if few == total:
        return language.gettext("too little was measured to hold anything against the benchmark")
    if total == 1:
        return _one_at_benchmark(met, unclear, language)
    said = language.ngettext(
        "{met} of {total} indicators is at the benchmark", "{met} of {total} indicators are at the benchmark", met
    )
    said = said if met else language.gettext("none of {total} indicators is at the benchmark")
    told = [said.format(met=language.number(met), total=language.number(total))]
    open_ = language.ngettext("for {n} the sample cannot tell", "for {n} the samples cannot tell", unclear)
    told += [open_.format(n=language.number(unclear))] if unclear else []
    told += [language.gettext("for {n} too little was measured").format(n=language.number(few))] if few else []
    return language.gettext("; ").join(told)


def _one_at_benchmark(met: int, unclear: int, language: Language) -> str:
    if unclear:
        return language.gettext("for the one indicator measured the sample cannot tell")
    if met:
        return language.gettext("the one indicator measured is at the benchmark")
    return language.gettext("the one indicator measured is not at the benchmark")


def count(n: int, what: str, language: Language) -> str:
    """A count with its noun, by a code of COUNT: 3 enterprises."""
    return count_of(COUNT, what, n, language)


def rank(low: int, high: int, of: int, language: Language) -> str:
    """A rank is a range: 5 to 8 of 11."""
    if low == high:
        return language.gettext("{rank} of {of}").format(rank=low, of=of)
    return language.gettext("{low} to {high} of {of}").format(low=low, high=high, of=of)


def level_in_use(entry: LevelEntry, language: Language) -> str:
    """Where a level comes from: GB 18580-2025 · checked at the source · used here since ... · binding from ...

    Our choice has nothing to be checked against; its kind and citation say so.
    """
    checked = [] if entry.checked == "editorial" else [word(words.CHECKED, entry.checked, language)]
    days = [language.gettext("used here since {day}").format(day=language.date(entry.valid_from))]
    if entry.binds is not None:
        days.append(language.gettext("binding from {day}").format(day=language.date(entry.binds)))
    return " · ".join([words.citation(entry, language), *checked, *days])


def badged(said: str, checked: str, language: Language) -> str:
    """What is said of a level, marked where the level is not verified: 2 dB(A) short of the floor 72 [not verified]."""
    if checked != "memory":
        return said
    return language.gettext("{said} [{badge}]").format(said=said, badge=word(words.CHECKED, checked, language))


def clauses(parts: list[str], language: Language) -> str:
    """Clauses as one sentence without its full stop, the first letter a capital."""
    said = language.gettext("; ").join(parts)
    return said[:1].upper() + said[1:]


def joined(parts: list[str], language: Language) -> str:
    """Sentences in a row: with a space between them where the language has one; empty ones are left out."""
    return ("" if language.code == "zh" else " ").join(part for part in parts if part)


def ended(text: str, language: Language) -> str:
    """A clause with the full stop of the language."""
    return language.gettext("{clause}.").format(clause=text)


def synthetic(language: Language) -> str:
    """The badge of the demo."""
    return language.gettext("synthetic demo data")


def synthetic_notice(language: Language) -> str:
    """What is made up and what is not, for the foot of a page and of every file taken away."""
    return language.gettext(
        "Synthetic demo data: enterprises, answers and measurements are made up. Levels are cited from their sources; "
        "those that are not verified or our choice are marked so."
    )
