"""What to do next: a few steps, each with the screen on which it is done."""

from dataclasses import dataclass, field

MOST = 3  # steps of a home


@dataclass(frozen=True)
class Step:
    """One step: what to do in a few words, the screen, and what that is to show (codes by name)."""

    said: str
    screen: str
    shown: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of a card: a name that leads to a screen ("" leads nowhere), and what is said of it below."""

    said: str
    more: str = ""
    screen: str = ""
    shown: dict[str, str] = field(default_factory=dict)
