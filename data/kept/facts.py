"""Checked rows become facts: one writer a kind, codes replaced by small ids on the way in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.store import run, single

_SURVEY_IDS = ("enterprise", "category", "stratum", "psu")
_SURVEY_COLUMNS = {"line", "response", "weight", "product", *_SURVEY_IDS}
_PRODUCT = ["sector", "product", "enterprise", "category", "name_en", "name_zh", "sold_from", "sold_to"]
_ANSWER = pa.schema([("response", pa.int32()), ("indicator", pa.int32()), ("y", pa.float64())])


@dataclass(frozen=True)
class SurveyRows:
    """A checked survey file with ids for codes, one float column an indicator, named by the indicator's id.

    facets: what respondents say of themselves, in columns named said_0, said_1, ...
    """

    table: pa.Table
    numbers: list[int]
    facets: list[str]

    @property
    def answers(self) -> str:
        """SQL over the relation `checked`: one row an answer that was given, with what its response says.

        It holds ids only: no name from a file is part of the SQL. Columns: response, enterprise, category, indicator,
        stratum, psu, weight, y.
        """
        one = (
            "SELECT response, enterprise, category, {0} AS indicator, stratum, psu, weight, {1} AS y "
            "FROM checked WHERE {1} IS NOT NULL"
        )
        each = [one.format(number, f'"{number}"') for number in self.numbers]
        return " UNION ALL ".join(each or [one.format(0, "CAST(NULL AS DOUBLE)")])

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The answers as response, indicator and y, one indicator after the other."""
        for number in self.numbers:
            y = self.table[str(number)].combine_chunks()
            given = y.is_valid()
            response = self.table["response"].combine_chunks().filter(given)
            indicator = pa.repeat(pa.scalar(number, pa.int32()), len(response))
            yield pa.record_batch([response, indicator, y.filter(given)], schema=_ANSWER)


@contextmanager
def survey_rows(cursor: duckdb.DuckDBPyConnection, sector: str, typed: pa.Table) -> Iterator[SurveyRows]:
    """A checked survey file, registered as the relation `checked` of this cursor for as long as it is used."""
    frame = {
        "response": pa.array(np.arange(typed.num_rows, dtype=np.int32)),
        "code": _text(typed, "response"),
        **{name: _ids(cursor, name, sector, typed) for name in _SURVEY_IDS},
        "weight": typed["weight"],
        "product": _text(typed, "product"),
    }
    rest = [name for name in typed.column_names if name not in _SURVEY_COLUMNS]
    indicators = [name for name in rest if pa.types.is_floating(typed[name].type)]
    facets = [name for name in rest if name not in indicators]
    frame |= {f"said_{k}": _text(typed, name) for k, name in enumerate(facets)}
    numbers = code_ids(cursor, "indicator", sector, indicators)
    rows = SurveyRows(
        pa.table(frame | {str(numbers[name]): typed[name] for name in indicators}),
        [numbers[name] for name in indicators],
        facets,
    )
    cursor.register("checked", rows.table)
    try:
        yield rows
    finally:
        cursor.unregister("checked")


def write_survey(cursor: duckdb.DuckDBPyConnection, batch: int, rows: SurveyRows) -> None:
    """Responses, what respondents say of themselves, and answers of the rows that survey_rows registered."""
    run(
        cursor,
        f"INSERT INTO response SELECT {batch}, response, code, enterprise, category, stratum, psu, weight, product "
        "FROM checked",
    )
    cursor.register("given", pa.RecordBatchReader.from_batches(_ANSWER, rows.batches()))
    run(cursor, f"INSERT INTO answer SELECT {batch}, response, indicator, y FROM given")
    cursor.unregister("given")
    for k, facet in enumerate(rows.facets):
        sql = f"INSERT INTO response_part SELECT {batch}, response, ?, said_{k} FROM checked WHERE said_{k} IS NOT NULL"
        run(cursor, sql, [facet])


