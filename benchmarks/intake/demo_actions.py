"""The demo's actions, registered, noted and reported done through the same functions as anybody's."""

from datetime import datetime

from benchmarks.actions.register import register, spec_findings
from benchmarks.specs.spec import Specs
from data.demo.actions import ACTIONS, DemoAction
from data.kept import actions
from data.kept.action_rules import EMPTY
from data.kept.evidence import attach
from data.kept.register import enterprises
from data.store import Store
from data.viewer import LOCAL, manufacturer
from data.wave import Wave

# The smallest PDF that viewers open: one empty page.
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def fill_actions(store: Store, specs: Specs) -> int:
    """Register the demo's actions that the specs and the register know; returns how many were new."""
    known = enterprises(store, LOCAL)
    named = set(zip(known["sector"], known["enterprise"], strict=True))
    held = actions.actions(store, LOCAL)
    keys = ["sector", "enterprise", "category", "indicator", "due_wave"]
    there = set(held.loc[held["synthetic"].astype(bool), keys].itertuples(index=False, name=None))
    new = 0
    for one in ACTIONS:
        fields = _fields(one)
        place = (one.sector, one.enterprise, one.category, one.indicator, fields["due_wave"])
        if (one.sector, one.enterprise) not in named or place in there:
            continue
        if not spec_findings(specs, one.sector, EMPTY | fields):
            _tell(store, specs, one, fields)
            new += 1
    return new


def _fields(one: DemoAction) -> dict:
    aim = {"aimed_level": one.aim} if isinstance(one.aim, str) else {"aimed_value": one.aim}
    baseline, due = one.waves
    return aim | {
        **{"category": one.category, "indicator": one.indicator, "baseline_wave": baseline, "due_wave": due},
        **{"measures": one.measures, "cost_class": one.cost, "partners": [list(each) for each in one.partners]},
        **{"person": "Quality office 质量部", "status": "running" if one.started else "planned"},
        "started_on": one.started or None,
    }


def _tell(store: Store, specs: Specs, one: DemoAction, fields: dict) -> None:
    """As the maker would have told it: registered when it began, noted and reported done on the day it was."""
    maker = manufacturer(one.sector, one.enterprise, name=f"{one.enterprise} demo")
    begun = datetime.fromisoformat(one.started or Wave.parse(one.waves[0]).end.isoformat())
    number = register(store, specs, maker, one.sector, one.enterprise, fields, at=begun, synthetic=True)
    if not one.done:
        return
    day = datetime.fromisoformat(one.done)
    actions.note(store, maker, number, "In place everywhere since today. 今日起已全面落实。", at=day)
    actions.change(store, maker, number, 1, {"status": "done", "done_on": one.done}, at=day)
    if one.expected == "delivered":
        attach(store, maker, number, "acceptance-record.pdf", _PDF)
