"""Every function of the store that takes more than a selection, asked and told about another's enterprise B.

Together with the reads of test_scopes these are all: a new function without a case here fails.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.actions import changes, verdicts
from benchmarks.actions import register as checked_actions
from benchmarks.index import importance, peer_gap, peers
from benchmarks.index.receipt import NoReceipt
from benchmarks.infrastructure import receipt
from benchmarks.intake import giving, interim, load, naming, preview, reread, taking
from benchmarks.intake.sending import Sending
from benchmarks.publishing import deeds
from benchmarks.publishing import replies as replying
from benchmarks.reading import Reading
from benchmarks.reports.made import report, verify
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import (
    actions,
    audit,
    batches,
    evidence,
    fieldwork,
    mappings,
    mixes,
    people,
    publishing,
    register,
    replies,
    responses,
    synthetic,
    tiers,
    tokens,
)
from data.kept.batches import Upload
from data.kept.forms import links
from data.kept.people import Scope
from data.kept.promised import help
from data.mapping.mapping import Mapping
from data.refusal import Refused
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests import kit
from tests.test_scopes import OF_STORE, READS, RESULTS

ABOUT_B = Selection("things", "thing", "B", "comfort", "2026H1")
FIELDS = {
    **{"category": "thing", "indicator": "comfort", "aimed_value": 80.0, "measures": "Softer seats"},
    **{"baseline_wave": "2026H1", "due_wave": "2027H1"},
}
PLACE_B = ("things", "thing", "B", "2026H2", "comfort")
GAP_OF_B = ("things", "thing", "B", "smoke")
FORM_OF_B = links.Round("things", "S8", "2027H1")
PDF = b"%PDF-1.4 a report of B"
ANSWER = Upload("survey", "things", b"response,enterprise,category,comfort\nnew,B,thing,70\n", "s.csv", "S2", "2026H1")
PLANNED = Upload("survey", "things", b"enterprise,category,take\nB,thing,3\n", "p.csv", "S2", "2026H1")
PLAN_OF_B = fieldwork.Told(
    *("things", "S2", "2027H1", "plan", date(2027, 4, 1)),
    {"starts": "2027-03-01", "ends": "2027-04-01", "rows": [["A", "thing", "", 3], ["B", "thing", "", 4]]},
)
COUNTED = {
    "counts": [["B", "thing", "", "2027-03-02", 2]],
    "contacts": [["", "I", 2]],
    "look": [["I-1", "fast", 1, []]],
}
REGISTER, SURVEY = 1, 2
FOREIGN = {
    "manufacturer A": manufacturer("things", "A", "a@people.example"),
    "manufacturer of another sector": manufacturer("elsewhere", "B", "b@people.example"),
    "association of another sector": association("elsewhere", "c@people.example"),
    "laboratory": Viewer("laboratory", laboratories=frozenset({"L2"}), name="l@people.example"),
    "visitor": Viewer("visitor", name="v@people.example"),
}


@dataclass
class Asked:
    """A store that speaks of B, and who asks."""

    shop: kit.Shop
    viewer: Viewer

    @property
    def on(self) -> tuple:
        """Store, specs and viewer, as most functions take them first."""
        return self.shop.store, self.shop.specs, self.viewer

    def reading(self, selection: Selection) -> Reading:
        """What results take."""
        return Reading(*self.on, selection)

    @property
    def plain(self) -> tuple:
        """Store and viewer."""
        return self.shop.store, self.viewer


Call = Callable[[Asked], object]
READ: dict[str, Call] = {
    "data.kept.actions.events": lambda a: actions.events(*a.plain, 1),
    "data.kept.batches.counts": lambda a: batches.counts(*a.plain, SURVEY),
    "data.kept.batches.original": lambda a: batches.original(*a.plain, SURVEY),
    "data.kept.batches.receipt_of": lambda a: batches.receipt_of(*a.plain, SURVEY),
    "data.kept.audit.chained": lambda a: audit.chained(*a.plain),
    "data.kept.fieldwork.newest": lambda a: [
        row
        for told in fieldwork.newest(*a.plain)
        for part in ("rows", "counts", "contacts", "look")
        for row in told.content.get(part, [])
        if row[0] != "A"
    ],
    "data.kept.evidence.files": lambda a: evidence.files(*a.plain, 1),
    "data.kept.evidence.content": lambda a: evidence.content(
        *a.plain, 1, evidence.files(a.shop.store, LOCAL, 1)["sha256"][0]
    ),
    "data.kept.mappings.remembered": lambda a: mappings.remembered(a.shop.store, a.viewer, "survey", "things", "S1"),
    "data.kept.tiers.replies": lambda a: tiers.replies(*a.plain),
    "data.kept.register.makers": lambda a: register.makers(*a.plain, "things").get("B"),
    "data.kept.register.product_parts": lambda a: register.product_parts(*a.plain, "price"),
    "data.kept.publishing.events": lambda a: [each.by_name for each in publishing.events(*a.plain)],
    "data.kept.people.people": lambda a: people.people(*a.plain),
    "data.kept.responses.responses": lambda a: responses.responses(*a.plain, "things", "thing", "2026H1", "B"),
    "benchmarks.actions.changes.changes": lambda a: _of_b(
        changes.changes(a.reading(Selection("things", wave="2026H2"))).rows
    ),
    "benchmarks.actions.verdicts.verdicts": lambda a: verdicts.verdicts(a.reading(ABOUT_B)),
    "benchmarks.index.importance.importance": lambda a: importance.importance(a.reading(ABOUT_B)).asked,
    "benchmarks.index.peer_gap.peer_gaps": lambda a: peer_gap.peer_gaps(a.reading(ABOUT_B), draws=10).dropna(
        subset="gap"
    ),
    "benchmarks.index.peers.peers": lambda a: [each.scores for each in peers.peers(a.reading(ABOUT_B)).values()],
    "benchmarks.index.peers.index_peers": lambda a: peers.index_peers(a.reading(ABOUT_B)).scores,
    "benchmarks.infrastructure.receipt.receipt": lambda a: receipt.receipt(a.reading(ABOUT_B)),
    "data.kept.forms.links.answers": lambda a: links.answers(*a.plain, FORM_OF_B)[1],
    "benchmarks.intake.naming.names_of": lambda a: naming.names_of(*a.on, "things").get("B"),
    "benchmarks.intake.load.check": lambda a: load.check(*a.on, Sending(ANSWER)).rows,
    "benchmarks.intake.preview.rehearse": lambda a: preview.rehearse(*a.on, Sending(ANSWER)).outcome.rows,
    "benchmarks.intake.reread.reread": lambda a: reread.reread(*a.on, SURVEY),
    "benchmarks.reports.made.verify.verified": lambda a: verify.verified(_document_of_b(a), *a.on)[
        ["value_now"]
    ].dropna(),
}
WRITE: dict[str, Call] = {
    "data.kept.tiers.decide": lambda a: tiers.decide(*a.plain, "things", "B", "T3", "why", "1"),
    "data.kept.tiers.confirm": lambda a: tiers.confirm(*a.plain, "things", "B", 1),
    "data.kept.tiers.reply": lambda a: tiers.reply(*a.plain, "things", "B", "R1", "we say"),
    "data.kept.actions.register": lambda a: actions.register(*a.plain, "things", "B", FIELDS),
    "data.kept.actions.change": lambda a: actions.change(*a.plain, 1, 2, {"measures": "None"}),
    "data.kept.actions.note": lambda a: actions.note(*a.plain, 1, "a note"),
    "data.kept.batches.withdraw": lambda a: batches.withdraw(*a.plain, SURVEY, "not mine"),
    "data.kept.evidence.attach": lambda a: evidence.attach(*a.plain, 1, "x.pdf", PDF + b"more"),
    "data.kept.mixes.decide": lambda a: mixes.decide(
        *a.plain, "things", "thing", "smoke", "2026H1", "together", "recalibrated since"
    ),
    "data.kept.publishing.keep": lambda a: publishing.keep(*a.plain, "things", "2026H2", "published"),
    "data.kept.replies.keep": lambda a: replies.keep(*a.plain, *PLACE_B, "one lot"),
    "data.kept.forms.links.issue": lambda a: links.issue(*a.plain, FORM_OF_B, {"comfort": "x"}, 1, 9),
    "data.kept.forms.links.close": lambda a: links.close(*a.plain, FORM_OF_B, 1),
    "data.kept.promised.help.offer": lambda a: help.offer(*a.plain, "things", "comfort", "laboratory", "L3"),
    "data.kept.promised.help.ask": lambda a: help.ask(*a.plain, GAP_OF_B, ("laboratory", "L1"), "And a filter?"),
    "data.kept.promised.help.answer": lambda a: help.answer(*a.plain, 1, "withdrawn"),
    "data.kept.fieldwork.keep": lambda a: fieldwork.keep(*a.plain, PLAN_OF_B),
    "data.kept.tokens.revoke": lambda a: tokens.revoke(*a.plain, 1),
    "data.kept.people.invite": lambda a: people.invite(*a.plain, "new@people.example", "regulator", Scope()),
    "data.kept.people.change": lambda a: people.change(*a.plain, 1, 1, role="visitor", scope=Scope(), active=True),
    "data.kept.people.release": lambda a: people.release(*a.plain, 1, 1),
    "data.kept.synthetic.withdraw_synthetic": lambda a: synthetic.withdraw_synthetic(*a.plain),
    "benchmarks.actions.register.register": lambda a: checked_actions.register(*a.on, "things", "B", FIELDS),
    "benchmarks.actions.register.change": lambda a: checked_actions.change(*a.on, 1, 2, {"measures": "None"}),
    "benchmarks.publishing.deeds.publish": lambda a: deeds.publish(*a.plain, "things", "2026H2", 9),
    "benchmarks.publishing.deeds.unpublish": lambda a: deeds.unpublish(*a.plain, "things", "2026H2", "too thin"),
    "benchmarks.publishing.replies.reply": lambda a: replying.reply(*a.plain, PLACE_B, "one lot", date(2026, 12, 1)),
    "benchmarks.intake.interim.count": lambda a: interim.count(*a.on, Sending(ANSWER), date(2026, 3, 1)),
    "benchmarks.intake.interim.plan": lambda a: interim.plan(
        *a.on, Sending(PLANNED), date(2026, 3, 1), date(2026, 4, 1)
    ),
    "benchmarks.intake.giving.give": lambda a: giving.give(*a.on, "things", "2026H1"),
    "benchmarks.intake.taking.take": lambda a: taking.take(*a.on, b"{}", "sums.json", ("things", "2026H1")),
    "benchmarks.intake.load.load": lambda a: load.load(*a.on, Sending(ANSWER)).batch,
}
OWN = {  # about the one who asks, whoever that is
    "data.kept.audit.note": "adds to the trail what the viewer did, in the viewer's own name",
    "data.kept.audit.made": "adds to the trail which document the viewer made, in the viewer's own name",
    "data.kept.people.speak": "the viewer's own language",
    "data.kept.tokens.issue": "a token of the viewer's own, which sees what the viewer sees",
    "benchmarks.reports.addresses.etag": "a print of counts and of the viewer's own rights, of which nothing is read",
    "data.kept.register.laboratory_names": "names of laboratories of the viewer's scope, of no maker",
    "data.kept.people.still_in": "whether the viewer's own rights are as they were",
}
HELD_BELOW = {  # off unless a server is set to take answers; tests/reports/test_web_form.py turns it on
    "benchmarks.intake.answers.make": "refused by data.kept.forms.links.issue",
    "benchmarks.intake.answers.close": "refused by data.kept.forms.links.answers",
}
NAMES = {"data.kept.register.laboratory_names": "the register of laboratories, which every role but theirs reads whole"}
KEEPS_TO = {  # a regulator reads all and writes nothing; an administrator writes
    "regulator": Viewer("regulator", name="r@people.example"),
    "association of the sector, about actions": association("things", "d@people.example"),
}
DECIDES = ("data.kept.tiers.decide", "data.kept.tiers.confirm")  # the authority's own deeds
ACTIONS = [name for name in WRITE if "actions" in name or "evidence" in name]


@pytest.fixture(scope="module")
def shop() -> kit.Shop:
    """Makers A and B with answers in two waves, measurements, an action of B with evidence, one person."""
    shop = kit.Shop(kit.specs(kit.indicator("comfort"), kit.indicator("smoke", source="test")))
    names = {"enterprise": ["A", "B"], "name_en": ["Alder", "Birch"], "name_zh": ["赤杨", "白桦"]}
    rest = {"sector": ["things"] * 2, "output_share": [0.5, 0.5]}
    shop._write("register", pa.table({"line": [2, 3]} | names | rest), "", "", "things")
    for wave, lift in (("2026H1", 0), ("2026H2", 9)):
        shop.survey(
            [{"enterprise": code, "comfort": 60.0 + lift + i % 20} for code in "AB" for i in range(40)], wave=wave
        )
    shop.tests([{"enterprise": code, "indicator": "smoke", "value": 70.0 + i} for code in "AB" for i in range(9)])
    sold = {"product": ["P"], "enterprise": ["B"], "category": ["thing"], "price": ["entry"]}
    shop._write("products", pa.table({"line": [2]} | sold), "", "", "things")
    actions.register(shop.store, LOCAL, "things", "B", FIELDS)
    publishing.keep(shop.store, LOCAL, "things", "2026H2", "published", date(2099, 1, 1))
    replies.keep(shop.store, LOCAL, *PLACE_B, "one lot")
    evidence.attach(shop.store, LOCAL, 1, "of-b.pdf", PDF)
    tokens.issue(shop.store, LOCAL, "of the house", 30)
    for indicator in ("comfort", "smoke"):
        help.offer(shop.store, LOCAL, "things", indicator, "laboratory", "L1")
    (token,) = links.issue(shop.store, LOCAL, FORM_OF_B, {"comfort": "x"}, 1, 9)
    links.answer(shop.store, token, {"enterprise": "B"})
    help.ask(shop.store, LOCAL, (*PLACE_B[:3], "comfort"), ("laboratory", "L1"), "Softer seats?")
    fieldwork.keep(shop.store, LOCAL, PLAN_OF_B)
    fieldwork.keep(shop.store, LOCAL, PLAN_OF_B._replace(kind="interim", content=COUNTED))
    tiers.decide(shop.store, Viewer("regulator", name="first"), "things", "B", "T2", "as most", "1")
    tiers.reply(shop.store, LOCAL, "things", "B", "R1", "It is mended")
    sent = Upload("survey", "things", b"", survey="S1", wave="2026H1")
    with shop.store.write() as cursor:
        mappings.remember(cursor, SURVEY, sent, Mapping({"Q1": "comfort"}))
    for name in ("boss", "deputy"):
        people.invite(shop.store, LOCAL, f"{name}@people.example", "administrator", Scope())
    return shop


def test_every_function_that_takes_a_viewer_is_asked():
    assert {*READS, *READ, *WRITE, *OWN, *HELD_BELOW, *NAMES} - set(RESULTS) == {
        name for name, viewer in OF_STORE.items() if viewer
    }


# tests/benchmarks/test_reread.py reads one: here no batch has a file. Peers need five others.
@pytest.mark.parametrize("name", sorted({*READ, *WRITE} - {"benchmarks.intake.reread.reread"}))
def test_what_is_asked_and_told_of_b_is_there_for_who_may(shop, name):
    undone = (
        contextlib.nullcontext(shop.store) if name == "benchmarks.intake.preview.rehearse" else shop.store.rehearsal()
    )
    with undone as store:
        given = {**READ, **WRITE}[name](Asked(kit.Shop(shop.specs, store), LOCAL))
        assert name in WRITE or not _empty(given) or ".peer" in name


@pytest.mark.parametrize("who", FOREIGN)
@pytest.mark.parametrize("name", READ)
def test_another_tenant_is_told_nothing(shop, name, who):
    with contextlib.suppress(Refused, NoReceipt, ValueError):
        given = READ[name](Asked(shop, FOREIGN[who]))
        assert _empty(given), given


@pytest.mark.parametrize("who", FOREIGN)
@pytest.mark.parametrize("name", WRITE)
def test_another_tenant_writes_nothing(shop, name, who):
    before = _rows(shop)
    with pytest.raises(Refused):
        WRITE[name](Asked(shop, FOREIGN[who]))
    assert _rows(shop) == before


@pytest.mark.parametrize(
    ("who", "name"),
    [("regulator", name) for name in WRITE if name not in DECIDES]
    + [("association of the sector, about actions", name) for name in ACTIONS],
)
def test_who_may_read_of_b_does_not_thereby_write(shop, who, name):
    before = _rows(shop)
    with pytest.raises(Refused):
        WRITE[name](Asked(shop, KEEPS_TO[who]))
    assert _rows(shop) == before


def test_what_is_noted_stands_under_the_name_of_who_did_it(shop):
    with shop.store.rehearsal() as undone:
        audit.note(undone, FOREIGN["visitor"], "entered", "x")
        assert undone.query("SELECT by_name FROM audit_event")["by_name"].tolist() in ([], ["v@people.example"])
    with pytest.raises(Refused):
        people.speak(shop.store, FOREIGN["visitor"], "zh")
    assert not people.still_in(shop.store, FOREIGN["visitor"])


def test_a_laboratory_is_told_its_own_name_and_no_other(shop):
    row = {"lab": ["L1", "L2"], "name": ["Heron", "Kite"], "accreditation": ["CNAS 1", "CNAS 2"], "scope": [None] * 2}
    none = {name: pa.nulls(2, pa.date32()) for name in ("valid_from", "valid_until")}
    none |= {name: pa.nulls(2, pa.float64()) for name in ("low", "high", "cmc")}
    with shop.store.rehearsal() as undone:
        kit.Shop(shop.specs, undone)._write("labs", pa.table({"line": [2, 3]} | row | none), "", "", "things")
        assert register.laboratory_names(undone, FOREIGN["laboratory"]) == {"L2": "Kite"}
        assert register.laboratory_names(undone, LOCAL) == {"L1": "Heron", "L2": "Kite"}


def _document_of_b(asked: Asked) -> dict:
    """The facts of B's own report, which somebody hands in."""
    reading = Reading(asked.shop.store, asked.shop.specs, LOCAL, ABOUT_B)
    return dict(report.document("enterprise", reading, LANGUAGES["en"]).facts)


def _of_b(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["enterprise"] == "B"]


def _rows(shop: kit.Shop) -> list[int]:
    tables = (
        "batch",
        "withdrawal",
        "action_event",
        "evidence",
        "person_event",
        "mix_decision",
        "wave_event",
        "wave_reply",
        "governance_event",
        "fieldwork_event",
        "help_event",
        "token_event",
        "form_event",
        "form_answer",
        "form_given",
        "given_sum",
        "sums_event",
        "response",
        "measurement",
        "spot_check",
    )
    return [int(shop.store.query(f"SELECT count(*) AS n FROM {table}")["n"][0]) for table in tables]


def _empty(given: object) -> bool:
    """Whether nothing was told: no row, no score, no number."""
    if isinstance(given, pd.DataFrame):
        return given.empty
    if isinstance(given, int | list | tuple | dict):
        return not given or (isinstance(given, list) and not any(given))
    return given is None or bool(pd.isna(getattr(given, "estimate", 0.0)))
