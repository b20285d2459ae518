"""Reading: the bytes of a file in, a table of text with the line numbers of the sender's file out.

The format is told by content, never by name. Nothing is written, no formula is computed, no name is used as a path.
"""

from dataclasses import replace

from data import limits
from data.problems.problem import Problem
from data.read import kind, parquet
from data.read.delimited import text
from data.read.labelled import sav
from data.read.manner import Manner
from data.read.table import Meant, TextTable, refused
from data.read.workbooks import ods, xls, xlsx

__all__ = ["READERS", "Meant", "TextTable", "read", "sheets"]

READERS = {
    "text": text.read,
    "xlsx": xlsx.read,
    "xls": xls.read,
    "ods": ods.read,
    "sav": sav.read,
    "por": sav.read_por,
    "dta": sav.read_dta,
    "parquet": parquet.read,
}

_SHEETS = {"xlsx": xlsx.sheets, "xls": xls.sheets, "ods": ods.sheets}


def read(content: bytes, name: str, sheet: str | None = None, manner: Manner | None = None) -> TextTable:
    """The table of text in CSV, TSV, XLSX, XLS, ODS, SPSS, Stata or Parquet; `name` is only repeated in the note.

    manner: what the sender says of how it is to be read; a sheet named beside it goes before the one it names.
    Never raises on any content: what cannot be read is a table without columns and at least one problem.
    """
    if len(content) > limits.FILE_BYTES:
        limit, got = limits.FILE_BYTES // limits.MEGABYTE, -(-len(content) // limits.MEGABYTE)
        return refused([Problem("file_large", got=str(got), rule={"limit": limit})], {"name": name})
    found = kind.of(content)
    if isinstance(found, Problem):
        return refused([found], {"name": name})
    said = manner or Manner()
    return READERS[found](content, said if sheet is None else replace(said, sheet=sheet), {"name": name})


def sheets(content: bytes) -> list[str]:
    """Names of the sheets a workbook shows, in order; none for any other file."""
    found = kind.of(content)
    return _SHEETS[found](content) if isinstance(found, str) and found in _SHEETS else []
