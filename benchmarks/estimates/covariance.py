"""Covariance of survey estimates that share PSUs: of two waves for all results at once, for a series of changes."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.estimates.sums import SurveySums, cell_filter, live_rounds, survey_sums
from benchmarks.estimates.survey import linearised
from benchmarks.scope.selection import EVERYTHING, Selection
from benchmarks.specs.spec import Specs
from data.store import Store
from data.wave import Wave

COVARIANCE = ("sector", "category", "enterprise", "indicator", "wave", "other_wave", "covariance")
_SQL = Path(__file__).with_name("covariance.sql").read_text(encoding="utf-8")
_RESULT = ["place", "enterprise", "category", "indicator"]
_SHARED = """
WITH visited AS (
    SELECT DISTINCT l.round, f.stratum, f.psu FROM frame_cell f JOIN live l ON l.batch = f.batch WHERE f.psu <> 0
)
SELECT DISTINCT p.first, p.second
FROM pair p
JOIN visited a ON a.round = p.first
JOIN visited b ON b.round = p.second AND b.stratum = a.stratum AND b.psu = a.psu
"""


def covariances(
    store: Store, specs: Specs, selection: Selection = EVERYTHING, together: str | None = None
) -> pd.DataFrame:
    """Covariances of each result's estimates in two waves, of everyone; columns COVARIANCE, wave first.

    In squared reported units. Only pairs of waves of one survey that share PSUs (the same stratum and PSU codes) have a
    row: all others are independent. A selected wave is ignored. The design is R's: one svydesign over both waves, each
    a domain of it. together: a name for all enterprises, whose estimates as one are asked about in place of each.
    Formula: covariance.sql, Taylor linearisation; R survey, svyby(..., covmat = TRUE).
    """
    every = selection.all_waves()
    sums, live = survey_sums(store, specs, every), live_rounds(store, every)
    pairs = sharing_rounds(store, live)
    if sums is None or pairs.empty:
        return pd.DataFrame(columns=list(COVARIANCE))
    condition, parameters = cell_filter(every)
    sql, rows = _SQL.format(condition=condition), sums.rows
    if together is None:
        result = rows[_RESULT].assign(mean=linearised(rows)["mean"], total=rows["sw"])
    else:
        sql = sql.replace("FROM cell c", "FROM (SELECT * REPLACE (0 AS enterprise) FROM cell) c")
        whole = rows.assign(enterprise=0).groupby(_RESULT, as_index=False)[["sw", "swy"]].sum()
        result = whole[_RESULT].assign(mean=whole["swy"] / whole["sw"], total=whole["sw"])
    found = store.query(sql, parameters, live=live, pair=pairs, result=result)
    named = _named(found, sums, live)
    return named if together is None else named.assign(enterprise=together)


def sharing_rounds(store: Store, live: pd.DataFrame) -> pd.DataFrame:
    """Pairs (first, second: rounds in order of time) of waves of one survey that have a PSU in common."""
    rounds = live.drop_duplicates("round")
    pairs: list[tuple[int, int]] = []
    for _, group in rounds.groupby(["sector", "survey"]):
        starts = [(Wave.parse(wave), number) for wave, number in zip(group["wave"], group["round"], strict=True)]
        pairs += combinations([number for _, number in sorted(starts)], 2)
    pair = pd.DataFrame(pairs, columns=["first", "second"], dtype=np.int32)
    return pair if pair.empty else store.query(_SHARED, live=live, pair=pair)


def _named(found: pd.DataFrame, sums: SurveySums, live: pd.DataFrame) -> pd.DataFrame:
    """Codes for ids and reported units; surveys of one wave add up, because their samples are independent."""
    found = found[found["indicator"].isin(sums.rules.index)]
    rules = sums.rules.loc[found["indicator"]]
    wave = live.drop_duplicates("round").set_index("round")["wave"]
    frame = pd.DataFrame(
        {
            "sector": rules["sector"].to_numpy(),
            "category": found["category"].map(sums.text).to_numpy(),
            "enterprise": found["enterprise"].map({0: ""} | sums.text).to_numpy(),
            "indicator": rules["code"].to_numpy(),
            "wave": found["first"].map(wave).to_numpy(),
            "other_wave": found["second"].map(wave).to_numpy(),
            "covariance": found["covariance"].to_numpy() * rules["slope"].to_numpy() ** 2,
        }
    )
    keys = list(COVARIANCE[:-1])
    return frame.groupby(keys, as_index=False)[["covariance"]].sum()
