"""Thirty members' reports of six pages, as `report enterprise --all` makes them."""

import shutil
import time
from functools import partial
from pathlib import Path

import pytest

from benchmarks.reading import Reading
from benchmarks.reports.made import report
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.garbage import look_seldom
from data.store import open_store
from data.viewer import LOCAL
from tests.demo_kit import SPECS
from tests.performance.stopwatch import processor, table

AIM = 10.0  # seconds on two cores


@pytest.mark.performance
def test_thirty_reports_of_six_pages_are_made_in_ten_seconds_on_two_cores(demo_file: Path, tmp_path: Path):
    store = open_store(shutil.copy(demo_file, tmp_path / "demo.duckdb"))
    sector = "home_furnishings"  # one association's: three of its categories have ten members
    about = [Selection(sector, each.id, wave="2026H1") for each in SPECS[sector].categories]
    every = Reading(store, SPECS, LOCAL)
    made = []
    look_seldom()  # as the command does

    def thirty() -> None:
        for selection in about:
            for each in report.of_members(every.of(selection), LANGUAGES["en"], WRITE):
                made.append(each)
                if len(made) == 30:
                    return

    def written() -> None:
        for _, document, _ in made:
            WRITE(document)

    started = time.perf_counter()
    spent = processor({"thirty": thirty}, times=1)["thirty"]
    clock = time.perf_counter() - started
    base = processor({"written": written}, times=1)["written"]
    store.close()
    rows = {"made and written, by the clock": (clock, AIM / base), "made and written": (spent, 2 * AIM / base)}
    table("thirty reports of six pages, seconds of the processor", "writing the thirty as PDF alone", base, rows)
    assert {len(document.pages) for _, document, _ in made} == {6} and len(made) == 30
    assert spent < 2 * AIM


WRITE = partial(report.written, form="pdf")
