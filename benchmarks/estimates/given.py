"""Sums that another association gave of its answers, ready to be added to the sums of our own.

Samples that were drawn apart are independent: sums over their strata add up, the sum of weights too, and with them mean
and variance are those of all answers together. No answer and no sampling point is needed for it.
"""

import pandas as pd

from data.frames import Engine
from data.kept.given.sums import COUNTS, SUMS

KEYS = ["place", "enterprise", "category", "indicator"]
# Taken around their own constant c, they are moved to ours, c0: with d = c - c0 each answer is d larger.
_SQL = """
SELECT l.place, g.enterprise, g.category, g.indicator, g.n, g.psus, g.strata, g.lonely, g.responses, g.sw, g.sww, g.vc,
    g.cc, g.swy + g.d * g.sw AS swy, g.swyy + 2 * g.d * g.swy + g.d * g.d * g.sw AS swyy,
    g.swyyy + 3 * g.d * g.swyy + 3 * g.d * g.d * g.swy + g.d * g.d * g.d * g.sw AS swyyy,
    g.va + 2 * g.d * g.vb + g.d * g.d * g.vc AS va, g.vb + g.d * g.vc AS vb
FROM (
    SELECT c.*, c.centre - m.centre AS d
    FROM given_sum c JOIN measure m ON m.indicator = c.indicator AND m.statistic = c.statistic
        AND m.top_from IS NOT DISTINCT FROM c.top_from
    WHERE c.side = ? AND {condition}
) g
JOIN live l ON l.batch = g.batch
ORDER BY g.batch, g.enterprise, g.category, g.indicator
"""


def added(
    store: Engine, live: pd.DataFrame, own: pd.DataFrame, condition: str, parameters: list[str], side: str = ""
) -> pd.DataFrame:
    """Rows of results (KEYS, COUNTS and SUMS, in the cells' unit) with what others gave of them; own as it is if none.

    live: as benchmarks.estimates.sums.live_rounds gives it; condition, parameters: its filter of cells; side: as in
    given_sum. Left out: what was summed by another statistic than the answers here. Cochran (1977), Sampling
    Techniques, 5.2: variances of totals of independent samples add up.
    """
    if not (live["kind"] == "sums").any():
        return own
    given = store.query(_SQL.format(condition=condition), [side, *parameters], live=live)
    if given.empty:
        return own
    names = [*COUNTS, *SUMS]
    parts = [part[[*KEYS, *names]] for part in (own, given) if len(part)]
    return pd.concat(parts, ignore_index=True).groupby(KEYS, as_index=False)[names].sum()
