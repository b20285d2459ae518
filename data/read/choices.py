"""Choices made while a file is read: what was seen, where, what was made of it. Data; their wording stands apart."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from data.problems.problem import shown
from data.problems.wording.choices import CHOICES

# Keyed by (the column is known, how many lines are known: none, one, several).
FRAMES = {
    (True, 0): "Column {column}: {sentence}",
    (True, 1): "Column {column}, line {lines}: {sentence}",
    (True, 2): "Column {column}, lines {lines}: {sentence}",
    (False, 0): "{sentence}",
    (False, 1): "Line {lines}: {sentence}",
    (False, 2): "Lines {lines}: {sentence}",
}
LINES = 5  # lines that are named; the others are counted


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its code, the column ("": the whole file), the first lines it touched in the sender's file.

    count: rows or cells touched in all, 0 where nothing is counted; got: the first thing seen; rule holds the other
    values the sentence names: text, numbers and lists of them.
    """

    code: str
    column: str = ""
    lines: tuple[int, ...] = ()
    count: int = 0
    got: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def as_dict(self) -> dict[str, Any]:
        """As it is kept with a batch; `choice_of` reads it back."""
        whole = {name: getattr(self, name) for name in ("code", "column", "count", "got")}
        return whole | {"lines": list(self.lines), "rule": dict(self.rule)}


def choice_of(kept: Mapping[str, Any]) -> Choice:
    """The choice that `as_dict` wrote down."""
    whole = {name: kept[name] for name in ("code", "column", "count", "got")}
    return Choice(lines=tuple(kept["lines"]), rule=dict(kept["rule"]), **whole)


def touched(code: str, column: str, lines: Iterable[int], got: str = "", **rule: object) -> Choice:
    """A choice about cells or rows on these lines: they are counted, and the first LINES are named."""
    every = list(lines)
    return Choice(code, column, tuple(int(line) for line in every[:LINES]), len(every), got, rule)


def told(choice: Choice, translate: Callable[[str], str] = str) -> str:
    """Where, what was seen and what was made of it, in the language of `translate` (a gettext function)."""
    values = {name: shown(value) for name, value in choice.rule.items()}
    lines = ", ".join(map(str, choice.lines)) + (" …" if choice.count > len(choice.lines) else "")
    values |= {"got": shown(choice.got), "column": shown(choice.column), "count": str(choice.count), "lines": lines}
    sentence = translate(CHOICES[choice.code].sentence).format(**values)
    frame = FRAMES[bool(choice.column), min(len(choice.lines), 2)]
    return translate(frame).format(**{**values, "sentence": sentence})


def messages() -> list[str]:
    """Every English string a choice can be worded with: the msgids the translation has to hold."""
    return list(dict.fromkeys([*FRAMES.values(), *(text for made in CHOICES.values() for text in made)]))
