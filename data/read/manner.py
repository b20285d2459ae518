"""How a file is to be read where it can be read in more than one way: said by the sender once, in the mapping."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from data.refusal import Refused

HIDDEN = ("read", "left out")
LONG = ("indicators", "samples", "means")
PARALLEL = ("samples", "means")
ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "shift_jis", "windows-1252")
_WORDS = {  # the refusal of a part, and what it may be
    "hidden": ("manner_hidden", HIDDEN),
    "long": ("manner_long", LONG),
    "marked": ("manner_marked", HIDDEN),
    "parallel": ("manner_parallel", PARALLEL),
    "encoding": ("manner_encoding", ENCODINGS),
}


@dataclass(frozen=True)
class Manner:
    """What is not said is told from the file, or the file is refused with the question.

    sheet: the sheet of a workbook; hidden: what becomes of hidden rows and columns, one of HIDDEN; long: what the
    columns of a laboratory sheet with several results in a row are, one of LONG; table: which of several tables that
    stand side by side, counted from 1; encoding: of a text that does not say its own, one of ENCODINGS; marked: what
    becomes of rows that a column nobody reads calls averages and the like, one of HIDDEN; parallel: what rows of
    parallel samples are, one of PARALLEL.
    """

    sheet: str | None = None
    hidden: str = ""
    long: str = ""
    table: int | None = None
    encoding: str = ""
    marked: str = ""
    parallel: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As it is written in a mapping, without what is not said; `manner_of` reads it back."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name)) not in (None, "")}


def manner_of(raw: dict[str, Any]) -> Manner:
    """The manner that a mapping's "reading" tells, of which `wrong` finds nothing to say."""
    return Manner(**raw)


def wrong(raw: object) -> Iterator[Refused]:
    """A refusal for each thing that is wrong with a mapping's "reading"."""
    if not isinstance(raw, dict):
        yield Refused("manner_form")
        return
    known = [each.name for each in fields(Manner)]
    for key in raw.keys() - set(known):
        yield Refused("manner_part", name=repr(key), known=", ".join(known))
    if not isinstance(raw.get("sheet", ""), str):
        yield Refused("manner_sheet")
    for name, (code, words) in _WORDS.items():
        if raw.get(name, words[0]) not in words:
            yield Refused(code, known=", ".join(map(repr, words)))
    table = raw.get("table", 1)
    if type(table) is not int or table < 1:
        yield Refused("manner_table")
