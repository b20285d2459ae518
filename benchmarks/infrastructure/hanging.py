"""What hangs on a certificate: what names it as its basis, verdicts on what was measured under it, their documents."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from benchmarks.columns import HANGING
from benchmarks.infrastructure.standards import today
from benchmarks.infrastructure.states import of_frame, spans
from benchmarks.reading import Reading
from data.frames import each_row
from data.kept.audit import RESULT, documents
from data.kept.states import state_events
from data.viewer import LOCAL, Viewer

SOUND = ("valid", "unknown")
DOCUMENTS = ("report", "receipt")
_RESULT = ["sector", "enterprise", "category", "wave", "indicator"]
_OF_DOCUMENT = ("kind", "sector", "enterprise", "wave", "made_on")


def subjects(reading: Reading) -> list[str]:
    """The certificates and scopes that something rests on, and before them all that stand in no valid state today.

    Those of the sector that is selected, or of all.
    """
    events = reading.selection.only(_chain(reading))
    bases = {each for each in events["basis"] if each}
    lost = {str(each) for each, own in events.groupby("subject") if not _sound(own, today())[0]}
    known = set(events["subject"])
    return [*sorted(lost & known), *sorted((bases - lost) & known)]


def hanging(reading: Reading, subject: str = "") -> pd.DataFrame:
    """HANGING rows of one certificate or scope, of those the viewer is told: step by step along what names its basis.

    Where it was suspended, revoked, cancelled or expired, what was measured from that day on is told, else all of it.
    Rows about a maker come to who sees it by name; verdicts are counted once a level.
    """
    every = reading.of(reading.selection.everyone()).all_waves()
    made = documents(reading.store)
    found = hanging_of(subject, _chain(reading), every.measurements, every.gaps, today(), made)
    viewer = reading.viewer
    if viewer.role in ("visitor", "laboratory"):
        return found.iloc[:0]
    seen = [_sees(viewer, row) for row in each_row(found)]
    return reading.selection.only(found[pd.Series(seen, index=found.index, dtype=bool)]).reset_index(drop=True)


def _sees(viewer: Viewer, row: Any) -> bool:
    """Rows about a maker come to who sees it; documents about several to who sees all of what they are about."""
    if row.kind in DOCUMENTS and not row.enterprise:
        whole = viewer.sees_names and viewer.enterprises is None
        return whole and (viewer.sees_sector(row.sector) if row.sector else viewer.sectors is None)
    return viewer.sees_sector(row.sector) and (not row.enterprise or viewer.sees_enterprise(row.sector, row.enterprise))


def _chain(reading: Reading) -> pd.DataFrame:
    events = state_events(reading.store, LOCAL)
    return events[events["kind"].isin(("certificate", "scope"))]


def hanging_of(
    subject: str,
    events: pd.DataFrame,
    tested: pd.DataFrame,
    gaps: pd.DataFrame,
    day: date,
    made: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """HANGING rows as of a day, from STATE_EVENT rows of certificates and scopes, readings, GAP, DOCUMENT rows. Pure.

    kind: certificate or scope (steps from the subject, which is 0), laboratory (n measurements on the days that are
    told), verdict (n of its measurements), and report or receipt (n of the measurements that its figures are about,
    and the day it was made). A subject that rests on itself is told once.
    """
    rows, since, seen, layer, step = [], None, {subject}, [subject], 0
    labs: dict[str, int] = {}
    while layer:
        own = events[events["subject"].isin(layer)]
        for name, one in own.groupby("subject", sort=True):
            sound, state, first = _sound(one, day)
            since = first if step == 0 and not sound else since
            told = one.drop_duplicates(["enterprise", "product", "lab"]).iloc[0]
            about = {key: told[key] for key in ("kind", "sector", "enterprise", "lab")}
            rows.append({"subject": name, "steps": step, "state": state, "since": first, **about})
            labs |= {lab: step + 1 for lab in one["lab"] if lab and lab not in labs}
        layer = sorted(set(events.loc[events["basis"].isin(layer), "subject"]) - seen)
        seen |= set(layer)
        step += 1
    out = pd.DataFrame(rows, columns=list(HANGING)).astype({"steps": "Int64"})
    if out.empty:
        return out
    return pd.concat([out, *_measured(subject, labs, since, tested, gaps, made)], ignore_index=True)[list(HANGING)]


def _measured(
    subject: str,
    labs: dict[str, int],
    since: date | None,
    tested: pd.DataFrame,
    gaps: pd.DataFrame,
    made: pd.DataFrame | None,
) -> list[pd.DataFrame]:
    """What the laboratories measured from the day on, the verdicts that rest on it, and documents that tell these."""
    own = tested[tested["lab"].isin(labs)]
    if since is not None:
        own = own[pd.to_datetime(own["tested_on"]) >= pd.Timestamp(since)]
    if own.empty:
        return []
    days = {"n": ("sample", "size"), "first_day": ("tested_on", "min"), "last_day": ("tested_on", "max")}
    of_labs = own.groupby(["sector", "lab"], as_index=False).agg(**days)
    of_labs = of_labs.assign(kind="laboratory", subject=of_labs["lab"], steps=of_labs["lab"].map(labs), enterprise="")
    of_results = own.groupby(_RESULT, as_index=False).agg(lab=("lab", _joined), **days)
    judged = of_results.merge(gaps[[*_RESULT, "level", "verdict"]], on=_RESULT)
    judged = judged.assign(kind="verdict", subject=subject, steps=max(labs.values()) + 1)
    order = judged["verdict"].map({"not_met": 0, "cannot_tell": 1}).fillna(2)
    judged = judged.assign(order=order).sort_values(["order", *_RESULT], kind="stable")
    told = [] if made is None else [_told(of_results, made, max(labs.values()) + 2)]
    return [of_labs, judged.drop(columns="order"), *told]


def _told(results: pd.DataFrame, made: pd.DataFrame, steps: int) -> pd.DataFrame:
    """The documents with figures about any of the results, once a day: one about all of a maker is about each."""
    rows = []
    for row in each_row(made):
        about = pd.DataFrame(row.about, columns=list(RESULT))
        touched = pd.Series(False, index=results.index)
        for _, own in about.groupby([about[name] != "" for name in RESULT]):
            keys = [name for name in RESULT if own[name].iloc[0] != ""]
            if not keys:
                touched[:] = True
                continue
            touched |= pd.MultiIndex.from_frame(results[keys]).isin(pd.MultiIndex.from_frame(own[keys]))
        if touched.any():
            # Of a maker's own report its own measurements: how many the figures of others rest on is not told.
            hit = results[touched & ((results["enterprise"] == row.enterprise) | (row.enterprise == ""))]
            days = {"n": hit["n"].sum(), "first_day": hit["first_day"].min(), "last_day": hit["last_day"].max()}
            one = {"subject": row.document, **{name: getattr(row, name) for name in _OF_DOCUMENT}}
            rows.append(one | days | {"steps": steps, "lab": _joined(hit["lab"])})
    out = pd.DataFrame(rows, columns=["subject", *_OF_DOCUMENT, "n", "first_day", "last_day", "steps", "lab"])
    out = out.drop_duplicates(["subject", "made_on"], keep="last")
    return out.sort_values(["n", "subject", "made_on"], ascending=[False, True, True], kind="stable")


def _joined(labs: Iterable[str]) -> str:
    return ";".join(sorted({lab for each in labs for lab in each.split(";")}))


def _sound(own: pd.DataFrame, day: date) -> tuple[bool, str, date | None]:
    """Whether a subject is valid on a day, its state, and the first day of that state (None before all events)."""
    now = next((each for each in reversed(spans(of_frame(own))) if each.first <= day), None)
    return (True, "unknown", None) if now is None else (now.state in SOUND, now.state, now.first)
