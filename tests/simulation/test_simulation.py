"""The stored results are inside their bounds and on the page; `pytest -m simulation` draws them again."""

import pytest

from tests.simulation import report


def test_the_page_is_made_from_the_stored_results_and_every_figure_is_inside_its_bounds(capsys):
    assert report.main(["--check"]) == 0, capsys.readouterr().out


def test_a_figure_out_of_bounds_is_named():
    row = next(each for each in report.stored() if each["of"] == "points")
    assert report.outside([row]) == []
    assert report.outside([row | {"covers": 0.90, "met": 0.05}]) == [
        f"{row['case']}, points, n {row['n']}: covers 0.9000, allowed 0.9253 to 0.9747",
        f"{row['case']}, points, n {row['n']}: met 0.0500, allowed 0.0000 to 0.0297",
    ]
    assert report.outside([row | {"better": 0.3, "alone_better": 0.7}]) == [
        f"{row['case']}, points, n {row['n']}: better 0.3000, allowed 0.3500 to 1.0000"
    ]


def test_every_part_stands_in_the_results():
    assert {row["part"] for row in report.stored()} == set(report.PARTS) == set(report.TITLES)


@pytest.mark.simulation
@pytest.mark.parametrize("name", report.PARTS)
def test_drawn_again_every_figure_is_the_stored_one(name):
    again = report.PARTS[name]()
    stored = [row for row in report.stored() if row["part"] == name]
    assert len(again) == len(stored)
    for row, before in zip(again, stored, strict=True):
        assert {**row, **dict.fromkeys(report.FIGURES)} == {**before, **dict.fromkeys(report.FIGURES)}
        # A verdict on the very edge may fall the other way where sums are rounded in another order.
        assert [row[each] for each in report.FIGURES if row.get(each) is not None] == pytest.approx(
            [before[each] for each in report.FIGURES if before.get(each) is not None], abs=0.0005
        )
