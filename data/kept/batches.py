"""Accepted uploads: written whole in one transaction, listed, withdrawn, given back as they came."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from data.kept import facts
from data.kept.given.sums import write_sums
from data.kept.rows.codes import code_ids
from data.kept.rows.counted import Counted
from data.kept.rows.survey import survey_rows, write_survey
from data.refusal import Refused
from data.store import Store, run, single
from data.viewer import Viewer

_CLOCKS_DIFFER = timedelta(days=1)  # what two computers, or one before and after a correction, may be apart
LIVE = "SELECT * FROM batch WHERE batch NOT IN (SELECT batch FROM withdrawal)"


@dataclass(frozen=True)
class Upload:
    """What is sent: the original bytes and what was said about them at upload.

    kept: the bytes that are kept in their place, None where the original is; record then has `kept`, with their hash.
    """

    kind: str
    sector: str
    content: bytes
    file_name: str = ""
    survey: str = ""
    wave: str = ""
    title: str = ""
    spec_version: str = ""
    synthetic: bool = False
    record: dict = field(default_factory=dict)
    kept: bytes | None = None

    @cached_property
    def sha256(self) -> str:
        """Hash of the original bytes: the same file twice is known by it."""
        return hashlib.sha256(self.content).hexdigest()


def write_batch(
    cursor: duckdb.DuckDBPyConnection,
    upload: Upload,
    typed: pa.Table,
    viewer: Viewer,
    sum_cells: Callable[[duckdb.DuckDBPyConnection, int, str, Counted], None],
) -> int:
    """Write one checked file inside the caller's transaction; returns the batch's number.

    typed holds the columns data.check.check promises; sum_cells adds a survey's cells from the SQL of its
    answers, or from the same answers counted.
    The caller has looked for a twin (`refuse_twin`) in the same transaction.
    """
    number, newest = run(cursor, "SELECT coalesce(max(batch), 0) + 1, max(accepted_at) FROM batch").fetchall()[0]
    now = _now()
    if newest is not None and now < newest - _CLOCKS_DIFFER:
        raise Refused("clock_back", now=f"{now:%Y-%m-%d %H:%M}", last=f"{newest:%Y-%m-%d %H:%M}")
    if upload.kind == "survey":
        with survey_rows(cursor, upload.sector, typed) as rows:
            write_survey(cursor, number, rows)
            sum_cells(cursor, number, rows.answers, rows.counted)
    elif upload.kind == "sums":
        write_sums(cursor, number, upload.sector, typed, code_ids)
    else:
        facts.WRITERS[upload.kind](cursor, number, upload.sector, typed)
    run(
        cursor,
        "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(number, upload.kind, upload.sector, upload.survey, upload.wave, upload.title, upload.file_name),
            *(upload.sha256, len(upload.content), typed.num_rows, now, viewer.name, upload.spec_version),
            *(upload.synthetic, json.dumps(upload.record, ensure_ascii=False)),
        ],
    )
    content = upload.content if upload.kept is None else upload.kept
    fingerprint = upload.sha256 if upload.kept is None else hashlib.sha256(content).hexdigest()
    _keep(cursor, fingerprint, content)
    return number


def _keep(cursor: duckdb.DuckDBPyConnection, fingerprint: str, content: bytes) -> None:
    """Keep the bytes of a file once. As a relation: a parameter would be copied twice on its way in."""
    if run(cursor, "SELECT 1 FROM original WHERE sha256 = ?", [fingerprint]).fetchone():
        return
    ends = pa.py_buffer(np.array([0, len(content)], np.int64))
    held = pa.Array.from_buffers(pa.large_binary(), 1, [None, ends, pa.py_buffer(content)])
    cursor.register("kept_file", pa.table({"content": held}))
    run(cursor, "INSERT INTO original SELECT ?, content FROM kept_file", [fingerprint])
    cursor.unregister("kept_file")


def twin(cursor: duckdb.DuckDBPyConnection, upload: Upload) -> int | None:
    """The live batch that already holds these bytes for the same kind, sector, survey and wave, if any."""
    row = run(
        cursor,
        f"SELECT batch FROM ({LIVE}) WHERE sha256 = ? AND kind = ? AND sector = ? AND survey = ? AND wave = ?",
        [upload.sha256, upload.kind, upload.sector, upload.survey, upload.wave],
    ).fetchone()
    return None if row is None else int(row[0])


def batches(
    store: Store,
    viewer: Viewer,
    *,
    kind: str | None = None,
    sector: str | None = None,
    survey: str | None = None,
    wave: str | None = None,
    live: bool | None = None,
) -> pd.DataFrame:
    """Batches of the viewer's sectors, newest first, with the withdrawal where there is one; None takes all.

    A laboratory has those that hold its own measurements and no other's.

    live: only those that count (True), or only withdrawn ones (False).
    """
    frame = store.query(
        "SELECT b.*, w.why, w.withdrawn_at, w.withdrawn_by FROM batch b LEFT JOIN withdrawal w ON w.batch = b.batch "
        "ORDER BY b.batch DESC"
    )
    if viewer.role == "laboratory":
        frame = frame[frame["batch"].isin(_of_laboratories(store, viewer))]
    elif viewer.role not in ("administrator", "regulator", "association"):
        return frame.iloc[:0]
    for name, value in {"kind": kind, "sector": sector, "survey": survey, "wave": wave}.items():
        frame = frame if value is None else frame[frame[name] == value]
    if live is not None:
        frame = frame[frame["withdrawn_at"].isna() == live]
    return frame.loc[[viewer.sees_sector(each) for each in frame["sector"]]].reset_index(drop=True)


def counts(store: Store, viewer: Viewer, batch: int) -> pd.DataFrame:
    """enterprise, category, n: rows of a batch, most first, of the enterprises the viewer sees by name.

    A laboratory sees whom its own batches are about. Empty for registers; refuses a batch outside the viewer's sectors.
    """
    sector = str(_mine(store, viewer, batch)["sector"])
    frame = store.query(
        "SELECT e.code AS enterprise, c.code AS category, count(*) AS n FROM ("
        "SELECT batch, enterprise, category FROM response "
        "UNION ALL SELECT batch, enterprise, category FROM measurement "
        "UNION ALL SELECT batch, enterprise, category FROM spot_check"
        ") f JOIN code e ON e.id = f.enterprise JOIN code c ON c.id = f.category WHERE f.batch = ? "
        "GROUP BY e.code, c.code ORDER BY n DESC, e.code, c.code",
        [batch],
    )
    own = viewer.role == "laboratory"
    seen = [own or viewer.sees_enterprise(sector, code) for code in frame["enterprise"]]
    return frame.loc[seen].reset_index(drop=True)


def original(store: Store, viewer: Viewer, batch: int) -> tuple[str, bytes]:
    """File name and bytes of a batch as it is kept; refuses a batch outside the viewer's sectors."""
    mine = _mine(store, viewer, batch)
    copy = json.loads(mine["record"] or "{}").get("kept", {}).get("sha256")
    content = store.query("SELECT content FROM original WHERE sha256 = ?", [copy or mine["sha256"]])["content"]
    return kept_name(mine), bytes(content[0])


