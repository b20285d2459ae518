"""Targets of a year in words: whether a product is on pace, and how many are."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from typing import Any

from benchmarks.words import quantities
from benchmarks.words.language import Language, word
from benchmarks.words.quantities import Measure
from benchmarks.words.terms import P

# Whether a target will be, or was, reached in time.
TARGET = {
    "on_pace": P("target", "on pace"),
    "off_pace": P("target", "not on pace"),
    "cannot_tell": P("target", "too close to tell"),
    "too_few_waves": P("target", "no pace yet: two waves are needed"),
    "met": P("target", "reached"),
    "not_met": P("target", "missed"),
}


def target(row: Mapping[Hashable, Any], measure: Measure, language: Language) -> str:
    """A TARGET row as a sentence: the target, who set it, whether it is on pace, what is needed and the chance."""
    by = row["set_by_zh" if language.code == "zh" else "set_by"]
    said = language.gettext("Target {year}: {value}, set on {day} ({by}): {verdict}").format(
        year=row["year"],
        value=quantities.value(row["target"], measure, language),
        day=language.date(row["set_on"]),
        by=by,
        verdict=word(TARGET, str(row["verdict"]), language),
    )
    if row["p_met"] != row["p_met"] or not row["waves_left"]:
        return language.gettext("{clause}.").format(clause=said)
    share = language.percent(row["p_met"])
    if row["needed"] == 0:
        text = language.gettext("{said}; the estimate is there already, and stays so with {share}.")
        return text.format(said=said, share=share)
    text = language.gettext("{said}; it takes {needed} better a wave, and the present pace gets there with {share}.")
    return text.format(said=said, needed=quantities.plain_distance(row["needed"], measure, language), share=share)


def targets(verdicts: Iterable[str], year: int, language: Language) -> str:
    """How the targets of a year stand, as a clause: of the 3 targets of 2027 1 on pace, 1 not on pace."""
    counts = Counter(verdicts)
    told = [f"{language.number(counts[code])} {word(TARGET, code, language)}" for code in TARGET if counts[code]]
    said = language.ngettext("target {year}: {told}", "targets {year}: {told}", counts.total())
    return said.format(year=year, told=language.gettext(", ").join(told))
