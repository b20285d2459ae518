"""What enterprises do about their gaps, held against the specs: registering, changing, and which waves may be due."""

from datetime import datetime

from benchmarks.columns import SHARES
from benchmarks.progress.series import ahead, spacing
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import Indicator, Specs
from data.kept import actions
from data.kept.action_rules import EMPTY, Finding
from data.kept.actions import BadFields
from data.store import Store
from data.viewer import Viewer
from data.wave import Wave, in_order


def register(
    store: Store,
    specs: Specs,
    viewer: Viewer,
    sector: str,
    enterprise: str,
    fields: dict,
    *,
    at: datetime | None = None,
    synthetic: bool = False,
) -> int:
    """As data.kept.actions.register, and refuses (BadFields) what the spec does not have."""
    if found := spec_findings(specs, sector, EMPTY | fields):
        raise BadFields(found)
    return actions.register(store, viewer, sector, enterprise, fields, at=at, synthetic=synthetic)


def change(store: Store, specs: Specs, viewer: Viewer, action: int, revision: int, fields: dict) -> int:
    """As data.kept.actions.change, and refuses (BadFields) an aim that the spec does not have."""
    known = actions.actions(store, viewer)
    for now in known[known["action"] == action].to_dict("records"):
        if found := spec_findings(specs, now["sector"], now | fields):
            raise BadFields(found)
    return actions.change(store, viewer, action, revision, fields)


def spec_findings(specs: Specs, sector: str, fields: dict) -> list[Finding]:
    """(field, rule) where the spec has no such category, indicator or level, or the aimed value is out of range."""
    known = find(specs, sector, fields["indicator"])
    if known is None or not known.applies_to(fields["category"]):
        return [("indicator", "not_in_spec")]
    found, value = [], fields["aimed_value"]
    ends = sorted(_reported(known, end) for end in (known.range.min, known.range.max))
    if not (value is None or value != value) and not ends[0] <= value <= ends[1]:
        found.append(("aimed_value", "out_of_range"))
    if fields["aimed_level"] and level_in(known, fields["aimed_level"], fields["due_wave"]) is None:
        found.append(("aimed_level", "not_in_spec"))
    return found


def _reported(indicator: Indicator, end: float) -> float:
    if indicator.statistic in SHARES:
        return float(end != indicator.range.min)
    if indicator.statistic == "nps":
        return 100.0 if end == indicator.range.max else -100.0
    return 100.0 * end if indicator.statistic == "per_100" else indicator.to_reported(end)


def level_in(indicator: Indicator, level: str, wave: str) -> float | None:
    """The value of a level at the start of a wave; None where none is in force or the wave cannot be read."""
    try:
        return getattr(indicator.level_at(level, Wave.parse(wave).start), "value", None)
    except (TypeError, ValueError):
        return None


def due_waves(measured: list[str], count: int) -> list[str]:
    """Wave codes an action may be due in: those measured after the first, and so many to come in the same rhythm."""
    waves = [Wave.parse(code) for code in in_order(measured)]
    if not waves:
        return []
    unit = spacing(waves)
    return [wave.code for wave in waves[1:]] + [ahead(waves[-1], step * unit).code for step in range(1, count + 1)]
