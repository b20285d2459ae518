"""What the tests of reading share: rows with their lines, codes of problems, small workbooks written by hand."""

import io
import zipfile
from collections.abc import Callable

import xlsxwriter

from data.problems.problem import TEMPLATES, sentence
from data.read import TextTable, read

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = ("office", "table", "text", "style", "number", "fo")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def text(content: str | bytes) -> TextTable:
    """The table in delimited text."""
    return read(content.encode() if isinstance(content, str) else content, "file")


def rows(table: TextTable) -> dict[int, list[str | None]]:
    """The cells of each row by its line."""
    assert len(set(table.lines.tolist())) == len(table.lines) == table.cells.num_rows
    cells = [column.to_pylist() for column in table.cells.columns]
    return {line: list(row) for line, row in zip(table.lines.tolist(), zip(*cells, strict=True), strict=True)}


def named(table: TextTable) -> list[tuple[str, int | None]]:
    """Code and line of each problem; every one of them can be put into words."""
    assert all(sentence(problem) and problem.code in TEMPLATES for problem in table.problems)
    return [(problem.code, problem.line) for problem in table.problems]


def book(*sheets: tuple[str, Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]]) -> bytes:
    """A workbook of named sheets, each filled by a function."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        for name, fill in sheets:
            fill(workbook, workbook.add_worksheet(name))
    return content.getvalue()


def table_book(*lines: list[object]) -> bytes:
    """A workbook of one sheet with these rows from A1 on."""
    return book(("data", lambda _, sheet: [sheet.write_row(row, 0, line) for row, line in enumerate(lines)]))


def hand_made(rows_xml: str, head: str = "", book_extra: str = "", **parts: bytes) -> bytes:
    """A workbook whose only sheet holds this XML inside sheetData; head stands before the root element."""
    content = io.BytesIO()
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = f'<Override PartName="/xl/workbook.xml" ContentType="{kind}"/>'
    sheets = f'<sheets><sheet name="data" sheetId="1" r:id="r1"/></sheets>{book_extra}'
    sheet = f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows_xml}</sheetData></worksheet>'

    def relations(name: str, target: str) -> str:
        one = f'<Relationship Id="r1" Type="{RELATIONS}/{name}" Target="{target}"/>'
        return f'<Relationships xmlns="{package}/relationships">{one}</Relationships>'

    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types">{types}</Types>')
        archive.writestr("_rels/.rels", relations("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{sheets}</workbook>')
        archive.writestr("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml"))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def ods(body: str, styles: str = "", **parts: str) -> bytes:
    """An OpenDocument sheet called data with these rows."""
    spaces = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in SPACES)
    table = f'<table:table table:name="data">{body}</table:table>'
    content = (
        f'<office:document-content {spaces} office:version="1.3"><office:automatic-styles>{styles}'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{table}</office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        for name, part in ({"META-INF/manifest.xml": "<manifest/>"} | parts).items():
            archive.writestr(name, part)
    return packed.getvalue()


def cell(value: object, more: str = "") -> str:
    """A cell of an OpenDocument sheet that holds a text or a number."""
    if isinstance(value, str):
        inner = f"<text:p>{value}</text:p>" if value else ""
        return f'<table:table-cell office:value-type="string"{more}>{inner}</table:table-cell>'
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}/>'


def row(*cells: str, more: str = "") -> str:
    """A row of an OpenDocument sheet."""
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"