def kept_name(batch: pd.Series) -> str:
    """What the file kept of a batch (a row of `batches`) is called: a copy of what was read is CSV."""
    name = str(batch["file_name"])
    copied = "kept" in json.loads(batch["record"] or "{}")
    return f"{name.rpartition('.')[0] or name}.csv" if copied else name


def receipt_of(store: Store, viewer: Viewer, batch: int) -> dict:
    """What a sender keeps of a batch, for JSON: what, rows, hash, warnings accepted, mapping, raking, by whom, when.

    Refuses a batch outside the viewer's sectors.
    """
    mine = _mine(store, viewer, batch)
    record = json.loads(mine["record"] or "{}")
    said = {name: str(mine[name]) for name in ("kind", "sector", "survey", "wave", "title", "file_name", "sha256")}
    withdrawn = not pd.isna(mine["withdrawn_at"])
    return {
        **{"batch": batch, **said, "bytes": int(mine["bytes"]), "rows": int(mine["row_count"])},
        **{"warnings_accepted": record.get("warnings_accepted", {}), "mapping": record.get("mapping")},
        **{"raking": record.get("raking"), "choices": record.get("choices", [])},
        **{"accepted_by": str(mine["accepted_by"]), "accepted_at": f"{mine['accepted_at'].isoformat()}Z"},
        **{"spec_version": str(mine["spec_version"]), "synthetic": bool(mine["synthetic"])},
        "withdrawn": {"why": mine["why"], "at": f"{mine['withdrawn_at'].isoformat()}Z"} if withdrawn else None,
    }


