"""Where Spark's words are not DuckDB's: all of it stands here. Every other word of the sums runs as it is.

- Whole numbers: DuckDB rounds a number that becomes an integer, Spark cuts it; DuckDB adds integers of 64 bits up in
  128, Spark in 64, and overflows. Sums of whole numbers are therefore of rounded decimals of 20 digits.
- Columns put under one another by their names: Spark has no word for it. The parts have one order, so that none is
  needed.
- NULL stands first in Spark and last in DuckDB: no text of the sums orders by what can be NULL.
- x / 0 is NULL or infinite in DuckDB: Spark is told to stop with an error, so that no silent number comes of it.
- WITH: what is named once and asked for often is computed once by DuckDB, by Spark anew for each time it is asked for,
  and what stands in what stands in it, more often with each storey. Such parts are computed first and held.
"""

import re

_WHOLE = re.compile(r"SUM\(CAST\(([^()]+) AS BIGINT\)\)")
_TYPES = {"VARCHAR": "STRING", "BLOB": "BINARY", "TIMESTAMP": "TIMESTAMP_NTZ"}  # the others have one name in both
_PART = "WITH part AS ("  # benchmarks/estimates/exact.py
SETTINGS = {"spark.sql.ansi.enabled": "true", "spark.sql.session.timeZone": "UTC", "spark.sql.ui.explainMode": "simple"}


def spoken(sql: str) -> str:
    """The SQL of a sum in Spark's words."""
    return _WHOLE.sub(r"SUM(CAST(rint(\1) AS DECIMAL(20, 0)))", sql).replace("UNION ALL BY NAME", "UNION ALL")


def named(sql: str) -> tuple[list[tuple[str, str]], str]:
    """The parts that a text names at its beginning, WITH a AS (...), b AS (...), in their order; and what follows."""
    parts: list[tuple[str, str]] = []
    rest = "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith("--")).strip()
    while found := re.match(r",\s*(\w+) AS \(" if parts else r"WITH\s+(\w+) AS \(", rest):
        end = _closing(rest, found.end())
        parts.append((found[1], rest[found.end() : end]))
        rest = rest[end + 1 :].lstrip()
    return parts, rest


def innermost(sql: str) -> tuple[str, str, str] | None:
    """What stands before, in and after a part of an exact sum in which none other stands; None where there is none."""
    found = sql.rfind(_PART)
    if found < 0:
        return None
    start = found + len(_PART)
    end = _closing(sql, start)
    return sql[: start - 2], sql[start:end], sql[end + 1 :]  # without its brackets


def _closing(sql: str, start: int) -> int:
    """Where the bracket is closed that was opened before start; no text of the sums has brackets in quotes."""
    depth, end = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(sql[end], 0)
        end += 1
    return end - 1


def typed(columns: dict[str, str]) -> str:
    """Columns with DuckDB's types as Spark declares them."""
    return ", ".join(f"`{name}` {_TYPES.get(kind, kind)}" for name, kind in columns.items())
