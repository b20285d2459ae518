"""What a spec allows in a file, and templates that pass that check."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from benchmarks.intake.templates import template
from benchmarks.specs.contracts import contract
from benchmarks.specs.spec import Specs, load_specs
from data.check.check import check
from data.check.contract import KINDS
from data.read import read
from tests import kit

FOLDER = Path(__file__).parents[2] / "benchmarks" / "specs"


@pytest.fixture(scope="module")
def shipped() -> Specs:
    return load_specs(FOLDER)


def test_survey_and_test_contracts_hold_both_sources_so_that_the_wrong_kind_of_file_is_named(shipped):
    spec = shipped["automobiles"]
    for kind in ("survey", "test"):
        assert set(contract(spec, kind).indicators) == {each.id for each in spec.indicators}
    assert {rule.source for rule in contract(spec, "labs").indicators.values()} == {"test"}
    assert contract(spec, "register").indicators == {}


def test_a_rule_carries_the_range_of_the_file_and_not_of_the_reported_scale(shipped):
    rule = contract(shipped["automobiles"], "survey").indicators["satisfaction"]
    assert (rule.low, rule.high, rule.whole) == (1, 10, True)


def test_counts_are_whole_even_where_the_spec_does_not_say_so():
    count = kit.indicator("faults", statistic="per_100", levels={"floor": 60})
    rule = contract(kit.specs(count)["things"], "survey").indicators["faults"]
    assert rule.whole


def test_a_test_of_electric_cars_is_for_no_other_category(shipped):
    rule = contract(shipped["automobiles"], "test").indicators["battery_thermal_propagation"]
    assert rule.categories == {"passenger_car_ev"}


def test_columns_have_their_chinese_names():
    columns = {column.id: column for column in contract(kit.specs(kit.indicator("taste"))["things"], "test").columns}
    assert (columns["sample"].zh, columns["uncertainty"].zh) == ("样品编号", "扩展不确定度")
    assert (columns["lab"].required, columns["product"].required) == (True, False)
    assert columns["tested_on"].type == "date"


def test_another_kind_of_file_is_refused():
    spec = kit.specs(kit.indicator("taste"))["things"]
    with pytest.raises(ValueError, match=f"a file is one of {', '.join(KINDS)}; got 'prices'"):
        contract(spec, "prices")
    with pytest.raises(ValueError, match="a template is written in en or zh; got 'fr'"):
        template(spec, "survey", "fr")


@pytest.mark.parametrize("sector", ["automobiles", "catering", "home_appliances", "home_furnishings"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_template_passes_the_check_as_it_is(shipped, sector, kind, language):
    content = template(shipped[sector], kind, language)
    outcome = check(read(content, "template.csv"), contract(shipped[sector], kind), today=date(2026, 7, 1))
    assert [problem for problem in outcome.problems if problem.severity == "error"] == []
    assert outcome.typed.num_rows == 1


def test_a_chinese_template_has_a_chinese_header_that_spreadsheets_can_read(shipped):
    content = template(shipped["automobiles"], "survey", "zh")
    assert content.startswith(b"\xef\xbb\xbf")
    header, _ = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert header[:3] == ["答卷编号", "企业代码", "品类"]
    assert "总体满意度" in header


def test_the_example_stands_at_the_benchmark_in_the_unit_of_the_file():
    measured = kit.indicator("taste", source="test", levels={"floor": 60, "benchmark": 80}, range={"min": 0, "max": 10})
    measured["scale"] = {"from": [0, 10], "to": [0, 100]}
    content = template(kit.specs(measured)["things"], "test").decode("utf-8-sig")
    [row] = csv.DictReader(StringIO(content))
    assert float(row["value"]) == 80 / 10


def test_an_example_answer_is_in_the_middle_of_its_scale_a_count_is_one_and_a_share_is_yes():
    counted = kit.indicator("faults", statistic="per_100", range={"min": 0, "max": 60})
    rated = kit.indicator("taste", range={"min": 1, "max": 10}, levels={"floor": 6})
    share = kit.indicator("complaint", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.1})
    content = template(kit.specs(counted, rated, share)["things"], "survey").decode("utf-8-sig")
    [row] = csv.DictReader(StringIO(content))
    assert (row["faults"], row["taste"], row["complaint"]) == ("1", "6", "yes")


def test_a_sector_without_tests_has_a_test_template_of_one_line():
    content = template(kit.specs(kit.indicator("taste"))["things"], "test").decode("utf-8-sig")
    assert content.splitlines() == ["sample,enterprise,category,lab,tested_on,indicator,value,uncertainty,unit,product"]
