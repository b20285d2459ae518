"""What an enterprise is, in words: its province and its size."""

from data.regions import PROVINCES
from pages.parts.words.language import Language, word
from pages.parts.words.terms import P

# How large an enterprise is, by the four classes of the statistics bureau.
SIZE = {
    "large": P("size", "large"),
    "medium": P("size", "medium"),
    "small": P("size", "small"),
    "micro": P("size", "micro"),
}


def region(code: str | None, language: Language) -> str:
    """The province of a code; "" for none."""
    if not code:
        return ""
    return PROVINCES[code].zh if language.code == "zh" else PROVINCES[code].en


def size(code: str | None, language: Language) -> str:
    """The size of an enterprise; "" for none."""
    return word(SIZE, code, language)
