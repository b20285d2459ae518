"""An interim file as counts: interviews by maker, stratum and day, outcomes of contacts, interviews to look at."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.fieldwork.rates import OUTCOMES, outcome
from benchmarks.specs.models import SectorSpec
from data.check.written.suggest import key
from data.read import TextTable

# How survey tools and our own form head what belongs to the interview, not to the answers.
_HEADERS = {
    "interviewer": ("interviewer", "访员编号", "访员", "enumerator"),
    "disposition": ("disposition", "最终结果代码", "outcome"),
    "start": ("start", "startdate", "Date started", "StartDate", "Start time", "开始时间", "开始答题时间"),
    "end": (
        "end",
        "submitdate",
        "Date submitted",
        "EndDate",
        "SubmissionDate",
        "_submission_time",
        "提交时间",
        "结束时间",
    ),
}
_TIMES = ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M", "%Y-%m-%d")
_CODE = re.compile(r"[A-Za-z]{0,4}[-_.]?[0-9]{1,6}")
REASONS = ("too_fast", "straight_lined", "doubled", "odd_hour")
_SHOWN = 20  # interviews that a list names for one interviewer and reason


def about(table: TextTable) -> pd.DataFrame:
    """interviewer, disposition, start, end of every row, "" or no time where the file has none; and its line.

    An interviewer is a code such as I-07; what is none may be a name, and is not taken.
    """
    found: dict[str, str] = {}
    for header, name in headers_of(table).items():
        found.setdefault(name, header)
    made = pd.DataFrame({"line": [int(line) for line in table.lines]})
    for name in _HEADERS:
        cells = table.cells.column(found[name]).to_pylist() if name in found else [None] * len(made)
        texts = [str(each or "") for each in cells]
        made[name] = [_time(text) for text in texts] if name in ("start", "end") else texts
    made["interviewer"] = [who if _CODE.fullmatch(who) else "" for who in made["interviewer"]]
    return made


def headers_of(table: TextTable) -> dict[str, str]:
    """Header of the file -> interviewer, disposition, start or end, for the columns that are one of them."""
    known = {key(text): name for name, texts in _HEADERS.items() for text in texts}
    named = {header: known.get(key(header.rpartition("/")[2]), "") for header in table.columns}
    return {header: name for header, name in named.items() if name}


def _time(text: str) -> datetime | None:
    """A time of day as it was where the interview was held: the offset that a tool adds is left off."""
    plain = text.strip()[:19]
    for form in _TIMES:
        try:
            return datetime.strptime(plain, form)
        except ValueError:
            continue
    return None


def is_interview(disposition: str) -> bool:
    """Whether a row is an interview: it says so (AAPOR 1.1, 1.2), or the file has no such column."""
    return not disposition or outcome(disposition) in ("I", "P")


def counted(rows: pd.DataFrame, contacts: pd.DataFrame, spec: SectorSpec, as_of: date) -> dict[str, Any]:
    """What is kept of an interim file. rows: its interviews as the check typed them, with `about`'s columns.

    contacts: stratum and disposition of every row, empty where the file has none. Counts only; of interviews to look
    at the number that the tool gave them.
    """
    ended = pd.to_datetime(rows["end"])
    day = ["" if none else str(min(at.date(), as_of)) for at, none in zip(ended, ended.isna(), strict=True)]
    stratum = rows["stratum"].fillna("") if "stratum" in rows else ""
    keyed = rows.assign(day=day, stratum=stratum)
    counts = keyed.groupby(["enterprise", "category", "stratum", "day"]).size().reset_index(name="n")
    ends = contacts.assign(outcome=contacts["disposition"].map(outcome))
    ends = ends[ends["outcome"].isin(OUTCOMES)].groupby(["stratum", "outcome"]).size().reset_index(name="n")
    return {
        "counts": counts.values.tolist(),
        "contacts": ends.values.tolist(),
        "look": list(_look(rows, spec)),
        "interviewers": keyed[keyed["interviewer"] != ""].groupby("interviewer").size().to_dict(),
    }


def _look(rows: pd.DataFrame, spec: SectorSpec) -> Iterator[list[Any]]:
    """interviewer, reason, how many, the first of them: what somebody should look at; nothing is dropped by it."""
    for reason, marked in flags(rows, spec).items():
        for who, held in rows[marked & (rows["interviewer"] != "").to_numpy()].groupby("interviewer"):
            yield [str(who), reason, len(held), held["response"].astype(str).head(_SHOWN).tolist()]


def flags(rows: pd.DataFrame, spec: SectorSpec) -> Mapping[str, np.ndarray]:
    """Reason -> which interviews it is about.

    too_fast: in less than LOOK_FAST of the median time. straight_lined: LOOK_ALIKE ratings or more, all the same.
    doubled: every answer as in another interview of the same interviewer, about the same maker. odd_hour: begun before
    LOOK_FROM or from LOOK_UNTIL o'clock on.
    """
    asked = [each for each in spec.indicators if each.source == "survey" and each.id in rows]
    rated = [each.id for each in asked if each.statistic in ("mean", "top_box", "nps")]
    answers = rows[rated].to_numpy(dtype=float)
    told = (~np.isnan(answers)).sum(axis=1)
    with np.errstate(invalid="ignore"):
        alike = np.nanmax(np.where(np.isnan(answers), -np.inf, answers), axis=1, initial=-np.inf) == np.nanmin(
            np.where(np.isnan(answers), np.inf, answers), axis=1, initial=np.inf
        )
    start, end = pd.to_datetime(rows["start"]), pd.to_datetime(rows["end"])
    took = (end - start).dt.total_seconds()
    took = took.where(took > 0)
    hour = start.dt.hour
    every = [each.id for each in asked]
    same = rows.duplicated(["interviewer", "enterprise", "category", *every], keep=False).to_numpy()
    return {
        "too_fast": (took < policy.LOOK_FAST * took.median()).to_numpy(),
        "straight_lined": alike & (told >= policy.LOOK_ALIKE),
        "doubled": same & (rows[every].notna().sum(axis=1) >= policy.LOOK_ALIKE).to_numpy(),
        "odd_hour": ((hour < policy.LOOK_FROM) | (hour >= policy.LOOK_UNTIL)).to_numpy(),
    }
