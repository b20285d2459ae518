"""A document as PDF: tagged for readers (PDF/UA-1), for archives (PDF/A-3a), with its facts attached."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from benchmarks.reports import facts
from benchmarks.reports.document import Block, Document
from benchmarks.reports.written.inside import numbers, texts_of
from data.refusal import Refused

FONT = "Noto Sans CJK SC"  # both scripts in one; Debian: fonts-noto-cjk
_HERE = Path(__file__).parent
_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    str(Path.home() / ".fonts"),
    str(Path.home() / ".local/share/fonts"),
)


def pdf(document: Document) -> bytes:
    """The document as PDF; refused where the font is missing."""
    return typst.compile(
        str(_HERE / "document.typ"),
        root=str(_HERE),
        font_paths=_fonts(),
        sys_inputs=_inputs(document),
        pdf_standards=["a-3a", "ua-1"],
        format="pdf",
    )


def sheets(document: Document) -> list[int]:
    """The sheet on which each page begins, and the last one; laid out without being written."""
    found = typst.query(
        str(_HERE / "document.typ"),
        "<sheet>",
        field="value",
        root=str(_HERE),
        font_paths=_fonts(),
        sys_inputs=_inputs(document),
    )
    return [int(each) for each in json.loads(found)]


def _inputs(document: Document) -> dict[str, str]:
    told = document.plain()
    return {
        "document": json.dumps(told, ensure_ascii=False),
        "facts": facts.encoded(document.facts).decode(),
        "numbers": json.dumps(numbers(document.facts["facts"], texts_of(told["pages"]))),
        "font": FONT,
    }


def picture(figure: Block, language: str) -> bytes:
    """One figure of a document as PNG, for formats that cannot draw it themselves."""
    inputs = {"figure": json.dumps(asdict(figure), ensure_ascii=False), "language": language, "font": FONT}
    return typst.compile(
        str(_HERE / "figure.typ"), root=str(_HERE), font_paths=_fonts(), sys_inputs=inputs, ppi=200, format="png"
    )


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this machine, read once: a document asks none by itself."""
    found = typst.Fonts(include_system_fonts=False, font_paths=_noto())
    if FONT not in found.families():
        raise Refused("no_font", font=FONT, package="fonts-noto-cjk")
    return found


def _noto() -> list[str]:
    """Folders that hold a Noto Sans CJK: the others need not be read."""
    files = [path for each in _FOLDERS if Path(each).is_dir() for path in Path(each).rglob("NotoSansCJK*")]
    return sorted({str(path.parent) for path in files})
