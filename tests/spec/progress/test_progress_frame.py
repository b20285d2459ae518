"""Progress of a result over its waves: what one row says, and which waves it rests on."""

from datetime import date
from math import isnan, sqrt

import pandas as pd
import pytest

from benchmarks.columns import ESTIMATE, GAP, PROGRESS
from benchmarks.progress.closing import BEYOND
from benchmarks.progress.progress import progress_of
from tests.progress_frames import estimates, gaps

PAIR = ("cars", "satisfaction")


def row(rows, levels=80.0, direction="higher", breaks=(), **more):
    (found,) = progress_of(rows, gaps(rows, levels, direction), {PAIR: breaks}, **more).to_dict("records")
    return found


def test_a_row_says_what_changed_by_whom_how_much_is_closed_and_when_it_is_met():
    found = row(estimates({"2025H1": 70, "2025H2": 72, "2026H1": 74}), {"2025H1": 76, "2025H2": 76, "2026H1": 80})
    assert list(found) == list(PROGRESS)
    assert (found["wave"], found["from_wave"], found["to_wave"]) == ("2026H1", "2025H1", "2026H1")
    half = 1.959963984540054 * sqrt(2)
    assert [found["change"], found["low"], found["high"]] == pytest.approx([4, 4 - half, 4 + half])
    assert (found["verdict"], found["method"], found["reason"]) == ("improved", "early_slope", "beyond_chance")
    two = [found["since_change"], found["since_low"], found["since_high"]]
    assert two == pytest.approx([2, 2 - half, 2 + half])
    assert (found["since_wave"], found["since_verdict"]) == ("2025H2", "no_clear_change")
    assert (found["moved_by_us"], found["moved_by_bar"]) == (74 - 70, -(80 - 76))
    assert found["closed_share"] == pytest.approx((74 - 70) / (76 - 70))
    assert (found["forecast_wave"], found["forecast_high"]) == ("2027H2", BEYOND)  # 80 = 74 + 2 x 3


def test_what_moved_us_and_the_bar_sums_to_the_change_of_the_gap():
    rows = estimates({"2024": 0.081, "2025": 0.073, "2026": 0.066}, se=0.003, n=5, source="test")
    levels = {"2024": 0.124, "2025": 0.124, "2026": 0.05}
    found, gap = row(rows, levels, "lower"), gaps(rows, levels, "lower")["gap"].to_list()
    assert found["moved_by_us"] == pytest.approx(0.081 - 0.066)
    assert found["moved_by_bar"] == pytest.approx(0.05 - 0.124)
    assert found["moved_by_us"] + found["moved_by_bar"] == pytest.approx(gap[-1] - gap[0])


def test_six_waves_are_split_and_closed_over_the_five_that_the_trend_looks_at():
    waves = ["2023H2", "2024H1", "2024H2", "2025H1", "2025H2", "2026H1"]
    levels = dict(zip(waves, [80, 82, 82, 82, 85, 85], strict=True))
    found = row(estimates(dict(zip(waves, [60, 66, 68, 70, 72, 74], strict=True))), levels)
    assert (found["from_wave"], found["method"]) == ("2024H1", "trend")
    assert (found["moved_by_us"], found["moved_by_bar"]) == (74 - 66, -(85 - 82))
    assert found["closed_share"] == pytest.approx((74 - 66) / (82 - 66))


def test_the_level_that_counts_is_the_benchmark():
    rows = estimates({"2025": 70, "2026": 74})
    ladder = pd.concat(
        [gaps(rows, bar, level=level) for level, bar in (("floor", 60), ("benchmark", 80), ("frontier", 90))]
    )
    found = progress_of(rows, ladder, {})
    assert found["closed_share"].to_list() == pytest.approx([(74 - 70) / (80 - 70)])


def test_a_tightened_bar_is_not_taken_for_a_worsening():
    found = row(estimates({"2025H2": 74, "2026H1": 74.5}), {"2025H2": 74, "2026H1": 80})
    assert found["verdict"] == "no_clear_change"
    assert (found["moved_by_us"], found["moved_by_bar"]) == (0.5, -6)


def test_only_waves_since_the_last_break_count_and_it_is_noted():
    rows = estimates({"2023": 50, "2024": 52, "2025": 70, "2026": 74})
    found = row(rows, breaks=[date(2022, 1, 1), date(2025, 1, 1), date(2027, 1, 1)])
    assert (found["from_wave"], found["change"], found["method"]) == ("2025", 74 - 70, "difference")
    assert found["reason"] == "beyond_chance;series_break"
    assert found["closed_share"] == pytest.approx((74 - 70) / (80 - 70))


def test_a_wave_that_began_before_the_break_is_on_the_far_side():
    rows = estimates({"2024": 52, "2025": 70, "2026": 74})
    assert row(rows, breaks=[date(2025, 6, 30)])["verdict"] == "too_few_waves"


def test_a_break_before_the_last_wave_leaves_nothing_to_compare():
    found = row(estimates({"2025": 70, "2026": 74}), breaks=[date(2026, 1, 1)])
    assert (found["verdict"], found["method"]) == ("too_few_waves", "none")
    assert found["reason"] == "not_enough_waves;series_break"
    assert all(isnan(found[name]) for name in ("change", "moved_by_us", "moved_by_bar", "closed_share"))
    assert found["forecast_wave"] is None


def test_a_wave_with_too_few_answers_for_a_verdict_is_left_out():
    rows = pd.concat([estimates({"2024": 60}, n=29), estimates({"2025": 70, "2026": 74}, n=30)])
    found = row(rows)
    assert (found["from_wave"], found["reason"]) == ("2025", "beyond_chance;too_few_answers")
    assert row(estimates({"2025": 70, "2026": 74}, n=2, source="test"))["reason"] == "not_enough_waves;too_few_answers"


