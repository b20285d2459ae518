"""Cells: additive sums of a batch, built when it is written and checked against the facts by `rebuild`."""

from math import floor, log10
from pathlib import Path

import duckdb
import pyarrow as pa

from benchmarks.estimates.exact import exact_sums
from benchmarks.estimates.sums import as_summed
from benchmarks.estimates.whole import JOINED, SCALED_ANSWERS, UNIT, different, whole
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import Indicator, SectorSpec, Specs
from data.kept import responses
from data.kept.rows.counted import Counted
from data.store import Store, run, single

_SCALED, _WHOLE, _CELLS = (
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("scaled.sql", "whole.sql", "cells.sql")
)
_STRATA = Path(__file__).with_name("strata.sql").read_text(encoding="utf-8")
FRAME = (  # the responses of a batch, its parameter
    "SELECT batch, enterprise, category, stratum, psu, count(*) AS n FROM response WHERE batch = ? "
    "GROUP BY batch, enterprise, category, stratum, psu"
)
_WIDE = 100.0
_SIZES = {
    **{"n": "c.n", "sw": "c.sw", "swy": "sqrt(c.sw * c.swyy)", "swyy": "c.swyy", "sww": "c.sww"},
    "swyyy": "greatest(abs(c.swyyy), sqrt(c.swyy / c.sw) * c.swyy)",
}
TABLES = {
    "cell": (
        "batch, enterprise, category, indicator, stratum, psu",
        _SIZES | {"swwy": "sqrt(c.sww * c.swwyy)", "swwyy": "c.swwyy"},
    ),
    "stratum_cell": (
        "batch, enterprise, category, indicator, stratum",
        _SIZES | {"a": "c.sw * c.swyy", "b": "c.sw * sqrt(c.sw * c.swyy)", "c": "c.sw * c.sw", "psus": "c.psus"},
    ),
    "frame_cell": ("batch, enterprise, category, stratum, psu", {"n": "c.n"}),
}


def add(
    cursor: duckdb.DuckDBPyConnection,
    batch: int,
    answers: str,
    counted: Counted | None = None,
    *,
    spec: SectorSpec | None,
) -> None:
    """Sum one survey batch inside the transaction that writes it; answers is the SQL of data.kept.responses.

    counted: the same answers in vectors, summed there where they are at hand: to the same bit, in a tenth of the time.
    Without a spec (a sector whose file was taken away) the constants of its indicators stay as they are.
    """
    if spec is not None:
        _add_measures(cursor, answers, answers if counted is None else counted.answered, spec)
    if counted is None:
        run(cursor, f"INSERT INTO cell {sums(batch, answers)}")
    else:
        _add_counted(cursor, batch, counted)
    of_batch = strata("(SELECT * FROM cell WHERE batch = ?)")
    run(cursor, f"INSERT INTO stratum_cell BY NAME SELECT * FROM {of_batch} ORDER BY ALL", [batch])
    run(cursor, f"INSERT INTO frame_cell {FRAME}", [batch])


def sums(batch: int, answers: str) -> str:
    """The SQL that reduces answers (an SQL text of data.kept.responses) to the cells of a batch."""
    return f"{_SCALED.format(answers=answers)}{_CELLS.format(batch=f'{batch:d}', whole=_WHOLE)}"


def _add_counted(cursor: duckdb.DuckDBPyConnection, batch: int, counted: Counted) -> None:
    parts = []
    for number in counted.numbers:
        given = counted.given(number)
        if len(given.values):
            cursor.register("different", different(number, given))
            scaled = f"{_SCALED.format(answers='SELECT * FROM different')} {SCALED_ANSWERS}"
            answers = run(cursor, scaled).df()
            cursor.unregister("different")
            if len(answers):  # none where no spec has said how the indicator is summed
                parts.append(whole(number, given, answers, counted.cells))
    if parts:
        cursor.register("summed", pa.concat_tables(parts))
        run(cursor, f"INSERT INTO cell WITH {UNIT} {_CELLS.format(batch=f'{batch:d}', whole=JOINED)}")
        cursor.unregister("summed")


def strata(of: str) -> str:
    """The SQL of what the strata of each batch sum to; of: the relation of its cells."""
    return exact_sums(
        _STRATA.format(cells=of),
        ("batch", "enterprise", "category", "indicator", "stratum"),
        ("sw", "swy", "swyy", "sww", "a", "b", "c", "swyyy"),
        ("n", "psus"),
        within=4,
    )


def stale(store: Store, specs: Specs) -> list[tuple[str, str]]:
    """(sector, indicator) whose spec now asks for another statistic or top box than the cells were summed with."""
    with store.cursor() as cursor:
        return [(sector, code) for sector, code, _ in _stale_measures(cursor, specs)]


