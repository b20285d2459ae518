"""A mapping as it is written down: which column of a file is which of the contract, and how its cells are read."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data.mapping.rules import VERSION, wrong
from data.read.header import name_of
from data.read.manner import Manner, manner_of
from data.refusal import Refused

Ends = tuple[float, float]
BLOCK = "block"  # of Recode.blank: no where another box of the same question is ticked, else no answer


class MappingError(Refused):
    """A mapping that cannot be used: a refusal for each thing wrong with it."""

    def __init__(self, parts: Sequence[Refused]) -> None:
        """Keep them; str() joins their sentences."""
        super().__init__("together", parts=tuple(parts))

    @property
    def parts(self) -> tuple[Refused, ...]:
        """Each thing that is wrong with the mapping."""
        return self.values["parts"]

    @property
    def problems(self) -> list[str]:
        """The English sentence of each."""
        return [str(each) for each in self.parts]


@dataclass(frozen=True)
class Recode:
    """What becomes of the cells in one column: what is empty first, then words, then the scale, then the reversal.

    words: a text -> what stands for it, "" for no answer; scale: (from, to), ends of two ranges of numbers, linear
    between; reversed: x becomes low + high - x of the range the contract allows; None where nobody has said.
    blank: what an empty cell stands for, "" for no answer, BLOCK as there; None where nobody has said. down: an empty
    cell holds what stands above it. unit, k: of the numbers in the column; "" and None leave that to the file.
    """

    words: dict[str, str] = field(default_factory=dict)
    scale: tuple[Ends, Ends] | None = None
    reversed: bool | None = None
    blank: str | None = None
    down: bool = False
    unit: str = ""
    k: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """As it is written in a mapping, without what it does not say."""
        said: dict[str, Any] = {"words": dict(self.words)} if self.words else {}
        if self.scale is not None:
            said["scale"] = {"from": list(self.scale[0]), "to": list(self.scale[1])}
        plain = {"reversed": self.reversed, "blank": self.blank, "k": self.k}
        said |= {name: value for name, value in plain.items() if value is not None}
        return said | ({"down": True} if self.down else {}) | ({"unit": self.unit} if self.unit else {})


@dataclass(frozen=True)
class Asked:
    """The questionnaire an export answers: of which sector and version, and a print of each question that it asked."""

    sector: str
    version: str
    questions: dict[str, str]

    def as_dict(self) -> dict[str, Any]:
        """As it is written in a mapping."""
        return {"sector": self.sector, "version": self.version, "questions": dict(self.questions)}


@dataclass(frozen=True)
class Mapping:
    """columns: column of the file -> id of the contract; recode: column of the file -> Recode; ignored: left out.

    missing: words and numbers that mean no answer, whatever the question; kept: samples that are none but in name, such
    as one called Mean, so that their rows stay. reading: how the file is read before any column is looked at.
    asked: of the mapping that a questionnaire was written with; there several names of one column may stand, of which a
    file has one: a tool exports the question's code or its wording.
    """

    columns: dict[str, str] = field(default_factory=dict)
    recode: dict[str, Recode] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    reading: Manner = field(default_factory=Manner)
    asked: Asked | None = None

    def of(self, column: str) -> Recode:
        """What is said of one column."""
        return self.recode.get(column, Recode())

    def with_recode(self, column: str, recode: Recode) -> "Mapping":
        """The same with this said of one column."""
        return replace(self, recode={**self.recode, column: recode})

    def as_dict(self) -> dict[str, Any]:
        """As it is written: {"mapping": 1, "columns": {...}, "recode": {...}, "ignored": [...]}."""
        recode = {column: each.as_dict() for column, each in self.recode.items()}
        whole = {"mapping": VERSION, "columns": dict(self.columns), "recode": recode, "ignored": list(self.ignored)}
        lists = {"missing": list(self.missing), "kept": list(self.kept)}
        whole |= {name: words for name, words in lists.items() if words}
        whole |= {} if self.reading == Manner() else {"reading": self.reading.as_dict()}
        return whole if self.asked is None else whole | {"asked": self.asked.as_dict()}

    def json(self) -> str:
        """As a file; `parse` reads it back."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n"


def parse(text: str) -> Mapping:
    """The mapping in a JSON text; MappingError names everything that is wrong with it at once.

    Columns are named as the readers name them, so that a header may be copied from the file as it stands.
    """
    twice: list[Refused] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        again = [key for key in dict.fromkeys(keys) if keys.count(key) > 1]
        twice.extend(Refused("mapping_said_twice", name=repr(key)) for key in again)
        return dict(pairs)

    try:
        raw = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise MappingError([Refused("mapping_no_json", why=error)]) from None
    if not isinstance(raw, dict):
        raise MappingError([Refused("mapping_form")])
    problems = [*twice, *wrong(raw)]
    if problems:
        raise MappingError(problems)
    columns = {name_of(column): target for column, target in raw.get("columns", {}).items()}
    recode = {name_of(column): _recode(each) for column, each in raw.get("recode", {}).items()}
    ignored = tuple(dict.fromkeys(map(name_of, raw.get("ignored", ()))))
    missing, kept = (tuple(map(_text, raw.get(name, ()))) for name in ("missing", "kept"))
    asked = Asked(**raw["asked"]) if "asked" in raw else None
    return Mapping(columns, recode, ignored, missing, kept, manner_of(raw.get("reading", {})), asked)


def _recode(raw: dict[str, Any]) -> Recode:
    scale = raw.get("scale")
    ends = None if scale is None else (_pair(scale["from"]), _pair(scale["to"]))
    blank = raw.get("blank")
    return Recode(
        {word: _text(each) for word, each in raw.get("words", {}).items()},
        ends,
        raw.get("reversed"),
        None if blank is None else _text(blank),
        raw.get("down", False),
        raw.get("unit", ""),
        None if raw.get("k") is None else float(raw["k"]),
    )


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else written(float(value))


def _pair(ends: list[float]) -> tuple[float, float]:
    low, high = map(float, ends)
    return low, high


def written(value: float) -> str:
    """A number as text, with the digits that are sure: 15 of them, so that 0.1 + 0.2 is 0.3."""
    return format(float(value), ".15g")