def test_a_wave_without_an_interval_is_left_out():
    rows = pd.concat([estimates({"2024": 60}, se=float("nan")), estimates({"2025": 70, "2026": 74})])
    found = row(rows)
    assert (found["from_wave"], found["reason"]) == ("2025", "beyond_chance;no_standard_error")


def test_two_waves_that_start_together_count_once():
    found = row(estimates({"2025": 70, "2026H1": 74, "2026": 73}))
    assert (found["from_wave"], found["to_wave"]) == ("2025", "2026H1")
    assert found["reason"] == "beyond_chance;overlapping_waves"


def test_the_rhythm_is_that_of_the_indicator_so_a_wave_only_others_have_is_missing_here():
    others = estimates(dict.fromkeys(["2024H2", "2025H1", "2025H2"], 70), enterprise="m2")
    mine = estimates({"2024H2": 70, "2025H2": 72})
    rows = pd.concat([mine, others])
    found = progress_of(rows, gaps(rows, 80), {}).set_index("enterprise").loc["m1"]
    assert (found["reason"], found["forecast_wave"]) == ("within_chance;missing_waves", "2029H2")  # 1 a half-year
    alone = row(mine)
    assert (alone["reason"], alone["forecast_wave"]) == ("within_chance", "2029H2")  # 2 a year, 4 years


def test_answers_that_all_agree_take_the_width_of_their_interval():
    rows = estimates({"2025": 70.0, "2026": 71.0}, se=0.0).assign(low=[69.0, 70.0], high=[71.0, 72.0])
    found = row(rows)
    half = sqrt(1 + 1)  # half widths of 1 and 1
    assert [found["low"], found["high"]] == pytest.approx([1 - half, 1 + half])
    assert found["verdict"] == "no_clear_change"


def test_psus_that_two_waves_share_make_a_change_clearer():
    rows = estimates({"2025": 70, "2026": 72.5})
    key = {"sector": "cars", "category": "sedan", "enterprise": "m1", "indicator": "satisfaction"}
    shared = pd.DataFrame([key | {"wave": "2026", "other_wave": "2025", "covariance": 0.7}])
    assert row(rows)["verdict"] == "no_clear_change"  # 2.5 < 1.96 sqrt(2)
    found = row(rows, covariance=shared)
    half = 1.959963984540054 * sqrt(1 + 1 - 2 * 0.7)
    assert [found["low"], found["high"]] == pytest.approx([2.5 - half, 2.5 + half])
    assert found["verdict"] == "improved"


def test_a_level_that_tightens_after_the_last_wave_counts_in_the_outlook():
    rows = estimates({"2025H1": 70, "2025H2": 72, "2026H1": 74}, se=0.2)
    assert row(rows, 75.0)["forecast_wave"] == "2026H2"

    def level_at(sector, indicator, day):
        assert (sector, indicator) == PAIR
        return 79.0 if day >= date(2026, 7, 1) else 75.0

    later = row(rows, 75.0, level_at=level_at)
    assert later["forecast_wave"] == "2027H2"
    assert later["next_wave_p_met"] < 0.01 < 0.9 < row(rows, 75.0)["next_wave_p_met"]


def test_without_a_level_the_change_is_told_and_the_rest_is_left_open():
    rows = estimates({"2025": 70, "2026": 74})
    found = row(rows, {"2026": 80})
    assert found["moved_by_us"] == 4
    assert isnan(found["moved_by_bar"])
    assert isnan(found["closed_share"])
    nothing = progress_of(rows, pd.DataFrame(columns=list(GAP)), {}, directions={PAIR: "lower"}).iloc[0]
    assert nothing["verdict"] == "worsened"
    assert nothing["forecast_wave"] is None


def test_a_direction_that_nobody_gives_is_refused_by_name():
    rows = estimates({"2025": 70, "2026": 74})
    with pytest.raises(ValueError, match="cars/satisfaction"):
        progress_of(rows, gaps(rows, {}), {})


def test_an_indicator_on_which_everyone_always_passes_has_no_clear_change():
    rows = estimates({"2025": 1.0, "2026": 1.0}, statistic="share")
    found = row(rows, 1.0)
    assert (found["verdict"], found["reason"], found["change"]) == ("no_clear_change", "constant_series", 0)
    assert (found["forecast_wave"], found["forecast_high"]) == ("2026", BEYOND)
    assert isnan(found["next_wave_p_met"])  # no interval of a share ever reaches 1


def test_shares_are_compared_as_shares():
    found = row(estimates({"2025": 0.80, "2026": 0.90}, statistic="share"), 0.95)
    assert found["change"] == pytest.approx(0.90 - 0.80)
    assert (found["verdict"], found["closed_share"]) == ("improved", pytest.approx(0.10 / 0.15))


def test_no_estimates_give_no_progress():
    nothing = progress_of(pd.DataFrame(columns=list(ESTIMATE)), pd.DataFrame(columns=list(GAP)), {})
    assert nothing.empty
    assert list(nothing.columns) == list(PROGRESS)


def test_each_series_has_one_row_as_of_its_last_wave():
    rows = pd.concat(
        [
            estimates({"2025": 70, "2026": 74}),
            estimates({"2024": 60, "2025": 66}, enterprise="m2"),
            estimates({"2026": 9}, indicator="noise", category="suv"),
        ]
    )
    found = progress_of(rows, gaps(rows, 80.0), {})
    assert found[["enterprise", "indicator", "wave"]].to_numpy().tolist() == [
        ["m1", "satisfaction", "2026"],
        ["m2", "satisfaction", "2025"],
        ["m1", "noise", "2026"],
    ]
