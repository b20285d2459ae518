"""Rules of a spec that reach over several keys. Each is a generator of findings: location, rule, got, what to do.

A rule is written as if everything were readable. Where a part has the wrong shape (a problem of its own), asking for
it ends that rule alone, so that one slip never hides another.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

from benchmarks.columns import LEVELS
from benchmarks.specs.draft import FRACTIONS, Draft, UnreadableError
from benchmarks.specs.file_columns import TAKEN, TAKEN_ZH
from benchmarks.specs.lines import Location

Finding = tuple[Location, str, str, str]

SOURCES = {"per_100": "survey", "top_box": "survey", "nps": "survey", "conformity": "test"}


def _source(draft: Draft) -> Iterator[Finding]:
    needed = SOURCES.get(draft.statistic, draft.source)
    if draft.source != needed:
        rule = f"the statistic {draft.statistic} is only for source {needed}"
        yield ("statistic",), rule, f"source {draft.source}", "Choose another statistic or the other source."


def _id(draft: Draft) -> Iterator[Finding]:
    if draft.id in TAKEN:
        rule = "an indicator may not be named like a column of the files"
        yield ("id",), rule, repr(draft.id), f"Choose another id, such as {draft.id}_rating."


def _range(draft: Draft) -> Iterator[Finding]:
    low, high = draft.range.min, draft.range.max
    got = f"{low:g} to {high:g}"
    if low >= high:
        yield ("range",), "min is less than max", got, "Correct the range."
    elif draft.statistic in ("share", "conformity") and (low < 0 or high > 1):
        rule = f"the answers behind a {draft.statistic} are 0 (no) to 1 (yes)"
        yield ("range",), rule, got, "Write {min: 0, max: 1}."
    elif draft.statistic == "nps" and (low < 0 or high != 10):
        yield ("range",), "the answers behind nps go from 0 to 10", got, "Write {min: 0, max: 10}."
    elif draft.statistic == "per_100" and low < 0:
        yield ("range",), "a count is 0 or more", got, "Write {min: 0, ...}."


def _scale(draft: Draft) -> Iterator[Finding]:
    if draft.scale is None:
        return
    if draft.statistic != "mean":
        yield ("scale",), "only a mean is scaled", f"the statistic {draft.statistic}", "Remove the scale."
    for key, (first, last) in (("from", draft.scale.file), ("to", draft.scale.reported)):
        if first == last:
            yield ("scale", key), "the two ends of a scale differ", f"{first:g} twice", "Write two numbers."


def _top_from(draft: Draft) -> Iterator[Finding]:
    if draft.top_from is None:
        return
    if draft.statistic != "top_box":
        rule = "top_from is only for the statistic top_box"
        yield ("top_from",), rule, f"the statistic {draft.statistic}", "Remove top_from."
    elif not draft.range.min < draft.top_from <= draft.range.max:
        rule = f"top_from lies above {draft.range.min:g} and not above {draft.range.max:g}, the range's ends"
        yield ("top_from",), rule, f"{draft.top_from:g}", "Name the lowest answer that counts as top box."


def _breaks(draft: Draft) -> Iterator[Finding]:
    for place, (before, after) in enumerate(pairwise(draft.breaks), start=1):
        if after <= before:
            yield ("breaks", place), "breaks stand in order of date", f"{after} after {before}", "Put them in order."


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


INDICATOR_RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    *(_id, _source, _range, _scale, _top_from, _breaks),
    *(_some_level, _level_dates, _level_values, _tightening),
)


def findings(data: Any) -> Iterator[Finding]:
    """Every broken rule of one document, as far as it can be read."""
    if not isinstance(data, dict):
        return
    for rule in SECTOR_RULES:
        yield from rule(data)
    for place, raw in _parts(data, "indicators"):
        draft = Draft(raw)
        for each in INDICATOR_RULES:
            with suppress(UnreadableError):
                yield from ((("indicators", place, *where), *told) for where, *told in each(draft))


def _parts(data: dict[str, Any], section: str) -> Iterator[tuple[int, dict[str, Any]]]:
    parts = data.get(section)
    yield from (
        (at, part) for at, part in enumerate(parts if isinstance(parts, list) else ()) if isinstance(part, dict)
    )


def _ids(data: dict[str, Any], section: str) -> list[str]:
    return [part["id"] for _, part in _parts(data, section) if isinstance(part.get("id"), str)]


def _unique_ids(data: dict[str, Any]) -> Iterator[Finding]:
    for section in ("dimensions", "categories", "indicators"):
        seen = set()
        for place, part in _parts(data, section):
            identifier = part.get("id")
            if isinstance(identifier, str) and identifier in seen:
                yield (
                    (section, place, "id"),
                    f"an id stands once among the {section}",
                    f"{identifier!r} again",
                    "Rename one.",
                )
            seen.add(str(identifier))


def _references(data: dict[str, Any]) -> Iterator[Finding]:
    dimensions, categories = _ids(data, "dimensions"), _ids(data, "categories")
    for place, part in _parts(data, "indicators"):
        named = part.get("categories")
        wanted = [(("dimension",), "dimension", part.get("dimension"), dimensions)]
        for at, category in enumerate(named if isinstance(named, list) else ()):
            wanted.append((("categories", at), "category", category, categories))
        for where, kind, name, known in wanted:
            if isinstance(name, str) and known and name not in known:
                hint = f"Known are {', '.join(known)}."
                yield ("indicators", place, *where), f"the {kind} is one of this file's", repr(name), hint


def _weights(data: dict[str, Any]) -> Iterator[Finding]:
    given = [part.get("weight", 1) for _, part in _parts(data, "dimensions")]
    if given and all(isinstance(weight, int | float) and weight == 0 for weight in given):
        yield ("dimensions",), "some dimension has a weight above 0", "0 for all", "Give at least one a weight."


def _headers(data: dict[str, Any]) -> Iterator[Finding]:
    seen = set(TAKEN_ZH)
    for place, part in _parts(data, "indicators"):
        label = part.get("label")
        name = label.get("zh") if isinstance(label, dict) else None
        if part.get("source") == "survey" and isinstance(name, str):
            if name in seen:
                rule = "the Chinese label of a survey indicator is a column name in files, so it stands once"
                yield ("indicators", place, "label", "zh"), rule, f"{name!r} again", "Choose another label."
            seen.add(name)


SECTOR_RULES: tuple[Callable[[dict[str, Any]], Iterator[Finding]], ...] = (_unique_ids, _references, _weights, _headers)
