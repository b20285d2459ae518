"""Official figures as they were sent, newest publication first told."""

import pandas as pd

from data.kept.batches import LIVE
from data.store import Store
from data.viewer import Viewer

_FIGURE = (
    "area, sector, period, indicator, value, unit, numerator, denominator, definition, break_before, revised_from, "
    "published_on, source, checked, batch"
)


def published(store: Store, viewer: Viewer) -> pd.DataFrame:
    """Figures, of each area, sector, series and period the one published last; sector "all": of more than one.

    They are public: a viewer is told of all of them.
    """
    del viewer  # nobody's own: asked for, so that whoever reads the store is named
    return store.query(f"""
        SELECT {_FIGURE} FROM (
            SELECT p.*, b.sector, row_number() OVER (
                PARTITION BY p.area, b.sector, p.indicator, p.period ORDER BY p.published_on DESC, p.batch DESC
            ) AS place
            FROM published p JOIN ({LIVE}) b ON b.batch = p.batch
        ) WHERE place = 1 ORDER BY sector, indicator, area, period
    """)
