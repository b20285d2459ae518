"""How a file is to be read where it can be read in more than one way: said by the sender once, in the mapping."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

HIDDEN = ("read", "left out")
LONG = ("indicators", "samples", "means")
PARALLEL = ("samples", "means")
ENCODINGS = ("utf-8", "utf-16", "gb18030", "big5", "shift_jis", "windows-1252")


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


def wrong(raw: object) -> Iterator[str]:
    """A sentence for each thing that is wrong with a mapping's "reading"."""
    known = [each.name for each in fields(Manner)]
    if not isinstance(raw, dict):
        yield '"reading" says how the file is to be read, such as {"hidden": "left out"}.'
        return
    for key in raw.keys() - set(known):
        yield f'"reading" has no {key!r}; it has {", ".join(known)}.'
    if not isinstance(raw.get("sheet", ""), str):
        yield '"sheet" is the name of a sheet of the workbook.'
    if raw.get("hidden", HIDDEN[0]) not in HIDDEN:
        yield f'"hidden" rows and columns are {" or ".join(map(repr, HIDDEN))}.'
    if raw.get("long", LONG[0]) not in LONG:
        yield f'"long" says what columns of results are: {", ".join(map(repr, LONG))}.'
    table = raw.get("table", 1)
    if type(table) is not int or table < 1:
        yield '"table" is the number of one of the tables that stand side by side, from 1.'
    if raw.get("marked", HIDDEN[0]) not in HIDDEN:
        yield f'"marked" rows, which a column calls averages or the like, are {" or ".join(map(repr, HIDDEN))}.'
    if raw.get("parallel", PARALLEL[0]) not in PARALLEL:
        yield f'"parallel" says what rows of parallel samples are: {" or ".join(map(repr, PARALLEL))}.'
    if raw.get("encoding", ENCODINGS[0]) not in ENCODINGS:
        yield f'"encoding" is one of {", ".join(map(repr, ENCODINGS))}.'
