"""Where laboratories that differ measured the same makers, and what was decided about their mix."""

import pandas as pd

from benchmarks.columns import MIX, VALUES
from benchmarks.estimates.agreement import differing
from benchmarks.reading import Reading
from data.kept import mixes as kept
from data.kept.mixes import decisions
from data.refusal import Refused

_PLACE = ["sector", "category", "indicator", "wave"]
_VALUE = ["lab", "sample"]


def mixes(reading: Reading) -> pd.DataFrame:
    """Results of which some makers' values come from laboratories that differ, with the decision; columns MIX.

    labs: codes of those that differ, joined by `;`. Empty decision: nobody has decided, no verdict is given on levels
    that are not mandatory. Told to who sees the sector by name; a selected maker is ignored.
    """
    viewer = reading.viewer
    found = mixes_of(reading.measurements, decisions(reading.store, viewer))
    seen = found["sector"].map(viewer.sees_sector).astype(bool) & viewer.sees_names
    return reading.selection.only(found[seen]).reset_index(drop=True)


def mixes_of(rows: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """MIX rows from readings of everyone and the newest decisions."""
    apart = differing(rows)
    if apart.empty:
        return pd.DataFrame(columns=list(MIX))
    place = ["sector", "category", "wave", "indicator"]
    makers = rows.groupby([*place, "enterprise"])["lab"].agg(set).reset_index()
    mixed = makers.merge(apart.rename(columns={"lab": "differs"}), on=place)
    pairs = zip(mixed["differs"], mixed["lab"], strict=True)
    mixed = mixed[[lab in measured and len(measured) > 1 for lab, measured in pairs]]
    labs = mixed.groupby(_PLACE)["differs"].agg(lambda codes: ";".join(sorted(set(codes)))).rename("labs").reset_index()
    out = labs.merge(decided, on=_PLACE, how="left")
    texts = ["decision", "left_out", "decision_reason", "by_name", "by_role"]
    return out.assign(**{name: out[name].fillna("") for name in texts})[list(MIX)]


def decide(reading: Reading, decision: str, reason: str, left_out: str = "") -> None:
    """Keep a decision on the selected sector, category, indicator and wave, as data.kept.mixes.decide.

    Refused too: where no laboratories differ, and leaving out one that does not differ from the others there.
    """
    found, place = mixes(reading), reading.selection
    if found.empty:
        raise Refused("nothing_to_decide")
    known = found["labs"].iloc[0].split(";")
    if left_out and left_out not in known:
        raise Refused("not_differing", known=", ".join(known), got=left_out)
    where = (str(place.sector), str(place.category), str(place.indicator), str(place.wave))
    kept.decide(reading.store, reading.viewer, *where, decision, reason, left_out)


def values(reading: Reading) -> pd.DataFrame:
    """Single measurements of the viewer's scope, in reported units, and whether their laboratory differs; VALUES."""
    rows = reading.measurements
    apart = differing(rows)
    out = rows.merge(apart.assign(differs=True), on=["sector", "category", "wave", "indicator", "lab"], how="left")
    out = out.assign(differs=out["differs"].notna())
    return reading.told(out[list(VALUES)].sort_values([*VALUES[:5], *_VALUE], ignore_index=True))
