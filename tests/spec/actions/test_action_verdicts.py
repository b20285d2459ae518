"""Did an action work? Smoke is a test result, lower is better: floor 10, benchmark 6, frontier 2."""

from datetime import date
from math import sqrt

import numpy as np
import pytest
from scipy import stats

from benchmarks.actions import register as actions
from benchmarks.actions.others import difference_in_differences
from benchmarks.actions.verdicts import verdicts
from benchmarks.progress.series import Series
from benchmarks.progress.trend import change
from benchmarks.reading import Reading
from data.kept import batches
from data.kept.actions import BadFields
from data.viewer import LOCAL
from tests.action_kit import MEMBERS, OWN, RIVAL, enrol, fields
from tests.kit import Shop, indicator, specs

SMOKE = indicator(
    "smoke", source="test", unit="mg", direction="lower", levels={"floor": 10, "benchmark": 6, "frontier": 2}
)
BEFORE, AFTER = (7.9, 8.0, 8.1), (4.9, 5.0, 5.1)


def shop(*codes: str, shares: tuple[float, ...] | None = None, **changes: object) -> Shop:
    made = Shop(specs(SMOKE | changes))
    enrol(made.store, *(codes or ("A",)), shares=shares)
    return made


def measured(made: Shop, wave: str, values: tuple[float, ...], enterprise: str = "A") -> int:
    return made.tests([{"indicator": "smoke", "value": v, "enterprise": enterprise} for v in values], wave=wave)


def verdict(made: Shop, **changes: object) -> dict:
    actions.register(made.store, made.specs, OWN, "things", "A", fields(**changes))
    return verdicts(Reading(made.store, made.specs, OWN)).to_dict("records")[0]


def test_delivered_is_at_the_aim_and_better_than_before_beyond_chance():
    made = shop()
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H1", AFTER)
    found = verdict(made)
    assert (found["state"], found["reason"], found["measured_wave"]) == ("delivered", "at_the_aim", "2026H1")
    assert found["target"] == 6
    assert found["change"] == pytest.approx(8 - 5)  # lower is better: a fall of 3 is +3
    # both means have s = 0.1 and n = 3, so u2 = 0.01 / 3 each; Welch: 2 + 2 df, t = 2.776
    half = 2.7764451052 * sqrt(0.01 / 3 + 0.01 / 3)
    assert found["change_low"] == pytest.approx(3 - half)
    assert found["change_high"] == pytest.approx(3 + half)


def test_not_delivered_is_short_of_the_aim_with_the_whole_interval_even_where_it_got_better():
    made = shop()
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H1", (6.9, 7.0, 7.1))
    found = verdict(made)
    assert (found["state"], found["reason"]) == ("not_delivered", "short_of_the_aim")
    assert found["change"] == pytest.approx(8 - 7) and found["change_low"] > 0


def test_worse_than_before_is_not_delivered_even_where_the_aim_is_met():
    made = shop()
    measured(made, "2025H1", (2.9, 3.0, 3.1))
    measured(made, "2026H1", AFTER)
    found = verdict(made)
    assert (found["state"], found["reason"]) == ("not_delivered", "worse_than_before")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (BEFORE, (5.0, 6.0, 7.0), "interval_on_both_sides"),
        (AFTER, AFTER, "no_clear_change"),
        (None, AFTER, "no_baseline"),
        (BEFORE, (5.0, 5.1), "too_few_answers"),
    ],
)
def test_what_the_samples_cannot_tell_is_said_with_its_reason(before, after, reason):
    made = shop()
    if before:
        measured(made, "2025H1", before)
    measured(made, "2026H1", after)
    found = verdict(made)
    assert (found["state"], found["reason"]) == ("cannot_tell", reason)


def test_waves_on_both_sides_of_a_series_break_are_not_compared():
    made = shop(breaks=[date(2025, 9, 1)])
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H1", AFTER)
    found = verdict(made)
    assert (found["state"], found["reason"]) == ("cannot_tell", "series_break")
    assert np.isnan(found["change"])


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "open"),
        ({"status": "done", "done_on": "2025-09-01"}, "reported_done"),
        ({"status": "stopped"}, "stopped"),
    ],
)
def test_before_the_due_wave_is_measured_a_report_is_no_result(changes, state):
    made = shop()
    measured(made, "2025H1", BEFORE)
    assert verdict(made, **changes)["state"] == state


