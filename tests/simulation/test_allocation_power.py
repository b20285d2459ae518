"""A plan promises that a change shows in four of five cases: drawn, asked and compared again and again, it does."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from benchmarks.fieldwork.allocation import Wish, allocation_of
from benchmarks.progress.planner import detectable_change

pytestmark = pytest.mark.simulation
SD, MEAN = {"city": 18.0, "town": 10.0, "village": 14.0}, {"city": 70.0, "town": 74.0, "village": 78.0}
BETWEEN = 0.03  # of the variance of answers lies between sampling points
ROUNDS = 20_000


def frame() -> pd.DataFrame:
    generator = np.random.default_rng(5)
    rows = [(name, f"{name}{k}", float(generator.integers(200, 4000))) for name in SD for k in range(60)]
    return pd.DataFrame(rows, columns=["stratum", "psu", "size"])


def estimates(rows: pd.DataFrame, scale: float, shift: float, generator: np.random.Generator) -> tuple:
    """Mean, standard error and degrees of freedom of ROUNDS surveys of one maker by the plan's rows."""
    mean, variance, psus = np.zeros(ROUNDS), np.zeros(ROUNDS), 0
    total = sum((part["weight"] * part["take"]).sum() for _, part in rows.groupby("stratum"))
    for name, part in rows.groupby("stratum"):
        take, weight = part["take"].to_numpy(), part["weight"].to_numpy()
        sd = SD[str(name)] * scale
        at = MEAN[str(name)] + shift + sd * np.sqrt(BETWEEN) * generator.standard_normal((ROUNDS, len(part)))
        seen = at + sd * np.sqrt((1 - BETWEEN) / take) * generator.standard_normal((ROUNDS, len(part)))
        share = weight * take / total
        mean += seen @ share
        z = (seen - (seen @ share / share.sum())[:, None]) * share
        m = len(part)
        variance += m / (m - 1) * ((z - z.mean(axis=1, keepdims=True)) ** 2).sum(axis=1)
        psus += m
    return mean, np.sqrt(variance), psus - len(SD)


def rows_of(plan, name: str) -> pd.DataFrame:
    return plan.rows[plan.rows["enterprise"] == name]


@pytest.mark.parametrize("power", [0.8, 0.9])
def test_the_promised_power_is_had_within_three_points(power):
    units, generator = frame(), np.random.default_rng(11)
    scales, wish = {"A": 1.0, "B": 1.4, "C": 0.7}, Wish(budget=1800, power=power, per_psu=20)
    sizes = units.groupby("stratum")["size"].sum()
    share = sizes / sizes.sum()
    within = sum(share[name] * SD[name] ** 2 for name in SD)
    relative = {name: SD[name] / np.sqrt(within) for name in SD}
    guess = pd.DataFrame({"category": "thing", "enterprise": list(scales), "n": 300})
    guess["variance"] = [within * scale**2 for scale in scales.values()]
    guess["detectable_change"] = detectable_change(guess["variance"], 300)
    # waves before under nearly the same design: their standard errors say what clusters and weights cost
    plan, reach = allocation_of(units, guess, relative, wish), stats.norm.ppf(0.975) + stats.norm.ppf(power)
    needs = guess
    for _ in range(3):
        promised = plan.makers["after"] / reach / np.sqrt(2)
        found = [estimates(rows_of(plan, name), scale, 0.0, generator)[0].std() for name, scale in scales.items()]
        needs = needs.assign(variance=needs["variance"] * (found / promised) ** 2)
        plan = allocation_of(units, needs, relative, wish)
    changes = plan.makers.set_index("enterprise")["after"]
    assert changes.max() / changes.min() < 1.03  # whole interviews leave a percent or two
    for name, scale in scales.items():
        rows = rows_of(plan, name)
        one, other = (estimates(rows, scale, shift, generator) for shift in (0.0, changes[name]))
        t = (other[0] - one[0]) / np.sqrt(one[1] ** 2 + other[1] ** 2)
        shown = (np.abs(t) > stats.t.ppf(0.975, one[2] + other[2])).mean()
        assert abs(shown - power) < 0.03, (name, shown)
