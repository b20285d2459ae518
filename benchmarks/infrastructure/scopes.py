"""Was a laboratory accredited for what it measured: for this indicator and value, on that day?"""

from datetime import date

import numpy as np
import pandas as pd

from benchmarks.columns import KEYS, RESTING, SCOPE
from benchmarks.infrastructure.states import of_frame, spans
from benchmarks.reading import Reading
from benchmarks.specs import lookup
from data.kept.register import scope_lines
from data.kept.states import state_events
from data.viewer import LOCAL

STATES = ("in", "out", "lapsed", "suspended", "unknown")
BEYOND = ("out", "lapsed", "suspended")  # unknown is no reproach: nothing is on file
# Of a state, why; "" of what is in scope. Revoked, cancelled and expired are events of the accreditation itself.
REASONS = (
    *("not_registered", "not_named", "below_range", "above_range", "under_cmc", "not_yet", "after_end"),
    *("suspended", "revoked", "cancelled", "expired"),
)
_ORDER = {"in": 0, "suspended": 1, "lapsed": 2, "out": 3, "unknown": 4}  # of several lines the best counts
_PLACE = ["sector", "lab", "indicator"]
_LINE = ["accreditor", "accreditation", "valid_from", "valid_until", "low", "high"]
_SLACK = 1e-12  # of a value that stands at the end of a range but for the rounding of a changed unit
_FIRST, _LAST = pd.Timestamp.min, pd.Timestamp.max


def scopes(reading: Reading) -> pd.DataFrame:
    """SCOPE rows, one a measurement: of enterprises the viewer sees by name, of a laboratory its own.

    Nothing is dropped anywhere for being out of scope: this is said beside it.
    """
    viewer, found = reading.viewer, reading.shared("scopes", lambda: _everyone(reading))
    if viewer.role == "laboratory":
        asked = reading.selection.only(found)
        own = asked["lab"].isin(viewer.laboratories or ()) & asked["sector"].map(viewer.sees_sector).astype(bool)
        # Its own samples by their codes; whose they are, and what they measured, results never tell a laboratory.
        return asked[own].assign(enterprise="", product="", value=np.nan).reset_index(drop=True)
    return reading.told(found)


def _everyone(reading: Reading) -> pd.DataFrame:
    """SCOPE rows of everyone; ranges in reported units, as the measurements."""
    rows, lines = reading.measurements, scope_lines(reading.store, LOCAL)
    known = lookup.found(reading.specs, rows)
    scales = [(*place, each.slope, each.offset) for place, each in known.items()]
    scale = pd.DataFrame(scales, columns=["sector", "indicator", "slope", "offset"])
    return scopes_of(rows, lines, state_events(reading.store, LOCAL, "scope"), scale)


def scopes_of(rows: pd.DataFrame, lines: pd.DataFrame, events: pd.DataFrame, scale: pd.DataFrame) -> pd.DataFrame:
    """SCOPE rows of readings, from SCOPE_LINE rows, STATE_EVENT rows of scopes, and slope and offset of each indicator.

    in: a line of the laboratory names the indicator (or *), the day lies between its first and last, both included, the
    value between its ends, both included (of a value below detection its limit), U, where stated, is not under its CMC,
    and no event takes it away on that day. suspended, lapsed: it would be in, but for an event or the last day; out: no
    line covers the indicator, the value, or the day yet; unknown: the laboratory is not registered in this sector.
    A verdict rests on every measurement as before. Source: ILAC P14:09/2020, 5.4 (CMC); ISO/IEC 17011:2017, 7.11.
    """
    if rows.empty:
        return pd.DataFrame(columns=list(SCOPE))
    asked = rows.assign(row=np.arange(len(rows)), at=rows["most"].where(rows["censored"], rows["value"]))
    asked["day"] = pd.to_datetime(asked["tested_on"])
    tried = asked[["row", *_PLACE, "at", "day", "U", "u_from"]].merge(_lines(asked, lines, scale), on=_PLACE)
    tried = _judged(tried.assign(event=_events(tried, events)))
    best = tried.sort_values(["row", "order"], kind="stable").drop_duplicates("row").set_index("row")
    registered = pd.MultiIndex.from_frame(lines[["sector", "lab"]].drop_duplicates())
    named = pd.MultiIndex.from_frame(asked[["sector", "lab"]]).isin(registered)
    out = asked.drop(columns=["state", "reason"], errors="ignore").join(best[["state", "reason", *_LINE]], on="row")
    out["state"] = out["state"].fillna(pd.Series(np.where(named, "out", "unknown"), index=out.index))
    out["reason"] = out["reason"].fillna(pd.Series(np.where(named, "not_named", "not_registered"), index=out.index))
    return out[list(SCOPE)].sort_values(["sector", "wave", "sample", "indicator", "lab"], ignore_index=True)


def resting(reading: Reading) -> pd.DataFrame:
    """RESTING rows, one a tested result the viewer is told of: the measurements it rests on, by scope."""
    return resting_of(scopes(reading))


