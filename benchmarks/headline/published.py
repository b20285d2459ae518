"""Official figures, drawn beside ours and never mixed in: those that were sent, and those that ship as the specs do."""

from functools import cache
from pathlib import Path

import pandas as pd

from benchmarks.columns import PUBLISHED
from benchmarks.reading import Reading
from data.check.contract import WHOLE
from data.kept.published import published as kept
from data.wave import in_order

SHIPPED = Path(__file__).with_name("official")  # one file a sector, and "all"; each row with its source
_FIGURE = ["area", "sector", "indicator", "period"]


def published(reading: Reading) -> pd.DataFrame:
    """PUBLISHED rows of the selected sector and of all of them (sector "all"), periods in time order. They are public.

    A figure that was sent takes the place of one that ships; batch is empty where a figure ships with the platform.
    """
    sent = kept(reading.store, reading.viewer)
    found = pd.concat([shipped(), sent], ignore_index=True) if len(sent) else shipped()
    found = found.drop_duplicates(_FIGURE, keep="last")
    sectors = list(reading.specs) if reading.selection.sector is None else [reading.selection.sector]
    found = found[found["sector"].isin([WHOLE, *sectors])]
    place = {period: at for at, period in enumerate(in_order(list(found["period"])))}
    ordered = found.assign(at=found["period"].map(place)).sort_values(["sector", "indicator", "area", "at"])
    return ordered[list(PUBLISHED)].reset_index(drop=True)


@cache
def shipped() -> pd.DataFrame:
    """The official series that ship with the platform, PUBLISHED without a batch. Not to be changed by who asks."""
    texts = dict.fromkeys(("period", "published_on", "break_before", "definition", "source"), str)
    parts = [pd.read_csv(path, dtype=texts).assign(sector=path.stem) for path in sorted(SHIPPED.glob("*.csv"))]
    whole = pd.concat(parts, ignore_index=True)
    numbers = {name: whole[name].astype(float) for name in ("value", "numerator", "denominator", "revised_from")}
    whole = whole.assign(
        **numbers, break_before=whole["break_before"] == "yes", batch=pd.array([None] * len(whole), "Int64")
    )
    return whole[list(PUBLISHED)]
