"""What an action is made of, and the rules its fields keep whatever the spec says."""

from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import Any

from data.wave import Wave

PARTNERS = ("university", "institute", "laboratory", "supplier", "bank")  # the innovation chain
APPROACHES = ("material", "design", "process", "equipment", "training", "supplier", "service")
COSTS = ("none", "low", "middle", "high")
STATUSES = ("planned", "running", "done", "stopped")
AIMS = ("floor", "benchmark", "frontier")
FIELDS = (
    *("category", "indicator", "baseline_wave", "aimed_level", "aimed_value", "due_wave"),
    *("measures", "cost_class", "partners", "person", "status", "started_on", "done_on", "approach", "project"),
)
# The baseline stays what it was when the action was registered, so that nobody picks it after the fact.
FIXED = ("category", "indicator", "baseline_wave")
EMPTY = {
    **dict.fromkeys(FIELDS),
    **{"measures": "", "cost_class": "none", "partners": [], "person": "", "status": "planned"},
    **{"approach": "", "project": ""},
}
_APPROACH = ("approach", ("", *APPROACHES))
LONGEST = {"project": 80, "measures": 2000, "person": 100, "category": 200, "indicator": 200}
LONGEST_PARTNER, MOST_PARTNERS = 200, 20

Finding = tuple[str, str]  # field and the rule it breaks


def findings(fields: dict) -> list[Finding]:
    """Every rule that the fields of an action break, as (field, rule); empty where all is well.

    `fields` holds all of FIELDS: waves as codes, dates as ISO text or None, partners as [kind, name] pairs, aimed_value
    in the indicator's reported unit.
    """
    found = [(name, "missing") for name in ("category", "indicator", "measures") if not _text(fields[name])]
    found += [(name, "too_long") for name, most in LONGEST.items() if len(fields[name] or "") > most]
    found += [(name, "not_a_wave") for name in ("baseline_wave", "due_wave") if not _reads(Wave.parse, fields[name])]
    if not found and Wave.parse(fields["due_wave"]).start <= Wave.parse(fields["baseline_wave"]).start:
        found.append(("due_wave", "not_after_baseline"))
    if (fields["aimed_level"] is None) == (fields["aimed_value"] is None):
        found.append(("aimed_value", "level_or_value"))
    if fields["aimed_value"] is not None and not isfinite(fields["aimed_value"]):
        found.append(("aimed_value", "not_a_number"))
    for name, words in (("aimed_level", (None, *AIMS)), ("cost_class", COSTS), ("status", STATUSES), _APPROACH):
        found += [(name, "unknown_word")] if fields[name] not in words else []
    return found + _dates(fields) + _partners(fields["partners"])


def _dates(fields: dict) -> list[Finding]:
    names = ("started_on", "done_on")
    found = [(name, "not_a_date") for name in names if fields[name] and not _reads(date.fromisoformat, fields[name])]
    if not found and all(fields[name] for name in names) and fields["done_on"] < fields["started_on"]:
        found.append(("done_on", "before_start"))
    if fields["status"] == "done" and not fields["done_on"]:
        found.append(("done_on", "missing"))
    return found


def _partners(partners: list) -> list[Finding]:
    if len(partners) > MOST_PARTNERS:
        return [("partners", "too_many")]
    if any(kind not in PARTNERS for kind, _ in partners):
        return [("partners", "unknown_word")]
    if any(not _text(name) or len(name) > LONGEST_PARTNER for _, name in partners):
        return [("partners", "too_long")]
    return []


def _text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _reads(read: Callable[[Any], object], value: object) -> bool:
    try:
        read(value)
    except (TypeError, ValueError, AttributeError):
        return False
    return True
