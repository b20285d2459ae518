"""A questionnaire as a Word document: the interviewer's form, with the code of every answer."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from benchmarks.fieldwork import spoken
from benchmarks.fieldwork.form import Form, Item
from benchmarks.specs.parts import Label

_FONTS = {"en": "Calibri", "zh": "Noto Sans CJK SC"}
_MANY = 8  # answers that stand below one another; more of them are a scale, side by side
_WIDE = 10  # characters of a code from which its words stand further off
_QUIET = RGBColor(0x55, 0x5F, 0x66)


def paper(form: Form, language: str) -> bytes:
    """A4, one language: how to ask, what the interviewer fills in, then each question with its codes."""
    document = Document()
    _set_up(document, language)
    document.add_heading(_in(form.title, language), level=1)
    document.add_paragraph(_in(spoken.INTRODUCTION, language))
    _quiet(document.add_paragraph(), _in(spoken.INTERVIEWER, language))
    filled = [spoken.NUMBER, *(each.label for each in spoken.filled_in(form))]
    table = document.add_table(rows=1, cols=len(filled), style="Table Grid")
    for cell, label in zip(table.rows[0].cells, filled, strict=True):
        cell.text = f"{_in(label, language)}\n\n"
    for name, number in spoken.numbers(form).items():
        item = next(each for each in form.items if each.name == name)
        _ask(document, item, number, form, language)
    document.core_properties.title = _in(form.title, language)
    document.core_properties.author = ""
    document.core_properties.comments = f"{form.sector} {form.version}"
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _in(label: Label, language: str) -> str:
    return str(getattr(label, language))


def _set_up(document: Any, language: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name = _FONTS[language]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:eastAsia", "w:hAnsi", "w:ascii"):
            fonts.set(qn(attribute), _FONTS[language])
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(attribute), None)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0, 0)


def _quiet(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.italic = True
    run.font.color.rgb = _QUIET


def _ask(document: Any, item: Item, number: int, form: Form, language: str) -> None:
    said = spoken.only_if(item, form, language)
    if said:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(10), Pt(0)
        paragraph.paragraph_format.keep_with_next = True
        _quiet(paragraph, said)
    asked = document.add_paragraph()
    asked.paragraph_format.space_before = Pt(0 if said else 10)
    asked.paragraph_format.space_after = Pt(4)
    asked.paragraph_format.keep_with_next = True
    asked.add_run(f"{number}. {_in(item.label, language)}").bold = True
    if item.hint is not None:
        _quiet(document.add_paragraph(), _in(item.hint, language))
    if not item.options:
        blank = _in(spoken.COUNT, language) if item.kind != "text" else "______________"
        document.add_paragraph(blank)
    elif len([each for each in item.options if each.worth]) > _MANY and item.kind == "choice" and item.high > item.low:
        _scale(document, item, language)
    else:
        _list(document, item, language)


def _list(document: Any, item: Item, language: str) -> None:
    stop = Cm(6) if max(len(each.code) for each in item.options) > _WIDE else Cm(3.2)
    for place, option in enumerate(item.options):
        line = document.add_paragraph(f"{option.code}\t{_in(option.label, language)}")
        line.paragraph_format.left_indent, line.paragraph_format.space_after = Cm(0.6), Pt(1)
        line.paragraph_format.tab_stops.add_tab_stop(stop)
        line.paragraph_format.keep_with_next = place < len(item.options) - 1


def _scale(document: Any, item: Item, language: str) -> None:
    """Codes side by side, the words of the ends below the first and the last, no answer in a line of its own."""
    graded = [each for each in item.options if each.worth]
    table = document.add_table(rows=1, cols=len(graded), style="Table Grid")
    for cell, option in zip(table.rows[0].cells, graded, strict=True):
        cell.text = option.code
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    low, high = (_in(each.label, language).partition(" - ")[2] for each in (graded[0], graded[-1]))
    ends = document.add_paragraph(f"{low}\t{high}")
    ends.paragraph_format.tab_stops.add_tab_stop(Cm(17), alignment=2)
    ends.paragraph_format.space_after = Pt(1)
    ends.paragraph_format.keep_with_next = True
    rest = "    ".join(f"{each.code}  {_in(each.label, language)}" for each in item.options if not each.worth)
    document.add_paragraph(rest)
