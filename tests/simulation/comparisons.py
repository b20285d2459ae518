"""Changes between waves that visit the same sampling points, and makers compared with peers that are just like them."""

from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks.estimates import cells
from benchmarks.estimates.covariance import covariances
from benchmarks.index.peer_gap import peer_gaps
from benchmarks.progress.between import between
from benchmarks.reading import Reading, estimates
from benchmarks.scope.selection import Selection
from data.kept import batches
from data.store import open_store
from data.viewer import LOCAL
from tests.kit import indicator, specs
from tests.simulation.populations import SEED
from tests.simulation.surveys import REPEATS, Rows, share_of

KEYS = ["sector", "category", "enterprise", "indicator"]
PSUS, PEOPLE = 20, 5
WIDE = {"range": {"min": -1000, "max": 1000}, "levels": {"floor": 0.0}}


def changes() -> Rows:
    """Twenty PSUs visited in both waves; the truth does not change, the places keep their character."""
    rng = np.random.default_rng([SEED, 5])
    known, store = specs(indicator("x", **WIDE)), open_store(":memory:")
    maker, psu, _ = (index.ravel() for index in np.indices((REPEATS, PSUS, PEOPLE)))
    place = maker * PSUS + psu
    character = rng.standard_normal(place.max() + 1)[place]
    coded = {"enterprise": (maker, "m"), "category": (maker * 0, "thing"), "stratum": (maker, "h"), "psu": (place, "p")}
    for wave in ("2025", "2026"):
        frame = {
            name: pa.DictionaryArray.from_arrays(
                pa.array(values, pa.int32()),
                [mark if name == "category" else f"{mark}{i}" for i in range(values.max() + 1)],
            )
            for name, (values, mark) in coded.items()
        }
        answer = 50 + 5 * character + 10 * rng.standard_normal(len(maker))
        table = pa.table(
            frame
            | {"response": pa.array(np.arange(len(maker)).astype(str)), "weight": pa.array(np.ones(len(maker)))}
            | {"x": pa.array(answer)}
        )
        with store.write() as cursor:
            upload = batches.Upload("survey", "things", wave.encode(), "x", "S1", wave)
            batches.write_batch(cursor, upload, table, LOCAL, partial(cells.add, spec=known["things"]))
    found = estimates(Reading(store, known, LOCAL))
    shared = covariances(store, known).set_index("enterprise")["covariance"]
    store.close()
    return [
        _covered(found, covariance, name) for name, covariance in (("with covariance", shared), ("without", 0 * shared))
    ]


def _covered(found: pd.DataFrame, covariance: pd.Series, name: str) -> dict[str, object]:
    first, last = (found[found["wave"] == wave].set_index("enterprise") for wave in ("2025", "2026"))
    taken = {f"first_{name}": first[name] for name in ("estimate", "se", "df", "low", "high")}
    moved = between(last.assign(**taken, direction="higher", covariance=covariance.reindex(last.index)))
    low, high = moved["change_low"], moved["change_high"]
    return {
        **{"part": "comparisons", "case": "no change in the same PSUs", "of": name, "n": PSUS * PEOPLE, "psus": PSUS},
        **{"repeats": len(first), "covers": share_of(pd.Series((low <= 0) & (high >= 0)))},
        **{"not_met": share_of(pd.Series(high < 0)), "met": share_of(pd.Series(low > 0))},
    }


def alike(makers: int = 7, n: int = 40, waves: int = 1000) -> Rows:
    """Seven makers that are all the same: how often the first is told apart from the median of the others."""
    rng = np.random.default_rng([SEED, 6])
    names = [f"i{i}" for i in range(20)]
    known, store = specs(*(indicator(name, **WIDE) for name in names)), open_store(":memory:")
    codes = [f"{1990 + w // 12}-{w % 12 + 1:02d}" for w in range(waves // 20)]
    for wave in codes:
        maker = np.repeat(np.arange(makers), n)
        frame = {
            "response": pa.array(np.arange(len(maker)).astype(str)),
            "enterprise": pa.array([f"m{m}" for m in maker]),
            "category": pa.array(["thing"] * len(maker)),
            "weight": pa.array(np.ones(len(maker))),
        }
        table = pa.table(frame | {name: pa.array(rng.normal(50, 10, len(maker))) for name in names})
        with store.write() as cursor:
            upload = batches.Upload("survey", "things", wave.encode(), "x", "S1", wave)
            batches.write_batch(cursor, upload, table, LOCAL, partial(cells.add, spec=known["things"]))
    found = peer_gaps(Reading(store, known, LOCAL, Selection(enterprise="m0")))
    store.close()
    return [
        {
            **{"part": "comparisons", "case": "makers that are alike", "of": "gap to the peers' median", "n": n},
            **{"psus": None, "repeats": len(found)},
            "covers": share_of(found["verdict"] == "cannot_tell"),
            "not_met": share_of(found["verdict"] == "worse"),
            "met": share_of(found["verdict"] == "better"),
        }
    ]


def part() -> Rows:
    """Everything about comparisons."""
    return [*changes(), *alike()]
