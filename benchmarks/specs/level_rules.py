"""Rules of an indicator's levels: their dates, their values, their order, and the method they are measured by."""

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from benchmarks.columns import LEVELS, SHARES
from benchmarks.specs.draft import Draft
from benchmarks.specs.lines import Finding
from benchmarks.specs.parts import LevelEntry


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
                percent = draft.statistic in SHARES and 1 < entry.value <= 100
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


def _method(entry: LevelEntry) -> str:
    """What tells two methods apart; empty where none is stated, or where the source of a conversion is."""
    return "" if entry.conversion else " ".join(entry.measured.casefold().split())


def _one_method(draft: Draft) -> Iterator[Finding]:
    """Levels that stand together are measured by one method, unless how they compare is cited."""
    held = {level: list(draft.entries(level)) for level in LEVELS}
    days = sorted({entry.valid_from for entries in held.values() for _, entry in entries})
    told = set()
    for day in days:
        begun = {level: [pair for pair in held[level] if pair[1].valid_from <= day] for level in LEVELS}
        current = [(level, *pairs[-1]) for level, pairs in begun.items() if pairs]
        stated = [each for each in current if _method(each[2])]
        for first, second in combinations(stated, 2):
            if _method(first[2]) != _method(second[2]) and (first[:2], second[:2]) not in told:
                told.add((first[:2], second[:2]))
                level, place, entry = max(first, second, key=lambda each: each[2].valid_from)
                other = first if entry is second[2] else second
                rule = "levels of one indicator are measured by one method, or cite the conversion between two"
                got = f"{entry.measured!r} beside {other[2].measured!r} of the {other[0]}"
                hint = "Take a level measured the same way, or name the source of the conversion as `conversion`."
                yield ("levels", level, place, "method"), rule, got, hint


def _changed_method(draft: Draft) -> Iterator[Finding]:
    """A level that goes on by another method starts a new series."""
    for level in LEVELS:
        for (_, before), (place, after) in pairwise(draft.entries(level)):
            changed = _method(before) and _method(after) and _method(before) != _method(after)
            if changed and not any(before.valid_from < day <= after.valid_from for day in draft.breaks):
                rule = "a level measured by another method than before starts a new series"
                hint = f"Add {after.valid_from} to `breaks`, or name the source of the conversion as `conversion`."
                yield ("levels", level, place, "method"), rule, f"{after.measured!r} after {before.measured!r}", hint


LEVEL_RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    *(_some_level, _level_dates, _level_values, _tightening),
    *(_one_method, _changed_method),
)