def may_withdraw(viewer: Viewer, batch: pd.Series) -> bool:
    """Whether this person may take a batch (a row of `batches`) back: a laboratory only what the person sent."""
    sent = viewer.role != "laboratory" or (viewer.name != "" and batch["accepted_by"] == viewer.name)
    return sent and viewer.may_load(str(batch["kind"]), str(batch["sector"]))


def withdraw(store: Store, viewer: Viewer, batch: int, why: str) -> None:
    """Take a batch out of every result, keeping it, the reason and the author.

    Refuses an empty reason, an unknown batch, one already withdrawn, a reader who may not load such files, and a
    register that live files lean on.
    """
    if not why.strip():
        raise Refused("no_reason")
    with store.write() as cursor:
        mine = _mine(store, viewer, batch)
        if not may_withdraw(viewer, mine):
            raise Refused("not_yours_to_withdraw", batch=batch)
        if not pd.isna(mine["withdrawn_at"]):
            raise Refused("withdrawn_before", batch=batch, why=mine["why"])
        if mine["kind"] == "register":
            _refuse_orphans(cursor, batch, str(mine["sector"]))
        run(cursor, "INSERT INTO withdrawal VALUES (?, ?, ?, ?)", [batch, why.strip(), _now(), viewer.name])


def _mine(store: Store, viewer: Viewer, batch: int) -> pd.Series:
    seen = batches(store, viewer)
    row = seen[seen["batch"] == batch]
    if row.empty:
        raise Refused("no_batch", batch=batch)
    return row.iloc[0]


def _of_laboratories(store: Store, viewer: Viewer) -> list[int]:
    """Batches of measurements all of which are the viewer's laboratories' own."""
    found = store.query("SELECT DISTINCT m.batch, l.code FROM measurement m JOIN code l ON l.id = m.lab")
    own = found["code"].isin(viewer.laboratories or frozenset()).groupby(found["batch"]).all()
    return [int(batch) for batch in own.index[own]]


def _refuse_orphans(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str) -> None:
    left = f"""
        SELECT count(DISTINCT c.code) FROM code c
        JOIN (SELECT batch, enterprise FROM response UNION ALL SELECT batch, enterprise FROM measurement
              UNION ALL SELECT batch, enterprise FROM spot_check
              UNION ALL SELECT batch, enterprise FROM given_sum) f
          ON f.enterprise = c.id
        JOIN ({LIVE}) b ON b.batch = f.batch
        WHERE c.subject = 'enterprise' AND c.sector = ? AND c.code NOT IN (
            SELECT r.enterprise FROM registration r JOIN ({LIVE}) b ON b.batch = r.batch
            WHERE r.sector = ? AND r.batch <> ?)
    """
    orphans = single(cursor, left, [sector, sector, batch])
    if orphans:
        raise Refused("register_in_use", batch=batch, n=orphans)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
