"""Who may see what, held against the code's own lists: a new read or page without a rule fails here."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.scope.selection import Selection
from data.kept import batches
from data.refusal import Refused
from data.viewer import LOCAL, ROLES, Viewer, association, manufacturer
from pages.parts.frame.screens import SCREENS
from tests import kit

ROOT = Path(__file__).resolve().parents[1]
STEP = "a step of a read that takes the viewer; nothing in pages/ calls it"
# Public functions that take the store and no viewer, each with the reason.
WITHOUT_VIEWER = {
    "benchmarks.estimates.cells.rebuild": "recomputes sums for the command line; returns counts of rows",
    "benchmarks.estimates.cells.stale": "names sectors whose sums are older than their spec, for the command line",
    "benchmarks.actions.others.compared": STEP,
    "benchmarks.estimates.covariance.sharing_rounds": STEP,
    "benchmarks.intake.demo.fill_actions": "writes the demo",
    "benchmarks.intake.demo.fill": "writes the demo; refuses a store with real batches",
    "benchmarks.intake.demo.unfinished": "says yes or no about the demo",
    "benchmarks.estimates.estimate.unscoped": STEP,
    "benchmarks.estimates.survey.survey_estimates": STEP,
    "benchmarks.estimates.laboratory.laboratory_estimates": STEP,
    "benchmarks.gaps.gap.unscoped_gaps": STEP,
    "benchmarks.intake.load.wave_before": "the code of a wave, after the upload was allowed",
    "benchmarks.intake.last_wave.last_wave": "what a new file is held against, after the upload was allowed",
    "benchmarks.estimates.measurements.measurements": STEP,
    "benchmarks.estimates.readings.readings": STEP,
    "benchmarks.progress.results.unscoped_index": STEP,
    "benchmarks.estimates.samples.unscoped_states": STEP,
    "benchmarks.estimates.sums.indicator_rules": STEP,
    "benchmarks.estimates.sums.live_rounds": STEP,
    "benchmarks.estimates.sums.nps_side": STEP,
    "benchmarks.estimates.sums.survey_sums": STEP,
    "data.kept.actions.version": "a number that grows with every event, for caches",
    "data.kept.people.admit": "makes the viewer of a sign-in",
    "data.kept.synthetic.any_synthetic": "says yes or no about the demo",
}


def _modules(*rooms: str) -> list[Path]:
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]


def _is(argument: ast.arg, kind: str) -> bool:
    return argument.annotation is not None and kind in ast.unparse(argument.annotation).strip("'\"").split(" | ")


def _of_store() -> dict[str, bool]:
    """Dotted name of each public function that takes the store: whether it must be given a viewer."""
    found = {}
    for path in _modules("data", "benchmarks"):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            given = [*node.args.posonlyargs, *node.args.args]
            needed = given[: len(given) - len(node.args.defaults)]
            if any(_is(each, "Store") for each in [*given, *node.args.kwonlyargs]):
                found[f"{dotted}.{node.name}"] = any(_is(each, "Viewer") for each in needed)
    return found


OF_STORE = _of_store()


def test_every_function_of_the_store_must_be_given_a_viewer_or_has_a_reason_not_to():
    assert {name for name, viewer in OF_STORE.items() if not viewer} == set(WITHOUT_VIEWER)


def test_no_page_calls_a_step_that_knows_no_viewer():
    steps = {".".join(name.split(".")[1:]) for name, reason in WITHOUT_VIEWER.items() if reason == STEP}
    for path in _modules("pages"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("benchmarks.", "data.")):
                dotted = {f"{node.module}.{alias.name}" for alias in node.names}
                assert not {name for name in dotted if WITHOUT_VIEWER.get(name) == STEP}, path
            if isinstance(node, ast.Attribute):
                assert ast.unparse(node) not in steps, path


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_every_page_asks_first_whether_its_own_roles_may_see_it(screen):
    body = ast.parse((ROOT / "pages" / f"{screen.path}.py").read_text(encoding="utf-8")).body
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


def _function(name: str):
    module, function = name.rsplit(".", 1)
    return getattr(importlib.import_module(module), function)


def _read(name: str, shop: kit.Shop, viewer: Viewer) -> pd.DataFrame:
    known = {"store": shop.store, "specs": shop.specs, "viewer": viewer, "selection": ASKED}
    function = _function(name)
    return function(**{key: value for key, value in known.items() if key in inspect.signature(function).parameters})


READS = [name for name, viewer in OF_STORE.items() if viewer and _simple(name)]


@pytest.fixture(scope="module")
def shop() -> kit.Shop:
    """Makers A and B of one sector, registered, with one survey and one test round."""
    shop = kit.Shop(kit.specs(kit.indicator("comfort"), kit.indicator("smoke", source="test")))
    names = {"enterprise": ["A", "B"], "name_en": ["Alder", "Birch"], "name_zh": ["赤杨", "白桦"]}
    rest = {"sector": ["things"] * 2, "output_share": [0.5, 0.5]}
    shop._write("register", pa.table({"line": [2, 3]} | names | rest), "", "", "things")
    shop.survey([{"enterprise": code, "comfort": 60.0 + i} for code in "AB" for i in range(40)])
    shop.tests([{"enterprise": code, "indicator": "smoke", "value": 70.0 + i} for code in "AB" for i in range(9)])
    return shop


@pytest.mark.parametrize("name", READS)
@pytest.mark.parametrize("who", MATRIX)
def test_no_read_tells_one_tenant_of_another(shop, name, who):
    found = _read(name, shop, MATRIX[who])
    if "enterprise" in found:
        own = {"A"} if who == "manufacturer A" else set()
        assert set(found["enterprise"]) - {""} <= own  # "" is a row about no enterprise
    assert not found.astype(str).isin(["B", "Birch", "白桦"]).any(axis=None)


def test_the_matrix_is_not_empty_and_its_store_speaks_of_b(shop):
    for name in (
        "benchmarks.estimates.estimate.estimates",
        "benchmarks.gaps.gap.gaps",
        "data.kept.register.enterprises",
    ):
        assert name in READS
        assert "B" in set(_read(name, shop, LOCAL)["enterprise"])


@pytest.mark.parametrize("who", MATRIX)
def test_no_batch_of_another_tenant_is_read_or_withdrawn(shop, who):
    for ask in (batches.original, batches.counts, batches.receipt_of):
        with pytest.raises(Refused):
            ask(shop.store, MATRIX[who], 2)
    with pytest.raises(Refused):
        batches.withdraw(shop.store, MATRIX[who], 2, "not mine")
    assert len(batches.batches(shop.store, LOCAL, live=True)) == 3


@pytest.mark.parametrize("role", ["visitor", "laboratory"])
def test_a_visitor_and_a_laboratory_see_no_enterprise_by_name(role):
    assert not Viewer(role).sees_enterprise("things", "A")
