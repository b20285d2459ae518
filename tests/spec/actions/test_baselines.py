"""Who acts because it stood worst: what of its baseline was chance is taken off before it is compared with."""

from math import sqrt

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.actions.baseline import held, shrunk
from benchmarks.actions.verdicts import Known, verdicts_of
from benchmarks.columns import ESTIMATE, GAP
from benchmarks.estimates.covariance import COVARIANCE
from data.kept import actions
from data.viewer import LOCAL
from data.wave import Wave
from tests.kit import indicator, specs

MAKERS, UNIT = 20, 2.0
WAVES = ("2025", "2026")


def test_a_baseline_of_equal_makers_is_their_mean():
    # spread 2 * 0.5^2 / 1 = 0.5 is under the 3 of chance, so the makers count as equal and nothing of its own is kept
    values, errors = np.array([10.0, 10.5, 9.5, 10.0]), np.ones(4)
    value, se, kept = shrunk(values, errors, 2)
    assert (value, kept) == (10.0, 0.0)
    assert se == pytest.approx(sqrt(1 / 4 + 2 * 0.5**2 / (4 - 3)))


def test_a_baseline_of_makers_that_differ_keeps_what_is_its_own():
    values, errors = np.array([4.0, 8.0, 12.0, 16.0, 20.0]), np.full(5, 2.0)
    # Q = (64 + 16 + 0 + 16 + 64) / 4 = 40; tau2 = (40 - 4) / (5/4 - (5/16) / (5/4)) = 36; B = 4 / (4 + 36)
    value, se, kept = shrunk(values, errors, 0)
    assert kept == pytest.approx(1 - 0.1)
    assert value == pytest.approx(12 - 0.9 * 8)
    assert se == pytest.approx(sqrt(0.9 * 4 + 0.1**2 * 40 / 5 + 2 * 0.1**2 * 8**2 / 2))


def test_fewer_than_four_makers_have_no_mean_to_shrink_to():
    with pytest.raises(ValueError, match="four makers or more, not of 3"):
        shrunk(np.array([1.0, 2.0, 3.0]), np.ones(3), 0)


def test_with_few_others_a_change_has_to_hold_for_whichever_of_them_acted():
    rows = pd.DataFrame({"makers": [1, 4], "change": 3.0, "change_low": 1.0, "change_high": 6.0, "change_df": 10.0})
    found = held(rows)
    wider = stats.t.ppf(1 - 0.025 / 4, 10) / stats.t.ppf(0.975, 10)
    assert list(found["change_low"]) == pytest.approx([1, 3 - 2 * wider])
    assert list(found["change_high"]) == pytest.approx([6, 3 + 3 * wider])


def most(rounds: int) -> float:
    """2.5 % and three Monte Carlo errors."""
    return 0.025 + 3 * sqrt(0.025 * 0.975 / rounds)


@pytest.mark.parametrize("spread", [0.0, 1.0, 3.0])
def test_the_worst_of_twenty_unchanged_makers_is_called_better_in_one_wave_of_forty(spread):
    rounds, rng = 4000, np.random.default_rng(20261129)
    truth = spread * rng.standard_normal((rounds, MAKERS))
    before, after = (truth + rng.standard_normal((rounds, MAKERS)) for _ in range(2))
    better, uncorrected = 0, 0
    for was, now in zip(before, after, strict=True):
        worst = int(was.argmin())
        value, se, _ = shrunk(was, np.ones(MAKERS), worst)
        better += now[worst] - value > 1.96 * sqrt(1 + se**2)
        uncorrected += now[worst] - was[worst] > 1.96 * sqrt(2)
    assert better / rounds <= most(rounds)
    assert uncorrected / rounds > 0.05


def rounds_of(rounds: int, rng: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Estimates of twenty equal makers in two waves, a category a round, and an action of the worst of each."""
    found, acts = [], []
    for at in range(rounds):
        seen = 50 + UNIT * rng.standard_normal((2, MAKERS))
        for wave, values in zip(WAVES, seen, strict=True):
            found.append(
                pd.DataFrame({"enterprise": [f"M{i}" for i in range(MAKERS)], "wave": wave, "estimate": values})
            )
            found[-1]["category"] = f"round{at}"
        acts.append({"category": f"round{at}", "enterprise": f"M{seen[0].argmin()}", "action": at})
    half = stats.norm.ppf(0.975) * UNIT
    rows = pd.concat(found, ignore_index=True)
    rows = rows.assign(low=rows["estimate"] - half, high=rows["estimate"] + half, se=UNIT, df=np.inf, n=400)
    same = {"sector": "things", "indicator": "rating"}
    rows = rows.assign(**same, source="survey", statistic="mean").reindex(columns=list(ESTIMATE))
    planned = {"baseline_wave": WAVES[0], "due_wave": WAVES[1], "aimed_level": None, "aimed_value": 40.0}
    chosen = pd.DataFrame(acts).assign(**same, **planned, status="running").reindex(columns=list(actions.STATE))
    return rows, chosen.astype({"aimed_level": object}).where(chosen.notna(), None)


@pytest.mark.slow
def test_twenty_equal_makers_nothing_changes_the_worst_acts_and_delivered_is_rare():
    rounds, rng = 160, np.random.default_rng(7)
    known = specs(indicator("rating", direction="higher", levels={"floor": 10.0}))
    told = []
    for _ in range(rounds // 20):
        found, acts = rounds_of(20, rng)
        found["start"] = [Wave.parse(code).start for code in found["wave"]]
        seen = Known(found, pd.DataFrame(columns=list(GAP)), pd.DataFrame(columns=list(COVARIANCE)))
        told.append(verdicts_of(acts, seen, known, acts[:0], {}, LOCAL))
    rows = pd.concat(told)
    assert set(rows["baseline_by"]) == {"shrunk"} and set(rows["others"]) == {MAKERS - 1}
    assert (rows["baseline"] > rows["first"]).mean() > 0.99  # the worst is thought less bad than it was measured
    assert (rows["state"] == "delivered").mean() <= most(rounds)
    assert (rows["beyond_low"] > 0).mean() <= most(rounds)
    # as measured it would have been delivered in every fifth round
    raw = (rows["last"] - rows["first"]) / (UNIT * sqrt(2))
    assert (raw > 1.96).mean() > 0.12
