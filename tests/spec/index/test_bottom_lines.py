"""Every bottom line at its last test: what a wave did not test is neither held nor forgotten."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.columns import BOTTOM_LINE, BOTTOM_LINES
from benchmarks.index.bottom_lines import bottom_lines, counts
from benchmarks.reading import Reading
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL, Viewer, manufacturer
from tests import kit

LIMIT = {"floor": 10, "benchmark": 5, "frontier": 1}
BOUND = {"source": "test", "unit": "mg/kg", "direction": "lower", "kind": "mandatory", "levels": LIMIT}
MAKERS = ("A", "B")


def shop(*makers: str, **changes: object) -> kit.Shop:
    """A sector with a rating, a bottom line on lead and one on tar, and the makers registered."""
    lead, tar = (kit.indicator(name, **(BOUND | changes)) for name in ("lead", "tar"))
    made = kit.Shop(kit.specs(kit.indicator("comfort"), lead, tar))
    register(made, *(makers or MAKERS))
    return made


def register(made: kit.Shop, *makers: str) -> None:
    rows = {name: list(makers) for name in ("enterprise", "name_en", "name_zh")}
    made._write("register", pa.table(rows | {"sector": ["things"] * len(makers)}), "", "", "things")


def measure(made: kit.Shop, indicator: str, value: float, wave: str, day: date, maker: str = "A") -> None:
    rows = [
        {"indicator": indicator, "value": value, "uncertainty": 0.2, "sample": f"{wave}{maker}{indicator}{i}"}
        for i in range(4)
    ]
    made.tests([row | {"enterprise": maker, "tested_on": day} for row in rows], wave=wave)


def rated(made: kit.Shop, wave: str, *makers: str) -> None:
    made.survey([{"comfort": 70.0, "enterprise": maker} for maker in makers for _ in range(40)], wave=wave)


def lines(made: kit.Shop, wave: str, viewer: Viewer = LOCAL) -> pd.DataFrame:
    found = bottom_lines(Reading(made.store, made.specs, viewer, Selection(wave=wave)))
    assert list(found.columns) == list(BOTTOM_LINE)
    return found.set_index(["enterprise", "indicator"])


def test_a_bottom_line_broken_at_its_last_test_stays_with_its_day_where_a_wave_does_not_test_it():
    made = shop()
    measure(made, "lead", 12.0, "2025H2", date(2025, 9, 3))  # 2 over the limit of 10, with U = 0.2
    rated(made, "2026H1", "A")
    row = lines(made, "2026H1").loc[("A", "lead")]
    assert [row["verdict"], row["tested_wave"], row["tested_on"]] == ["not_met", "2025H2", pd.Timestamp(2025, 9, 3)]
    assert [row["estimate"], row["level_value"]] == [pytest.approx(12.0), 10]


def test_it_stays_until_a_test_says_otherwise():
    made = shop()
    measure(made, "lead", 12.0, "2025H2", date(2025, 9, 3))
    measure(made, "lead", 8.0, "2026H1", date(2026, 2, 1))
    assert lines(made, "2025H2").loc[("A", "lead"), "verdict"] == "not_met"  # the past is not rewritten
    assert lines(made, "2026H1").loc[("A", "lead"), "verdict"] == "met"


def test_what_was_never_tested_has_no_verdict():
    made = shop()
    measure(made, "lead", 8.0, "2026H1", date(2026, 2, 1))
    rated(made, "2026H1", "B")
    found = lines(made, "2026H1")
    assert found["verdict"].to_dict() == {
        ("A", "lead"): "met",
        ("A", "tar"): "",
        ("B", "lead"): "",
        ("B", "tar"): "",
    }
    assert found.loc[("A", "tar"), "tested_wave"] == ""


@pytest.mark.parametrize("changes", [{"kind": "recommended"}, {"checked": "memory"}])
def test_only_a_mandatory_level_that_somebody_has_read_is_a_bottom_line(changes):
    made = shop(**changes)
    measure(made, "lead", 12.0, "2026H1", date(2026, 2, 1))
    assert lines(made, "2026H1").empty


def test_who_left_the_register_is_not_held_to_what_was_measured_once():
    made = shop("A")
    measure(made, "lead", 12.0, "2025H2", date(2025, 9, 3), "B")
    measure(made, "lead", 8.0, "2026H1", date(2026, 2, 1), "A")
    assert {enterprise for enterprise, _ in lines(made, "2026H1").index} == {"A"}


def test_the_counts_are_of_everyone_and_tell_tested_from_not():
    makers = ("A", "B", "C", "D", "E", "F", "G")
    made = shop(*makers)
    measure(made, "lead", 12.0, "2025H2", date(2025, 9, 3), "A")
    for maker in makers[1:]:
        measure(made, "lead", 8.0, "2026H1", date(2026, 2, 1), maker)
    measure(made, "tar", 12.0, "2026H1", date(2026, 2, 1), "B")
    found = counts(Reading(made.store, made.specs, Viewer("regulator"), Selection(wave="2026H1")))
    assert list(found.columns) == list(BOTTOM_LINES)
    # 7 makers x 2 lines; A broke lead a wave ago, B breaks tar now; 6 lead and 1 tar tested; 6 tar never
    whole = {"sector": "things", "wave": "2026H1", "lines": 14, "broken": 2, "tested": 7, "untested": 6}
    assert found.iloc[0].to_dict() == whole | {"broken_before": 1}
    # of before there is A alone: a visitor is told of no such part
    found = counts(Reading(made.store, made.specs, Viewer("visitor"), Selection(wave="2026H1")))
    assert found.drop(columns="broken_before").iloc[0].to_dict() == whole and found["broken_before"].isna().all()


def test_two_waves_of_which_the_later_tested_one_maker_do_not_tell_of_it():
    makers = ("A", "B", "C", "D", "E", "F", "G")
    made = shop(*makers)
    for maker in makers:
        measure(made, "lead", 8.0, "2025H2", date(2025, 9, 3), maker)
    measure(made, "lead", 12.0, "2026H1", date(2026, 2, 1), "A")

    def told(viewer: Viewer) -> list[int]:
        return [
            n
            for wave in ("2025H2", "2026H1")
            for n in counts(Reading(made.store, made.specs, viewer, Selection(wave=wave)))["broken"]
        ]

    # 0 broken, then 1: the difference is A's
    assert told(Viewer("regulator")) == [0, 1]
    assert told(Viewer("visitor")) == told(manufacturer("things", "B")) == [0]
    assert told(manufacturer("things", "A")) == [0, 1]  # who has nothing to learn: the one tested is its own


def test_a_sector_of_few_is_counted_only_for_who_sees_them_by_name():
    made = shop()
    measure(made, "lead", 12.0, "2026H1", date(2026, 2, 1))
    reading = Reading(made.store, made.specs, Viewer("visitor"), Selection(wave="2026H1"))
    assert counts(reading).empty
    assert counts(Reading(made.store, made.specs, LOCAL, Selection(wave="2026H1")))["broken"].to_list() == [1]


def test_a_maker_reads_its_own_only():
    made = shop()
    for maker in MAKERS:
        measure(made, "lead", 12.0, "2026H1", date(2026, 2, 1), maker)
    assert {enterprise for enterprise, _ in lines(made, "2026H1", manufacturer("things", "A")).index} == {"A"}


def test_a_wave_has_to_be_named():
    made = shop()
    with pytest.raises(ValueError, match="in one wave"):
        bottom_lines(Reading(made.store, made.specs, LOCAL))
