"""Rules of an indicator's levels: their dates, their values, and their order."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from benchmarks.columns import LEVELS
from benchmarks.specs.draft import FRACTIONS, Draft
from benchmarks.specs.lines import Finding


def _level_dates(draft: Draft) -> Iterator[Finding]:
    for level in LEVELS:
        entries = list(draft.entries(level))
        for (_, before), (place, after) in pairwise(entries):
            if after.valid_from <= before.valid_from:
                got = f"{after.valid_from} after {before.valid_from}"
                rule = "the entries of a level stand in order of their dates, each date once"
                yield ("levels", level, place, "from"), rule, got, "Put the oldest first."


def _level_values(draft: Draft) -> Iterator[Finding]:
    low, high = draft.possible
    for level in LEVELS:
        for place, entry in draft.entries(level):
            if not low <= entry.value <= high:
                rule = f"a level of the statistic {draft.statistic} lies between {low:g} and {high:g} here"
                percent = draft.statistic in FRACTIONS and 1 < entry.value <= 100
                hint = (
                    f"Write {entry.value:g} % as {entry.value / 100:g}." if percent else "Correct the value or range."
                )
                yield ("levels", level, place, "value"), rule, f"{entry.value:g}", hint


def _tightening(draft: Draft) -> Iterator[Finding]:
    sign = 1 if draft.direction == "higher" else -1
    word = "below" if sign > 0 else "above"
    by_level = {level: sorted(draft.entries(level), key=lambda pair: pair[1].valid_from) for level in LEVELS}
    told = set()
    for day in sorted({entry.valid_from for entries in by_level.values() for _, entry in entries}):
        current = {level: [p for p in by_level[level] if p[1].valid_from <= day][-1:] for level in LEVELS}
        held = [(level, *current[level][0]) for level in LEVELS if current[level]]
        for (loose, loose_at, first), (tight, tight_at, second) in pairwise(held):
            if sign * second.value < sign * first.value and (tight, tight_at, loose, loose_at) not in told:
                told.add((tight, tight_at, loose, loose_at))
                rule = f"levels tighten from floor to frontier: the {tight} may not be {word} the {loose}"
                got = f"{tight} {second.value:g} and {loose} {first.value:g} on {day} ({draft.direction} is better)"
                hint = "Correct a value or a date, or turn the direction."
                # The entry that came later made the two disagree.
                newer = (loose, loose_at) if first.valid_from > second.valid_from else (tight, tight_at)
                yield ("levels", *newer, "value"), rule, got, hint


def _some_level(draft: Draft) -> Iterator[Finding]:
    if not any((draft.levels.floor, draft.levels.benchmark, draft.levels.frontier)):
        yield ("levels",), "an indicator has at least one level", "none", "Add a floor, a benchmark or a frontier."


LEVEL_RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    *(_some_level, _level_dates, _level_values, _tightening),
)
