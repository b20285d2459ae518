"""A template as a workbook passes the check it is made for, and explains every column in both languages."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.intake.templates import EXPLAINED, workbook
from benchmarks.specs.contracts import contract
from benchmarks.specs.spec import load_specs
from data.check.check import check
from data.read import read, sheets

SPECS = load_specs(Path(__file__).parents[2] / "benchmarks" / "specs")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["register", "survey", "test", "labs"])
@pytest.mark.parametrize("sector", sorted(SPECS))
def test_the_example_in_a_workbook_passes_the_check(sector, kind, language):
    done = check(
        read(workbook(SPECS[sector], kind, language), "t"), contract(SPECS[sector], kind), today=date(2026, 11, 23)
    )
    assert [problem for problem in done.problems if problem.severity == "error"] == []
    assert done.rows == 1


def test_each_column_and_indicator_is_explained_in_both_languages():
    spec = SPECS["catering"]
    content = workbook(spec, "survey")
    assert sheets(content) == ["survey", EXPLAINED]
    table = read(content, "t", EXPLAINED)
    agreed = contract(spec, "survey")
    asked = [each for each in agreed.indicators.values() if each.source == "survey"]
    expected = [(each.id, each.en, each.zh) for each in [*agreed.columns, *asked]]
    told = zip(*(table.cells.column(place).to_pylist() for place in range(3)), strict=True)
    assert list(told) == expected
