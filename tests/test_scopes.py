"""Who may see what, held against the code's own lists: a new read or page without a rule fails here."""

import ast
import contextlib
import dataclasses
import importlib
import inspect
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.fieldwork import tracking
from benchmarks.index import whatif
from benchmarks.index.receipt import NoReceipt
from benchmarks.reading import Reading
from benchmarks.reports import plans
from benchmarks.reports.content import source
from benchmarks.reports.made import calendar, feed, package, report, shared
from benchmarks.reports.made.worker import Made
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import actions, batches, fieldwork, replies
from data.kept.promised import help
from data.refusal import Refused
from data.viewer import LOCAL, ROLES, Viewer, association, manufacturer
from pages.parts.frame.screens import SCREENS
from tests import kit
from tests.callers import tree_of

ROOT = Path(__file__).resolve().parents[1]
PLATFORM = ROOT / "pages" / "parts" / "frame" / "platform.py"  # the one door from pages to results
STORES = ("Store", "Engine")  # the store, and what is asked as one: an engine that holds its tables
STEP = "a step of a read that takes the viewer; nothing in pages/ calls it"
# Public functions that take the store and no viewer, each with the reason.
WITHOUT_VIEWER = {
    "benchmarks.estimates.cells.rebuild": "recomputes sums for the command line; returns counts of rows",
    "benchmarks.estimates.cells.stale": "names sectors whose sums are older than their spec, for the command line",
    "benchmarks.estimates.covariance.covariances": STEP,
    "benchmarks.estimates.covariance.sharing_rounds": STEP,
    "benchmarks.intake.backup.verified": "holds a backup against itself, for the command line; returns counts",
    "data.moving.move": "moves a whole store, for the command line; returns counts",
    "benchmarks.intake.demo.fill_actions": "writes the demo",
    "benchmarks.intake.demo.fill": "writes the demo; refuses a store with real batches",
    "benchmarks.intake.demo.unfinished": "says yes or no about the demo",
    "benchmarks.cuts.parts.domains": STEP,
    "benchmarks.cuts.parts.met_by": STEP,
    "benchmarks.cuts.parts.part_of": STEP,
    "benchmarks.cuts.sums.estimated": STEP,
    "benchmarks.estimates.estimate.unscoped": STEP,
    "benchmarks.estimates.survey.survey_estimates": STEP,
    "benchmarks.estimates.laboratory.laboratory_estimates": STEP,
    "benchmarks.intake.load.wave_before": "the code of a wave, after the upload was allowed",
    "benchmarks.intake.last_wave.last_wave": "what a new file is held against, after the upload was allowed",
    "benchmarks.estimates.readings.readings": STEP,
    "benchmarks.estimates.samples.unscoped_states": STEP,
    "benchmarks.estimates.given.added": STEP,
    "benchmarks.estimates.sums.indicator_rules": STEP,
    "benchmarks.estimates.sums.live_rounds": STEP,
    "benchmarks.estimates.sums.nps_side": STEP,
    "benchmarks.estimates.sums.survey_sums": STEP,
    "benchmarks.spark.summed.summed": "sums everything again for the command line; returns counts",
    "data.kept.checks.verdicts": STEP,
    "benchmarks.scope.once.is_kept": STEP,
    "benchmarks.scope.once.once": STEP,
    "data.kept.publishing.version": "numbers that grow with every decision and every day a preview ends, for caches",
    "benchmarks.fieldwork.spread.surveyed_sectors": "sectors with a survey, for the command line",
    "data.kept.fieldwork.version": "a number that grows with every event, for caches",
    "benchmarks.intake.answers.form_behind": "the questions behind a one-time link, for whoever holds it",
    "data.kept.forms.links.link": "what a one-time link asks, from the secret itself",
    "data.kept.forms.links.answer": "keeps what was answered by a one-time link, from the secret itself",
    "data.kept.audit.documents": "everyone's documents, for `hanging`, which tells them by a Reading",
    "data.kept.audit.made_so_far": "a number that grows with every document, for caches",
    "data.kept.asked.asked": "prints of the questions asked, of no one and with no answer",
    "data.kept.replies.version": "a number that grows with every reply, for caches",
    "data.kept.actions.version": "a number that grows with every event, for caches",
    "data.kept.people.admit": "makes the viewer of a sign-in",
    "data.kept.people.viewer_of": "makes the viewer of an invited address, for a token",
    "data.kept.tokens.held": "makes the viewer of a token, from the secret itself",
    "data.kept.promised.help.version": "a number that grows with every event, for caches",
    "data.kept.tiers.version": "a number that grows with every event, for caches",
    "data.kept.synthetic.any_synthetic": "says yes or no about the demo",
}


