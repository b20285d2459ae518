"""A document as PDF: tagged for readers (PDF/UA-1), for archives (PDF/A-3a), with its facts attached."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True)
class Sheets:
    """On which sheets a layout stands, counted from 1: where each page begins, the last one, and what each shows."""

    begins: list[int]
    last: int
    texts: dict[int, list[str]]


def sheets(document: Document) -> Sheets:
    """Where the template breaks the document's pages; laid out without being written."""
    found = typst.query(
        str(_HERE / "document.typ"),
        "<sheets>",
        field="value",
        one=True,
        root=str(_HERE),
        font_paths=_fonts(),
        sys_inputs=_inputs(document),
    )
    told = json.loads(found)
    blocks = [page["blocks"] for page in document.plain()["pages"]]
    texts: dict[int, list[str]] = {}
    for page, block, *row, sheet in told["stands"]:
        texts.setdefault(sheet, []).extend(texts_of(_part(blocks[page][block], row)))
    return Sheets(told["begins"], told["last"], texts)


def _part(block: Mapping[str, Any], row: Sequence[Any]) -> Any:
    """What the template marks: a row of a table, a line of a card, or all else of a block."""
    if not row:
        return {name: each for name, each in block.items() if name not in ("rows", "cards")}
    if "rows" in block:
        return block["rows"][row[0]]
    card, line = row[0]
    return block["cards"][card]["lines"][line]


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
