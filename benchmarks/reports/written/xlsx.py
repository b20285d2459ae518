"""A document as a workbook: what it says, a sheet for each result behind it, and where it comes from."""

import io
from collections.abc import Iterable, Sequence

import pandas as pd
import xlsxwriter

from benchmarks.formats import cells
from benchmarks.reports import facts
from benchmarks.reports.document import Bar, Cards, Document, Say, Series, Strip, Table, Tiles
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
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(say("Report"))
    sheet.set_column(0, 0, 60, wrap)
    sheet.set_column(1, 8, 24, wrap)
    if document.logo:
        told = {"image_data": io.BytesIO(document.logo), "description": "Logo", "x_scale": 0.2, "y_scale": 0.2}
        sheet.insert_image(0, 3, "logo.png", told)
    for at, line in enumerate(_lines(document)):
        for place, cell in enumerate(line[1]):
            sheet.write(at, place, cell, bold if line[0] else wrap)
    for name, frame in document.sheets.items():
        _result(book, name, frame)
    about = book.add_worksheet(say("About"))
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 100, wrap)
    for at, (name, text) in enumerate(document.about.items()):
        about.write_string(at, 0, name, bold)
        about.write_string(at, 1, text, wrap)
    book.close()
    return carrying(buffer.getvalue(), facts.encoded(document.facts))


def _lines(document: Document) -> Iterable[tuple[bool, Sequence[Cell]]]:
    """What the pages say, a line each; True for headings."""
    yield True, [f"{document.title} · {document.subtitle}"]
    yield False, [" · ".join([*document.badges, document.foot])]
    for page in document.pages:
        yield False, []
        yield True, [page.title]
        for block in page.blocks:
            if isinstance(block, Say):
                yield False, [block.text]
            elif isinstance(block, Tiles):
                yield from ((False, [each.label, each.value, each.note]) for each in block.tiles)
            elif isinstance(block, Cards):
                for card in block.cards:
                    yield True, [card.title, card.badge]
                    yield from ((False, [label, text]) for label, text in card.lines)
            elif isinstance(block, Table):
                yield True, list(block.head)
                yield from ((False, list(map(_cell, row))) for row in block.rows)
            elif isinstance(block, Series):
                yield True, [block.label]
                for each in block.points:
                    cells_of: Sequence[Cell] = [each.label, *(round(n, 1) for n in (each.value, each.low, each.high))]
                    yield False, cells_of
            elif isinstance(block, Strip):
                yield False, [block.label, round(block.own, 1), ", ".join(map(str, block.others))]


def _cell(cell: str | Bar) -> Cell:
    if isinstance(cell, Bar):
        return None if cell.score is None else round(cell.score, 1)
    return cell.replace("\n", " · ")


def _result(book: xlsxwriter.Workbook, name: str, frame: pd.DataFrame) -> None:
    """One result with its header held in place, a filter, and a number format for each column."""
    sheet, told = book.add_worksheet(name[:31]), cells(frame)
    bold = book.add_format({"bold": True})
    formats = {column: book.add_format({"num_format": number_format(str(column))}) for column in told}
    for place, column in enumerate(told):
        sheet.write_string(0, place, str(column), bold)
        values = told.iloc[:, place]
        sheet.set_column(place, place, min(40, max(10, len(str(column)) + 2)), formats[column])
        for at, value in enumerate(values, start=1):
            if pd.isna(value):
                continue
            write = sheet.write_string if isinstance(value, str) else sheet.write
            write(at, place, value)
    sheet.freeze_panes(1, 0)
    if len(told):
        sheet.autofilter(0, 0, len(told), len(told.columns) - 1)


def number_format(column: str) -> str:
    """How a spreadsheet shows a column: shares in percent, counts whole, points with one decimal."""
    if column in _SHARES:
        return "0.0%"
    return "0" if column in _WHOLE else _DECIMAL.get(column, "General")