def test_due_and_not_measured_while_others_of_the_sector_were():
    made = shop("A", "B")
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H1", AFTER, "B")
    assert verdict(made)["state"] == "not_measured"


def test_a_stopped_action_that_was_measured_keeps_its_measured_verdict():
    made = shop()
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H1", BEFORE)
    assert verdict(made, status="stopped")["state"] == "not_delivered"


def test_an_aimed_value_is_judged_by_the_interval():
    made = shop()
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H1", AFTER)
    aimed = {"aimed_level": None}
    assert verdict(made, **aimed, aimed_value=5.5)["state"] == "delivered"
    assert verdict(made, **aimed, aimed_value=4.0)["state"] == "not_delivered"
    assert verdict(made, **aimed, aimed_value=5.05)["state"] == "cannot_tell"


def test_a_missed_due_wave_is_judged_by_the_next_one_that_was_measured():
    made = shop()
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H2", AFTER)
    assert verdict(made)["measured_wave"] == "2026H2"


def test_the_aimed_level_is_the_one_in_force_when_it_is_measured():
    made = shop(
        levels=indicator(
            "x", levels={"floor": 10, "benchmark": [(date(1990, 1, 1), 6), (date(2026, 1, 1), 4)], "frontier": 2}
        )["levels"]
    )
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H1", AFTER)
    found = verdict(made)
    assert (found["target"], found["state"]) == (4, "not_delivered")


def test_a_withdrawn_batch_recomputes_the_verdict():
    made = shop()
    measured(made, "2025H1", BEFORE)
    batch = measured(made, "2026H1", AFTER)
    assert verdict(made, status="done", done_on="2025-09-01")["state"] == "delivered"
    batches.withdraw(made.store, LOCAL, batch, "wrong laboratory")
    assert verdicts(Reading(made.store, made.specs, OWN))["state"][0] == "reported_done"
    measured(made, "2026H1", (7.9, 8.0, 8.1))
    assert verdicts(Reading(made.store, made.specs, OWN))["state"][0] == "not_delivered"


def test_viewers_get_verdicts_of_their_own_scope_only():
    made = shop("A", "B")
    measured(made, "2025H1", BEFORE)
    actions.register(made.store, made.specs, OWN, "things", "A", fields())
    assert len(verdicts(Reading(made.store, made.specs, MEMBERS))) == 1
    assert verdicts(Reading(made.store, made.specs, RIVAL)).empty


OTHERS = ("B", "C", "D", "E", "F")


def with_others(codes: tuple[str, ...], shares: tuple[float, ...] | None = None) -> Shop:
    """A falls by 3; the others fall by 0.0, 0.1, 0.2 ..."""
    made = shop("A", *codes, shares=shares)
    for wave, own in (("2025H1", BEFORE), ("2026H1", AFTER)):
        measured(made, wave, own)
    for place, code in enumerate(codes):
        measured(made, "2025H1", BEFORE, code)
        measured(made, "2026H1", tuple(value - 0.1 * place for value in BEFORE), code)
    return made


def test_others_without_an_action_are_the_comparison_with_the_arithmetic_written_out():
    found = verdict(with_others(OTHERS))
    assert found["others"] == 5
    assert found["others_change"] == pytest.approx((0.0 + 0.1 + 0.2 + 0.3 + 0.4) / 5)
    assert found["beyond"] == pytest.approx(3 - 0.2)
    spread = (0.2**2 + 0.1**2 + 0 + 0.1**2 + 0.2**2) / 4
    own = 0.01 / 3 + 0.01 / 3
    half = 2.7764451052 * sqrt(max(spread, own) + spread / 5)  # t with 5 - 1 df
    assert found["beyond_low"] == pytest.approx(2.8 - half)
    assert found["beyond_high"] == pytest.approx(2.8 + half)


