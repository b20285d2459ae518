"""What a wave changed. Smoke: lower is better, mandatory floor 10, benchmark 6, frontier 2; each mean of 3 samples."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.actions import portfolio
from benchmarks.actions import register as actions
from benchmarks.actions.changes import changes
from benchmarks.actions.verdicts import verdicts
from benchmarks.gaps.false_alarms import false_changes
from benchmarks.progress.between import between, p_value, with_covariance
from benchmarks.progress.progress import progress
from benchmarks.progress.series import Series
from benchmarks.progress.trend import change
from benchmarks.reading import Reading, gaps
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL
from tests.action_kit import OWN, RIVAL, enrol, fields
from tests.kit import Shop, indicator, specs

SMOKE = indicator(
    "smoke",
    source="test",
    unit="mg",
    direction="lower",
    levels={"floor": 10, "benchmark": 6, "frontier": 2},
    kind="mandatory",
)


def shop(**means: tuple[float, ...]) -> Shop:
    """Enterprises with the mean of each half-year from 2025H1 on; samples 0.1 apart; None is not measured."""
    made = Shop(specs(SMOKE))
    enrol(made.store, *means)
    for place in range(max(map(len, means.values()))):
        rows = [
            {"indicator": "smoke", "value": value[place] + off, "enterprise": code}
            for code, value in means.items()
            if value[place] is not None
            for off in (-0.1, 0.0, 0.1)
        ]
        made.tests(rows, wave=f"{2025 + place // 2}H{place % 2 + 1}")
    return made


def kinds(made: Shop, wave: str | None = None, viewer=LOCAL) -> list[tuple[str, str]]:
    rows = changes(Reading(made.store, made.specs, viewer, Selection(wave=wave))).rows
    return sorted(zip(rows["kind"], rows["enterprise"], strict=True))


def test_a_floor_newly_broken_is_told_once_in_the_wave_it_breaks():
    made = shop(A=(8.0, 12.0, 12.0))
    assert ("broken_floor", "A") in kinds(made, "2025H2")
    assert ("broken_floor", "A") not in kinds(made, "2026H1")


def test_a_benchmark_newly_met_and_one_newly_missed():
    made = shop(A=(8.0, 5.0), B=(5.0, 8.0))
    assert kinds(made) == [("improved", "A"), ("lost_benchmark", "B"), ("met_benchmark", "A"), ("worsened", "B")]


def test_movers_come_with_the_number_that_chance_would_make():
    found = changes(Reading(*_read(shop(A=(8.0, 8.01), B=(8.0, 9.0), C=(8.0, 7.0), D=(None, 8.0))), LOCAL))
    assert found.compared == 3  # D has no wave before
    assert found.by_chance == pytest.approx(3 * 0.05)
    assert list(found.of("improved")["enterprise"]) == ["C"]
    assert list(found.of("worsened")["enterprise"]) == ["B"]
    assert found.of("improved")["change"].iloc[0] == pytest.approx(1.0)
    assert found.of("improved")["q"].iloc[0] <= 0.05


def _read(made: Shop) -> tuple:
    return made.store, made.specs


def test_what_changed_and_progress_say_one_thing_of_the_last_wave():
    made = shop(A=(8.0, 8.02, 8.01, 8.0, 9.5), B=(8.0, 7.9, 7.8, 7.7, 7.6), C=(9.0, 8.0, 7.0, 6.0, 5.0))
    moved = changes(Reading(made.store, made.specs, LOCAL)).rows
    moved = moved[moved["kind"].isin(["improved", "worsened"])].set_index("enterprise")
    rows = progress(Reading(made.store, made.specs, LOCAL)).set_index("enterprise")
    assert rows["since_verdict"].to_dict() == {"A": "worsened", "B": "no_clear_change", "C": "improved"}
    assert moved["kind"].to_dict() == {"A": "worsened", "C": "improved"}
    for code, row in moved.iterrows():
        assert row["before_wave"] == rows.loc[code, "since_wave"]
        assert list(row[["change", "change_low", "change_high"]]) == pytest.approx(
            list(rows.loc[code, ["since_change", "since_low", "since_high"]])
        )


def test_a_series_is_compared_with_its_own_wave_before_even_over_a_gap():
    found = changes(Reading(*_read(shop(A=(8.0, None, 7.0), B=(8.0, 8.0, 8.0))), LOCAL)).of("improved")
    assert list(found["before_wave"]) == ["2025H1"]


def test_waves_on_both_sides_of_a_break_are_not_compared():
    made = Shop(specs(SMOKE | {"breaks": [date(2025, 6, 1)]}))
    for wave, value in (("2025H1", 8.0), ("2025H2", 5.0)):
        made.tests([{"indicator": "smoke", "value": value + off} for off in (-0.1, 0, 0.1)], wave=wave)
    found = changes(Reading(*_read(made), LOCAL))
    assert found.compared == 0 and found.of("improved").empty


def test_everyone_reads_the_changes_of_their_own_scope():
    made = shop(A=(8.0, 12.0), B=(8.0, 7.0))
    assert {code for _, code in kinds(made, viewer=OWN)} == {"A"}
    assert {code for _, code in kinds(made, viewer=RIVAL)} == {"B"}


def test_an_action_is_told_in_the_wave_it_came_due():
    made = shop(A=(8.0, 7.0, 5.0))
    actions.register(*_read(made), OWN, "things", "A", fields())
    assert ("due_action", "A") in kinds(made, "2026H1")
    assert ("due_action", "A") not in kinds(made, "2025H2")


def test_an_empty_store_has_no_changes():
    found = changes(Reading(*_read(Shop(specs(SMOKE))), LOCAL))
    assert found.wave is None and found.rows.empty


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*[st.floats(0.05, 0.95)] * 2),
    st.tuples(*[st.floats(0.01, 5)] * 2),
    st.sampled_from(["mean", "share"]),
    st.sampled_from(["higher", "lower"]),
    st.floats(-0.9, 0.9),
)
def test_the_change_of_many_rows_is_the_difference_test_of_one_series(x, se, statistic, direction, r):
    """Two waves that share PSUs or not, in one call or by the series: the same change and interval."""
    low, high = [v - 0.04 for v in x], [v + 0.04 for v in x]
    se = [s / 100 for s in se] if statistic == "share" else list(se)
    ends = (low, high) if statistic == "share" else (None, None)
    shared = r * se[0] * se[1]
    more = {} if ends[0] is None else {"low": low, "high": high}
    matrix = np.array([[0, shared], [shared, 0]]) if shared else None
    series = Series.of(
        ["2025H1", "2025H2"], x, se, df=9.0, direction=direction, statistic=statistic, covariance=matrix, **more
    )
    row = {"statistic": statistic, "direction": direction, "covariance": shared}
    for place, prefix in ((0, "first_"), (1, "")):
        row |= {f"{prefix}estimate": x[place], f"{prefix}se": se[place], f"{prefix}df": 9.0}
        row |= {f"{prefix}low": series.low[place], f"{prefix}high": series.high[place]}
    one, many = change(series), between(pd.DataFrame([row])).iloc[0]
    assert many["change"] == pytest.approx(one.change, abs=1e-12)
    assert (many["change_low"], many["change_high"]) == pytest.approx((one.low, one.high), abs=1e-9)


def test_p_is_five_per_cent_where_the_interval_touches_zero():
    row = {"change": 1.0, "change_low": 0.0, "change_high": 2.0, "change_df": 7.0, "statistic": "mean"}
    nothing = row | {"change": 0.0, "change_low": -1.0, "change_high": 1.0}
    assert p_value(pd.DataFrame([row, nothing])) == pytest.approx([0.05, 1.0])


def test_a_pair_of_waves_takes_its_own_covariance_and_others_none():
    keys = {"sector": "s", "category": "c", "indicator": "i", "first": "2025H1", "last": "2025H2"}
    pairs = pd.DataFrame([keys | {"enterprise": "A"}, keys | {"enterprise": "B"}])
    known = pd.DataFrame([{"sector": "s", "category": "c", "indicator": "i", "enterprise": "A"}]).assign(
        wave="2025H1", other_wave="2025H2", covariance=0.25
    )
    assert list(with_covariance(pairs, known, "first", "last")["covariance"]) == [0.25, 0.0]


def test_chance_makes_one_in_twenty_of_a_test_and_two_in_a_thousand_of_a_trend():
    assert false_changes(["difference"] * 10 + ["early_slope"] * 10) == pytest.approx(20 * 0.05)
    assert false_changes(["trend"] * 1000) == pytest.approx(2.0, abs=0.01)
    assert false_changes(["none", "control_chart"]) == 0


def test_a_portfolio_counts_states_and_names_what_is_red_without_a_plan():
    made = shop(A=(8.0, 8.0, 8.0), B=(8.0, 8.0, 8.0), C=(8.0, 8.0, 5.0))
    partner = {"partners": [["university", "Willow"], ["bank", "River"]]}
    actions.register(*_read(made), OWN, "things", "A", fields(due_wave="2026H2"))
    actions.register(*_read(made), LOCAL, "things", "C", fields(**partner))
    acts = verdicts(Reading(*_read(made), LOCAL))
    told = portfolio.by_dimension(acts, made.specs).iloc[0]
    assert (told["dimension"], told["open"], told["delivered"], told["actions"]) == ("quality", 1, 1, 2)
    free = portfolio.without_plan(gaps(Reading(*_read(made), LOCAL)), acts)
    assert list(free["enterprise"]) == ["B"]  # A has a pending action, C is at the benchmark
    counts = portfolio.by_partner(acts).set_index(["partner", "name"])
    assert counts.loc[("university", "Willow"), "delivered"] == 1
    assert counts.loc[("bank", ""), "improved"] == 1
    assert tuple(counts.loc[("none", ""), ["actions", "measured"]]) == (1, 0)


def test_a_broken_floor_stands_for_its_gap_and_comes_first():
    made = shop(A=(8.0,), B=(12.0,))
    red = portfolio.red(gaps(Reading(*_read(made), LOCAL)))
    assert sorted(zip(red["enterprise"], red["level"], strict=True)) == [("A", "benchmark"), ("B", "floor")]
    free = portfolio.without_plan(*(read(Reading(*_read(made), LOCAL)) for read in (gaps, verdicts)))
    assert list(free["enterprise"]) == ["B", "A"]
