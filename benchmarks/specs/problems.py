"""What is wrong with a spec, as records, and the sentence for each kind of wrong shape."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any


@dataclass(frozen=True, order=True)
class SpecProblem:
    """One problem: the file and line, the part of the spec, the rule broken, what stood there, what to do."""

    file: str
    line: int
    where: str
    rule: str
    got: str
    hint: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" + (f", {self.where}" if self.where else "")
        return f"{where}: {self.rule}; got {self.got}. {self.hint}"


class SpecError(ValueError):
    """The specs cannot be used: every problem of every file, in order of file and line."""

    def __init__(self, problems: Iterable[SpecProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__("\n".join([f"{count} in the benchmark specs:", *map(str, self.problems)]))


# pydantic's error type -> (the rule, what to do); {expected} and the like come from the error's own context.
_SHAPES = {
    "missing": ("this key is required", "Add it."),
    "extra_forbidden": ("only the keys of a spec may stand here", "Remove it or correct its spelling."),
    "literal_error": ("the value is {expected}", "Write one of these."),
    "string_type": ("the value is text", "Put the text in quotes."),
    "string_too_short": ("the text may not be empty", "Fill it in."),
    "too_short": ("the list may not be empty", "Add an entry."),
    "too_long": ("the list holds at most {max_length} values", "Remove the others."),
    "float_type": ("the value is a number", "Write a plain number such as 0.124, without a unit."),
    "finite_number": ("the value is a finite number", "Write a plain number."),
    "int_type": ("the value is a whole number", "Write a whole number."),
    "bool_type": ("the value is true or false", "Write true or false."),
    "greater_than_equal": ("the value is at least {ge:g}", "Write a larger number."),
    "greater_than": ("the value is more than {gt:g}", "Write a larger number."),
    "less_than_equal": ("the value is at most {le:g}", "Write a smaller number."),
    "date_type": ("the value is a date that exists", "Write it as 2025-07-01."),
    "tuple_type": ("the value is a list", "Write a list in [brackets] or with dashes."),
    "model_type": ("the value is a mapping of keys", "Write keys and values, one a line or in {{braces}}."),
    "invalid_key": ("a key is text", "Remove it or put it in quotes."),
    "string_pattern_mismatch": (
        "an id begins with a small letter and holds only small letters, digits and _",
        "Write an id such as panel_formaldehyde.",
    ),
}


def shape(error: Mapping[str, Any], keys: Iterable[str] = ()) -> tuple[str, str, str]:
    """Rule, got and hint for one of pydantic's errors; `keys` are those allowed at the place, for a suggestion."""
    rule, hint = _SHAPES.get(error["type"], (error["msg"], error.get("ctx", {}).get("hint", "Correct it.")))
    if error["type"] in _SHAPES:
        rule, hint = rule.format(**error.get("ctx", {})), hint.format()
    if error["type"] == "missing":
        return rule, "nothing", f"Add the key {error['loc'][-1]}."
    if error["type"] == "extra_forbidden":
        key = str(error["loc"][-1])
        close = get_close_matches(key, list(keys), n=1)
        return rule, f"the key {key}", f"Did you mean {close[0]}?" if close else hint
    return rule, shown(error["input"]), hint


def shown(value: Any) -> str:
    """A value as the author would recognise it, shortened."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping | list | tuple):
        return "a mapping of keys" if isinstance(value, Mapping) else f"a list of {len(value)}"
    text = str(value) if isinstance(value, bool | int | float) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def path(data: Any, location: tuple[str | int, ...]) -> str:
    """A location in words: list items by their id where they have one, else by their place, counted from 1."""
    words = []
    for step in location:
        inside = data[step] if _holds(data, step) else None
        name = inside.get("id") if isinstance(step, int) and isinstance(inside, Mapping) else None
        place = step + 1 if isinstance(data, list) and isinstance(step, int) else step
        words.append(name if isinstance(name, str) else str(place))
        data = inside
    return ".".join(words)


def _holds(data: Any, step: str | int) -> bool:
    if isinstance(data, Mapping):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)
