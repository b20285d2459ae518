"""Did you mean: the known word nearest to a text that is none."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

NEAR = 0.65  # share of letters in common from which two words are called alike
BUDGET = 50_000  # comparisons one file may cost; a file in which every cell is unknown needs no hints


_WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


def narrow(text: str) -> str:
    """Full-width signs as plain ones: beside Chinese characters the readers leave （）：； as they are."""
    return text.translate(_WIDE)


def key(text: str) -> str:
    """A text without case, width, spaces, hyphens and underscores: what two spellings of a name share."""
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", text).casefold())


class Suggester:
    """Nearest words of a fixed list."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        for word in words:
            self._words.setdefault(key(word), word)
            self._words.setdefault(key(word).lstrip("0"), word)
        self._left = BUDGET

    def nearest(self, text: str) -> str:
        """The word most like the text, "" where none is: spelled otherwise, without leading zeros, or mistyped."""
        wanted = key(text)[:80]
        exact = self._words.get(wanted) or self._words.get(wanted.lstrip("0"))
        if exact or not wanted or self._left < len(self._words):
            return exact or ""
        self._left -= len(self._words)
        close = get_close_matches(wanted, self._words, n=1, cutoff=NEAR)
        return self._words[close[0]] if close else ""
