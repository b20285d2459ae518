"""One-time links of a questionnaire, and the answers that were given by them until they are a batch.

A link's token is kept as a hash. An answer is kept without its link, its moment and its address. The hashes of links
that were used and the answers of a round are two sorted lists of one row, which each answer writes anew: neither list
nor row tells in which order they came, and nothing of them is in the chain of the audit, which has an order.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import duckdb
import pandas as pd

from data.kept.batches import LIVE
from data.refusal import Refused
from data.store import Store, run, single
from data.viewer import Viewer
from data.wave import Wave

MOST_LINKS, LONGEST_DAYS = 2000, 92
OPEN, UNKNOWN, USED, EXPIRED, CLOSED = STATES = ("open", "unknown", "used", "expired", "closed")
COLUMNS = ("sector", "survey", "wave", "issued", "answered", "until", "closed")
_BYTES = 24
_INSERT = "INSERT INTO form_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_OVER = f"""SELECT count(*) FROM (
    SELECT sector, survey, wave FROM form_event WHERE kind = 'closed'
    UNION ALL SELECT sector, survey, wave FROM ({LIVE}) WHERE kind = 'survey'
) WHERE sector = ? AND survey = ? AND wave = ?"""
_ROUNDS = """
SELECT sector, survey, wave, count(*) FILTER (kind = 'issued') AS issued, coalesce(max(len(used)), 0) AS answered,
    max(until) AS until, bool_or(kind = 'closed') AS closed
FROM form_event LEFT JOIN form_given USING (sector, survey, wave) GROUP BY sector, survey, wave
ORDER BY sector, wave, survey"""
_OF_ROUND = "FROM form_given WHERE sector = ? AND survey = ? AND wave = ?"


@dataclass(frozen=True)
class Round:
    """Which round is asked: the sector, the code of its survey and the wave."""

    sector: str
    survey: str
    wave: str

    @property
    def key(self) -> list[str]:
        """As the tables have it."""
        return [self.sector, self.survey, self.wave]


@dataclass(frozen=True)
class Link:
    """One link: what it asks, and whether it may be answered; all but the state empty where unknown."""

    state: str
    asks: Round = Round("", "", "")
    category: str = ""
    asked: Mapping[str, str] | None = None


def on() -> bool:
    """Whether this server takes answers in a browser; it does not unless its settings say so."""
    return os.environ.get("QUALITY_WEB_FORM", "") == "1"


def issue(
    store: Store, viewer: Viewer, asks: Round, asked: Mapping[str, str], n: int, days: int, category: str = ""
) -> list[str]:
    """The tokens of n new links that hold for so many days, shown this once only; asked: the prints of the questions.

    Refused without the right to send the sector's surveys, for numbers out of bounds, without the code of a survey, for
    a bad wave, for a round that is a batch already, and for one whose earlier links ask otherwise.
    """
    _mine(viewer, asks)
    if not 1 <= n <= MOST_LINKS:
        raise Refused("form_links", most=MOST_LINKS, got=n)
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused("form_days", most=LONGEST_DAYS, got=days)
    if not asks.survey.strip():
        raise Refused("no_round")
    try:
        Wave.parse(asks.wave)
    except ValueError:
        raise Refused("bad_wave", got=asks.wave) from None
    tokens = [secrets.token_urlsafe(_BYTES) for _ in range(n)]
    now = _now()
    with store.write() as cursor:
        if single(cursor, _OVER, asks.key):
            raise Refused("form_over", survey=asks.survey, wave=asks.wave)
        before = _asked(cursor, asks)
        if before and before != dict(asked):
            changed = sorted(name for name in before | dict(asked) if before.get(name) != asked.get(name))
            raise Refused("form_other", survey=asks.survey, wave=asks.wave, names=", ".join(changed))
        first = int(single(cursor, "SELECT coalesce(max(link), 0) + 1 FROM form_event"))
        end, said = now + timedelta(days=days), json.dumps(dict(asked))
        for number, token in enumerate(tokens, first):
            row = ["issued", number, _hash(token), asks.sector, category, asks.survey, asks.wave, end, now]
            _append(cursor, [*row, viewer.name, viewer.role, said])
    return tokens


def link(store: Store, token: str) -> Link:
    """What a token asks and whether it may be answered now."""
    with store.cursor() as cursor:
        return _link(cursor, token)


def answer(store: Store, token: str, content: Mapping[str, str]) -> str:
    """Keep what was answered by a link, which ends with it; gives its state before: kept only where that was OPEN."""
    with store.write() as cursor:  # looked at inside the transaction: sent twice at once, one of the two is kept
        held = _link(cursor, token)
        if held.state != OPEN:
            return held.state
        used, given = _given(cursor, held.asks)
        said = {"response": secrets.token_hex(8), **content}  # first, so that the sorted texts are in its order
        _keep(cursor, held.asks, [*used, _hash(token)], [*given, json.dumps(said, ensure_ascii=False)])
    store.settle()  # the log beside the file has an order too
    return OPEN


def answers(store: Store, viewer: Viewer, asks: Round) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The prints of the questions and the answers of a round, by their random numbers; refused as `issue` is."""
    _mine(viewer, asks)
    with store.cursor() as cursor:
        if single(cursor, _OVER, asks.key):
            raise Refused("form_over", survey=asks.survey, wave=asks.wave)
        return _asked(cursor, asks), [json.loads(held) for held in _given(cursor, asks)[1]]


