"""Words about people and what they did: roles with their scope, states, deeds."""

from data.people import Person, Scope
from pages.parts import platform, scope, words
from pages.parts.language import NAMES, Language
from pages.parts.viewer import current_viewer


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
