"""What a number format makes of a number: percent signs, units, signs before it (format codes: ECMA-376-1, 18.8.31)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from operator import eq, ge, gt, le, lt, ne
from typing import Literal, NamedTuple

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<split>;)|(?P<general>General)|(?P<am>[AaP]/P|AM/PM)'
    r"|(?P<exponent>[eE][+-])|(?P<digit>[0#?.,]+)|(?P<percent>[%％])|(?P<date>[ymdhsegbYMDHSEGB]+)|(?P<text>@)"
    r"|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_TEST = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_TESTS = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
# Dashes that book-keeping shows for nothing, brackets and signs that it puts around what is below zero.
_DASHES, _SIGNS = "-–—−", "()（）+-−"
# Words that count or rate, and are no unit a number could be converted from.
COUNTED = frozenset(["points", "point", "pts", "times", *"分次个件条项人台辆起套份名户"])
Kind = Literal["same", "shown", "bare", "unseen", "odd"]


class Shown(NamedTuple):
    """A number as its format shows it, with all its digits. same: just so; bare: with a counting word behind it.

    unseen: nothing is shown at all; odd: thousands are cut off or digits divided, so that it shows another number.
    """

    kind: Kind
    text: str


@dataclass(frozen=True)
class Section:
    """One part of a format code: when it applies, the text around the digits, and what becomes of the number."""

    test: tuple[str, float] | None
    before: str
    after: str
    number: str
    inside: str
    percent: int
    date: bool

    @property
    def odd(self) -> bool:
        """Whether commas behind the last digit divide by thousands, or text stands between the digits."""
        return re.search(r"[0#?],+(\.|$)", self.number) is not None or self.inside.strip(" /") != ""

    @property
    def zeros(self) -> int:
        """Digits that a whole number is filled up to with zeros; 0 where it is not."""
        return len(self.number) if re.fullmatch("00+", self.number) and not self.percent else 0


@cache
def sections(code: str) -> tuple[Section, ...]:
    """The parts of a format code between semicolons."""
    parts: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(code):
        parts.append([]) if token["split"] else parts[-1].append(token)
    return tuple(map(_section, parts))


def plain(code: str) -> bool:
    """Whether every number is shown as what it is, or as a date, which the values say themselves."""
    return all(
        each.date or (each.number and not (each.percent or each.odd or each.zeros) and not _words(each))
        for each in sections(code)
        if each != _TEXT
    ) and not any(each.test for each in sections(code))


def shown(number: str, code: str) -> Shown:
    """A number, written in plain digits, as a cell of this format shows it: 0.853 in 0.0% is 85.3%."""
    part = _chosen(float(number), sections(code))
    if part.date or part == _TEXT:
        return Shown("same", number)
    words = _words(part)
    if not part.number:
        dash = bool(words) and not words.strip(_DASHES)
        return Shown("same", number) if dash else Shown("shown" if words else "unseen", words)
    if part.odd:
        return Shown("odd", number)
    if part.percent:
        return Shown("shown", f"{part.before}{_times(number, 100**part.percent)}{part.after}")
    if part.zeros and number.isdecimal():
        number, words = number.zfill(part.zeros), words or number
    if not words:
        return Shown("same", number)
    if not part.before and part.after.strip() in COUNTED:
        return Shown("bare", f"{number}{part.after}")
    return Shown("shown", f"{part.before}{number}{part.after}")


def _chosen(value: float, parts: tuple[Section, ...]) -> Section:
    """The part that applies to a value: the first whose condition holds; else by its sign."""
    if any(part.test for part in parts):
        rest = [part for part in parts if part.test is None and part != _TEXT]
        held = [part for part in parts if part.test and _TESTS[part.test[0]](value, part.test[1])]
        return (held or rest or [_TEXT])[0]
    place = 0 if value > 0 or len(parts) == 1 else 1 if value < 0 else 2 if len(parts) > 2 else 0
    return parts[place]


def _section(tokens: list[re.Match[str]]) -> Section:
    test, percent, date = None, 0, False
    pieces: list[tuple[str, str]] = []  # (placeholders, text) in order, one of them empty
    for token in tokens:
        literal = token["quoted"] or token["escaped"] or token["other"] or ""
        if token["bracket"] is not None:
            condition = _TEST.fullmatch(token["bracket"].strip())
            test = (condition[1], float(condition[2])) if condition else test
            date = date or _ELAPSED.fullmatch(token["bracket"]) is not None
            literal = token["bracket"][1:].split("-")[0] if token["bracket"].startswith("$") else ""
        percent, literal = (percent + 1, "%") if token["percent"] else (percent, literal)
        date = date or bool(token["date"] or token["am"])
        digits = token["digit"] or token["text"] or ("#" if token["general"] or token["exponent"] else "")
        pieces.append((digits, literal.replace("\u00a0", " ")))
    at = [place for place, (digits, _) in enumerate(pieces) if digits] or [len(pieces)]
    before, inside, after = pieces[: at[0]], pieces[at[0] : at[-1]], pieces[at[-1] :]
    texts = ["".join(text for _, text in part) for part in (before, inside, after)]
    number = "".join(digits for digits, _ in pieces)
    return Section(test, texts[0].lstrip(), texts[2].rstrip(), number, texts[1], percent, date)


def _words(part: Section) -> str:
    """The text around the digits, without the signs and brackets of book-keeping."""
    text = f"{part.before}{part.after}".strip()
    return text if text.strip(_SIGNS) or not part.number else ""


def _times(number: str, factor: int) -> str:
    return format((Decimal(number) * factor).normalize(), "f")


_TEXT = _section(list(_TOKEN.finditer("@")))