def close(store: Store, viewer: Viewer, asks: Round, batch: int) -> None:
    """End every link of a round whose answers are a batch now, and keep them there alone."""
    _mine(viewer, asks)
    with store.write() as cursor:
        row = ["closed", 0, "", asks.sector, "", asks.survey, asks.wave, None, _now()]
        _append(cursor, [*row, viewer.name, viewer.role, json.dumps({"batch": batch})])
        _keep(cursor, asks, _given(cursor, asks)[0], [])


def rounds(store: Store, viewer: Viewer) -> pd.DataFrame:
    """COLUMNS rows: links and answers of every round whose surveys the viewer may send; never a token."""
    frame = store.query(_ROUNDS)
    mine = [viewer.may_load("survey", sector) for sector in frame["sector"]]
    return frame[pd.Series(mine, index=frame.index, dtype=bool)].reset_index(drop=True)


def _mine(viewer: Viewer, asks: Round) -> None:
    if not viewer.may_load("survey", asks.sector):
        raise Refused("not_yours", sector=asks.sector)


def _link(cursor: duckdb.DuckDBPyConnection, token: str) -> Link:
    sql = "SELECT sector, category, survey, wave, until, content FROM form_event WHERE sha256 = ?"
    rows = run(cursor, sql, [_hash(token)]).fetchall()
    if not rows:
        return Link(UNKNOWN)
    sector, category, survey, wave, until, content = rows[0]
    asks = Round(sector, survey, wave)
    if _hash(token) in _given(cursor, asks)[0]:
        state = USED
    elif single(cursor, _OVER, asks.key):
        state = CLOSED
    else:
        state = EXPIRED if until <= _now() else OPEN
    return Link(state, asks, category, json.loads(content))


def _asked(cursor: duckdb.DuckDBPyConnection, asks: Round) -> dict[str, str]:
    sql = "SELECT content FROM form_event WHERE kind = 'issued' AND sector = ? AND survey = ? AND wave = ? LIMIT 1"
    found: list[tuple[Any, ...]] = run(cursor, sql, asks.key).fetchall()
    return dict(json.loads(found[0][0])) if found else {}


def _given(cursor: duckdb.DuckDBPyConnection, asks: Round) -> tuple[list[str], list[str]]:
    """Hashes of the links of a round that were used, and its answers as JSON; each sorted."""
    rows = run(cursor, f"SELECT used, answers {_OF_ROUND}", asks.key).fetchall()
    return (list(rows[0][0]), list(rows[0][1])) if rows else ([], [])


def _keep(cursor: duckdb.DuckDBPyConnection, asks: Round, used: list[str], given: list[str]) -> None:
    run(cursor, f"DELETE {_OF_ROUND}", asks.key)
    run(cursor, "INSERT INTO form_given VALUES (?, ?, ?, ?, ?)", [*asks.key, sorted(used), sorted(given)])


def _append(cursor: duckdb.DuckDBPyConnection, event: list[object]) -> None:
    number = int(single(cursor, "SELECT coalesce(max(event), 0) + 1 FROM form_event"))
    run(cursor, _INSERT, [number, *event])


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