def test_a_comparison_with_others_says_which_difference_it_would_see():
    found = verdict(with_others(OTHERS))
    half = found["beyond_high"] - found["beyond"]
    # at the least difference seen in four of five comparisons its end is t(0.8) standard errors beyond 0, 4 df
    se = half / 2.7764451052
    assert found["beyond_seen"] == pytest.approx((2.7764451052 + 0.9409645765) * se)


def test_a_baseline_among_equal_makers_is_their_mean_and_said_beside_what_was_measured():
    made = with_others(OTHERS)
    measured(made, "2025H1", (8.4, 8.5, 8.6))  # A again: six samples now, mean 8.25
    found = verdict(made)
    assert (found["first"], found["baseline_by"]) == (pytest.approx((8 + 8.5) / 2), "shrunk")
    assert 8.0 < found["baseline"] < found["first"]
    assert found["change"] == pytest.approx(found["baseline"] - 5)


def test_without_other_makers_the_baseline_is_the_measured_one():
    found = verdict(with_others(()))
    assert (found["baseline"], found["baseline_by"]) == (found["first"], "alone")


def test_with_few_other_makers_the_interval_holds_for_whichever_of_them_acted():
    found = verdict(with_others(("B", "C")))
    half = 2.7764451052 * sqrt(0.01 / 3 + 0.01 / 3)
    wider = stats.t.ppf(1 - 0.025 / 3, 4) / 2.7764451052
    assert (found["baseline"], found["baseline_by"]) == (found["first"], "widened")
    assert found["change_low"] == pytest.approx(3 - half * wider)


def test_an_own_change_less_sure_than_others_differ_widens_the_comparison():
    mean, beyond, half = difference_in_differences(3.0, 2.0, np.array([0.0, 0.1, 0.2, 0.3, 0.4]))
    assert (mean, beyond) == pytest.approx((0.2, 2.8))
    assert half == pytest.approx(2.7764451052 * sqrt(2.0**2 + 0.025 / 5))


def test_fewer_than_five_others_are_not_shown_because_a_mean_of_few_could_be_taken_apart():
    found = verdict(with_others(OTHERS[:4]))
    assert (found["not_compared"], found["others"]) == ("too_few", 0)
    assert np.isnan(found["beyond"])


def test_two_others_that_dominate_the_output_are_not_shown():
    found = verdict(with_others(OTHERS, shares=(0.1, 0.5, 0.36, 0.02, 0.01, 0.01)))
    assert found["not_compared"] == "dominated"


def test_an_enterprise_with_an_action_of_its_own_is_no_comparison():
    made = with_others(OTHERS)
    actions.register(made.store, made.specs, RIVAL, "things", "B", fields())
    assert verdict(made)["not_compared"] == "too_few"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"indicator": "taste"}, ("indicator", "not_in_spec")),
        ({"category": "other"}, ("indicator", "not_in_spec")),
        ({"aimed_level": None, "aimed_value": 101.0}, ("aimed_value", "out_of_range")),
    ],
)
def test_what_the_spec_does_not_have_is_refused(changes, found):
    made = shop()
    with pytest.raises(BadFields) as refusal:
        actions.register(made.store, made.specs, OWN, "things", "A", fields(**changes))
    assert refusal.value.found == [found]


def test_the_change_is_the_difference_test_of_progress():
    made = shop()
    measured(made, "2025H1", BEFORE)
    measured(made, "2026H1", (4.0, 5.0, 6.5))
    found = verdict(made)
    se = [sqrt(np.var(values, ddof=1) / 3) for values in (BEFORE, (4.0, 5.0, 6.5))]
    same = change(Series.of(["2025H1", "2026H1"], [8.0, 15.5 / 3], se, df=2.0, direction="lower"))
    assert found["change"] == pytest.approx(same.change)
    assert (found["change_low"], found["change_high"]) == pytest.approx((same.low, same.high))


def test_due_waves_are_those_measured_after_the_first_and_those_to_come_in_the_same_rhythm():
    assert actions.due_waves(["2025H1", "2025H2", "2026H1"], 2) == ["2025H2", "2026H1", "2026H2", "2027H1"]
    assert actions.due_waves(["2026"], 1) == ["2027"]
    assert actions.due_waves([], 3) == []
