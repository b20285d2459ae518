"""Small ESTIMATE and GAP frames for the progress tests, one enterprise and one indicator a call."""

import numpy as np
import pandas as pd

from benchmarks.columns import ESTIMATE, GAP
from benchmarks.estimates import intervals

Z = 1.959963984540054


def estimates(values, se=1.0, n=300, **more):
    """ESTIMATE rows from {wave: estimate}; normal intervals for means, Wilson with n for shares."""
    keys = {"sector": "cars", "category": "sedan", "enterprise": "m1", "indicator": "satisfaction"}
    given = keys | {"source": "survey", "statistic": "mean", "df": np.nan, "flag": "", "missing_share": 0.0} | more
    x, s = np.array(list(values.values()), dtype=float), np.broadcast_to(np.array(se, dtype=float), len(values))
    low, high = x - Z * s, x + Z * s
    if given["statistic"] == "share":
        low, high, s = *intervals.wilson(x, n), np.sqrt(x * (1 - x) / n)
    told = {"estimate": x, "se": s, "low": low, "high": high, "n": n, "n_eff": n, "deff": 1.0, "confidence": 0.95}
    return pd.DataFrame({"wave": list(values)} | told | given | {"method": "taylor_hall"})[list(ESTIMATE)]


def gaps(rows, levels, direction="higher", level="benchmark"):
    """GAP rows of estimates against one level, or {wave: level}; judged only as far as progress reads them."""
    bars = rows["wave"].map(levels) if isinstance(levels, dict) else levels
    sign = 1 if direction == "higher" else -1
    out = rows.assign(
        level=level, level_value=bars, gap=sign * (rows["estimate"] - bars), level_kind="recommended", checked="source"
    )
    return out.reindex(columns=list(GAP)).dropna(subset="level_value")
