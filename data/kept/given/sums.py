"""Sums of another association's answers: written, what they were made from, and what was given away before."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from data.store import run
from data.viewer import Viewer

SUMS = ("sw", "swy", "swyy", "swyyy", "sww", "va", "vb", "vc", "cc")  # that hold weights or answers
COUNTS = ("n", "psus", "strata", "lonely", "responses")
_LIVE = "SELECT * FROM batch WHERE batch NOT IN (SELECT batch FROM withdrawal) AND kind = ? AND sector = ? AND wave = ?"
_DESIGN = f"""
SELECT DISTINCT b.survey, COALESCE(s.code, '') AS stratum, COALESCE(p.code, '') AS psu
FROM frame_cell f JOIN ({_LIVE}) b ON b.batch = f.batch
LEFT JOIN code s ON s.id = f.stratum AND f.stratum <> 0 LEFT JOIN code p ON p.id = f.psu AND f.psu <> 0
ORDER BY b.survey, stratum, psu
"""
_ANSWERS = """
SELECT a.batch, e.code, k.code, i.code, CAST(SUM(a.n) AS BIGINT),
    CAST(SUM(CASE WHEN a.n < ? THEN a.n ELSE 0 END) AS BIGINT)
FROM (
    SELECT a.batch, r.enterprise, r.category, a.indicator, r.stratum, r.psu, r.weight, COUNT(*) AS n
    FROM answer a JOIN response r ON r.batch = a.batch AND r.response = a.response
    WHERE a.batch IN (SELECT batch FROM batch WHERE kind = 'survey' AND sector = ? AND wave = ?)
    GROUP BY a.batch, r.enterprise, r.category, a.indicator, r.stratum, r.psu, r.weight
) a
JOIN code e ON e.id = a.enterprise JOIN code k ON k.id = a.category JOIN code i ON i.id = a.indicator
GROUP BY a.batch, e.code, k.code, i.code
"""
_VALUES = """
SELECT i.code, COUNT(DISTINCT a.y)
FROM answer a JOIN code i ON i.id = a.indicator
WHERE a.batch IN (SELECT batch FROM batch WHERE kind = 'survey' AND sector = ? AND wave = ?)
GROUP BY i.code
"""
Ids = Callable[[duckdb.DuckDBPyConnection, str, str, list[str]], dict[str, int]]
Design = dict[str, dict[str, list[str]]]  # survey -> stratum -> its sampling points, none where each answer is its own
Result = tuple[str, str, str]  # enterprise, category, indicator


class Held(NamedTuple):
    """Answers of a result in a batch; rare: those with hardly another of their weight, stratum and sampling point."""

    n: int
    rare: int = 0


class Source(NamedTuple):
    """A live batch: its number, the round's code, the hash of the bytes it came as, and whether the demo made it."""

    batch: int
    survey: str
    sha256: str
    synthetic: bool


def write_sums(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table, code_ids: Ids) -> None:
    """Sums as they were given, around the constants they were summed around; one is kept for an unseen indicator.

    code_ids: data.kept.facts.code_ids.
    """
    named = {name: typed[name].to_pylist() for name in ("enterprise", "category", "indicator")}
    ids = {name: code_ids(cursor, name, sector, sorted(set(codes))) for name, codes in named.items()}
    frame = typed
    for name, codes in named.items():
        numbers = pa.array([ids[name][code] for code in codes], pa.int32())
        frame = frame.set_column(frame.column_names.index(name), name, numbers)
    cursor.register("given", frame)
    run(cursor, f"INSERT INTO given_sum BY NAME SELECT CAST({batch} AS INTEGER) AS batch, * FROM given")
    run(
        cursor,
        "INSERT INTO measure SELECT DISTINCT ?, indicator, statistic, top_from, centre FROM given "
        "WHERE indicator NOT IN (SELECT indicator FROM measure)",
        [sector],
    )
    cursor.unregister("given")


def sources(cursor: duckdb.DuckDBPyConnection, sector: str, wave: str, kind: str = "survey") -> list[Source]:
    """The live batches of answers of a sector's wave, or of another kind, oldest first."""
    rows = run(
        cursor, f"SELECT batch, survey, sha256, synthetic FROM ({_LIVE}) ORDER BY batch", [kind, sector, wave]
    ).fetchall()
    return [Source(*row) for row in rows]


def design(cursor: duckdb.DuckDBPyConnection, sector: str, wave: str) -> Design:
    """Strata and sampling points of the live surveys of a sector's wave, by their codes; "" where there are none."""
    found: Design = {}
    for survey, stratum, psu in run(cursor, _DESIGN, ["survey", sector, wave]).fetchall():
        found.setdefault(survey, {}).setdefault(stratum, []).extend([psu] if psu else [])
    return found


def taken(cursor: duckdb.DuckDBPyConnection, sector: str, wave: str) -> dict[int, dict]:
    """What each live batch of sums of a sector's wave says it was made from, by its number."""
    rows = run(cursor, f"SELECT batch, record FROM ({_LIVE}) ORDER BY batch", ["sums", sector, wave]).fetchall()
    return {batch: json.loads(record)["sums"] for batch, record in rows}


def answers_by_batch(
    cursor: duckdb.DuckDBPyConnection, sector: str, wave: str, least: int
) -> dict[int, dict[Result, Held]]:
    """Answers of each result in each batch of a sector's wave, withdrawn ones too.

    rare: those that fewer than `least` share weight, stratum and sampling point with: others can be exchanged.
    """
    found: dict[int, dict[Result, Held]] = {}
    for batch, *key, n, rare in run(cursor, _ANSWERS, [least, sector, wave]).fetchall():
        enterprise, category, indicator = key
        found.setdefault(batch, {})[enterprise, category, indicator] = Held(n, rare)
    return found


def values(cursor: duckdb.DuckDBPyConnection, sector: str, wave: str) -> dict[str, int]:
    """How many different answers each indicator got in a sector's wave."""
    return dict(run(cursor, _VALUES, [sector, wave]).fetchall())


def exports(cursor: duckdb.DuckDBPyConnection, sector: str, wave: str) -> list[frozenset[int]]:
    """Of each time sums of a sector's wave were given away, the batches whose answers were in them."""
    rows = run(
        cursor, "SELECT content FROM sums_event WHERE sector = ? AND wave = ? ORDER BY happened_at", [sector, wave]
    ).fetchall()
    return [frozenset(json.loads(content)["batches"]) for (content,) in rows]


def keep_export(
    cursor: duckdb.DuckDBPyConnection,
    viewer: Viewer,
    place: tuple[str, str],
    digest: str,
    batches: Sequence[int],
    more: Mapping[str, int],
) -> None:
    """Keep that a viewer was given the sums of a (sector, wave), of these batches; more: how many results, and such."""
    content = json.dumps({"batches": sorted(batches), **more})
    when = datetime.now(UTC).replace(tzinfo=None)
    row = [*place, digest, when, viewer.name, viewer.role, content]
    run(cursor, "INSERT INTO sums_event VALUES (?, ?, ?, ?, ?, ?, ?)", row)
