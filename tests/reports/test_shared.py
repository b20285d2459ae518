"""Members' reports made by several processes: the same as by one, in order, and none left behind."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from benchmarks.reading import Reading
from benchmarks.reports.made import report, shared
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.store import Store
from data.viewer import LOCAL
from tests.demo_kit import SPECS

WRITE = partial(report.written, form="xlsx")


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(shared, "cores", lambda: 2)
    monkeypatch.setattr(shared, "memory", lambda: 3 * shared.EACH)
    yield


def test_two_processes_make_what_one_makes_in_the_same_order(demo_store: Store, two_cores: None):
    asked = Reading(demo_store, SPECS, LOCAL, Selection("home_furnishings", "upholstered_furniture", wave="2026H1"))
    one = [(name, made.facts) for name, made, _ in report.of_members(asked, LANGUAGES["zh"], lambda made: b"")]
    before = set(_children())
    two, running = [], set()
    for name, made, content in shared.of_members(asked, LANGUAGES["zh"], WRITE, least=2):
        running |= set(_children()) - before
        two.append((name, made.facts))
        assert content.startswith(b"PK")
    assert len(one) > 2 and two == one
    assert len(running) == 2 and not set(_children()) - before  # both have ended
    stopped = shared.of_members(asked, LANGUAGES["zh"], WRITE, least=2)
    assert next(stopped)[0] == one[0][0]
    stopped.close()
    assert not set(_children()) - before


def test_a_report_that_no_process_could_make_is_made_here(
    demo_store: Store, two_cores: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shared.sys, "executable", "/bin/true")  # a process that is over before it is asked
    asked = Reading(demo_store, SPECS, LOCAL, Selection("home_furnishings", "upholstered_furniture", wave="2026H1"))
    made = shared.of_members(asked, LANGUAGES["en"], WRITE, least=2)
    name, _, content = next(made)
    made.close()
    assert name == "enterprise-home_furnishings-FUR-01-upholstered_furniture-2026H1" and content.startswith(b"PK")


def test_processes_are_bounded_by_cores_memory_and_members(
    tmp_path: Path, two_cores: None, monkeypatch: pytest.MonkeyPatch
):
    store = tmp_path / "store.duckdb"
    store.write_bytes(b"small")
    assert shared.processes(str(store), 39) == 0  # they would not pay
    assert shared.processes(str(store), 40) == 2
    assert shared.processes("ducklake:postgres:dbname=q;data=/f", 40) == 0
    monkeypatch.setattr(shared, "cores", lambda: 64)
    assert shared.processes(str(store), 40) == 3  # there is memory for three
    monkeypatch.setattr(shared, "memory", lambda: shared.EACH)
    assert shared.processes(str(store), 40) == 0  # one gains nothing
    monkeypatch.setattr(shared, "LARGEST", 4)
    monkeypatch.setattr(shared, "memory", lambda: 64 * shared.EACH)
    assert shared.processes(str(store), 40) == 0  # the store is too large to be copied for each


def _children() -> list[str]:
    """Processes of this one, by number."""
    told = Path(f"/proc/{os.getpid()}/task")
    return [each for task in told.iterdir() for each in (task / "children").read_text().split()]
