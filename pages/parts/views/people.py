"""Words about people and what they did: roles with their scope, states, deeds and what they were about."""

import re

from data.kept.people import Person, Scope
from pages.parts.frame import platform, scope
from pages.parts.frame.viewer import current_viewer
from pages.parts.words import vocabulary as words
from pages.parts.words.language import NAMES, Language, word
from pages.parts.words.terms import N

_BATCH = re.compile(r"batch (\d+): (.*)", re.DOTALL)
_ACTION = re.compile(r"(.*), action (\d+): (\w+)")
_PERSON = re.compile(r"(\S+): (\w+)(, not active)?")

# What each role sees.
SEES = {
    "administrator": N("Everything, and who may come in."),
    "regulator": N("Everything, by name."),
    "association": N("The members of the sector by name, everyone else in aggregates."),
    "manufacturer": N("The own enterprise by name, everyone else blinded."),
    "laboratory": N("The own batches, and national aggregates."),
    "visitor": N("National aggregates."),
}

# What was done to an action.
DONE = {
    "registered": N("registered"),
    "changed": N("changed"),
    "note": N("note added"),
    "evidence": N("evidence added"),
}

# What somebody did, as the audit says it.
DEED = {
    "entered": N("came in"),
    "turned_away": N("was turned away"),
    "viewed": N("looked at an enterprise"),
    "exported": N("took a file away"),
    "uploaded": N("loaded a batch"),
    "withdrew": N("withdrew a batch"),
    "acted": N("wrote an action"),
    "decided": N("decided"),
    "showed": N("opened or closed a wave"),
    "replied": N("replied"),
    "invited": N("invited somebody"),
    "changed_person": N("changed somebody's rights"),
    "signed_in": N("signed in for the first time"),
    "released": N("released a sign-in"),
    "spoke": N("chose a language"),
    "gave_token": N("made a token for a program"),
    "ended_token": N("ended a token"),
    "made": N("made a document"),
    "gave_links": N("made links of a questionnaire"),
}


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
    return language.both([*sectors, *makers, *(names.laboratory(current_viewer(), lab) for lab in known.laboratories)])


def enterprise(sector: str, code: str, language: Language) -> str:
    """An enterprise by name and code; by its sector and code for who may not know its name."""
    column = "name_zh" if language.code == "zh" else "name_en"
    register = platform.enterprises(current_viewer())
    found = register[(register["sector"] == sector) & (register["enterprise"] == code)][column].dropna()
    return f"{found.iloc[0]} ({code})" if len(found) else f"{code} ({sector})"


def line(person: Person, language: Language) -> str:
    """A person in one line, for a box."""
    return f"{person.email} · {word(words.ROLE, person.role, language)}"


def spoken(code: str, language: Language) -> str:
    """A language of the profile."""
    return NAMES.get(code) or language.gettext("as the browser asks")


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
        return say("{enterprise}, action {n}: {deed}").format(
            enterprise=maker, n=found[2], deed=word(DONE, found[3], language)
        )
    if found := _PERSON.fullmatch(text) if what in ("invited", "changed_person", "signed_in") else None:
        role = word(words.ROLE, found[2], language)
        said = say("{email}: {role}, switched off") if found[3] else say("{email}: {role}")
        return said.format(email=found[1], role=role)
    return text
