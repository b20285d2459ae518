"""Published series: official figures with what they mean; those that ship pass the check of any file."""

from datetime import date

import pytest

from benchmarks.headline.published import SHIPPED, published, shipped
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from benchmarks.specs.contracts import agreed
from benchmarks.specs.file_columns import COLUMNS
from data.check.check import check
from data.check.contract import Contract
from data.kept.batches import Upload
from data.read import read
from data.viewer import LOCAL
from tests.data.cases_checks import FIGURES
from tests.data.check_files import checked, found
from tests.demo_kit import SPECS
from tests.kit import empty_store


@pytest.mark.parametrize("name", ["all", "automobiles", "catering"])
def test_the_series_that_ship_pass_the_check_of_a_file(name):
    agreement = Contract("published", name, COLUMNS["published"], {}, {})
    done = check(read((SHIPPED / f"{name}.csv").read_bytes(), "x.csv"), agreement, today=date(2026, 11, 30))
    assert done.problems == () and done.typed.num_rows == done.rows > 10


def test_a_sound_file_of_one_sector_is_loaded_and_stands_beside_what_ships():
    store, asked = empty_store(), Selection(sector="catering")
    before = published(Reading(store, SPECS, LOCAL, asked))
    text = f"{FIGURES}\nCN,1999,product_pass,91.25,%,,,lots that pass,2000,a bulletin,source\n"
    upload = Upload("published", "catering", text.encode(), "p.csv", "", "")
    done = load(store, SPECS, LOCAL, Sending(upload))
    assert (done.errors, done.batch) == ((), 1)
    after = published(Reading(store, SPECS, LOCAL, asked))
    assert len(after) == len(before) + 1
    assert after.loc[after["period"] == "1999", "value"].tolist() == [91.25]


def test_what_is_published_for_all_sectors_is_of_no_spec():
    assert agreed({}, "all", "published").sector == "all"


def test_a_series_that_broke_says_so_before_its_first_new_period():
    iqs = shipped().query("sector == 'automobiles' and indicator == 'iqs' and area == 'CN'").set_index("period")
    assert list(iqs.index[iqs["break_before"]]) == ["2021"]
    assert (iqs["value"]["2020"], iqs["value"]["2021"]) == (127.0, 210.0)


def test_a_figure_without_definition_or_source_is_refused_and_empty_parts_ask_nothing():
    text = (
        f"{FIGURES}\nCN,2024,product_pass,93.93,%,,,,2025,,source\nCN,2023,product_pass,93.65,%,,,lots,2024,SAMR,核实\n"
    )
    assert found(checked("published", text)) == [
        ("empty", 2, "definition"),
        ("empty", 2, "source"),
        ("not_in_list", 3, "checked"),
    ]
