"""A document as a workbook: what it says, a sheet for each result behind it, and where it comes from."""

import io
from collections.abc import Iterable, Mapping, Sequence
from math import ceil

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from benchmarks.reports import facts
from benchmarks.reports.document import Bar, Block, Cards, Document, Say, Series, Strip, Table, Tiles
from benchmarks.reports.written.cell import Writer, width
from benchmarks.reports.written.fitting import wide
from benchmarks.reports.written.inside import carrying
from benchmarks.words.language import LANGUAGES

_SHARES = ("missing_share", "confidence", "p_met", "p_gap", "coverage", "closed_share", "next_wave_p_met")
_WHOLE = (
    "n",
    "rank",
    "rank_low",
    "rank_high",
    "of",
    "enterprises",
    "rated",
    "capped",
    "broken_floors",
    "batch",
    "action",
)
_DECIMAL = {
    "score": "0.0",
    "score_low": "0.0",
    "score_high": "0.0",
    "gain": "0.0",
    "gain_low": "0.0",
    "gain_high": "0.0",
}
Cell = str | float | None
_COLUMNS = (34, 22, 20, 24, 20, 20, 14)  # letters of the columns of the first sheet
_LINE, _MOST, _LONG = 15, 409, 20  # points of a line, and of a row; letters of a text that stands across all columns
_WHOLE_WIDTH = ("title", "small", "heading", "lead", "body", "warning")
_SIZES = {"title": 1.7, "heading": 1.3}  # against the size of a row
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 18, "font_color": "#1B2A33"},
    "heading": {"bold": True, "font_size": 14, "font_color": "#1B2A33"},
    "lead": {"bold": True},
    "body": {},
    "small": {"font_size": 9, "font_color": "#5C6972"},
    "warning": {"font_color": "#A23E12", "bg_color": "#FBEDE6"},
    "head": {"bold": True, "bg_color": "#EEF1F3", "bottom": 1, "bottom_color": "#DCE3E7", "indent": 1},
    "row": {"bottom": 1, "bottom_color": "#DCE3E7", "num_format": "0.0", "align": "left", "indent": 1},
}


def xlsx(document: Document) -> bytes:
    """The document as XLSX: texts are never formulas, numbers stay numbers with a format."""
    say, buffer = LANGUAGES[document.language].gettext, io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True, "nan_inf_to_errors": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties(
        {
            "title": f"{document.title} · {document.subtitle}",
            "author": "Duibiao",
            "keywords": ", ".join(document.badges),
        }
    )
    bold, wrap = book.add_format({"bold": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    _report(book, say("Report"), document)
    cell = Writer(book)
    for name, frame in document.sheets.items():
        _result(book, name, frame, cell)
    about = book.add_worksheet(say("About"))
    _printed(about)
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 100, wrap)
    for at, (name, text) in enumerate(document.about.items()):
        about.write_string(at, 0, name, bold)
        about.write_string(at, 1, text, wrap)
    book.close()
    return carrying(buffer.getvalue(), facts.encoded(document.facts))


def _report(book: xlsxwriter.Workbook, name: str, document: Document) -> None:
    """The first sheet: what the document says, to be read and printed; every row as high as its text needs."""
    formats = {kind: book.add_format({"text_wrap": True, "valign": "top", **look}) for kind, look in _LOOKS.items()}
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines()
    for place, wide_of in enumerate(_COLUMNS):
        sheet.set_column(place, place, wide_of)
    if document.logo:
        told = {"image_data": io.BytesIO(document.logo), "description": "Logo", "x_scale": 0.2, "y_scale": 0.2}
        sheet.insert_image(0, len(_COLUMNS) - 2, "logo.png", told)
    for at, (kind, row) in enumerate(_lines(document)):
        sheet.set_row(at, min(_MOST, _LINE * _SIZES.get(kind, 1) * _high(kind, row)))
        if kind in _WHOLE_WIDTH:
            sheet.merge_range(at, 0, at, len(_COLUMNS) - 1, row[0], formats[kind])
            continue
        for place, cell in enumerate(row):
            sheet.write(at, place, cell, formats[kind])
    _printed(sheet)


def _high(kind: str, row: Sequence[Cell]) -> int:
    """How many lines a row needs: its longest cell's letters over the width of its column."""
    rooms = [sum(_COLUMNS)] if kind in _WHOLE_WIDTH else _COLUMNS
    needed = [wide(str(cell)) * _SIZES.get(kind, 1) / (room * 0.9) for cell, room in zip(row, rooms, strict=False)]
    return max(1, *(ceil(each) for each in needed)) if needed else 1


def _printed(sheet: Worksheet) -> None:
    """On paper: across, as wide as one page, with the pages counted."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


def _lines(document: Document) -> Iterable[tuple[str, Sequence[Cell]]]:
    """What the pages say, a line each, with what kind of line it is."""
    yield "title", [f"{document.title} · {document.subtitle}"]
    yield "small", [" · ".join([*document.badges, document.foot])]
    for page in document.pages:
        yield "row", []
        yield "heading", [page.title]
        for block in page.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterable[tuple[str, Sequence[Cell]]]:
    if isinstance(block, Say):
        yield block.style if block.style in _LOOKS else "body", [block.text]
    elif isinstance(block, Tiles):
        yield from (("row", [each.label, each.value, each.note]) for each in block.tiles)
    elif isinstance(block, Cards):
        for card in block.cards:
            yield "head", [card.title, card.badge]
            for label, text in card.lines:
                yield ("row", [label, text]) if wide(text) < _LONG else ("body", [f"{label}: {text}"])
    elif isinstance(block, Table):
        if block.caption:
            yield "lead", [block.caption]
        yield "head", list(block.head)
        yield from (("row", list(map(_cell, row))) for row in block.rows)
    elif isinstance(block, Series):
        yield "lead", [block.label]
        for each in block.points:
            yield "row", [each.label, *(round(n, 1) for n in (each.value, each.low, each.high))]
    elif isinstance(block, Strip):
        yield "row", [block.label, round(block.own, 1), ", ".join(map(str, block.others))]


def _cell(cell: str | Bar) -> Cell:
    if isinstance(cell, Bar):
        return None if cell.score is None else round(cell.score, 1)
    return cell.replace("\n", " · ")


def _result(book: xlsxwriter.Workbook, name: str, frame: pd.DataFrame, cell: Writer) -> None:
    """One result with its header held in place, a filter, and a number format for each column."""
    sheet, bold = book.add_worksheet(name[:31]), book.add_format({"bold": True})
    for place, column in enumerate(frame):
        sheet.write_string(0, place, str(column), bold)
        values, form = frame.iloc[:, place], number_format(str(column))
        sheet.set_column(place, place, width(values, column))
        shown = None if form is None else book.add_format({"num_format": form})
        for at, value in enumerate(values, start=1):
            cell.write(sheet, at, place, value, shown)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _printed(sheet)
    if len(frame):
        sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)


def number_format(column: str) -> str | None:
    """How a spreadsheet shows numbers of a column: shares in percent, counts whole, points with one decimal.

    None where each number is shown with the decimals it has.
    """
    if column in _SHARES:
        return "0.0%"
    return "0" if column in _WHOLE else _DECIMAL.get(column)
