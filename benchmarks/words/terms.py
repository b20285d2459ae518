"""Words as rows of a table: a code and its English, marked so that the catalogue finds it; `language.word` says it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """The English of one word or sentence; where it means several things its context, where it counts its plural."""

    english: str
    plural: str = ""
    context: str = ""


Terms = Mapping[str, Term]  # a vocabulary: every code it may be asked for, and nothing else


def N(english: str) -> Term:  # noqa: N802
    """A word or sentence that means one thing everywhere."""
    return Term(english)


def P(context: str, english: str) -> Term:  # noqa: N802
    """A word that means different things in different places."""
    return Term(english, context=context)


def C(singular: str, plural: str) -> Term:  # noqa: N802
    """A word with its number: `{n} sample`, `{n} samples`."""
    return Term(singular, plural)
