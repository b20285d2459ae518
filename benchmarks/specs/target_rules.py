"""Rules of the targets of a spec: of a known indicator, once a year, possible, set in time, tightening."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from pydantic import ValidationError

from benchmarks.specs.draft import Draft, UnreadableError
from benchmarks.specs.lines import Finding
from benchmarks.specs.parts import Target


def target_findings(data: dict[str, Any]) -> Iterator[Finding]:
    """Every broken rule of the targets of a document, as far as they can be read."""
    listed, known = data.get("targets"), {}
    for part in data.get("indicators") or ():
        if isinstance(part, dict) and isinstance(part.get("id"), str):
            known[part["id"]] = Draft(part)
    seen: dict[str, list[Target]] = {}
    for place, raw in enumerate(listed if isinstance(listed, list) else ()):
        with suppress(ValidationError):
            target = raw if isinstance(raw, Target) else Target.model_validate(raw)
            with suppress(UnreadableError):
                for key, rule, got, hint in _of_one(target, known, seen.setdefault(target.indicator, [])):
                    yield ("targets", place, key), rule, got, hint
            seen[target.indicator].append(target)


def _of_one(target: Target, known: dict[str, Draft], before: list[Target]) -> Iterator[tuple[str, str, str, str]]:
    if target.indicator not in known:
        hint = f"Known are {', '.join(known)}."
        yield "indicator", "a target is of an indicator of this file", repr(target.indicator), hint
        return
    if target.set_on.year > target.year:
        rule = "a target is set by the end of its year"
        yield "set_on", rule, f"{target.set_on} for {target.year}", "Correct the day or the year."
    if any(each.year == target.year for each in before):
        rule = "an indicator has one target a year"
        yield "year", rule, f"{target.indicator} {target.year} again", "Remove one of the two."
    measure = known[target.indicator]
    low, high = measure.possible
    if not low <= target.value <= high:
        rule = f"a target is {low:g} to {high:g}, what the indicator can be"
        yield "value", rule, f"{target.value:g}", "Correct the value; a share of 95 % is 0.95."
    sign = 1 if measure.direction == "higher" else -1
    for each in before:
        earlier, later = sorted((each, target), key=lambda one: one.year)
        if earlier.year < later.year and sign * later.value < sign * earlier.value:
            got = f"{later.value:g} in {later.year} after {earlier.value:g} in {earlier.year}"
            yield "value", "a later target is not easier than an earlier one", got, "Correct one of the two."