def resting_of(found: pd.DataFrame) -> pd.DataFrame:
    """RESTING rows of SCOPE rows: counts of measurements a result, and how many of them were not made in scope."""
    if found.empty:
        return pd.DataFrame(columns=list(RESTING))
    counts = found.groupby([*KEYS, "state"]).size().unstack(fill_value=0).reindex(columns=list(STATES), fill_value=0)
    out = counts.assign(n=counts.sum(axis=1), beyond=counts[list(BEYOND)].sum(axis=1)).reset_index()
    return out[list(RESTING)].rename_axis(columns=None)


def holding(rows: pd.DataFrame, state: str) -> pd.DataFrame:
    """Of RESTING rows those of a state, a filter's choice: `in` where all was measured in scope, else where any was."""
    return rows[rows["in"] == rows["n"]] if state == "in" else rows[rows[state] > 0]


def covering(pairs: pd.DataFrame, lines: pd.DataFrame, events: pd.DataFrame, day: date) -> pd.DataFrame:
    """sector, indicator, lab: the laboratories with a line in scope on a day, whatever its range.

    pairs: sector and indicator of those asked for; lines and events as in scopes_of.
    """
    found = pairs.merge(lines.rename(columns={"indicator": "named"}), on="sector")
    found = found[(found["named"] == found["indicator"]) | (found["named"] == "*")]
    stamp = pd.Timestamp(day)
    first, last = (pd.to_datetime(found[name]) for name in ("valid_from", "valid_until"))
    found = found[(first.isna() | (first <= stamp)) & (last.isna() | (last >= stamp))].assign(day=stamp)
    standing = found[_events(found, events) == ""]
    return standing[["sector", "indicator", "lab"]].drop_duplicates(ignore_index=True)


def _lines(asked: pd.DataFrame, lines: pd.DataFrame, scale: pd.DataFrame) -> pd.DataFrame:
    """The lines that may cover each laboratory and indicator asked for; ranges and CMC in reported units."""
    pairs = asked[_PLACE].drop_duplicates().merge(scale, on=["sector", "indicator"])
    found = pairs.merge(lines.rename(columns={"indicator": "named"}), on=["sector", "lab"])
    found = found[(found["named"] == found["indicator"]) | (found["named"] == "*")]
    ends = [found["offset"] + found["slope"] * found[name].astype(float) for name in ("low", "high")]
    turned = found["slope"] < 0
    low, high = (ends[0].where(~turned, ends[1]), ends[1].where(~turned, ends[0]))
    found = found.assign(low=low, high=high, cmc=found["cmc"].astype(float) * found["slope"].abs())
    found["valid_from"] = pd.to_datetime(found["valid_from"])
    found["valid_until"] = pd.to_datetime(found["valid_until"])
    return found.drop(columns=["slope", "offset", "name"])


def _events(tried: pd.DataFrame, events: pd.DataFrame) -> pd.Series:
    """What events say of each line on the day of the measurement; "" where they leave it standing.

    The subject of an event is an accreditation of the laboratory, the laboratory itself, or one of its indicators.
    """
    said = pd.Series("", index=tried.index, dtype=object)
    for (sector, lab, subject), own in events.groupby(["sector", "lab", "subject"], sort=True):
        about = (tried["accreditation"] == subject) | (tried["indicator"] == subject) | (tried["lab"] == subject)
        about &= (tried["sector"] == sector) & (tried["lab"] == lab)
        for each in spans(of_frame(own)):
            if each.state not in ("valid", "unknown"):
                within = (tried["day"] >= _stamp(each.first, _FIRST)) & (tried["day"] <= _stamp(each.last, _LAST))
                said[about & within & (said != "revoked")] = each.state
    return said


def _stamp(day: date | None, otherwise: pd.Timestamp) -> pd.Timestamp:
    return otherwise if day is None else pd.Timestamp(day)


def _judged(tried: pd.DataFrame) -> pd.DataFrame:
    """State and reason of each measurement by each line; order: the best first."""
    slack = _SLACK * tried["at"].abs()
    cases = {
        ("out", "below_range"): tried["at"] < tried["low"] - slack,
        ("out", "above_range"): tried["at"] > tried["high"] + slack,
        ("out", "under_cmc"): (tried["u_from"] == "stated") & (tried["U"] < tried["cmc"] * (1 - _SLACK)),
        ("out", "not_yet"): tried["day"] < tried["valid_from"],
        ("lapsed", "after_end"): tried["day"] > tried["valid_until"],
        **{("lapsed", code): tried["event"] == code for code in ("revoked", "cancelled", "expired")},
        ("suspended", "suspended"): tried["event"] == "suspended",
    }
    told = np.select(list(cases.values()), np.arange(len(cases)), -1)
    states = np.array([*(state for state, _ in cases), "in"], dtype=object)[told]
    reasons = np.array([*(reason for _, reason in cases), ""], dtype=object)[told]
    return tried.assign(state=states, reason=reasons, order=[_ORDER[each] for each in states])
