"""Draws as the platform makes them, and tiers: from a list to a file, to checks that are loaded, to the headline."""

from io import StringIO

import numpy as np
import pandas as pd

from benchmarks.governance import draw_file
from benchmarks.governance.draw import LISTED
from benchmarks.governance.tiers import EDGES, proposals_of
from benchmarks.headline.headline import headline
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading
from data.kept.batches import Upload
from data.store import Store
from data.viewer import LOCAL
from tests import kit
from tests.simulation.surveys import Rows

SPECS = kit.specs(kit.indicator("i", source="test", statistic="mean"))
SEED = 20261130
FAILS = {
    "T1": 0.3,
    "T2": 0.45,
    "T3": 0.6,
    "T4": 0.8,
}  # of each maker's lots, in truth: so many that no figure is too wide
TIERS = ["T1"] * 40 + ["T2"] * 50 + ["T3"] * 20 + ["T4"] * 10
BUDGET, MONTHS = 80, 300  # lots of one draw; draws, one a month, each a wave
WORLDS, OTHERS, LOTS = 1000, 20, 20  # simulated worlds; other makers in each, and their lots
SHARES = (0.02, EDGES[0], 0.08, EDGES[1], 0.18, EDGES[2], 0.4)


def part() -> Rows:
    """Whether the mean of many headlines is the truth, each from a list that was drawn, judged, written and loaded."""
    return [_unbiased(reserve) for reserve in (0.2, 0.5)]


def _unbiased(reserve: float) -> dict:
    codes = [f"M{at:03d}" for at in range(len(TIERS))]
    listed = pd.DataFrame({"enterprise": codes, "category": "thing", "tier": TIERS, "excluded_why": "", "products": ""})
    store, rng, plain = kit.empty_store(), np.random.default_rng(SEED), []
    _register(store, codes)
    for month in range(MONTHS):
        wave = f"{1990 + month // 12}-{month % 12 + 1:02d}"
        rows = draw_file.written(listed[list(LISTED)], "things", wave, BUDGET, reserve, f"seed {month}")
        drawn = pd.read_csv(StringIO(draw_file.form(rows).to_csv(index=False)), dtype=str, keep_default_na=False)
        tiers = dict(zip(codes, TIERS, strict=True))
        fails = rng.random(len(drawn)) < [FAILS[tiers[code]] for code in drawn["enterprise"]]
        plain.append(1 - fails.mean())
        judged = drawn.assign(
            check=[f"{wave}-{code}" for code in drawn["enterprise"]],
            **{"authority": "X", "sampled_on": f"{wave}-10", "place": "shop", "source": "a simulation"},
            result=np.where(fails, "fail", "pass"),
            failed=np.where(fails, "i", ""),
            tested_on=f"{wave}-12",
        )
        _load(store, "checks", judged.to_csv(index=False), wave)
    found = headline(Reading(store, SPECS, LOCAL))
    found = found[(found["basis"] == "random") & (found["indicator"] == "product_pass")]
    values = found["value"].to_numpy(float) / 100  # a figure that is withheld is no number, and the mean shows it
    row = {"part": "lists", "case": f"a reserve of {reserve:.0%}", "of": "mean of headlines", "n": BUDGET}
    row |= {"psus": len(codes), "repeats": MONTHS, "truth": 1 - float(np.mean([FAILS[tier] for tier in TIERS]))}
    row |= {"mean": float(values.mean()), "error": float(values.std(ddof=1) / np.sqrt(MONTHS))}
    covers = (found["low"] / 100 <= row["truth"]) & (row["truth"] <= found["high"] / 100)
    return row | {"plain": float(np.mean(plain)), "covers": float(covers.mean())}


def _register(store: Store, codes: list[str]) -> None:
    lines = [f"{code},{code} Ltd,{code}厂,things" for code in codes]
    _load(store, "register", "\n".join(["enterprise,name_en,name_zh,sector", *lines, ""]), None)


def _load(store: Store, kind: str, text: str, wave: str | None) -> None:
    outcome = load(store, SPECS, LOCAL, Sending(Upload(kind, "things", text.encode(), f"{kind}.csv", "", wave or "")))
    if outcome.batch is None:
        raise ValueError(f"{kind} of {wave}: {outcome.errors[:1]}")


def tiers() -> Rows:
    """How often a maker of a known share of failing lots is proposed for each tier, by the lots judged."""
    return [_proposed(n, share) for n in (5, 10, 20) for share in SHARES]


def _proposed(n: int, share: float) -> dict:
    rng, told = np.random.default_rng(SEED), []
    for _ in range(WORLDS):
        others = rng.binomial(LOTS, rng.beta(0.6, 8.4, OTHERS))
        k = np.append(others, rng.binomial(n, share)).astype(float)
        frame = pd.DataFrame({"sector": "x", "enterprise": range(OTHERS + 1), "n": [LOTS] * OTHERS + [n], "k": k})
        told.append(proposals_of(frame.assign(severe=k))["proposed"].iloc[-1])
    counts = pd.Series(told).value_counts(normalize=True)
    rates = {name: float(counts.get(name, 0.0)) for name in ("T1", "T2", "T3", "T4", "not_enough_evidence")}
    row = {"part": "tiers", "case": f"true share {share:.0%}", "of": "tier proposed", "n": n, "psus": OTHERS + 1}
    wrong = {"wrong_worse": _beyond(rates, share), "wrong_better": _within(rates, share)}
    return row | {"repeats": WORLDS} | rates | wrong


def _beyond(rates: dict[str, float], share: float) -> float:
    """Chance of being called T3 or T4 without lying beyond that tier's edge: one exactly at an edge does not."""
    return sum(rates[name] for name, edge in zip(("T3", "T4"), EDGES[1:], strict=True) if share <= edge)


def _within(rates: dict[str, float], share: float) -> float:
    """Chance of a better tier than is true; one exactly at the edge of T1 counts as not within it."""
    wrong = {"T1": share >= EDGES[0], "T2": share > EDGES[1], "T3": share > EDGES[2]}
    return sum(rates[name] for name, holds in wrong.items() if holds)
