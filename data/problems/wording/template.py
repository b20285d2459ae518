"""The shape of a problem's wording."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Template:
    """English source strings of one kind of problem; each is a gettext msgid with {named} fields.

    title heads the group on the screen; sentence says the rule and what was got; todo says what to do next.
    """

    severity: Literal["error", "warning"]
    title: str
    sentence: str
    todo: str