def rebuild(store: Store, specs: Specs) -> dict[str, int]:
    """Sum every live and withdrawn survey batch again from its answers and keep the new cells.

    Returns counts: batches, cells, and how many cells or strata differed by more than rounding.
    """
    with store.write() as cursor:
        for table in TABLES:
            run(cursor, f"CREATE TEMP TABLE old_{table} AS SELECT * FROM {table}")
            run(cursor, f"DELETE FROM {table}")
        again = run(cursor, "SELECT batch, sector FROM batch WHERE kind = 'survey' ORDER BY batch").fetchall()
        for _, _, number in _stale_measures(cursor, specs):
            run(cursor, "DELETE FROM measure WHERE indicator = ?", [number])
        for batch, sector in again:
            add(cursor, batch, responses.stored_answers(batch), spec=specs.get(sector))
        differed = sum(single(cursor, differing(table)) for table in TABLES)
        total = single(cursor, "SELECT count(*) FROM cell")
        for table in TABLES:
            run(cursor, f"DROP TABLE old_{table}")
    store.sums_made_anew()
    return {"batches": len(again), "cells": int(total), "differed": int(differed)}


def differing(table: str) -> str:
    """SQL: n, the rows of sums that came or went since old_..., or moved by over 1e-9 of the largest they could be.

    The largest by Cauchy and Schwarz. A sum that was not kept before counts as moved.
    """
    keys, sizes = TABLES[table]
    unlike = [f"o.{name} IS NULL OR abs(o.{name} - c.{name}) > 1e-9 * abs({size})" for name, size in sizes.items()]
    return (
        f"SELECT count(*) AS n FROM {table} c FULL JOIN old_{table} o USING ({keys}) "
        f"WHERE c.n IS NULL OR o.n IS NULL OR {' OR '.join(unlike)}"
    )


def _add_measures(cursor: duckdb.DuckDBPyConnection, answers: str, counted: str, spec: SectorSpec) -> None:
    """The constants of indicators that are answered for the first time."""
    unseen = (
        "SELECT id, code FROM code WHERE subject = 'indicator' AND sector = ? "
        "AND id NOT IN (SELECT indicator FROM measure)"
    )
    if not run(cursor, unseen, [spec.sector]).fetchall():
        return
    given = f"{unseen} AND id IN (SELECT indicator FROM ({counted})) ORDER BY id"
    for number, code in run(cursor, given, [spec.sector]).fetchall():
        indicator = spec.indicator(code)
        centre = centre_of(indicator, *(_spread(cursor, answers, number) if _is_wide(indicator) else (0.0, 0.0)))
        run(cursor, "INSERT INTO measure VALUES (?, ?, ?, ?, ?)", [spec.sector, number, *as_summed(indicator), centre])


def _spread(cursor: duckdb.DuckDBPyConnection, answers: str, number: int) -> tuple[float, float]:
    """Mean and standard deviation of the answers to an indicator."""
    mean = "CASE WHEN min(y) = max(y) THEN min(y) ELSE avg(y) END"
    sql = f"SELECT {mean}, stddev_pop(y) FROM ({answers}) WHERE indicator = ?"
    ((mean_of, sd),) = run(cursor, sql, [number]).fetchall()
    return mean_of, sd


def _is_wide(indicator: Indicator) -> bool:
    """Whether what its answers are centred on hangs on the answers themselves."""
    return indicator.statistic == "mean" and indicator.range.max - indicator.range.min > _WIDE


def centre_of(indicator: Indicator, mean: float, sd: float) -> float:
    """What answers are centred on: the middle of a scale, 0 for shares and counts, so that no file decides it.

    On a scale wider than 100, where the middle may be thousands of deviations away and sums of squares would lose
    digits, it is a round number within one deviation of the first file's mean; that mean where there is no spread.
    """
    if indicator.statistic != "mean":
        return 0.0
    if not _is_wide(indicator):
        return (indicator.range.min + indicator.range.max) / 2
    if sd <= 0:
        return mean
    step = 10.0 ** floor(log10(sd))
    return round(mean / step) * step


def _stale_measures(cursor: duckdb.DuckDBPyConnection, specs: Specs) -> list[tuple[str, str, int]]:
    rows = run(
        cursor,
        "SELECT m.sector, c.code, m.indicator, m.statistic, m.top_from "
        "FROM measure m JOIN code c ON c.id = m.indicator",
    ).fetchall()
    return [
        (sector, code, number)
        for sector, code, number, statistic, top_from in rows
        if (known := find(specs, sector, code)) is not None and as_summed(known) != (statistic, top_from)
    ]