def _modules(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def _speaking_of(kind: str, *rooms: str) -> list[Path]:
    """The files in which a class is named at all: the others need not be parsed to be collected."""
    return [path for path in _modules(*rooms) if kind in path.read_text(encoding="utf-8")]


def _is(argument: ast.arg, kind: str) -> bool:
    return argument.annotation is not None and kind in ast.unparse(argument.annotation).strip("'\"").split(" | ")


def _of_store() -> dict[str, bool]:
    """Dotted name of each public function that takes the store: whether it must be given a viewer."""
    found = {}
    for path in sorted({each for kind in STORES for each in _speaking_of(kind, "data", "benchmarks")}):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in tree_of(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            given = [*node.args.posonlyargs, *node.args.args]
            needed = given[: len(given) - len(node.args.defaults)]
            if any(_is(each, kind) for each in [*given, *node.args.kwonlyargs] for kind in STORES):
                found[f"{dotted}.{node.name}"] = any(_is(each, "Viewer") for each in needed)
    return found


def _of_first(kind: str) -> list[str]:
    """Dotted names of the public functions of benchmarks that are given one of a kind first: a Reading, a Round."""
    found = []
    for path in _speaking_of(kind, "benchmarks"):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                given = [*node.args.posonlyargs, *node.args.args][:1]
                found += [f"{dotted}.{node.name}" for each in given if _is(each, kind)]
    return found


OF_STORE = _of_store()


def test_every_function_of_the_store_must_be_given_a_viewer_or_has_a_reason_not_to():
    assert {name for name, viewer in OF_STORE.items() if not viewer} == set(WITHOUT_VIEWER)


def test_no_page_calls_a_step_that_knows_no_viewer():
    unscoped = {name for name, reason in WITHOUT_VIEWER.items() if reason == STEP} | set(_of_first("Round"))
    steps = {".".join(name.split(".")[1:]) for name in unscoped}
    for path in _modules("pages"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("benchmarks.", "data.")):
                dotted = {f"{node.module}.{alias.name}" for alias in node.names}
                assert not dotted & unscoped, path
                assert "benchmarks.reading.Reading" not in dotted or path == PLATFORM, path
            if isinstance(node, ast.Attribute):
                assert ast.unparse(node) not in steps, path


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_every_page_asks_first_whether_its_own_roles_may_see_it(screen):
    body = tree_of(ROOT / "pages" / f"{screen.path}.py").body
    show = next(node for node in body if isinstance(node, ast.FunctionDef) and node.name == "show")
    doc, frame = show.body  # nothing is read or drawn outside the frame, which asks for the right
    assert isinstance(doc, ast.Expr) and isinstance(frame, ast.With)
    assert re.match(
        rf"page\.screen\('{screen.name}', language(, demo=False)?\)", ast.unparse(frame.items[0].context_expr)
    )
    called = [node for node in body if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)]
    assert [ast.unparse(node) for node in called] == ["show(current())"]
    assert set(screen.roles) <= set(ROLES)


def test_every_file_in_a_section_is_a_listed_page():
    files = {path.relative_to(ROOT / "pages").with_suffix("").as_posix() for path in _modules("pages")}
    assert {name for name in files if not name.startswith("parts/")} == {screen.path for screen in SCREENS}


# Reads that need no more than these are called for every viewer; what they return must not speak of enterprise B.
ASKED = Selection(sector="things", wave="2026H1")
ABOUT_B = Selection("things", "thing", "B", wave="2026H1")
MATRIX = {
    "manufacturer A": manufacturer("things", "A"),
    "manufacturer of another sector": manufacturer("elsewhere", "B"),
    "association of another sector": association("elsewhere"),
    "laboratory": Viewer("laboratory", laboratories=frozenset({"L1"})),
    "visitor": Viewer("visitor"),
}


def _simple(name: str) -> bool:
    function = _function(name)
    needed = {each.name for each in inspect.signature(function).parameters.values() if each.default is each.empty}
    framed = inspect.signature(function).return_annotation in (pd.DataFrame, "pd.DataFrame")
    return framed and needed <= {"store", "specs", "viewer", "selection"}


# Results about one enterprise: they refuse to be asked without its name.
OF_ONE = {
    *("benchmarks.index.peer_gap.peer_gaps", "benchmarks.index.peers.peers", "benchmarks.index.peers.index_peers"),
    "benchmarks.index.importance.importance",
    "benchmarks.index.answers.answers",
}


def _function(name: str):
    module, function = name.rsplit(".", 1)
    return getattr(importlib.import_module(module), function)


def _read(name: str, shop: kit.Shop, viewer: Viewer) -> pd.DataFrame:
    known = {"store": shop.store, "specs": shop.specs, "viewer": viewer, "selection": ASKED}
    function = _function(name)
    return function(**{key: value for key, value in known.items() if key in inspect.signature(function).parameters})


def _packaged(reading: Reading) -> dict[str, object]:
    """What stands in the files of a data package with makers by name."""
    with TemporaryDirectory() as folder:
        package.package(reading, Path(folder), package.NAMED, "CC-BY-4.0", lambda _: None)
        tables = {path.stem: pd.read_csv(path) for path in sorted(Path(folder).rglob("*.csv"))}
        return tables | {path.name: path.read_text("utf-8") for path in Path(folder).glob("*.*")}


def _wave_of(reading: Reading) -> list[str]:
    """The wave, and what is said instead of one that is not measured."""
    said = []
    for wave in (None, "2031H1"):
        try:
            said.append(source.wave_of(reading, wave))
        except Refused as refused:
            said.append(str(refused))
    return said


def _documents(make: Callable[..., Iterator[Made]], reading: Reading) -> list[object]:
    made = make(reading, LANGUAGES["en"], lambda document: b"")
    return [[name, document.plain(), document.facts] for name, document, _ in made]


# Results that are asked more than a selection, or of another wave: how they are asked here.
def _archived(reading: Reading) -> list[str]:
    """What stands in the files of the same as an archive."""
    with zipfile.ZipFile(io.BytesIO(package.archive(reading, package.NAMED, None))) as whole:
        return [whole.read(name).decode() for name in whole.namelist()]


HOW: dict[str, Callable[[Reading], object]] = {
    "benchmarks.reports.made.package.archive": _archived,
    "benchmarks.index.whatif.whatif_levels": lambda reading: whatif.whatif_levels(reading, "comfort:floor=70"),
    "benchmarks.reports.made.calendar.calendar": lambda reading: calendar.calendar(
        reading, LANGUAGES["en"], "https://here.example", date(2026, 1, 1)
    ).decode(),
    "benchmarks.fieldwork.tracking.track": lambda reading: tracking.track(reading.all_waves()),
    "benchmarks.reports.content.source.wave_of": _wave_of,
    "benchmarks.reports.made.feed.changes": lambda reading: feed.changes(reading, "", date(2026, 12, 1)).decode(),
    "benchmarks.reports.made.package.package": _packaged,
    "benchmarks.reports.plans.plan": lambda reading: plans.plan(reading, 5.0),
    "benchmarks.reports.plans.plan_next": lambda reading: plans.plan_next(reading, 1000.0),
    "benchmarks.reports.made.report.of_member": lambda reading: [
        [name, made.plain(), made.facts]
        for name, made in (report.of_member(reading, maker, LANGUAGES["en"]) for maker in report.members(reading))
    ],
    "benchmarks.reports.made.report.of_members": lambda reading: _documents(report.of_members, reading),
    "benchmarks.reports.made.shared.of_members": lambda reading: _documents(shared.of_members, reading),
}


def _told(name: str, shop: kit.Shop, viewer: Viewer) -> tuple[set[str], set[float]]:
    """Every text and every broken number of a result, asked of everyone and of B by name."""
    words, numbers = set(), set()
    for asked in (ABOUT_B,) if name in OF_ONE else (ASKED, ABOUT_B):
        with contextlib.suppress(NoReceipt):
            result = HOW.get(name, _function(name))
            for each in _leaves(result(Reading(shop.store, shop.specs, viewer, asked))):
                if isinstance(each, str):
                    words |= {each, *re.split(r"\W+", each)}
                elif isinstance(each, float) and each % 1:
                    numbers.add(round(each, 6))
    return words, numbers


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, pd.DataFrame):
        value = value.to_dict("list")
    if dataclasses.is_dataclass(value):
        value = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list | tuple | set):
        for each in value:
            yield from _leaves(each)
    else:
        yield value


