"""What the store already knows that a new file has to agree with."""

from collections.abc import Callable, Mapping
from datetime import date

import duckdb
import pyarrow as pa

from data.check.known import Known, Lab
from data.check.written.suggest import key
from data.kept.batches import LIVE, Upload
from data.store import run
from data.viewer import Viewer

Estimates = Mapping[tuple[str, str, str], tuple[float, float]]


def earlier(cursor: duckdb.DuckDBPyConnection, upload: Upload, last: Estimates, viewer: Viewer) -> Known:
    """Registered enterprises, responses and samples of the same round and wave, laboratories, the wave before.

    A laboratory is told of earlier samples of its own only.
    """
    senders = (viewer.laboratories or frozenset()) if viewer.role == "laboratory" else None
    return Known(
        enterprises=enterprises_known(cursor),
        responses=_responses(cursor, upload) if upload.kind == "survey" else set(),
        samples=_samples(cursor, upload, senders) if upload.kind == "test" else set(),
        laboratories=_laboratories(cursor),
        senders=senders,
        last=last,
        names=names(cursor, upload.sector),
        checks=_checks(cursor, upload) if upload.kind == "checks" else set(),
        figures=_figures(cursor, upload) if upload.kind == "published" else set(),
        weights=_weights(cursor, upload) if upload.kind == "survey" else {},
        products=_products(cursor, upload.sector) if upload.kind == "products" else frozenset(),
    )


def enterprises_known(cursor: duckdb.DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Every sector each code is registered in: two sectors may use the same code for two makers."""
    rows = run(
        cursor,
        f"SELECT enterprise, list(DISTINCT sector) FROM registration WHERE batch IN (SELECT batch FROM ({LIVE})) "
        "GROUP BY enterprise",
    )
    return {enterprise: frozenset(sectors) for enterprise, sectors in rows.fetchall()}


def _responses(cursor: duckdb.DuckDBPyConnection, upload: Upload) -> Callable[[list[str]], set[str]]:
    """Asks for the codes of one file only, and of the batches of its own round and wave: the rest is never read."""
    rows = run(
        cursor,
        f"SELECT batch FROM ({LIVE}) WHERE kind = 'survey' AND sector = ? AND survey = ? AND wave = ?",
        [upload.sector, upload.survey, upload.wave],
    )
    same = [f"{batch:d}" for (batch,) in rows.fetchall()]

    def held(codes: list[str]) -> set[str]:
        if not same:
            return set()
        cursor.register("asked", pa.table({"code": pa.array(codes, pa.string())}))
        sql = (
            f"SELECT DISTINCT code FROM asked SEMI JOIN (SELECT code FROM response WHERE batch IN ({', '.join(same)}))"
        )
        try:
            return {code for (code,) in run(cursor, f"{sql} USING (code)").fetchall()}
        finally:
            cursor.unregister("asked")

    return held


def names(cursor: duckdb.DuckDBPyConnection, sector: str) -> dict[str, str]:
    """Names in both languages by enterprise, as they were registered last; a name that two share names neither."""
    rows = run(
        cursor,
        "SELECT enterprise, name_en, name_zh FROM registration "
        f"WHERE sector = ? AND batch IN (SELECT batch FROM ({LIVE})) ORDER BY batch",
        [sector],
    ).fetchall()
    newest = {code: (name_en, name_zh) for code, name_en, name_zh in rows}
    owners: dict[str, set[str]] = {}
    for code, borne in newest.items():
        for name in borne:
            if name and name.strip():
                owners.setdefault(key(name), set()).add(code)
    return {name: next(iter(codes)) for name, codes in owners.items() if len(codes) == 1}


def _products(cursor: duckdb.DuckDBPyConnection, sector: str) -> frozenset[tuple[str, str]]:
    """(enterprise, product) that live surveys and tests of a sector name and no live list of products holds."""
    live = f"SELECT batch FROM ({LIVE}) WHERE sector = ?"
    each = "SELECT DISTINCT enterprise, product FROM {} WHERE product <> '' AND batch IN ({})"
    rows = run(
        cursor,
        f"SELECT c.code, f.product FROM ({each.format('response', live)} UNION {each.format('measurement', live)}) f "
        f"JOIN code c ON c.id = f.enterprise EXCEPT SELECT enterprise, product FROM product WHERE batch IN ({live})",
        [sector] * 3,
    )
    return frozenset(rows.fetchall())


def _weights(cursor: duckdb.DuckDBPyConnection, upload: Upload) -> dict[int, float]:
    rows = run(
        cursor,
        f"SELECT r.batch, avg(r.weight) FROM response r JOIN ({LIVE}) b ON b.batch = r.batch "
        "WHERE b.kind = 'survey' AND b.sector = ? AND b.survey = ? AND b.wave = ? GROUP BY r.batch ORDER BY r.batch",
        [upload.sector, upload.survey, upload.wave],
    )
    return {int(batch): float(mean) for batch, mean in rows.fetchall()}


def _samples(
    cursor: duckdb.DuckDBPyConnection, upload: Upload, senders: frozenset[str] | None
) -> set[tuple[str, str, str]]:
    rows = run(
        cursor,
        f"SELECT m.sample, i.code, l.code FROM measurement m JOIN ({LIVE}) b ON b.batch = m.batch "
        "JOIN code i ON i.id = m.indicator JOIN code l ON l.id = m.lab "
        "WHERE b.sector = ? AND b.survey = ? AND b.wave = ?",
        [upload.sector, upload.survey, upload.wave],
    )
    return {held for held in rows.fetchall() if senders is None or held[2] in senders}


def _checks(cursor: duckdb.DuckDBPyConnection, upload: Upload) -> set[str]:
    """Of every wave: a check that is followed up later is the same check."""
    sql = f"SELECT check_code FROM spot_check s JOIN ({LIVE}) b ON b.batch = s.batch WHERE b.sector = ?"
    return {code for (code,) in run(cursor, sql, [upload.sector]).fetchall()}


def _figures(cursor: duckdb.DuckDBPyConnection, upload: Upload) -> set[tuple[str, str, str, str]]:
    sql = (
        f"SELECT p.area, p.indicator, p.period, p.published_on FROM published p JOIN ({LIVE}) b ON b.batch = p.batch "
        "WHERE b.sector = ?"
    )
    return set(run(cursor, sql, [upload.sector]).fetchall())


def _laboratories(cursor: duckdb.DuckDBPyConnection) -> dict[str, Lab] | None:
    """What the newest live files say of each laboratory; None where no register of laboratories was ever loaded."""
    rows = run(
        cursor,
        "SELECT l.lab, b.sector, l.batch, l.accreditation, l.scope, l.valid_until FROM laboratory l "
        f"JOIN ({LIVE}) b ON b.batch = l.batch ORDER BY l.batch",
    ).fetchall()
    newest = {(lab, sector): batch for lab, sector, batch, *_ in rows}
    found: dict[str, Lab] = {}
    for lab, sector, batch, accreditation, scope, until in rows:
        if newest[lab, sector] == batch:
            held = found.get(lab)
            both = _scope(scope) if held is None else _both(held.scope, _scope(scope))
            found[lab] = Lab(accreditation, both, _later(until, until if held is None else held.valid_until))
    return found or None


def _both(one: frozenset[str] | str, other: frozenset[str] | str) -> frozenset[str] | str:
    return "*" if isinstance(one, str) or isinstance(other, str) else one | other


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def _scope(text: str | None) -> frozenset[str] | str:
    parts = frozenset(part.strip() for part in (text or "*").split(";") if part.strip())
    return "*" if "*" in parts else parts
