"""Words about people and what they did: roles with their scope, states, deeds and what they were about."""

import re
from collections.abc import Callable

from data.kept.people import Person, Scope
from pages.parts.frame import platform, scope
from pages.parts.frame.viewer import current_viewer
from pages.parts.words import vocabulary as words
from pages.parts.words.language import NAMES, Language

_BATCH = re.compile(r"batch (\d+): (.*)", re.DOTALL)
_ACTION = re.compile(r"(.*), action (\d+): (\w+)")
_PERSON = re.compile(r"(\S+): (\w+)(, not active)?")


def state(person: Person, language: Language) -> str:
    """Whether somebody comes in."""
    if not person.active:
        return language.gettext("switched off")
    return language.gettext("has come in") if person.subject else language.gettext("invited, not come yet")


def about(known: Scope, language: Language) -> str:
    """What a role is about, by name; empty for roles that are about everything."""
    names = scope.Names(language)
    sectors = [names.sector(code) if code in platform.specs() else code for code in known.sectors]
    makers = [enterprise(*pair, language) for pair in known.enterprises]
    return language.both([*sectors, *makers, *known.laboratories])


def enterprise(sector: str, code: str, language: Language) -> str:
    """An enterprise by name and code; by its sector and code for who may not know its name."""
    column = "name_zh" if language.code == "zh" else "name_en"
    register = platform.enterprises(current_viewer())
    found = register[(register["sector"] == sector) & (register["enterprise"] == code)][column].dropna()
    return f"{found.iloc[0]} ({code})" if len(found) else f"{code} ({sector})"


def line(person: Person, language: Language) -> str:
    """A person in one line, for a box."""
    return f"{person.email} · {words.role(person.role, language)}"


def spoken(code: str, language: Language) -> str:
    """A language of the profile."""
    return NAMES.get(code) or language.gettext("as the browser asks")


def deed(code: str, language: Language) -> str:
    """What somebody did, as the audit says it."""
    return {
        "entered": language.gettext("came in"),
        "turned_away": language.gettext("was turned away"),
        "viewed": language.gettext("looked at an enterprise"),
        "exported": language.gettext("took a file away"),
        "uploaded": language.gettext("loaded a batch"),
        "withdrew": language.gettext("withdrew a batch"),
        "acted": language.gettext("wrote an action"),
        "invited": language.gettext("invited somebody"),
        "changed_person": language.gettext("changed somebody's rights"),
        "signed_in": language.gettext("signed in for the first time"),
        "released": language.gettext("released a sign-in"),
        "spoke": language.gettext("chose a language"),
    }[code]


def matter(what: str, sector: str, text: str, makers: dict[tuple[str, str], str], language: Language) -> str:
    """What a deed was about. The store keeps codes: they become words here, and what is no code stays as it is.

    makers: what an enterprise is called by sector and code.
    """
    say = language.gettext
    if what == "viewed":
        every = say("all enterprises of the sector") if sector else say("all enterprises")
        return every if text == "*" else makers.get((sector, text), text)
    if what in ("uploaded", "withdrew") and (found := _BATCH.fullmatch(text)):
        return say("Batch {batch}: {what}").format(batch=found[1], what=found[2])
    if what == "acted" and (found := _ACTION.fullmatch(text)):
        maker = makers.get((sector, found[1]), found[1])
        return say("{enterprise}, action {n}: {deed}").format(enterprise=maker, n=found[2], deed=_done(found[3], say))
    if found := _PERSON.fullmatch(text) if what in ("invited", "changed_person", "signed_in") else None:
        role = words.role(found[2], language)
        said = say("{email}: {role}, switched off") if found[3] else say("{email}: {role}")
        return said.format(email=found[1], role=role)
    return text


def _done(kind: str, say: Callable[[str], str]) -> str:
    """What was done to an action."""
    return {
        "registered": say("registered"),
        "changed": say("changed"),
        "note": say("note added"),
        "evidence": say("evidence added"),
    }.get(kind, kind)
