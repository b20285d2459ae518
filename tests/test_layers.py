"""The house: what stands at the top level, which room may import what, and how big a room, a file, a function is."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.callers import tree_of

ROOT = Path(__file__).resolve().parents[1]
TOP = {
    *("streamlit_app.py", "pages", "benchmarks", "data", "tests", "requirements.txt", "README.md", "pyproject.toml"),
    *(".streamlit", ".ci", ".gitignore", "LICENSE", "CHANGELOG.md", "docs"),
}
BANNED = {
    "data": {"benchmarks", "pages", "streamlit", "altair", "tests"},
    "benchmarks": {"pages", "streamlit", "altair", "tests"},
    "pages": {"tests", "duckdb"},
}
# From the ground up: a place may import those above it in this list, its own, and nothing else. Places of one line
# stand side by side. "data" alone are the files that lie flat in it, without those that have a line of their own.
ORDER = """
data/problems/wording
data/problems
data
data/read
data/check/written
data/check
data/mapping
data/kept
data/kept/promised
data/give data/demo

benchmarks
benchmarks/specs
benchmarks/scope
benchmarks/estimates
benchmarks/spark
benchmarks/gaps
benchmarks/rounds.py
benchmarks/publishing
benchmarks/reading.py
benchmarks/laboratories benchmarks/index
benchmarks/cuts
benchmarks/progress
benchmarks/infrastructure
benchmarks/headline
benchmarks/actions
benchmarks/fieldwork
benchmarks/governance benchmarks/innovation
benchmarks/words
benchmarks/intake
benchmarks/reports
benchmarks/reports/content benchmarks/reports/written
benchmarks/reports/made
benchmarks/cli
benchmarks/__main__.py

