"""Makers whose samples are tested by laboratories with a bias of their own, and makers exactly at a limit."""

import numpy as np
import pyarrow as pa

from benchmarks.estimates.agreement import scores_of
from benchmarks.laboratories import performance as process
from benchmarks.reading import Reading, estimates, gaps, sample_states
from data.kept import batches
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs
from tests.simulation.populations import SEED
from tests.simulation.surveys import REPEATS, Rows, share_of, told

TRUTH = 50.0
WIDE = {"source": "test", "range": {"min": -1e6, "max": 1e6}}


def shop_of(sample: np.ndarray, lab: np.ndarray, u: np.ndarray, *, mandatory: bool = False, same: bool = False) -> Shop:
    """One maker a row of the arrays (makers, measurements); `same`: all measurements of a maker are of one sample."""
    kind = "mandatory" if mandatory else "reference"
    shop = Shop(specs(indicator("x", **WIDE, direction="lower", kind=kind, levels={"floor": TRUTH})))
    makers, each = (index.ravel() for index in np.indices(sample.shape))
    numbered = np.char.mod("%d", makers)
    columns = {
        "line": pa.array(np.arange(sample.size), pa.int32()),
        "sample": numbered if same else np.char.add(np.char.add(numbered, "-"), np.char.mod("%d", each)),
        "enterprise": numbered,
        "category": np.full(sample.size, "thing"),
        "lab": np.char.mod("%d", lab.ravel()),
        "tested_on": pa.nulls(sample.size, pa.date32()),
        "indicator": np.full(sample.size, "x"),
        "value": sample.ravel(),
        "censored": np.zeros(sample.size, dtype=bool),
        "uncertainty": u.ravel(),
    }
    with shop.store.write() as cursor:
        upload = batches.Upload("test", "things", b"x", "x", "T1", "2026")
        batches.write_batch(cursor, upload, pa.table(columns), LOCAL, lambda *_: None)
    return shop


def drawn(n: int, spread: float, u: float, seed: int) -> np.ndarray:
    """n samples each: products differ by `spread`, and one laboratory's bias of deviation u is in all of them."""
    rng = np.random.default_rng([SEED, seed, n])
    return TRUTH + spread * rng.standard_normal((REPEATS, n)) + u * rng.standard_normal((REPEATS, 1))


def means() -> Rows:
    """Intervals and verdicts of makers exactly at a level that is no rule for every sample."""
    rows: Rows = []
    for name, spread, u in (("spread and U alike", 2.0, 2.0), ("mostly spread", 2.0, 0.2), ("mostly U", 0.5, 2.0)):
        for n in (3, 5, 10):
            sample = drawn(n, spread, u, seed=1)
            shop = shop_of(sample, np.zeros(sample.shape, dtype=int), np.full(sample.shape, 2 * u))
            found = gaps(Reading(shop.store, shop.specs, LOCAL))
            kept = estimates(Reading(shop.store, shop.specs, LOCAL))[["enterprise", "statistic", "se", "df"]]
            found = found.merge(kept, on="enterprise")
            rows.append(told(found, part="tests", case="mean of samples", of=name, n=n, psus=None))
    return rows


def at_the_limit() -> Rows:
    """Samples exactly at a mandatory limit: how often one is failed, passed, and its maker called not met."""
    rng = np.random.default_rng([SEED, 2])
    rows: Rows = []
    for n in (1, 3):
        sample = TRUTH + rng.standard_normal((REPEATS, 1)) + np.zeros((REPEATS, n))
        shop = shop_of(sample, np.zeros(sample.shape, dtype=int), np.full(sample.shape, 2.0), mandatory=True)
        reading = Reading(shop.store, shop.specs, LOCAL)
        states, found = sample_states(reading), gaps(reading)
        rows.append(
            {
                **{"part": "tests", "case": "samples at a mandatory limit", "n": n, "psus": None, "repeats": REPEATS},
                "of": "one sample failed or passed" if n == 1 else "their maker, one laboratory",
                "covers": None,
                "not_met": share_of(states["state"] == "fail" if n == 1 else found["verdict"] == "not_met"),
                "met": share_of(states["state"] == "pass" if n == 1 else found["verdict"] == "met"),
            }
        )
    return rows


def comparability() -> Rows:
    """Two laboratories that agree, one sample: |En| above 1 should come with k = 2 in 4.6 % of pairs."""
    rng = np.random.default_rng([SEED, 3])
    pairs = REPEATS // 50
    flagged, judged = 0, 0
    for _ in range(50):
        u = np.array([1.0, 1.5])
        sample = TRUTH + rng.normal(0, 5, (pairs, 1)) + u * rng.standard_normal((pairs, 2))
        lab = 2 * np.arange(pairs)[:, None] + np.arange(2)
        shop = shop_of(sample, lab, np.broadcast_to(2 * u, sample.shape), same=True)
        found = scores_of(Reading(shop.store, shop.specs, LOCAL).measurements)
        flagged, judged = flagged + int((found["verdict"] == "differs").sum()), judged + len(found)
    return [
        {
            **{"part": "tests", "case": "laboratories that agree", "of": "flagged by En", "n": 1, "psus": None},
            **{"repeats": judged, "covers": None, "not_met": round(flagged / judged, 4), "met": None},
        }
    ]


def performance() -> Rows:
    """The interval of Ppk where the truth is 1.33."""
    rows: Rows = []
    for n in (10, 30):
        sample = TRUTH - 4 + drawn(n, 1.0, 0.0, seed=4) - TRUTH
        shop = shop_of(sample, np.zeros(sample.shape, dtype=int), np.zeros(sample.shape))
        found = process.performance(Reading(shop.store, shop.specs, LOCAL))
        covers = (found["low"] <= 4 / 3) & (found["high"] >= 4 / 3)
        rows.append(
            {
                **{"part": "tests", "case": "Ppk of 1.33", "of": "interval", "n": n, "psus": None},
                **{"repeats": len(found), "covers": share_of(covers), "not_met": None, "met": None},
            }
        )
    return rows


def part() -> Rows:
    """Everything about laboratory tests."""
    return [*means(), *at_the_limit(), *comparability(), *performance()]
