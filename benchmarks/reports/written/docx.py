"""A document in Word: headings, tables with repeated heads, pictures with alt text; on a letterhead if there is one."""

import io
from collections.abc import Sequence
from typing import Any

import docxtpl
from docx import api
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from benchmarks.reports import facts
from benchmarks.reports.document import Bar, Block, Cards, Document, Say, Series, Strip, Table, Tiles
from benchmarks.reports.written.inside import carrying
from benchmarks.reports.written.pdf import FONT, picture
from data.refusal import Refused

TONES = {"met": "00805A", "not_met": "C8501E", "cannot_tell": "6C737B", "too_few": "8A8F98", "accent": "0B5C7A"}
INK, MUTED = "1B2A33", "5C6972"
_WIDE = 17.2  # cm between the margins
_MOST = 20 * 2**20  # bytes of a letterhead


def docx(document: Document, letterhead: bytes | None = None) -> bytes:
    """The document as DOCX; letterhead: a Word file whose head, foot and styles stay, refused where it is none."""
    word = _begun(document, letterhead)
    if document.logo:
        shown = word.add_picture(io.BytesIO(document.logo), height=Cm(1.2))
        shown._inline.docPr.set("descr", "Logo")
    for number, page in enumerate(document.pages):
        heading = word.add_heading(page.title, 1)
        heading.paragraph_format.page_break_before = number > 0 and not page.joined
        for block in page.blocks:
            _add(word, block, document.language)
    told = word.core_properties
    told.title, told.author = f"{document.title} · {document.subtitle}", "Duibiao"
    told.keywords, told.language = ", ".join(document.badges), document.language
    told.comments = ""
    out = io.BytesIO()
    word.save(out)
    return carrying(out.getvalue(), facts.encoded(document.facts))


def _begun(document: Document, letterhead: bytes | None) -> Word:
    if letterhead is not None:
        return _on(document, letterhead)
    word = api.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 9.5), ("Heading 1", 15), ("Heading 2", 11)):
        style: Any = word.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), RGBColor.from_string(INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # else it goes before the font
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(5)
    section.header.paragraphs[0].text = " · ".join([document.title, document.subtitle, *document.badges])
    section.footer.paragraphs[0].text = document.foot
    return word


def _on(document: Document, letterhead: bytes) -> Word:
    """The association's own paper: its {{ title }}, {{ subtitle }}, {{ badges }} and {{ foot }} are filled in."""
    if len(letterhead) > _MOST:
        raise Refused("letterhead_large", most=_MOST // 2**20)
    fields = {"title": document.title, "subtitle": document.subtitle, "foot": document.foot}
    try:
        template = docxtpl.DocxTemplate(io.BytesIO(letterhead))
        template.render(fields | {"badges": " · ".join(document.badges)}, SandboxedEnvironment(), autoescape=True)
        filled = io.BytesIO()
        template.save(filled)
        word = api.Document(io.BytesIO(filled.getvalue()))
        missing = [name for name in ("Heading 1", "Heading 2", "Table Grid") if name not in word.styles]
    except TemplateError as error:
        raise Refused("bad_letterhead", why=str(error)) from None
    except Exception:  # whatever a stranger's file makes three libraries raise
        raise Refused("letterhead_no_word") from None
    if missing:
        raise Refused("letterhead_styles", names=", ".join(missing))
    word.add_paragraph(" · ".join([document.title, document.subtitle, *document.badges, document.foot]))
    return word


def _add(word: Word, block: Block, language: str) -> None:
    if isinstance(block, Say):
        colour = TONES["not_met"] if block.style == "warning" else MUTED if block.style == "small" else INK
        _run(word.add_paragraph(), block.text, colour, 8 if block.style == "small" else 9.5, block.style == "lead")
    elif isinstance(block, Tiles):
        _tiles(word, block)
    elif isinstance(block, Cards):
        for card in block.cards:
            _run(
                word.add_heading("", 2),
                " · ".join(filter(None, (card.title, card.badge))),
                TONES.get(card.tone, INK),
                11,
                True,
            )
            for label, text in card.lines:
                line = word.add_paragraph()
                _run(line, f"{label}: ", MUTED, 9)
                _run(line, text, INK, 9)
    elif isinstance(block, Table):
        _table(word, block)
    else:
        _figure(word, block, language)


def _tiles(word: Word, block: Tiles) -> None:
    across = 2 if len(block.tiles) == 4 else min(3, len(block.tiles))
    table = word.add_table(rows=1, cols=across)
    for place, each in enumerate(block.tiles):
        if place and place % across == 0:
            table.add_row()
        cell = table.rows[-1].cells[place % across]
        _run(cell.paragraphs[0], each.label, MUTED, 8)
        _run(cell.add_paragraph(), each.value, TONES.get(each.tone, INK), 24, True)
        _run(cell.add_paragraph(), each.note, INK, 8)


def _table(word: Word, block: Table) -> None:
    if block.caption:
        word.add_heading(block.caption, 2)
    table = word.add_table(rows=1, cols=len(block.head), style="Table Grid")
    table.autofit = False
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    widths = [Cm(_WIDE * each / sum(block.widths)) for each in block.widths]
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = wide
    rows: list[tuple[Sequence[str | Bar], bool]] = [(block.head, True), *((each, False) for each in block.rows)]
    _ruled(table)
    for row, kind in rows:
        line = table.rows[0] if kind else table.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = line.cells
        for place, (cell, told) in enumerate(zip(cells, row, strict=True)):
            cell.width = widths[place]
            _cell(cell, told, head=kind, right=place in block.numbers)
    word.add_paragraph()


def _ruled(table: Any) -> None:
    """Thin rules under the rows in place of a grid, and rows that stay whole on a page."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{side}")
        kind = "single" if side in ("bottom", "insideH") else "nil"
        for name, value in (("val", kind), ("sz", "4"), ("space", "0"), ("color", "DCE3E7")):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    table._tbl.tblPr.append(borders)


def _cell(cell: _Cell, told: str | Bar, *, head: bool, right: bool) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(0)
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if isinstance(told, Bar):
        _run(line, told.alt, TONES.get(told.tone, INK), 8)
        return
    first, *rest = told.split("\n")
    _run(line, first, MUTED if head else INK, 8, head)
    if rest:
        _run(line, f" · {' '.join(rest)}", MUTED, 7)


def _figure(word: Word, block: Strip | Series, language: str) -> None:
    shown = word.add_picture(io.BytesIO(picture(block, language)), width=Cm(_WIDE))
    shown._inline.docPr.set("descr", block.alt)
    shown._inline.docPr.set("name", block.label)


def _run(paragraph: Any, text: str, colour: str, size: float, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = RGBColor.from_string(colour)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
