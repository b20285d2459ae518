"""Checked rows become facts: one writer a kind, codes replaced by small ids on the way in."""

from collections.abc import Callable

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.kept.rows.codes import ids_of, text_of
from data.store import run

_PRODUCT = ["sector", "product", "enterprise", "category", "name_en", "name_zh", "sold_from", "sold_to"]


def write_measurements(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Measurements of a test file, values and uncertainties in the spec's unit."""
    frame = {
        "line": typed["line"],
        "sample": text_of(typed, "sample"),
        **{name: ids_of(cursor, name, sector, typed) for name in ("enterprise", "category", "lab")},
        "tested_on": typed["tested_on"],
        "indicator": ids_of(cursor, "indicator", sector, typed),
        "y": typed["value"],
        "censored": typed["censored"],
        "uncertainty": typed["uncertainty"],
        "lab_flag": text_of(typed, "lab_flag"),
        "product": text_of(typed, "product"),
    }
    _insert(cursor, "measurement", batch, pa.table(frame))


def write_register(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Enterprises of a register file; the newest live entry of a code counts."""
    frame = {
        **{name: text_of(typed, name) for name in ("sector", "enterprise", "name_en", "name_zh")},
        "output_share": _given(typed, "output_share", pa.float64()),
        **{name: text_of(typed, name) for name in ("region", "size", "uscc")},
        "founded": _given(typed, "founded", pa.int32()),
    }
    _insert(cursor, "registration", batch, pa.table(frame))


def write_labs(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Laboratories, a row a line of scope, with accreditation and validity."""
    frame = {name: text_of(typed, name) for name in ("lab", "name", "accreditation", "scope")}
    frame |= {"valid_until": typed["valid_until"], "accreditor": text_of(typed, "accreditor")}
    frame |= {name: typed[name] for name in ("valid_from", "low", "high", "cmc")}
    _insert(cursor, "laboratory", batch, pa.table(frame))


def write_states(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Events of a states file: from a day on a subject is in a state."""
    frame = {name: text_of(typed, name) for name in ("subject", "kind", "enterprise", "product", "lab", "state")}
    frame |= {name: typed[name] for name in ("from", "until")}
    frame |= {name: text_of(typed, name) for name in ("class", "basis", "authority", "document", "source", "reason")}
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
            frame[name] = ids_of(cursor, name, sector, typed)
        elif name == "draw_prob":
            frame[name] = typed[of_file]
        elif name in _CHECK_DAYS:
            frame[name] = typed[name] if name in typed.column_names else pa.nulls(typed.num_rows, pa.date32())
        else:
            frame[name] = text_of(typed, of_file)
    _insert(cursor, "spot_check", batch, pa.table(frame))


_FIGURE = (
    *("area", "indicator", "period", "value", "unit", "numerator", "denominator", "definition", "break_before"),
    *("revised_from", "published_on", "source", "checked"),
)


def write_published(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Official figures."""
    numbers = ("value", "numerator", "denominator", "break_before", "revised_from")
    frame = {name: typed[name] if name in numbers else text_of(typed, name) for name in _FIGURE}
    _insert(cursor, "published", batch, pa.table({"line": typed["line"], **frame}))


def write_products(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Products with what they are sold as, and the part of each facet that each belongs to."""
    named = [text_of(typed, name) for name in ("product", "enterprise", "category", "name_en", "name_zh")]
    days = [_given(typed, name, pa.date32()) for name in ("sold_from", "sold_to")]
    where = pa.repeat(pa.scalar(sector), typed.num_rows)
    _insert(cursor, "product", batch, pa.table([where, *named, *days], names=_PRODUCT))
    for facet in [name for name in typed.column_names if name not in ("line", *_PRODUCT)]:
        parts = [*named[:2], pa.repeat(pa.scalar(facet), typed.num_rows), text_of(typed, facet)]
        rows = pa.table(parts, names=["product", "enterprise", "facet", "part"])
        _insert(cursor, "product_part", batch, rows.filter(pc.is_valid(rows["part"])))


def write_standards(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Standards with their days, what they adopt and the limits they set."""
    texts = ("standard", "title_zh", "title_en", "replaces", "international", "adoption", "indicators", "source")
    frame = {name: text_of(typed, name) if name in texts else typed[name] for name in typed.column_names}
    _insert(cursor, "standard", batch, pa.table(frame))


def write_projects(cursor: duckdb.DuckDBPyConnection, batch: int, sector: str, typed: pa.Table) -> None:
    """Projects that makers run together."""
    names = ("project", "title", "problem", "categories", "lead", "members", "partners")
    frame = {name: text_of(typed, name) for name in names}
    frame |= {name: typed[name] for name in ("budget", "start", "end")}
    _insert(cursor, "project", batch, pa.table({"line": typed["line"], **frame, "target": text_of(typed, "target")}))


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


def _given(typed: pa.Table, name: str, kind: pa.DataType) -> pa.ChunkedArray | pa.Array:
    return typed[name] if name in typed.column_names else pa.nulls(typed.num_rows, kind)


def _insert(cursor: duckdb.DuckDBPyConnection, table: str, batch: int, frame: pa.Table) -> None:
    cursor.register("checked", frame)
    run(cursor, f"INSERT INTO {table} SELECT {batch}, * FROM checked")
    cursor.unregister("checked")
