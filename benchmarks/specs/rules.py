"""Rules of a spec that reach over several keys. Each is a generator of findings: location, rule, got, what to do.

A rule is written as if everything were readable. Where a part has the wrong shape (a problem of its own), asking for
it ends that rule alone, so that one slip never hides another.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any

from benchmarks.specs.draft import Draft, UnreadableError
from benchmarks.specs.file_columns import TAKEN, TAKEN_ZH
from benchmarks.specs.instrument_rules import INSTRUMENT_RULES
from benchmarks.specs.level_rules import LEVEL_RULES
from benchmarks.specs.lines import Finding, Location
from benchmarks.specs.models import SectorSpec
from benchmarks.specs.target_rules import target_findings

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


INDICATOR_RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    *(_id, _source, _range, _scale, _top_from, _breaks),
    *LEVEL_RULES,
    *INSTRUMENT_RULES,
)


def findings(data: Any, spec: SectorSpec | None = None) -> Iterator[Finding]:
    """Every broken rule of one document, as far as it can be read; spec: what it is where all of it can."""
    if not isinstance(data, dict):
        return
    for rule in (*SECTOR_RULES, target_findings):
        yield from rule(data)
    for place, raw in _parts(data, "indicators"):
        draft = Draft(raw) if spec is None else Draft.whole(spec.indicators[place])
        for each in INDICATOR_RULES:
            with suppress(UnreadableError):
                for where, rule_broken, got, hint in each(draft):
                    yield ("indicators", place, *where), rule_broken, got, hint


def _parts(data: dict[str, Any], section: str) -> Iterator[tuple[int, dict[str, Any]]]:
    parts = data.get(section)
    yield from (
        (at, part) for at, part in enumerate(parts if isinstance(parts, list) else ()) if isinstance(part, dict)
    )


def _ids(data: dict[str, Any], section: str) -> list[str]:
    return [part["id"] for _, part in _parts(data, section) if isinstance(part.get("id"), str)]


def _unique_ids(data: dict[str, Any]) -> Iterator[Finding]:
    for section in ("dimensions", "categories", "indicators", "facets"):
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
        wanted: list[tuple[Location, str, Any, list[str]]] = [
            (("dimension",), "dimension", part.get("dimension"), dimensions)
        ]
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


def _orders(data: dict[str, Any]) -> Iterator[Finding]:
    seen: dict[object, object] = {}
    for place, part in _parts(data, "indicators"):
        order = part.get("order")
        if isinstance(order, int) and seen.setdefault(order, part) is not part:
            yield (
                ("indicators", place, "order"),
                "a place in the order of questions stands once",
                str(order),
                "Renumber.",
            )


def _synonyms(data: dict[str, Any]) -> Iterator[Finding]:
    names: dict[str, int] = {}
    for place, part in _parts(data, "indicators"):
        label = part.get("label")
        own = [part.get("id"), *(label.values() if isinstance(label, dict) else ())]
        names |= {str(name).casefold(): place for name in own}
    for place, part in _parts(data, "indicators"):
        synonyms, answer = part.get("synonyms"), part.get("answer")
        own = [(("synonyms", at), name) for at, name in enumerate(synonyms if isinstance(synonyms, list) else ())]
        own += [(("answer", at), name) for at, name in (answer.items() if isinstance(answer, dict) else ())]
        for at, name in own:
            if isinstance(name, str) and names.setdefault(name.casefold(), place) != place:
                rule = "a synonym names one indicator"
                hint = "Another indicator bears it: remove it from one of the two."
                yield ("indicators", place, *at), rule, repr(name), hint


def _facets(data: dict[str, Any]) -> Iterator[Finding]:
    taken = TAKEN | set(_ids(data, "indicators"))
    for place, part in _parts(data, "facets"):
        name, values = part.get("id"), part.get("values")
        if name in taken:
            rule = "a facet may not be named like an indicator or a column of the files"
            yield ("facets", place, "id"), rule, repr(name), "Rename it and name the column with from."
        ids = [each.get("id") for each in values if isinstance(each, dict)] if isinstance(values, list) else []
        for at, value in enumerate(ids):
            if value in ids[:at]:
                rule = "a value of a facet stands once"
                yield ("facets", place, "values", at, "id"), rule, repr(value), "Remove one."


SECTOR_RULES: tuple[Callable[[dict[str, Any]], Iterator[Finding]], ...] = (
    *(_unique_ids, _references, _weights, _headers),
    *(_orders, _synonyms, _facets),
)
