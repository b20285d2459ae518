"""Reading: the bytes of a file in, a table of text with the line numbers of the sender's file out.

The format is told by content, never by name. Nothing is written, no formula is computed, no name is used as a path.
Text is read here; whatever a library or unpacking has a part in is read in a process of its own (`apart`).
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from data import limits
from data.problems.problem import Problem
from data.read import apart, kind
from data.read.delimited import text
from data.read.manner import Manner
from data.read.table import Meant, TextTable, refused
from data.read.turns import Told

__all__ = ["READERS", "Meant", "TextTable", "read", "sheets"]

READERS = ("text", "xlsx", "xls", "ods", "sav", "por", "dta", "parquet", "dcc")

Reader = Callable[[bytes, Manner, dict[str, Any]], TextTable]


def reader_of(found: str) -> Reader:
    """What reads a format, loaded when the first file of it comes: most files are text, and a check answers at once."""
    if found == "text":
        return text.read
    if found == "parquet":
        from data.read import parquet

        return parquet.read
    if found == "dcc":
        from data.read import digital

        return digital.read
    if found in ("sav", "por", "dta"):
        from data.read.labelled import sav

        return {"sav": sav.read, "por": sav.read_por, "dta": sav.read_dta}[found]
    from data.read.workbooks import ods, xls, xlsx

    return {"xlsx": xlsx.read, "xls": xls.read, "ods": ods.read}[found]


def read(
    content: bytes, name: str, sheet: str | None = None, manner: Manner | None = None, told: Told | None = None
) -> TextTable:
    """The table of text in CSV, TSV, XLSX, XLS, ODS, SPSS, Stata, Parquet or DCC; `name` is only repeated in the note.

    manner: what the sender says of how it is to be read; a sheet named beside it goes before the one it names.
    told: gets the place in the line while other files are read, each in a process of its own.
    Never raises on any content: what cannot be read is a table without columns and at least one problem.
    """
    if len(content) > limits.FILE_BYTES:
        limit, got = limits.FILE_BYTES // limits.MEGABYTE, -(-len(content) // limits.MEGABYTE)
        return refused([Problem("file_large", got=str(got), rule={"limit": limit})], {"name": name})
    found = kind.of(content)
    if isinstance(found, Problem):
        return refused([found], {"name": name})
    said = manner or Manner()
    said = said if sheet is None else replace(said, sheet=sheet)
    if found == "text":
        return text.read(content, said, {"name": name})
    return apart.table(content, found, said, {"name": name}, told)


def sheets(content: bytes) -> list[str]:
    """Names of the sheets a workbook shows, in order; none for any other file."""
    found = kind.of(content)
    return apart.sheets(content, found) if isinstance(found, str) and found in ("xlsx", "xls", "ods") else []


def sheets_of(found: str) -> Callable[[bytes], list[str]]:
    """What tells the sheets of a workbook of a format."""
    from data.read.workbooks import ods, xls, xlsx

    return {"xlsx": xlsx.sheets, "xls": xls.sheets, "ods": ods.sheets}[found]
