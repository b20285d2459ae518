"""A language: words through gettext, numbers and dates through Babel. Nothing is installed process-wide.

A page asks for the reader's (`frame.reader`), everything below takes a `Language` and asks it. Placeholders are named
and filled with `.format` after translation. A closed vocabulary is a table of terms; `word` says one of them.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Protocol

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from benchmarks.words.terms import Term, Terms
from data.bilingual import halves
from data.wave import Wave

NAMES = {"en": "English", "zh": "中文"}
LOCALE = Path(__file__).parents[2] / "pages" / "locale"
_REMEMBERED = 20_000  # numbers as they are written, some 3 MB
MINUS, NOTHING = "\N{MINUS SIGN}", "\N{EN DASH}"


class Labels(Protocol):
    """Anything that carries one name in both languages."""

    en: str
    zh: str


@dataclass(frozen=True)
class Language:
    """One language: its words, and the way it writes numbers, dates and lists."""

    code: str

    def gettext(self, message: str) -> str:
        """The message in this language; English where it has none."""
        return _words(self.code).gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """As gettext, for a word that means different things in different places."""
        return _words(self.code).pgettext(context, message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form for n things, with `{n}` still to be filled."""
        return _words(self.code).ngettext(singular, plural, n)

    def term(self, term: Term, n: int = 1) -> str:
        """A term of a table; one with a plural for n things, with `{n}` filled."""
        if term.plural:
            return self.ngettext(term.english, term.plural, n).format(n=self.number(n))
        return self.pgettext(term.context, term.english) if term.context else self.gettext(term.english)

    def label(self, labels: Labels) -> str:
        """The name a spec or register gives in this language."""
        return getattr(labels, self.code) or labels.en

    def told(self, text: str | None) -> str:
        """A text that is written in both languages (English ‖ 中文) in this one; any other as it is."""
        return halves(text)[self.code == "zh"] if text else ""

    def number(self, value: float | None, decimals: int = 0, *, sign: bool = False) -> str:
        """A number for sentences: grouped, with a true minus sign, `+` on request, an en dash where there is none."""
        return self.plain(value, decimals, sign=sign).replace("-", MINUS)

    def plain(self, value: float | None, decimals: int = 0, *, sign: bool = False) -> str:
        """As number with an ASCII minus, for `st.metric`, which takes any other sign for a rise."""
        if value is None or math.isnan(value):
            return NOTHING
        rounded = round(float(value), decimals) + 0.0
        return ("+" if sign and rounded > 0 else "") + _decimal(rounded, decimals, self.code)

    def percent(self, share: float | None, decimals: int = 0) -> str:
        """A share of 0 to 1 as a percentage."""
        if share is None or math.isnan(share):
            return NOTHING
        rounded = round(float(share), decimals + 2) + 0.0
        return _percent(rounded, decimals, self.code)

    def date(self, day: date) -> str:
        """A day: 1 Oct 2021; 2021年10月1日."""
        return format_date(day, "long" if self.code == "zh" else "d MMM y", locale=self.code)

    def wave(self, code: str) -> str:
        """A wave in words: first half of 2026; 2026年上半年."""
        year, rest = str(Wave.parse(code).start.year), code[4:]
        if rest.startswith("-"):
            return format_date(Wave.parse(code).start, "y年M月" if self.code == "zh" else "MMMM y", locale=self.code)
        period = {
            "": self.pgettext("wave", "{year}"),
            "H1": self.gettext("first half of {year}"),
            "H2": self.gettext("second half of {year}"),
            "Q1": self.gettext("first quarter of {year}"),
            "Q2": self.gettext("second quarter of {year}"),
            "Q3": self.gettext("third quarter of {year}"),
            "Q4": self.gettext("fourth quarter of {year}"),
        }[rest]
        return period.format(year=year)

    def wave_name(self, code: str) -> str:
        """A wave in a box, a table or a sentence: 2026 H1; 2026年上半年. In English it sorts as it is read."""
        return self.wave(code) if self.code == "zh" else re.sub(r"^(\d{4})(?=[HQ])", r"\1 ", code)

    def both(self, items: Iterable[str]) -> str:
        """Items in a row: a, b, and c; a、b和c."""
        return format_list(list(items), locale=self.code)


ENGLISH, CHINESE = Language("en"), Language("zh")
LANGUAGES = {"en": ENGLISH, "zh": CHINESE}


def nearest(wanted: str | None) -> Language | None:
    """The language for a tag such as `zh`, `zh-CN` or `en_GB`; None where it is not spoken here."""
    return LANGUAGES.get((wanted or "").replace("_", "-").split("-")[0].lower())


def word(terms: Terms, code: str | None, language: Language) -> str:
    """The word for a code; "" for no code. A code without a word is a KeyError: a table holds all of its codes."""
    return language.term(terms[code]) if code else ""


def count_of(terms: Terms, code: str, n: int, language: Language) -> str:
    """So many of what a code names: 3 enterprises."""
    return language.term(terms[code], n)


@cache
def _words(code: str) -> NullTranslations:
    if code == ENGLISH.code:
        return NullTranslations()
    with (LOCALE / code / "LC_MESSAGES" / "duibiao.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return GNUTranslations(BytesIO(compiled.getvalue()))


# A screen that is drawn again writes the same numbers, and writing one takes Babel 0.1 ms.
@lru_cache(maxsize=_REMEMBERED)
def _decimal(number: float, decimals: int, locale: str) -> str:
    return format_decimal(number, _pattern(decimals), locale=locale)


@lru_cache(maxsize=_REMEMBERED)
def _percent(share: float, decimals: int, locale: str) -> str:
    return format_percent(share, _pattern(decimals) + "%", locale=locale).replace("-", MINUS)


def _pattern(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")
