"""What plans promise: that a change shows with a power, and that a budget decides a share of the open verdicts."""

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks import policy
from benchmarks.fieldwork.allocation import Plan, Wish, allocation_of
from benchmarks.fieldwork.deciding import Prices, needed, next_of
from benchmarks.progress.planner import detectable_change
from tests.simulation.surveys import Rows

SD, MEAN = {"city": 18.0, "town": 10.0, "village": 14.0}, {"city": 70.0, "town": 74.0, "village": 78.0}
SCALES = {"A": 1.0, "B": 1.4, "C": 0.7}  # of each maker's spread
BETWEEN = 0.03  # of the variance of answers lies between sampling points
ROUNDS = 20_000
WORLDS, MAKERS, QUESTIONS, ANSWERS, SPREAD = 200, 30, 4, 100, 10.0
FAR = 8.0  # truths lie evenly up to so far from the level: eight standard errors
Z = float(stats.norm.ppf((1 + policy.CONFIDENCE) / 2))


def part() -> Rows:
    """Allocations of two powers, and lists of what to ask next of three budgets."""
    shown = [row for power in (0.8, 0.9) for row in _shown(power)]
    return [*shown, *(_decided(budget) for budget in (300, 1000, 4000))]


def frame() -> pd.DataFrame:
    """A sampling frame of sixty points a stratum."""
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


def _planned(power: float, generator: np.random.Generator) -> Plan:
    """A plan from waves before under nearly its design: their standard errors say what clusters and weights cost."""
    units, wish = frame(), Wish(budget=1800, power=power, per_psu=20)
    sizes = units.groupby("stratum")["size"].sum()
    share = sizes / sizes.sum()
    within = sum(share[name] * SD[name] ** 2 for name in SD)
    relative = {name: SD[name] / np.sqrt(within) for name in SD}
    needs = pd.DataFrame({"category": "thing", "enterprise": list(SCALES), "n": 300})
    needs["variance"] = [within * scale**2 for scale in SCALES.values()]
    needs["detectable_change"] = detectable_change(needs["variance"], 300)
    plan, reach = allocation_of(units, needs, relative, wish), stats.norm.ppf(0.975) + stats.norm.ppf(power)
    for _ in range(3):
        promised = plan.makers["after"] / reach / np.sqrt(2)
        found = [estimates(_of(plan, name), scale, 0.0, generator)[0].std() for name, scale in SCALES.items()]
        needs = needs.assign(variance=needs["variance"] * (found / promised) ** 2)
        plan = allocation_of(units, needs, relative, wish)
    return plan


def _shown(power: float) -> Rows:
    """How often two waves drawn, asked and compared show the change that the plan says they would."""
    generator = np.random.default_rng(11)
    plan, rows = _planned(power, generator), []
    changes = plan.makers.set_index("enterprise")["after"]
    assert changes.max() / changes.min() < 1.03  # one change for all; whole interviews leave a percent or two
    for name, scale in SCALES.items():
        own = _of(plan, name)
        one, other = (estimates(own, scale, shift, generator) for shift in (0.0, changes[name]))
        t = (other[0] - one[0]) / np.sqrt(one[1] ** 2 + other[1] ** 2)
        had = float((np.abs(t) > stats.t.ppf(0.975, one[2] + other[2])).mean())
        told = {"case": "allocate", "of": f"maker {name}, spread x {scale:g}", "n": int(own["take"].sum())}
        rows.append({"part": "plans", **told, "psus": len(own), "repeats": ROUNDS, "promised": power, "had": had})
    return rows


def _of(plan: Plan, name: str) -> pd.DataFrame:
    return plan.rows[plan.rows["enterprise"] == name]


def _decided(budget: float) -> dict:
    """Which share of the open verdicts a list says it decides, and which it does; a response answers four questions."""
    generator, said, had, opened = np.random.default_rng(7), 0.0, 0, 0
    own = SPREAD / np.sqrt(ANSWERS)
    for _ in range(WORLDS):
        truth = generator.uniform(-FAR, FAR, MAKERS * QUESTIONS) * own
        seen = truth + own * generator.standard_normal(truth.size)
        at = np.flatnonzero(np.abs(seen) < Z * own)
        rows = pd.DataFrame({"gap": seen[at], "own": own, "common": 0.0, "n": ANSWERS, "least": 30})
        rows = needed(rows).assign(
            **{"sector": "s", "category": "c", "source": "survey", "why": "cannot_tell", "weight": 1.0, "floor": False},
            enterprise=[f"M{each // QUESTIONS:02d}" for each in at],
            indicator=[f"i{each % QUESTIONS}" for each in at],
        )
        steps = next_of(rows, Prices(budget))
        more = rows["enterprise"].map(steps.groupby("enterprise")["more"].sum()).fillna(0).to_numpy(float)
        added = truth[at] + SPREAD / np.sqrt(np.maximum(more, 1)) * generator.standard_normal(len(at))
        after = np.where(more > 0, (ANSWERS * seen[at] + more * added) / (ANSWERS + more), 0.0)
        said += float(steps["decided"].iloc[-1]) if len(steps) else 0.0
        had += int((np.abs(after) > Z * SPREAD / np.sqrt(ANSWERS + more)).sum())
        opened += len(at)
    told = {"case": "next", "of": f"a budget of {budget:,.0f}", "n": round(opened / WORLDS), "psus": None}
    return {"part": "plans", **told, "repeats": opened, "promised": said / opened, "had": had / opened}