def write_measurements(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Measurements of a test file, values and uncertainties in the spec's unit."""
    frame = {
        "line": typed["line"],
        "sample": _text(typed, "sample"),
        **{name: _ids(cursor, name, sector, typed) for name in ("enterprise", "category", "lab")},
        "tested_on": typed["tested_on"],
        "indicator": _ids(cursor, "indicator", sector, typed),
        "y": typed["value"],
        "censored": typed["censored"],
        "uncertainty": typed["uncertainty"],
        "lab_flag": _text(typed, "lab_flag"),
        "product": _text(typed, "product"),
    }
    _insert(cursor, "measurement", batch, pa.table(frame))


def write_register(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Enterprises of a register file; the newest live entry of a code counts."""
    frame = {
        **{name: _text(typed, name) for name in ("sector", "enterprise", "name_en", "name_zh")},
        "output_share": _given(typed, "output_share", pa.float64()),
        **{name: _text(typed, name) for name in ("region", "size", "uscc")},
        "founded": _given(typed, "founded", pa.int32()),
    }
    _insert(cursor, "registration", batch, pa.table(frame))


def write_labs(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Laboratories, a row a line of scope, with accreditation and validity."""
    frame = {name: _text(typed, name) for name in ("lab", "name", "accreditation", "scope")}
    frame |= {"valid_until": typed["valid_until"], "accreditor": _text(typed, "accreditor")}
    frame |= {name: typed[name] for name in ("valid_from", "low", "high", "cmc")}
    _insert(cursor, "laboratory", batch, pa.table(frame))


def write_states(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Events of a states file: from a day on a subject is in a state."""
    frame = {name: _text(typed, name) for name in ("subject", "kind", "enterprise", "product", "lab", "state")}
    frame |= {name: typed[name] for name in ("from", "until")}
    frame |= {name: _text(typed, name) for name in ("class", "basis", "authority", "document", "source", "reason")}
    _insert(cursor, "state_event", batch, pa.table({"line": typed["line"], **frame, "corrects": typed["corrects"]}))


_CHECK_DAYS = ("sampled_on", "tested_on", "notified_on", "objection_on", "correct_by", "rechecked_on")
_CHECK = {  # column of the table -> column of the file, in the table's order
    **{"check_code": "check", "authority": "authority", "enterprise": "enterprise", "category": "category"},
    **{name: name for name in ("product", "lot", "sampled_on", "place", "region", "why_drawn", "draw_prob", "lab")},
    **{"tested_on": "tested_on", "outcome": "result"},
    **{name: name for name in ("failed", "severity", "notified_on", "objection_on", "retest", "correct_by")},
    **{name: name for name in ("rechecked_on", "recheck", "source")},
}


def write_checks(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Lots that an authority drew and judged."""
    frame: dict[str, pa.Array | pa.ChunkedArray] = {"line": typed["line"]}
    for name, of_file in _CHECK.items():
        if name in ("enterprise", "category"):
            frame[name] = _ids(cursor, name, sector, typed)
        elif name == "draw_prob":
            frame[name] = typed[of_file]
        elif name in _CHECK_DAYS:
            frame[name] = typed[name] if name in typed.column_names else pa.nulls(typed.num_rows, pa.date32())
        else:
            frame[name] = _text(typed, of_file)
    _insert(cursor, "spot_check", batch, pa.table(frame))


_FIGURE = (
    *("area", "indicator", "period", "value", "unit", "numerator", "denominator", "definition", "break_before"),
    *("revised_from", "published_on", "source", "checked"),
)


def write_published(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Official figures."""
    numbers = ("value", "numerator", "denominator", "break_before", "revised_from")
    frame = {name: typed[name] if name in numbers else _text(typed, name) for name in _FIGURE}
    _insert(cursor, "published", batch, pa.table({"line": typed["line"], **frame}))


def write_products(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Products with what they are sold as, and the part of each facet that each belongs to."""
    named = [_text(typed, name) for name in ("product", "enterprise", "category", "name_en", "name_zh")]
    days = [_given(typed, name, pa.date32()) for name in ("sold_from", "sold_to")]
    where = pa.repeat(pa.scalar(sector), typed.num_rows)
    _insert(cursor, "product", batch, pa.table([where, *named, *days], names=_PRODUCT))
    for facet in [name for name in typed.column_names if name not in ("line", *_PRODUCT)]:
        parts = [*named[:2], pa.repeat(pa.scalar(facet), typed.num_rows), _text(typed, facet)]
        rows = pa.table(parts, names=["product", "enterprise", "facet", "part"])
        _insert(cursor, "product_part", batch, rows.filter(pc.is_valid(rows["part"])))


def write_standards(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Standards with their days, what they adopt and the limits they set."""
    texts = ("standard", "title_zh", "title_en", "replaces", "international", "adoption", "indicators", "source")
    frame = {name: _text(typed, name) if name in texts else typed[name] for name in typed.column_names}
    _insert(cursor, "standard", batch, pa.table(frame))


def write_projects(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Projects that makers run together."""
    names = ("project", "title", "problem", "categories", "lead", "members", "partners")
    frame = {name: _text(typed, name) for name in names}
    frame |= {name: typed[name] for name in ("budget", "start", "end")}
    _insert(cursor, "project", batch, pa.table({"line": typed["line"], **frame, "target": _text(typed, "target")}))


WRITERS: dict[str, Callable[[duckdb.DuckDBPyConnection, int, str, pa.Table], None]] = {
    "test": write_measurements,
    "register": write_register,
    "labs": write_labs,
    "states": write_states,
    "standards": write_standards,
    "checks": write_checks,
    "published": write_published,
    "products": write_products,
    "projects": write_projects,
}


def code_ids(cursor: duckdb.DuckDBPyConnection, subject: str, sector: str, codes: list[str]) -> dict[str, int]:
    """Ids of these codes, new ones given out inside the caller's transaction."""
    known = dict(
        run(cursor, "SELECT code, id FROM code WHERE subject = ? AND sector = ?", [subject, sector]).fetchall()
    )
    new = [code for code in dict.fromkeys(codes) if code not in known]
    if new:
        first = int(single(cursor, "SELECT coalesce(max(id), 0) + 1 FROM code"))
        known |= {code: first + i for i, code in enumerate(new)}
        cursor.register("new_codes", pa.table({"id": pa.array([known[code] for code in new], pa.int32()), "code": new}))
        run(cursor, "INSERT INTO code SELECT id, ?, ?, code FROM new_codes", [subject, sector])
        cursor.unregister("new_codes")
    return known


def _ids(cursor: duckdb.DuckDBPyConnection, subject: str, sector: str, typed: pa.Table) -> pa.Array:
    if subject not in typed.column_names:
        return pa.repeat(pa.scalar(0, pa.int32()), typed.num_rows)
    coded = typed[subject].combine_chunks()
    if not pa.types.is_dictionary(coded.type):
        coded = pc.dictionary_encode(coded)
    texts = coded.dictionary.to_pylist()
    known = code_ids(cursor, subject, sector, [text for text in texts if text is not None])
    numbers = pa.array([known.get(text, 0) for text in texts], pa.int32())
    return pc.fill_null(numbers.take(coded.indices), 0)


def _text(typed: pa.Table, name: str) -> pa.ChunkedArray | pa.Array:
    if name not in typed.column_names:
        return pa.nulls(typed.num_rows, pa.string())
    column = typed[name]
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _given(typed: pa.Table, name: str, kind: pa.DataType) -> pa.ChunkedArray | pa.Array:
    return typed[name] if name in typed.column_names else pa.nulls(typed.num_rows, kind)


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, batch: int, frame: pa.Table) -> None:
    cursor.register("checked", frame)
    run(cursor, f"INSERT INTO {table} SELECT {batch}, * FROM checked")
    cursor.unregister("checked")
