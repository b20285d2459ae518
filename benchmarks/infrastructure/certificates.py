"""Certificates on a day: which end soon, how much output they cover, and what was tested while one was suspended."""

from datetime import date

import numpy as np
import pandas as pd

from benchmarks.columns import CERTIFICATE, CERTIFIED
from benchmarks.infrastructure.standards import today
from benchmarks.infrastructure.states import KEY, of_frame, spans, state
from benchmarks.reading import Reading
from benchmarks.scope import disclosure
from data.kept.states import state_events
from data.viewer import LOCAL

WINDOWS = (7, 30, 90)  # days before the end in which somebody is told
LOST = ("suspended", "revoked", "cancelled", "expired")


def certificates(reading: Reading, day: date | None = None) -> pd.DataFrame:
    """CERTIFICATE rows on a day (today where none is named), those that need an answer first.

    Of makers the viewer sees by name, and of laboratories.
    """
    events = state_events(reading.store, reading.viewer, "certificate")
    tested = reading.all_waves().measurements
    found = certificates_of(events, tested, day or today())
    return reading.selection.only(found).reset_index(drop=True)


def certificates_of(events: pd.DataFrame, tested: pd.DataFrame, day: date) -> pd.DataFrame:
    """CERTIFICATE rows from STATE_EVENT rows of certificates and readings.

    days_left: to the last day of validity, the day itself counting 0, empty where none is named; ends_in: the smallest
    of 7, 30 and 90 days it ends within, 0 for more. tested_while, tested_from, tested_to: measurements of the product
    on days on which its certificate was suspended, of a certificate without product those of all the maker's products.
    """
    found = state(events, day)
    left = [(each - day).days if isinstance(each, date) else None for each in found["until"]]
    valid = found["state"] == "valid"
    found["days_left"] = pd.array(left, dtype="Int64")
    found["days_left"] = found["days_left"].where(valid)
    within = [next((w for w in WINDOWS if not pd.isna(n) and n <= w), 0) for n in found["days_left"]]
    found["ends_in"] = within
    found = found.join(_while(found, _pauses(events), tested))
    urgent = np.select(
        [found["tested_while"] > 0, found["state"].isin(LOST), found["ends_in"] > 0],
        [0, 1, 2],
        3,
    )
    found = found.assign(urgent=urgent).sort_values(["urgent", "days_left", "subject"], kind="stable")
    return found[list(CERTIFICATE)].reset_index(drop=True)


def _pauses(events: pd.DataFrame) -> pd.DataFrame:
    """The days on which each certificate was suspended: KEY, first, last."""
    rows = [
        (*key, pd.Timestamp(each.first), pd.Timestamp.max if each.last is None else pd.Timestamp(each.last))
        for key, own in events.groupby(KEY, sort=True)
        for each in spans(of_frame(own))
        if each.state == "suspended"
    ]
    return pd.DataFrame(rows, columns=[*KEY, "first", "last"])


def _while(found: pd.DataFrame, pauses: pd.DataFrame, tested: pd.DataFrame) -> pd.DataFrame:
    """How many measurements fell on days of suspension, and the first and last of these days."""
    held = found[[*KEY, "enterprise", "product"]].assign(place=found.index).merge(pauses, on=KEY)
    rows = tested[["sector", "enterprise", "product", "tested_on"]].rename(columns={"product": "of"})
    pairs = held.merge(rows, on=["sector", "enterprise"])
    days = pd.to_datetime(pairs["tested_on"])
    same = (pairs["product"] == "") | (pairs["product"] == pairs["of"])
    seen = pairs[same & (days >= pairs["first"]) & (days <= pairs["last"])]
    told = seen.groupby("place")["tested_on"].agg(["size", "min", "max"]).reindex(found.index)
    told.columns = pd.Index(["tested_while", "tested_from", "tested_to"])
    return told.assign(tested_while=told["tested_while"].fillna(0).astype(int))


def certified(reading: Reading, day: date | None = None) -> pd.DataFrame:
    """CERTIFIED rows, one a sector: the share of output (0 to 1) under a valid certificate of a product on a day.

    Where makers the viewer does not see by name are too few to tell of, a sector has no row.
    """
    on, register = day or today(), reading.register
    now = state(state_events(reading.store, LOCAL, "certificate"), on)
    found = certified_of(now[(now["enterprise"] != "")], register)
    told = []
    for sector in found["sector"]:
        members = {(sector, one) for one in register.loc[register["sector"] == sector, "enterprise"]}
        told.append(reading.viewer.sees_sector(sector) and _may(reading, members))
    return reading.selection.only(found[np.array(told, dtype=bool)]).reset_index(drop=True)


def _may(reading: Reading, members: set[tuple[str, str]]) -> bool:
    return disclosure.may_tell(reading.viewer, members, reading.output_shares)


def certified_of(now: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """CERTIFIED rows from SUBJECT_STATE rows of makers' certificates and the register.

    A maker counts as certified with one valid certificate, as lost where it has had some and none is valid, else as
    without. Sectors without any certificate have no row: nothing on file is no answer.
    """
    best = now.assign(valid=now["state"] == "valid").groupby(["sector", "enterprise"])["valid"].any().reset_index()
    all_ = register[register["sector"].isin(best["sector"])].merge(best, on=["sector", "enterprise"], how="left")
    shares = all_["output_share"].fillna(0.0)
    valid, lost = all_["valid"].eq(True), all_["valid"].eq(False)
    all_ = all_.assign(certified=valid, output_valid=shares.where(valid, 0.0), output_lost=shares.where(lost, 0.0))
    all_ = all_.assign(output_none=shares.where(~valid & ~lost, 0.0), makers=1)
    return all_.groupby("sector", as_index=False)[list(CERTIFIED[1:])].sum()
