"""Who may come in, and what may they see?"""

import pandas as pd
import streamlit as st

from data.kept import people
from data.kept.people import Person
from pages.parts.frame import mode, page, platform, tables
from pages.parts.frame.choice import one_of
from pages.parts.frame.reader import current
from pages.parts.panels import people as people_form
from pages.parts.views import people as people_words
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word


def show(language: Language) -> None:
    """The page."""
    with page.screen("people", language, demo=False) as screen:
        say = language.gettext
        everyone = people.people(platform.store(), screen.viewer)
        screen.head(*answer(everyone, language))
        people_form.message()
        with st.expander(say("Invite somebody"), expanded=not everyone, icon=":material/person_add:"):
            people_form.invite(screen.viewer, language)
        if not everyone:
            todo = say("Invite the first person by their email address.")
            return page.empty(say("Nobody has been invited."), todo)
        shown = table(everyone, language)
        tables.show(shown, "people")
        by_number = {str(each.person): each for each in everyone}
        chosen = one_of("person", say("Person"), list(by_number), lambda n: people_words.line(by_number[n], language))
        with st.container(border=True):
            people_form.edit(screen.viewer, by_number[chosen], language)
        screen.take_away("people", lambda: shown)


def answer(everyone: list[Person], language: Language) -> tuple[str, str]:
    """How many may come in, and how many of them have not yet; and whether that counts today."""
    active = [each for each in everyone if each.active]
    waiting = sum(not each.subject for each in active)
    if not active:
        said = language.gettext("Nobody may come in yet")
    else:
        said = language.ngettext("{n} person may come in", "{n} people may come in", len(active)).format(n=len(active))
    if waiting:
        more = language.ngettext("{n} has not come yet", "{n} have not come yet", waiting).format(n=waiting)
        said = language.gettext("{clause}; {more}").format(clause=said, more=more)
    if mode.mode() == "server":
        return said, ""
    return said, language.gettext("Nobody signs in on this server today: this list counts once sign-in is set up.")


def table(everyone: list[Person], language: Language) -> pd.DataFrame:
    """The people as they are read and taken away."""
    say = language.gettext
    return pd.DataFrame(
        {
            say("Email address"): [each.email for each in everyone],
            say("Name"): [each.name for each in everyone],
            say("Role"): [word(words.ROLE, each.role, language) for each in everyone],
            say("Speaks for"): [people_words.about(each.scope, language) for each in everyone],
            say("State"): [people_words.state(each, language) for each in everyone],
            say("Language"): [people_words.spoken(each.language, language) for each in everyone],
        }
    )


show(current())
