"""On which sheets a document's pages stand: little that is said closes up, and every fact knows its sheet.

Heights are estimated from above, in centimetres of the template's A4; what may run over its sheet is laid out once and
read back, since only the template knows where it breaks a table.
"""

import math
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from benchmarks.reports.document import Bar, Block, Cards, Document, Page, Say, Strip, Table, Tiles
from benchmarks.reports.facts import Row, sealed
from benchmarks.reports.written.fitting import wide
from benchmarks.reports.written.pdf import Sheets, sheets
from data.refusal import Refused

SHEET = 25.0  # between head and foot
OVER = 27.0  # estimated, from which on a page may run over its sheet: tables come out a tenth lower at least
SPARSE = 0.45  # of their sheets' height: pages that fill less on average close up
_WIDE = 17.2
_SAY = {"lead": (88, 0.6, 0.8), "small": (130, 0.41, 0.3), "warning": (100, 0.48, 0.75)}  # letters, a line, around
_BODY = (108, 0.48, 0.3)
_HEADING, _BETWEEN = 1.5, 0.6


def flowing(pages: Sequence[Page]) -> list[Page]:
    """The pages, those marked that stand under the one before: only where they leave most of their sheets empty."""
    heights = [height(each) for each in pages]
    if sum(heights) > SPARSE * SHEET * len(pages):
        return list(pages)
    made: list[Page] = []
    used = 0.0
    for page, high in zip(pages, heights, strict=True):
        joined = bool(made) and used + _BETWEEN + high <= SHEET
        used = used + _BETWEEN + high if joined else high
        made.append(replace(page, joined=joined))
    return made


def height(page: Page) -> float:
    """Centimetres that a page takes at most."""
    return _HEADING + sum(map(_block, page.blocks))


def _block(block: Block) -> float:
    if isinstance(block, Say):
        letters, line, around = _SAY.get(block.style, _BODY)
        return math.ceil(wide(block.text) / letters) * line + around
    if isinstance(block, Tiles):
        return math.ceil(len(block.tiles) / 2) * 3.6 if len(block.tiles) != 3 else 3.6
    if isinstance(block, Table):
        rows = sum(_row(row, block) for row in block.rows)
        return (1.1 if block.caption else 0.4) + _row([each or " " for each in block.head], block) + 0.3 + rows
    if isinstance(block, Cards):
        texts = [[math.ceil(wide(said) / 80) * 0.48 + 0.22 for _, said in each.lines] for each in block.cards]
        return sum(1.6 + sum(each) for each in texts)
    return 2.6 if isinstance(block, Strip) else 5.6


def _row(row: Sequence[str | Bar], table: Table) -> float:
    """A row is as high as its fullest cell."""
    inches = (_WIDE * each / sum(table.widths) - 0.3 for each in table.widths)
    cells = [(each, max(at, 0.5)) for each, at in zip(row, inches, strict=True) if isinstance(each, str)]
    lines = [sum(math.ceil(max(wide(part), 1) / (at * 6.9)) for part in text.split("\n")) for text, at in cells]
    return 0.24 + 0.39 * max(1, *lines)


def placed(document: Document, rows: Sequence[Row]) -> None:
    """Facts are told the sheet they stand on in place of the page they were written for."""
    starts, sheet = [], 0
    for page in document.pages:
        sheet += not page.joined
        starts.append(sheet)
    if max(map(height, document.pages)) > OVER:
        with suppress(Refused):  # without the font there is no PDF: other formats have no sheets of their own
            found = sheets(replace(document, facts=_NONE))
            starts = found.begins
            if found.last > len(set(starts)):
                _read(rows, found)
                return
    for row in rows:
        row["page"] = starts[row["page"] - 1]


_PART = re.compile(r"\d+(?:[.,]\d+)*|[^\d\s]")
_NONE = sealed({}, [])


def _read(rows: Sequence[Row], found: Sheets) -> None:
    """Each fact on the sheet of its page that shows most of what is told of the same row of a result."""
    ends = [*found.begins[1:], found.last + 1]
    texts = {sheet: _parts("\n".join(told)) for sheet, told in found.texts.items()}
    together: dict[tuple, list[Row]] = {}
    for row in rows:
        together.setdefault((row["page"], row["place"], str(row["keys"])), []).append(row)
    for (page, _, _), own in together.items():
        shown = [_parts(row["shown"]) for row in own if row["shown"].strip()]
        start = found.begins[page - 1]
        span = range(start, max(start + 1, ends[page - 1]))
        sheet = max(span, key=lambda at: (sum(text in texts.get(at, "") for text in shown), -at))
        for row in own:
            row["page"] = sheet


def _parts(text: str) -> str:
    """A text as its numbers and letters, apart: found in another wherever lines break, and no number inside another."""
    return "\0".join(["", *_PART.findall(text), ""])