pages/parts/words
pages/parts/charts
pages/parts/frame
pages/parts/views
pages/parts/shell
pages/parts/panels
pages/results pages/improve pages/submit pages/rules pages/manage
"""
PLACES = [line.split() for line in ORDER.splitlines() if line]
RANK = {place: rank for rank, places in enumerate(PLACES) for place in places}
# Folders of pages/parts that say and draw without a session: what they make is the same wherever it is shown.
WITHOUT_STREAMLIT = ("words", "charts", "views")
CAN_DRAW = ["pages/parts/charts/draw.py"]  # puts what charts made on a page
# What is not public in Streamlit stands in one file, each use with its own test (tests/pages/test_internals.py).
NOT_PUBLIC = "pages/parts/shell/internals.py"
MOST_FILES, MOST_LINES, MOST_STATEMENT_LINES = 25, 260, 45


class Import(NamedTuple):
    """One import of a module of the house: where it stands, what it asks for, and the places of both."""

    line: str
    module: str
    importer: str
    imported: str


def tracked(pattern: str) -> list[Path]:
    return [path for room in BANNED for path in sorted((ROOT / room).rglob(pattern))]


@cache
def place_of(path: Path) -> str:
    """The place of ORDER a file belongs to: its own line, or the nearest folder that has one."""
    name = path.relative_to(ROOT)
    return next((str(each) for each in (name, *name.parents) if str(each) in RANK), name.parts[0])


FILES = tracked("*.py")


def trees() -> Iterator[tuple[Path, ast.Module]]:
    return ((path, tree_of(path)) for path in FILES)


@cache
def module_file(module: str) -> Path | None:
    stem = ROOT.joinpath(*module.split("."))
    return next((each for each in (stem.with_suffix(".py"), stem / "__init__.py") if each in FILES), None)


@cache
def imported(path: Path) -> list[tuple[int, str]]:
    """Line and full name of every module a file imports, wherever the import stands."""
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [(node.lineno, name if module_file(name) else node.module or "") for name in whole]
    return found


def between_places() -> Iterator[Import]:
    for path in FILES:
        for line, module in imported(path):
            target = module_file(module)
            if target is not None and place_of(target) != place_of(path):
                yield Import(f"{path.relative_to(ROOT)}:{line}", module, place_of(path), place_of(target))


def test_a_storey_imports_only_what_lies_below_it():
    offending = [
        f"{path.relative_to(ROOT)}:{line} imports {module}"
        for path in FILES
        for line, module in imported(path)
        if module.split(".")[0] in BANNED[path.relative_to(ROOT).parts[0]]
    ]
    assert not offending, "\n".join(offending)


def test_a_place_imports_only_those_above_it_in_the_order():
    upward = [
        f"{each.line} imports {each.module}" for each in between_places() if RANK[each.imported] >= RANK[each.importer]
    ]
    assert not upward, "\n".join(upward)


def test_every_folder_has_its_line_in_the_order_and_every_line_its_folder():
    assert [place for place in RANK if not place.endswith(".py") and not (ROOT / place).is_dir()] == []
    folders = {path.parent.relative_to(ROOT) for path in FILES if path.name != "__init__.py"}
    homeless = [str(each) for each in folders if str(each) not in RANK and place_of(ROOT / each) in BANNED]
    assert homeless == [], "a new folder stands on something: give it a line in ORDER"


def test_folders_inside_a_place_do_not_import_each_other():
    # The door of a folder of folders, its __init__.py, may ask those inside; its other files may not.
    arrows = {}
    for path in FILES:
        for line, module in imported(path):
            target = module_file(module)
            if target is not None and place_of(target) == place_of(path):
                ends = [each if each.name == "__init__.py" else each.parent for each in (path, target)]
                arrows[tuple(ends)] = f"{path.relative_to(ROOT)}:{line} imports {module}"
    assert [said for (one, other), said in arrows.items() if one != other and (other, one) in arrows] == []


def test_a_folder_holds_no_more_than_can_be_looked_over():
    folders = {path.parent for path in FILES} | {path.parent for path in (ROOT / "tests" / "spec").rglob("*.py")}
    full = {str(each.relative_to(ROOT)): len(list(each.glob("*.py"))) for each in folders}
    assert {name: files for name, files in full.items() if files > MOST_FILES} == {}


def test_a_file_and_a_function_can_be_read_at_once():
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
    functions = {
        f"{path.relative_to(ROOT)}: {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: count for name, count in functions.items() if count > MOST_STATEMENT_LINES} == {}


def test_product_code_is_not_named_like_tests():
    named = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    ]
    files = [f"{path.relative_to(ROOT)}: {path.stem}" for path in FILES]
    taken = [
        each
        for each in named + files
        if (name := each.split(": ")[1].lower().strip("_")).startswith("test_")
        or name.endswith("_test")
        or name == "test"
    ]
    assert taken == []


def test_words_charts_and_views_know_no_session():
    folders = [ROOT / "pages" / "parts" / name for name in WITHOUT_STREAMLIT]
    knowing = [
        str(path.relative_to(ROOT))
        for path in FILES
        if path.parent in folders and any(module.split(".")[0] == "streamlit" for _, module in imported(path))
    ]
    assert knowing == CAN_DRAW


def test_what_is_not_public_in_streamlit_is_imported_in_one_file():
    inner = set()
    app = ROOT / "streamlit_app.py"
    for path, tree in [*trees(), (app, tree_of(app))]:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            if any(name.startswith("streamlit.") for name in names):
                inner.add(str(path.relative_to(ROOT)))
    assert inner == {NOT_PUBLIC}


def test_no_page_lies_flat_in_pages_where_it_would_run_past_the_sign_in():
    assert list((ROOT / "pages").glob("*.py")) == []


def test_the_top_level_holds_what_was_agreed_and_nothing_else():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode:
        pytest.skip("not a git checkout: the top level is checked where the files are tracked")
    assert {name.split("/")[0] for name in tracked.stdout.splitlines()} <= TOP


def test_style_is_checked_by_ruff():
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "."], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
