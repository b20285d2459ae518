"""What is not carried out: a code with its values, worded apart, so that each reader gets it in their language."""

from collections.abc import Callable, Sequence
from numbers import Integral
from typing import Any

from data.counted import tell
from data.problems.problem import counted
from data.problems.wording.refusals import REFUSALS

__all__ = ["REFUSALS", "Refused", "StoreError"]


# Values that count something: their thousands stand apart, as on every page. Lines and versions are names.
COUNTS = {"n", "m", "got", "most", "least", "rows", "columns", "wide", "high", "results", "each", "needed", "times"}


class Refused(Exception):  # noqa: N818 - the word users read: an upload is refused
    """An upload or a withdrawal that is not carried out; str() is one English sentence for the user.

    code: one of REFUSALS, with the values its sentence names; or a plain English sentence, which stays as it is and
    is for the command line alone.
    """

    def __init__(self, code: str, /, **values: Any) -> None:
        """Keep the code and the values of its sentence."""
        self.code, self.values = code, values
        tell("refusal", code=code if code in REFUSALS else "other")
        super().__init__(self.said())

    @classmethod
    def together(cls, refused: Sequence["Refused"]) -> "Refused":
        """All that is wrong with one thing, a sentence each."""
        return cls("together", parts=tuple(refused)) if len(refused) != 1 else refused[0]

    def said(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of `translate` (a gettext function)."""
        if self.code == "together":
            return " ".join(part.said(translate) for part in self.values["parts"])
        template = REFUSALS.get(self.code)
        if template is None:
            return self.code
        apart = {
            name: counted(value)
            for name, value in self.values.items()
            if name in COUNTS and isinstance(value, Integral)
        }
        return translate(template).format(**self.values | apart)


class StoreError(Exception):
    """The store cannot be used as asked; the message is one sentence for the user."""
