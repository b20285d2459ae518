"""What is kept of a file: its bytes as they came where nothing but what was read is in them, else a copy of that."""

import hashlib
import re
import zipfile
from collections.abc import Collection
from dataclasses import replace
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from benchmarks.intake.sending import Outcome
from data.check.contract import Contract
from data.check.sheet import PROBLEMS
from data.check.written.personal import masked
from data.check.written.suggest import key
from data.check.written.texts import Texts
from data.kept.batches import Upload
from data.mapping.checked import columns_read
from data.mapping.mapping import Mapping
from data.mapping.personal import LEFT
from data.mapping.ticked import stem
from data.read import TextTable
from data.read.choices import Choice

# Choices of a reader that leave something out which may name people: titles, notes and signatures around the table.
AROUND = {"rows_above", "rows_signed", "rows_note"}
# Parts of a workbook that hold what nobody reads here: remarks, and everything that is not cells.
_REMARKS = re.compile(
    r"comments?\d*\.xml|threadedComment|persons/|externalLink|customXml|embeddings|media/", re.IGNORECASE
)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_AUTHOR = re.compile(rb"<(?:dc:creator|cp:lastModifiedBy)>(?!openpyxl<)[^<]")


def kept(outcome: Outcome, typed: pa.Table, contract: Contract, spare: Collection[str]) -> Outcome:
    """The outcome with the bytes to keep: a copy of what was read where the file holds anything else, which is told.

    The copy is CSV in UTF-8: the columns that were read, and those margins name (`spare`), each row on its own line.
    """
    table, upload = outcome.table, outcome.upload
    targets = columns_read(table, outcome.mapping or Mapping(), contract)
    blocks = {each.rule["block"] for each in outcome.choices if each.code == "ticked_block"}
    boxes = {header for header in table.columns if stem(header) in blocks and _one_text(table, header)}
    read = [header for header in table.columns if header in targets or header in spare or header in boxes]
    ours = set(map(key, PROBLEMS))
    unread = [header for header in table.columns if header not in read and key(header) not in ours]
    around = AROUND & {each.code for each in outcome.choices}
    if len(read) == len(table.columns) and not table.note.get(LEFT) and not around and _only_cells(upload.content):
        return replace(outcome, upload=_plain(upload))
    units = any(each.code == "rows_unit" for each in outcome.choices)
    content = _copy(table, read, {*typed["line"].to_pylist(), *table.lines[: int(units)].tolist()})
    left = [*unread, *table.note.get(LEFT, ())]
    record: dict[str, Any] = {"sha256": hashlib.sha256(content).hexdigest(), "left_out": left}
    if labels := {
        header: each for header, each in dict(table.note.get("value_labels") or {}).items() if header in read
    }:
        record["value_labels"] = labels
    upload = replace(_plain(upload), kept=content, record={**upload.record, "kept": record})
    return replace(outcome, upload=upload, choices=(*outcome.choices, Choice("copy_kept", got=", ".join(read))))


def _plain(upload: Upload) -> Upload:
    return replace(upload, file_name=masked(upload.file_name), title=masked(upload.title))


def _copy(table: TextTable, read: list[str], lines: set[int]) -> bytes:
    """The rows on these lines as CSV, each on the line on which it stood."""
    columns = [_one_line(table.cells.column(table.columns.index(header))) for header in read]
    written = BytesIO()
    titles = [header.replace('"', '""') for header in read]
    written.write(b"\xef\xbb\xbf" + b"\n" * (int(table.note.get("header_line") or 1) - 1))
    written.write(",".join(f'"{title}"' for title in titles).encode() + b"\n")
    body = BytesIO()
    csv.write_csv(pa.table(columns, names=read), body, csv.WriteOptions(include_header=False))
    line = int(table.note.get("header_line") or 1) + 1
    for at, row in zip(table.lines.tolist(), body.getvalue().splitlines(keepends=True), strict=True):
        if at in lines:
            written.write(b"\n" * max(0, at - line))
            written.write(row)
            line = max(line, at) + 1
    return written.getvalue()


def _one_text(table: TextTable, header: str) -> bool:
    return len(Texts.of(table.cells.column(table.columns.index(header))).distinct) <= 1


def _one_line(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.replace_substring_regex(column.cast(pa.string()), "[\r\n]+", " ")


def _only_cells(content: bytes) -> bool:
    """Whether a file holds the cells of one table and nothing else that a person may have written."""
    if content[:4] != b"PK\x03\x04":
        return True
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        if any(map(_REMARKS.search, names)) or sum(bool(_SHEET.fullmatch(name)) for name in names) != 1:
            return False
        return not any(_AUTHOR.search(archive.read(name)) for name in names if name == "docProps/core.xml")
