"""Files made to grow: each is refused in one sentence that says which limit, and what reads it can be ended."""

import io
import os
import struct
import zipfile
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from data import limits
from data.mapping.mapping import MappingError, parse
from data.problems.problem import sentence
from data.read import apart, read, sheets
from tests.data.read.reading import MAIN, hand_made, named, ods, table_book

CELLS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
)
ENTITIES = "".join(f'<!ENTITY e{k} "{f"&e{k - 1};" * 10}">' for k in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{ENTITIES}]>'


def changed(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with something else in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, text.replace(old.encode(), new.encode()) if name == part else text)
    return out.getvalue()


def nested() -> bytes:
    content = bytes(50_000_000)
    for _ in range(4):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.zip", content)
        content = out.getvalue()
    return content


def one_text_shared() -> bytes:
    cells = "".join(f'<row r="{k}"><c r="A{k}" t="s"><v>0</v></c></row>' for k in range(3, 20_000))
    return hand_made(
        CELLS + cells, **{"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{"x" * 32_000}</t></si></sst>'}
    )


def many_sheets() -> bytes:
    return hand_made(CELLS, **{f"xl/worksheets/sheet{k}.xml": b"" for k in range(2, limits.ZIP_PARTS)})


def entities() -> bytes:
    return hand_made(f'{CELLS}<row r="3"><c r="A3" t="inlineStr"><is><t>&e9;</t></is></c></row>', head=BOMB)


def entities_in_the_list_of_sheets() -> bytes:
    return changed(hand_made(CELLS), "xl/workbook.xml", "<workbook", f"{BOMB}<workbook")


def nulls(rows: int = 500_000) -> bytes:
    out = io.BytesIO()
    columns = {f"c{k}": pa.nulls(rows, pa.int64()) for k in range(29)} | {"r": np.zeros(rows)}
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def of_statistics(write: Callable, change: Callable[[bytes], bytes], folder: str) -> bytes:
    path = f"{folder}/a"
    write(pd.DataFrame({"response": [f"R{k}" for k in range(100)], "q": [float(k % 7) for k in range(100)]}), path)
    with open(path, "rb") as file:  # noqa: PTH123
        return change(file.read())


def put(content: bytes, at: int, form: str, value: int) -> bytes:
    return content[:at] + struct.pack(form, value) + content[at + struct.calcsize(form) :]


def spss(rows: int) -> Callable[[str], bytes]:
    return lambda folder: of_statistics(pyreadstat.write_sav, lambda content: put(content, 80, "<i", rows), folder)


def stata(rows: int) -> Callable[[str], bytes]:
    def change(content: bytes) -> bytes:
        return put(content, content.index(b"<N>") + 3, "<Q", rows)

    return lambda folder: of_statistics(pyreadstat.write_dta, change, folder)


MADE: dict[str, tuple[Callable[[], bytes], str]] = {
    "one shared text": (one_text_shared, "sheet_heavy"),
    "archives in archives": (nested, "format_archive"),
    "a cell in the last corner": (
        lambda: hand_made(f'{CELLS}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "sheet_large",
    ),
    "very many sheets": (many_sheets, "file_parts"),
    "entities": (entities, "file_declares"),
    "entities in the list of sheets": (entities_in_the_list_of_sheets, "file_declares"),
    "entities of an OpenDocument sheet": (
        lambda: ods("").replace(b"<office:document-content", f"{BOMB}<office:document-content".encode()),
        "file_broken",  # the archive's sums are not those of the part
    ),
    "a line of 17 MB": (lambda: b"a,b\n1,2\n" + b"x," * (17 * limits.MEGABYTE // 2), "line_long"),
    "rows of nothing in Parquet": (nulls, "file_memory"),
}
COUNTED = {
    "more rows than SPSS has": (spss(10**6), "file_broken"),
    "fewer rows than SPSS has": (spss(50), "file_broken"),
    "no row in SPSS": (spss(0), "file_broken"),
    "rows without end in Stata": (stata(2**40), "file_broken"),
    "ten million rows in Stata": (stata(10**7), "file_long"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", [*MADE, *COUNTED])
def test_a_file_made_to_grow_is_refused_in_one_sentence(what, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "READ_MEMORY_BYTES", 96 * limits.MEGABYTE)
    content = MADE[what][0]() if what in MADE else COUNTED[what][0](str(tmp_path))
    table = read(content, "x")
    (problem,) = table.problems
    assert (problem.code, table.columns) == ((MADE | COUNTED)[what][1], [])
    said = sentence(problem)
    assert said.endswith(".") and ("limit" not in problem.rule or f"{problem.rule['limit']:,}" in said)
    assert named(read(table_book(["a", "b"], [1, 2]), "x")) == []  # the next file is read


def test_a_billion_cells_that_a_sheet_only_declares_cost_nothing(monkeypatch):
    monkeypatch.setattr(limits, "READ_MEMORY_BYTES", 64 * limits.MEGABYTE)
    declared = '<dimension ref="A1:XFD1048576"/><sheetData>'
    table = read(changed(hand_made(CELLS), "xl/worksheets/sheet1.xml", "<sheetData>", declared), "x")
    assert (table.columns, len(table.lines), table.problems) == (["a", "b"], 1, [])


def test_very_many_empty_groups_of_rows_in_parquet_are_read_like_one(monkeypatch):
    monkeypatch.setattr(limits, "READ_MEMORY_BYTES", 256 * limits.MEGABYTE)
    out = io.BytesIO()
    pq.write_table(pa.table({"a": ["x"] * 2000, "b": list(range(2000))}), out, row_group_size=1)
    assert len(read(out.getvalue(), "x").lines) == 2000


def test_a_file_that_takes_too_long_is_ended_and_the_next_one_is_read(monkeypatch):
    monkeypatch.setattr(limits, "READ_SECONDS", 1)
    assert [(each.code, each.rule) for each in read(nulls(2_500_000), "x").problems] == [("file_slow", {"limit": 1})]
    monkeypatch.undo()
    assert named(read(table_book(["a", "b"], [1, 2]), "x")) == []


def test_what_reads_files_starts_again_when_somebody_has_ended_it():
    content = table_book(["a", "b"], [1, 2])
    assert sheets(content) == ["data"]
    apart._SERVER._process.kill()
    apart._SERVER._process.wait()
    assert sheets(content) == ["data"] and named(read(content, "x")) == []


def test_where_processes_cannot_be_forked_each_file_starts_one(monkeypatch):
    content = table_book(["a", "b"], [1, 2.5], ["x", None])
    forked = read(content, "x")
    monkeypatch.setattr(apart, "_CAN_FORK", False)
    started = read(content, "x")
    assert started.cells.equals(forked.cells) and started.lines.tolist() == forked.lines.tolist() == [2, 3]
    assert named(read(content[:300], "x")) == [("file_broken", None)]


def test_nothing_but_what_a_table_is_made_of_comes_back_from_a_reader():
    class Deed:
        def __reduce__(self) -> tuple:
            return os.getenv, ("HOME",)

    whole = apart.pickle.dumps({"columns": Deed()})
    with pytest.raises(apart.pickle.UnpicklingError, match="getenv"):
        apart._answered(io.BytesIO(apart.LENGTH.pack(len(whole)) + whole))


def test_a_mapping_of_brackets_within_brackets_is_refused_in_one_sentence():
    for text in ("[" * 100_000, '{"columns":' * 100_000, "[" * 100_000 + "]" * 100_000):
        with pytest.raises(MappingError) as refused:
            parse(text)
        assert len(refused.value.problems) == 1 and refused.value.problems[0].endswith(".")