@pytest.fixture(scope="module")
def only_b(shop) -> set[float]:
    """Numbers that only B has: who finds one in a result knows B's estimate, interval or score."""
    about = ["benchmarks.reading.estimates", "benchmarks.reading.gaps", "benchmarks.index.index.index"]
    of_b, of_a = (set().union(*(_told(name, shop, manufacturer("things", code))[1] for name in about)) for code in "BA")
    return of_b - of_a


READS = [name for name, viewer in OF_STORE.items() if viewer and _simple(name)]
DEEDS = {  # given a Reading, and no results
    "benchmarks.laboratories.mixes.decide": "writes by data.kept.mixes.decide, which asks for the right",
    "benchmarks.reports.made.kept.keep_report": "notes in the reader's own name that a report was made",
    "benchmarks.reports.made.kept.keep_receipt": "notes in the reader's own name that a receipt was made",
}
RESULTS = [name for name in _of_first("Reading") if name not in DEEDS]  # every result
AGGREGATE, BLINDED = "an aggregate over enterprises", "others without their names"
NAMELESS = {  # results without a name in them, even for an administrator
    "benchmarks.index.importance.importance": "of items, in the responses of one enterprise",
    "benchmarks.index.bottom_lines.counts": AGGREGATE,
    "benchmarks.reports.tables.series": "days on which indicators start a new series",
    "benchmarks.index.coverage.coverage": AGGREGATE,
    "benchmarks.index.national.board": AGGREGATE,
    "benchmarks.index.waves.waves": AGGREGATE,
    "benchmarks.index.whatif.whatif_board": AGGREGATE,
    "benchmarks.headline.leverage.leverage": AGGREGATE,
    "benchmarks.headline.headline.headline": AGGREGATE,
    "benchmarks.headline.change.changes": AGGREGATE,
    "benchmarks.headline.change.bias": AGGREGATE,
    "benchmarks.headline.regions.regions": AGGREGATE,
    "benchmarks.headline.published.published": "official figures",
    "benchmarks.index.national.standing": AGGREGATE,
    "benchmarks.governance.axes.fairness": AGGREGATE,
    "benchmarks.governance.feedback.feedback": AGGREGATE,
    "benchmarks.governance.tiers.moved": "of makers that other edges would move: with today's edges none",
    "benchmarks.governance.supposed.steps_moved": "of steps that another term would move: with today's terms none",
    "benchmarks.innovation.library.library": BLINDED,
    "benchmarks.innovation.problems.problems": AGGREGATE,
    "benchmarks.innovation.projects.projects": AGGREGATE,
    "benchmarks.innovation.one_stop.helpers": "of partners: here none has closed a gap",
    "benchmarks.index.peers.index_peers": BLINDED,
    "benchmarks.index.peers.peers": BLINDED,
    "benchmarks.laboratories.capability.capability": "of laboratories",
    "benchmarks.reading.breaks": "days on which questions changed",
    "benchmarks.fieldwork.tracking.look": "of interviewers, by code",
    "benchmarks.fieldwork.tracking.rates": "of contacts, by stratum",
    "benchmarks.fieldwork.tracking.margins": "of contacts, by stratum",
    "benchmarks.fieldwork.spread.stratum_spread": AGGREGATE,
    "benchmarks.laboratories.mixes.mixes": "of laboratories",
    "benchmarks.infrastructure.certificates.certified": AGGREGATE,
    "benchmarks.infrastructure.coverage.coverage": AGGREGATE,
    "benchmarks.infrastructure.coverage.laboratories_for": "of laboratories",
    "benchmarks.infrastructure.hanging.hanging": "of one certificate, which has to be named",
    "benchmarks.infrastructure.hanging.subjects": "of certificates",
    "benchmarks.infrastructure.impact.impact_others": AGGREGATE,
    "benchmarks.infrastructure.impact.standard_impact": "of limits that are coming: this spec has none",
    "benchmarks.infrastructure.standards.coming": "of standards",
    "benchmarks.infrastructure.standards.standards": "of standards",
    "benchmarks.reports.content.source.wave_of": "one wave",
    "benchmarks.reports.tables.indicators": "of specs",
    "benchmarks.reports.tables.levels": "of specs",
}
# Functions of benchmarks that take the store and a viewer and are no results, each with the reason.
NOT_READ = {
    "benchmarks.actions.register.register": "writes",
    "benchmarks.actions.register.change": "writes",
    "benchmarks.publishing.deeds.publish": "writes",
    "benchmarks.publishing.deeds.unpublish": "writes",
    "benchmarks.publishing.replies.reply": "writes",
    "benchmarks.intake.load.check": "about a file that is being sent",
    "benchmarks.intake.load.load": "about a file that is being sent",
    "benchmarks.intake.naming.names_of": "names for what is said of a file; the register asks who may be named",
    "benchmarks.intake.preview.rehearse": "about a file that is being sent; told by a Reading",
    "benchmarks.intake.reread.reread": "about a file that was sent",
    "benchmarks.intake.answers.make": "writes",
    "benchmarks.intake.answers.close": "writes",
    "benchmarks.intake.giving.give": "for the sector's association, what it gives to another",
    "benchmarks.intake.taking.take": "about a file that is being sent",
    "benchmarks.intake.interim.count": "about a file that is being sent",
    "benchmarks.intake.interim.plan": "about a file that is being sent",
    "benchmarks.reports.addresses.etag": "a print of counts and of the viewer's own rights",
    "benchmarks.reports.made.verify.verified": "about a document that was handed in; told by a Reading",
}


