"""Text inside Markdown: a name from a file as plain text, and a verdict as a badge."""

import re

from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word
from pages.parts.words.look import VERDICTS

# What means something anywhere, or a colon that opens a directive; what opens a heading or a list; what becomes a link
# even where it is escaped.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>~$|]|:(?=[A-Za-z/]))")
_OPENING = re.compile(r"^(\d{0,9})([.)#+-])(?=[\s#]|$)")
_ADDRESS = re.compile(r"https?\\?:|www(?=\.)|(?<=\w)@", re.IGNORECASE)


def escaped(text: str) -> str:
    """A name or sentence that came from a file or a spec, as plain text inside Markdown."""
    plain = _OPENING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", " ".join(text.split())))
    return _ADDRESS.sub("\\g<0>\N{WORD JOINER}", plain)


def badge(verdict: str, language: Language) -> str:
    """A verdict for Markdown: its colour, its shape and its word."""
    look = VERDICTS[verdict]
    return f":{look.badge}-badge[{look.sign} {word(words.VERDICT, verdict, language)}]"
