"""How often each method cries wolf, and whether its intervals hold: repeated sampling from known series.

Run with `pytest -m simulation`. The bands are the nominal rate with the Monte Carlo error of the draws around it.
"""

from math import inf

import numpy as np
import pytest

from benchmarks.estimates import intervals
from benchmarks.progress.closing import closed_share, project
from benchmarks.progress.series import Series
from benchmarks.progress.trend import change

pytestmark = pytest.mark.simulation

DRAWS = 20_000
QUARTERS = [f"{year}Q{quarter}" for year in range(2020, 2027) for quarter in (1, 2, 3, 4)]


def means(rng, truth, n=40):
    """Estimates of a true series from n answers with spread 8, as a survey gives them: t intervals, n - 1 df."""
    answers = rng.normal(truth, 8.0, (n, len(truth)))
    se = answers.std(axis=0, ddof=1) / np.sqrt(n)
    return Series.of(QUARTERS[: len(truth)], answers.mean(axis=0), se, df=n - 1.0)


def shares(rng, truth, n=300):
    p = rng.binomial(n, truth) / n
    low, high = intervals.wilson(p, np.full(len(p), float(n)))
    se = np.sqrt(p * (1 - p) / n)
    return Series.of(QUARTERS[: len(p)], p, se, low=low, high=high, statistic="share")


def alarms(draw, waves, level, seed):
    rng = np.random.default_rng(seed)
    verdicts = [change(draw(rng, np.full(waves, level))).verdict for _ in range(DRAWS)]
    return verdicts.count("improved") / DRAWS, verdicts.count("worsened") / DRAWS


@pytest.mark.parametrize(
    ("waves", "low", "high"),
    [(2, 0.022, 0.028), (3, 0.022, 0.029), (4, 0.022, 0.029), (5, 0.0003, 0.0022), (9, 0, 0.0022)],
)
def test_an_unchanged_mean_is_seldom_called_improved_or_worsened(waves, low, high):
    better, worse = alarms(means, waves, 70.0, seed=600 + waves)
    print(f"mean, {waves} waves: improved {better:.4f}, worsened {worse:.4f}")
    assert low <= better <= high
    assert low <= worse <= high


@pytest.mark.parametrize("level", [0.5, 0.9, 0.98])
@pytest.mark.parametrize(("waves", "most"), [(2, 0.029), (4, 0.031), (5, 0.0025)])
def test_an_unchanged_share_is_seldom_called_improved_or_worsened(level, waves, most):
    better, worse = alarms(shares, waves, level, seed=700 + waves)
    print(f"share {level}, {waves} waves: improved {better:.4f}, worsened {worse:.4f}")
    assert max(better, worse) <= most


@pytest.mark.parametrize(("waves", "most"), [(12, 0.06), (24, 0.08)])
def test_a_control_chart_of_an_unchanged_process_seldom_ends_in_a_special_cause(waves, most):
    better, worse = alarms(means, waves, 70.0, seed=800 + waves)
    print(f"chart, {waves} waves: improved {better:.4f}, worsened {worse:.4f}")
    assert better + worse <= most


@pytest.mark.parametrize("waves", [2, 3, 5, 8])
def test_the_projected_next_wave_holds_the_truth_of_a_steady_pace(waves):
    rng, held = np.random.default_rng(900 + waves), 0
    truth = 60 + 1.5 * np.arange(waves + 1)
    for _ in range(DRAWS):
        ahead = project(means(rng, truth[:-1]), [1])
        held += abs(ahead.value[0] - truth[-1]) <= ahead.half[0]
    print(f"projection from {waves} waves: coverage {held / DRAWS:.4f}")
    assert 0.945 <= held / DRAWS <= 0.98


@pytest.mark.parametrize(("gap", "se"), [(10, 1.0), (4, 1.0), (2.5, 1.0)])
def test_fiellers_interval_holds_the_true_closed_share(gap, se):
    rng = np.random.default_rng(1000)
    held, given = 0, 0
    for first, last in rng.normal((70, 70 + 0.4 * gap), se, (DRAWS, 2)):
        found = closed_share(first, last, se, se, level=70 + gap, direction="higher", df=inf)
        given += found.reason == "closing"
        held += found.low <= 0.4 <= found.high
    print(f"first gap of {gap / se:g} standard errors: coverage {held / given:.4f}, given in {given / DRAWS:.3f}")
    assert held / given >= 0.94
