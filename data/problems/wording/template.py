"""The shape of the wording of problems and of choices."""

from dataclasses import dataclass
from typing import Literal, NamedTuple


@dataclass(frozen=True)
class Template:
    """English source strings of one kind of problem; each is a gettext msgid with {named} fields.

    title heads the group on the screen; sentence says the rule and what was got; todo says what to do next.
    """

    severity: Literal["error", "warning"]
    title: str
    sentence: str
    todo: str


class Made(NamedTuple):
    """English source strings of one kind of choice; each is a gettext msgid with {named} fields."""

    title: str
    sentence: str
