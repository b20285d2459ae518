"""Problems of a file are data; their wording stands apart, one template a code."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral
from types import MappingProxyType
from typing import Any, NamedTuple

from data.problems.wording.asked import ASKED
from data.problems.wording.checks import CHECKS
from data.problems.wording.columns import COLUMNS
from data.problems.wording.dated import DATED
from data.problems.wording.digital import DIGITAL
from data.problems.wording.frame import FRAME
from data.problems.wording.measurement import MEASUREMENT
from data.problems.wording.personal import PERSONAL
from data.problems.wording.projects import PROJECTS
from data.problems.wording.reading import READING
from data.problems.wording.register import REGISTER
from data.problems.wording.response import RESPONSE
from data.problems.wording.sheet import SHEET
from data.problems.wording.template import Template
from data.problems.wording.values import VALUES

__all__ = ["FRAMES", "SUGGESTION", "TEMPLATES", "Group", "Problem", "Same", "Template", "group", "merged", "messages"]
__all__ += ["sentence", "shown"]

TEMPLATES: dict[str, Template] = {**READING, **SHEET, **COLUMNS, **VALUES, **RESPONSE, **MEASUREMENT, **REGISTER}
TEMPLATES |= {**DIGITAL, **ASKED, **FRAME, **PERSONAL, **DATED, **CHECKS, **PROJECTS}

SUGGESTION = "Did you mean {suggestion}?"
# Keyed by (how many lines are known: none, one, several; the column is known; there is a suggestion).
FRAMES = {
    (2, True, True): "Lines {lines}, column {column}: {sentence} {suggestion} {todo}",
    (2, True, False): "Lines {lines}, column {column}: {sentence} {todo}",
    (2, False, True): "Lines {lines}: {sentence} {suggestion} {todo}",
    (2, False, False): "Lines {lines}: {sentence} {todo}",
    (1, True, True): "Line {line}, column {column}: {sentence} {suggestion} {todo}",
    (1, True, False): "Line {line}, column {column}: {sentence} {todo}",
    (1, False, True): "Line {line}: {sentence} {suggestion} {todo}",
    (1, False, False): "Line {line}: {sentence} {todo}",
    (0, True, True): "Column {column}: {sentence} {suggestion} {todo}",
    (0, True, False): "Column {column}: {sentence} {todo}",
    (0, False, True): "{sentence} {suggestion} {todo}",
    (0, False, False): "{sentence} {todo}",
}
MANY = "{lines} … ({count} in all)"
NAMED = {"enterprise", "category", "indicator", "name", "lab", "sector", "registered"}  # values that may be codes
COUNTS = {"count", "limit", "most", "rows", "length", "fields", "listed"}  # values that count something
SHOWN = 80  # characters of a cell that a sentence repeats
LINES = 5  # lines that a sentence names


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: its code, the line in the sender's file (the header is line 1), the column, what was got.

    line is None and column "" where the whole file is meant; rule holds the values the sentence names.
    """

    code: str
    line: int | None = None
    column: str = ""
    got: str = ""
    rule: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> str:
        """error: the file is refused; warning: it is not."""
        return TEMPLATES[self.code].severity


@dataclass(frozen=True, slots=True)
class Group:
    """Problems of one kind: how many, and the first lines they stand on."""

    code: str
    count: int
    lines: tuple[int, ...]


class Same(NamedTuple):
    """Equal problems as one: the first of them, and the line of each."""

    problem: Problem
    lines: tuple[int, ...]


def merged(problems: Iterable[Problem]) -> list[Same]:
    """Problems that differ in nothing but their line as one each, in the order of their first."""
    found: dict[tuple, tuple[Problem, list[int]]] = {}
    texts: dict[int, str] = {}  # most problems share their rule: it is written out once
    for problem in tuple(problems):
        if id(problem.rule) not in texts:
            texts[id(problem.rule)] = repr(problem.rule)
        key = (problem.code, problem.column, problem.got, texts[id(problem.rule)])
        lines = found.setdefault(key, (problem, []))[1]
        if problem.line is not None:
            lines.append(problem.line)
    return [Same(first, tuple(lines)) for first, lines in found.values()]


def sentence(
    problem: Problem,
    translate: Callable[[str], str] = str,
    lines: Sequence[int] = (),
    names: Mapping[str, str] = MappingProxyType({}),
    *,
    todo: bool = True,
) -> str:
    """Where, the rule, what was got and what to do, in the language of `translate` (a gettext function).

    lines: all lines of equal problems, where there are several. names: what codes of the register and the spec are
    called: said with the code, which is what the file holds. Without `todo` where the answers stand beside it.
    """
    template = TEMPLATES[problem.code]
    values = {name: called(value, names) if name in NAMED else shown(value) for name, value in problem.rule.items()}
    values |= {name: counted(problem.rule[name]) for name in COUNTS & problem.rule.keys()}
    got = counted(int(problem.got)) if "limit" in values and problem.got.isdecimal() else called(problem.got, names)
    values |= {"got": got, "column": shown(problem.column), "line": str(problem.line)}
    hint = translate(SUGGESTION).format(**values) if values.get("suggestion") else ""
    frame = FRAMES[2 if len(lines) > 1 else int(problem.line is not None), bool(problem.column), bool(hint)]
    values["lines"] = ", ".join(map(str, lines[:LINES]))
    if len(lines) > LINES:
        values["lines"] = translate(MANY).format(lines=values["lines"], count=counted(len(lines)))
    said = {
        "sentence": translate(template.sentence).format(**values),
        "todo": translate(template.todo).format(**values) if todo else "",
    }
    return translate(frame).format(**{**values, **said, "suggestion": hint}).strip()


def called(value: object, names: Mapping[str, str]) -> str:
    """A code by its name with the code in brackets; what has no name, or is called as its code, as it is shown."""
    name = names.get(value) if isinstance(value, str) else None
    return shown(value) if name is None or name == value else f"{shown(name)} ({shown(value)})"


def counted(value: object) -> str:
    """A number of things with its thousands apart, as every page writes it (10,000); anything else as it is shown."""
    return f"{value:,}" if isinstance(value, Integral) else shown(value)


def group(problems: Iterable[Problem], first: int = 5) -> list[Group]:
    """One group a code, errors before warnings, then in the order of the file; `first` lines are kept of each."""
    counts: dict[str, int] = {}
    lines: dict[str, dict[int, None]] = {}
    for problem in problems:
        counts[problem.code] = counts.get(problem.code, 0) + 1
        seen = lines.setdefault(problem.code, {})
        if problem.line is not None and len(seen) < first:
            seen[problem.line] = None
    ordered = sorted(counts, key=lambda code: TEMPLATES[code].severity != "error")
    return [Group(code, counts[code], tuple(lines[code])) for code in ordered]


def messages() -> list[str]:
    """Every English string a problem can be worded with: the msgids the translation has to hold."""
    texts = [text for template in TEMPLATES.values() for text in (template.title, template.sentence, template.todo)]
    return list(dict.fromkeys([SUGGESTION, MANY, *FRAMES.values(), *texts]))


def shown(value: object) -> str:
    """A value as a person reads it: numbers without a tail of zeros, invisible characters by their number."""
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(shown(item) for item in value)
    text = str(value)
    clipped = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in clipped)
