"""A mapping as it is written down: which column of a file is which of the contract, and how answers are recoded."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

VERSION = 1
_KEYS = ("mapping", "columns", "recode", "ignored")
_RECODE = ("words", "scale", "reversed")
Ends = tuple[float, float]


class MappingError(ValueError):
    """A mapping that cannot be used; `problems` holds one sentence for each thing wrong with it."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the sentences; str() joins them."""
        self.problems = problems
        super().__init__(" ".join(problems))


@dataclass(frozen=True)
class Recode:
    """What becomes of the answers in one column: words first, then the scale, then the reversal.

    words: an answer -> what stands for it, as text; scale: (from, to), ends of two ranges of numbers, linear between;
    reversed: x becomes low + high - x of the range the contract allows.
    """

    words: dict[str, str] = field(default_factory=dict)
    scale: tuple[Ends, Ends] | None = None
    reversed: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As it is written in a mapping, without what it does not do."""
        scale = {} if self.scale is None else {"scale": {"from": list(self.scale[0]), "to": list(self.scale[1])}}
        words = {"words": dict(self.words)} if self.words else {}
        return words | scale | ({"reversed": True} if self.reversed else {})


@dataclass(frozen=True)
class Mapping:
    """columns: column of the file -> id of the contract; recode: column of the file -> Recode; ignored: left out."""

    columns: dict[str, str] = field(default_factory=dict)
    recode: dict[str, Recode] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As it is written: {"mapping": 1, "columns": {...}, "recode": {...}, "ignored": [...]}."""
        recode = {column: each.as_dict() for column, each in self.recode.items()}
        return {"mapping": VERSION, "columns": dict(self.columns), "recode": recode, "ignored": list(self.ignored)}

    def json(self) -> str:
        """As a file; `parse` reads it back."""
        return json.dumps(self.as_dict(), ensure_ascii=False, indent=1) + "\n"


def parse(text: str) -> Mapping:
    """The mapping in a JSON text; MappingError names everything that is wrong with it at once."""
    twice: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        twice.extend(f"{key!r} stands twice in one place." for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        raw = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        raise MappingError([f"A mapping is a JSON text, and this is none: {error}."]) from None
    if not isinstance(raw, dict):
        raise MappingError(
            ['A mapping is written {"mapping": 1, "columns": {...}, "recode": {...}, "ignored": [...]}.']
        )
    problems = [*twice, *_wrong(raw)]
    if problems:
        raise MappingError(problems)
    recode = {column: _recode(each) for column, each in raw.get("recode", {}).items()}
    return Mapping(dict(raw.get("columns", {})), recode, tuple(raw.get("ignored", ())))


def _wrong(raw: dict[str, Any]) -> Iterator[str]:
    if type(raw.get("mapping")) is not int or raw["mapping"] != VERSION:
        yield f'"mapping" names the version, which is {VERSION}; got {raw.get("mapping")!r}.'
    for key in raw.keys() - set(_KEYS):
        yield f"A mapping has no {key!r}; it has {', '.join(_KEYS)}."
    columns, recode, ignored = raw.get("columns", {}), raw.get("recode", {}), raw.get("ignored", [])
    if not isinstance(columns, dict) or not all(isinstance(each, str) and each for each in columns.values()):
        yield '"columns" gives each column of the file the id of one of the contract, such as {"Q1": "satisfaction"}.'
    columns = {} if not isinstance(columns, dict) else {k: v for k, v in columns.items() if isinstance(v, str)}
    for target in dict.fromkeys(columns.values()):
        given = [column for column, each in columns.items() if each == target]
        if len(given) > 1:
            yield f"{', '.join(given)} are all mapped to {target}: only one column can be."
    if not isinstance(ignored, list) or not all(isinstance(each, str) for each in ignored):
        yield '"ignored" is a list of columns of the file.'
    ignored = [each for each in ignored if isinstance(each, str)] if isinstance(ignored, list) else []
    for column in ignored:
        if column in columns:
            yield f"{column} is both mapped and ignored."
    if not isinstance(recode, dict):
        yield '"recode" gives columns of the file a recoding, such as {"Q1": {"reversed": true}}.'
        recode = {}
    for column, each in recode.items():
        if column in ignored:
            yield f"{column} is both recoded and ignored."
        yield from (f"Recoding of {column}: {problem}" for problem in _wrong_recode(each))


def _wrong_recode(raw: object) -> Iterator[str]:
    if not isinstance(raw, dict):
        yield f"it holds {', '.join(_RECODE)}; got {raw!r}."
        return
    for key in raw.keys() - set(_RECODE):
        yield f"there is no {key!r}; it holds {', '.join(_RECODE)}."
    words = raw.get("words", {})
    if not isinstance(words, dict) or not all(word.strip() and _worth(each) for word, each in words.items()):
        yield 'words give each answer a number or a code, such as {"很满意": 5}.'
    if "scale" in raw and not _is_scale(raw["scale"]):
        yield 'a scale is written {"from": [1, 5], "to": [1, 10]}, the lower end of each first.'
    if type(raw.get("reversed", False)) is not bool:
        yield f"reversed is true or false; got {raw['reversed']!r}."


def _is_number(value: object) -> bool:
    try:
        return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    except OverflowError:
        return False


def _worth(value: object) -> bool:
    return _is_number(value) or (isinstance(value, str) and bool(value.strip()))


def _is_scale(raw: object) -> bool:
    if not isinstance(raw, dict) or raw.keys() != {"from", "to"}:
        return False
    pairs = [raw["from"], raw["to"]]
    return all(isinstance(p, list) and len(p) == 2 and all(map(_is_number, p)) and p[0] < p[1] for p in pairs)


def _recode(raw: dict[str, Any]) -> Recode:
    words = {word: each if isinstance(each, str) else written(each) for word, each in raw.get("words", {}).items()}
    scale = raw.get("scale")
    ends = None if scale is None else (_pair(scale["from"]), _pair(scale["to"]))
    return Recode(words, ends, raw.get("reversed", False))


def _pair(ends: list[float]) -> tuple[float, float]:
    low, high = map(float, ends)
    return low, high


def written(value: float) -> str:
    """A number as text, with the digits that are sure: 15 of them, so that 0.1 + 0.2 is 0.3."""
    return format(float(value), ".15g")
