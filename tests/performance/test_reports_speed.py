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
from data.store import open_store
from data.viewer import LOCAL
from tests.demo_kit import SPECS
from tests.performance.stopwatch import processor

AIM = 10.0  # seconds on two cores


@pytest.mark.performance
def test_thirty_reports_of_six_pages_are_made_in_ten_seconds_on_two_cores(demo_file: Path, tmp_path: Path):
    store = open_store(shutil.copy(demo_file, tmp_path / "demo.duckdb"))
    about = [Selection("catering", each.id, wave="2026H1") for each in SPECS["catering"].categories]
    about += [Selection("automobiles", each.id, wave="2026H1") for each in SPECS["automobiles"].categories]
    made = []

    def thirty() -> None:
        made.clear()
        for selection in about:
            for each in report.of_members(Reading(store, SPECS, LOCAL, selection), LANGUAGES["en"], WRITE):
                made.append(each)
                if len(made) == 30:
                    return

    started = time.perf_counter()
    spent = processor({"thirty": thirty}, times=1)["thirty"]
    wall = time.perf_counter() - started
    print(f"\nthirty reports of six pages: {wall:.1f} s, of the processor {spent:.1f} s, aim {AIM:g} s on two cores")
    store.close()
    assert {len(document.pages) for _, document, _ in made} == {6} and len(made) == 30
    assert spent < 2 * AIM


WRITE = partial(report.written, form="pdf")