AIM = {"indicator": "comfort", "year": 2027, "value": 80, "set_by": "us", "set_on": date(2026, 1, 1)}


@pytest.fixture(scope="module")
def shop() -> kit.Shop:
    """Makers A and B of one sector, registered, with one survey and one test round."""
    shop = kit.Shop(
        kit.specs(
            *(kit.indicator("comfort"), kit.indicator("smoke", source="test")),
            kit.indicator("fire", source="test", kind="mandatory"),
            facets=({"id": "buyer", "label": {"en": "B.", "zh": "买家"}, "of": "respondent", "from": "stratum"},),
            targets=(AIM,),
        )
    )
    names = {"enterprise": ["A", "B"], "name_en": ["Alder", "Birch"], "name_zh": ["赤杨", "白桦"]}
    rest = {"sector": ["things"] * 2, "output_share": [0.5, 0.5]}
    shop._write("register", pa.table({"line": [2, 3]} | names | rest), "", "", "things")
    lift = {"A": 0.0, "B": 3.7}
    for wave in ("2025H2", "2026H1"):
        each = [(code, i) for code in "AB" for i in range(40)]
        rows = [{"enterprise": c, "comfort": 60.0 + lift[c] + i, "stratum": "ns"[i % 2]} for c, i in each]
        shop.survey(rows, wave=wave)
    shop.tests(
        [
            {"enterprise": code, "indicator": name, "value": 70.1 + lift[code] + i, "sample": f"{name}{code}{i}"}
            for name in ("smoke", "fire")
            for code in "AB"
            for i in range(11)
        ]
    )
    lots = {"check": ["K1", "K2"], "authority": ["SAMR"] * 2, "enterprise": ["A", "B"], "category": ["thing"] * 2}
    lots |= {"sampled_on": [date(2026, 3, 1)] * 2, "place": ["shop"] * 2, "why_drawn": ["random"] * 2}
    lots |= {"draw_prob": [0.25, 0.375], "result": ["pass", "fail"], "failed": [None, "smoke"], "source": ["S"] * 2}
    lots["notified_on"] = [None, date(2026, 3, 20)]
    shop._write("checks", pa.table({"line": [2, 3]} | lots), "2026H1", "", "things")
    events = {"subject": ["C1", "C2"], "kind": ["certificate"] * 2, "enterprise": ["A", "B"], "state": ["valid"] * 2}
    events |= {"from": [date(2026, 1, 1)] * 2, "until": pa.nulls(2, pa.date32()), "corrects": pa.nulls(2, pa.date32())}
    shop._write("states", pa.table({"line": [2, 3]} | events | {"source": ["S"] * 2}), "", "", "things")
    events |= {"subject": ["R1", "R2"], "kind": ["record"] * 2, "state": ["live"] * 2, "class": ["serious"] * 2}
    events |= {name: ["Law"] * 2 for name in ("basis", "authority", "document", "source")}
    shop._write("states", pa.table({"line": [2, 3]} | events), "", "", "things")
    shop.survey([{"enterprise": "B", "comfort": 1.0}], wave="2026H1")  # a laboratory sees its own files
    taken_back = int(batches.batches(shop.store, LOCAL, live=True)["batch"].max())
    batches.withdraw(shop.store, LOCAL, taken_back, "B sent another lot")
    fields = {"category": "thing", "indicator": "comfort", "aimed_value": 80.0, "measures": "Softer seats"}
    for code in "AB":
        waves = {"baseline_wave": "2025H2", "due_wave": "2026H1"}
        actions.register(shop.store, LOCAL, "things", code, fields | waves)
        replies.keep(shop.store, LOCAL, "things", "thing", code, "2026H1", "comfort", f"One lot of {code}")
    help.offer(shop.store, LOCAL, "things", "smoke", "laboratory", "L2")
    for code in "AB":  # of L2: the laboratory of the matrix is L1
        help.ask(shop.store, LOCAL, ("things", "thing", code, "smoke"), ("laboratory", "L2"), f"Filter for {code}?")
    rows = [[code, "thing", "east", n] for code, n in (("A", 40), ("B", 45))]
    plan = {"starts": "2026-07-01", "ends": "2026-07-31", "rows": rows}
    counts = [[code, "thing", "east", "2026-07-02", n] for code, n in (("A", 3), ("B", 5))]
    seen = {"counts": counts, "contacts": [["east", "I", 8]], "look": [["I-1", "doubled", 2, ["r1"]]]}
    for kind, content in (("plan", plan), ("interim", seen | {"interviewers": {"I-1": 8}})):
        told = fieldwork.Told("things", "S2", "2026H2", kind, date(2026, 7, 9), content)
        fieldwork.keep(shop.store, LOCAL, told)
    return shop


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("who", MATRIX)
def test_no_read_tells_one_tenant_of_another(shop, name, who):
    found = _read(name, shop, MATRIX[who])
    if "enterprise" in found:
        own = {"A"} if who == "manufacturer A" else set()
        assert set(found["enterprise"]) - {""} <= own  # "" is a row about no enterprise
    assert not found.astype(str).isin(["B", "Birch", "白桦"]).any(axis=None)


