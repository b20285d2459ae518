"""Which encoding a text is in that does not say so: each reading is weighed by how usual its characters are."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from data.problems.problem import Problem

_ENOUGH, _LONGEST = 1 << 16, 1 << 14  # bytes of lines looked at in all, and of one line
_FOREIGN = re.compile(rb"[\x80-\xff]")
_RUN = re.compile(r"[^\x00-\x7f]+")
_CELL = re.compile(r"[^,;\t\"\x00-\x1f]*[^\x00-\x7f][^,;\t\"\x00-\x1f]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_CLEAR, _USUAL = 0.2, 0.5  # a reading is told where it leads by so much, and so many of its characters are usual
_ALL_USUAL = 0.95  # another text read as GB18030 has 23 % of such characters, two characters in a row 5 %
_SHOWN = 60  # characters of the line that are shown in each reading


@dataclass(frozen=True)
class Encoding:
    """One way to read bytes: its name in a mapping, as a person writes it, Python's, and what is usual in it."""

    name: str
    label: str
    codec: str
    usual: Callable[[bytes], bool] | None = None


def _simplified(two: bytes) -> bool:
    """The 3,755 characters of level 1 and the marks of GB 2312."""
    return two[1] >= 0xA1 and (0xB0 <= two[0] <= 0xD7 or 0xA1 <= two[0] <= 0xA3)


def _traditional(two: bytes) -> bool:
    """The 5,401 characters of level 1 and the marks of Big5."""
    return 0xA1 <= two[0] <= 0xC6


def _japanese(two: bytes) -> bool:
    """Kana, marks, and the 2,965 characters of level 1 of JIS X 0208."""
    return 0x81 <= two[0] <= 0x83 or 0x88 <= two[0] <= 0x97


GB18030 = Encoding("gb18030", "GB18030", "gb18030", _simplified)
EUROPEAN = Encoding("windows-1252", "Windows-1252", "cp1252")
_UNSAID = (
    GB18030,
    Encoding("big5", "Big5", "cp950", _traditional),
    Encoding("shift_jis", "Shift-JIS", "cp932", _japanese),
    EUROPEAN,
)
_ALL = (Encoding("utf-8", "UTF-8", "utf-8"), Encoding("utf-16", "UTF-16", "utf-16-le"), *_UNSAID)
ENCODINGS = {each.name: each for each in _ALL}


def told(content: bytes) -> Encoding | Problem | None:
    """The encoding of bytes that are not UTF-8; the question where several are as likely, None where none is.

    A reading counts with the share of its characters above ASCII that are usual in its script: 100 % of an ordinary
    text, of a wrong reading seldom above half; in GB18030, in which most files come, that settles it. Characters of
    European text stand between letters without accents.
    """
    sample = _foreign_lines(content)
    shares = {each: share for each in _UNSAID if (share := _share(sample, each)) is not None}
    if shares.get(GB18030, 0.0) >= _ALL_USUAL:
        return GB18030
    best = max(shares.values(), default=0.0)
    likely = [each for each, share in shares.items() if share >= max(best - _CLEAR, _USUAL)]
    if len(likely) == 1:
        return likely[0]
    if not likely:
        return GB18030 if GB18030 in shares else None
    line = sample.split(b"\n")[0]
    cells = {each: _CELL.findall(line.decode(each.codec, "replace")) for each in likely}
    readings = {each.name: f"{each.label}: {', '.join(found)[:_SHOWN]}" for each, found in cells.items()}
    first = 1 + content.count(b"\n", 0, content.find(line))
    return Problem("encoding_several", first, rule={"readings": list(readings.values()), "each": readings})


def wide(content: bytes) -> str | None:
    """Python's name of the UTF-16 that bytes without a mark are in; None where they are in neither order."""
    sample = content[: _ENOUGH - _ENOUGH % 2]
    fitting = []
    for codec in ("utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(codec)("strict").decode(sample)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text) and "\n" in text and re.search("[,;\t]", text):
            fitting.append(codec)
    return fitting[0] if len(fitting) == 1 else None


def _foreign_lines(content: bytes) -> bytes:
    """The first lines that hold a byte above ASCII; none of these encodings has a line feed inside a character."""
    lines: list[bytes] = []
    at, size = 0, 0
    while size < _ENOUGH and (found := _FOREIGN.search(content, at)):
        begin = content.rfind(b"\n", at, found.start()) + 1 or at
        end = content.find(b"\n", found.start())
        at = len(content) if end < 0 else end
        lines.append(content[begin:at][:_LONGEST])
        size += len(lines[-1])
    return b"\n".join(lines)


def _share(sample: bytes, encoding: Encoding) -> float | None:
    """The share of characters above ASCII that are usual; None where a byte is not of the encoding."""
    try:
        text = sample.decode(encoding.codec)
    except UnicodeDecodeError as error:
        if error.end < len(sample):
            return None
        text = error.object[: error.start].decode(encoding.codec)
    runs = _RUN.findall(text)
    count = sum(map(len, runs))
    if not count:
        return None
    if encoding.usual is None:
        alone = 0 if _CONTROL.search(text.replace("\r", "")) else sum(run.isalpha() for run in runs if len(run) == 1)
        return alone / count
    coded = [char.encode(encoding.codec) for run in runs for char in run]
    return sum(len(each) == 2 and encoding.usual(each) for each in coded) / count