def test_the_matrix_is_not_empty_and_its_store_speaks_of_b(shop, only_b):
    assert "data.kept.register.enterprises" in READS
    assert {"benchmarks.reading.estimates", "benchmarks.reading.gaps", "benchmarks.index.index.index"} <= set(RESULTS)
    silent = {name for name in RESULTS if not _told(name, shop, LOCAL)[0] & {"B", "Birch", "白桦"}}
    assert silent == set(NAMELESS)
    assert len(only_b) >= 10


def test_a_result_of_benchmarks_is_made_from_a_reading():
    """Whoever composes the store and a viewer anew decides anew what is told: a Reading decides it."""
    assert {name for name, viewer in OF_STORE.items() if viewer and name.startswith("benchmarks.")} == set(NOT_READ)


@pytest.mark.parametrize("name", RESULTS)
@pytest.mark.parametrize("who", MATRIX)
def test_no_result_tells_one_tenant_of_another(shop, only_b, name, who):
    """Neither asked of everyone nor asked of B by name, in a frame, a record or a list."""
    words, numbers = _told(name, shop, MATRIX[who])
    assert not words & {"B", "Birch", "白桦"}
    assert not numbers & only_b


@pytest.mark.parametrize("who", MATRIX)
def test_no_batch_of_another_tenant_is_read_or_withdrawn(shop, who):
    held = len(batches.batches(shop.store, LOCAL, live=True))
    for ask in (batches.original, batches.counts, batches.receipt_of):
        with pytest.raises(Refused):
            ask(shop.store, MATRIX[who], 2)
    with pytest.raises(Refused):
        batches.withdraw(shop.store, MATRIX[who], 2, "not mine")
    assert len(batches.batches(shop.store, LOCAL, live=True)) == held


@pytest.mark.parametrize("role", ["visitor", "laboratory"])
def test_a_visitor_and_a_laboratory_see_no_enterprise_by_name(role):
    assert not Viewer(role).sees_enterprise("things", "A")
