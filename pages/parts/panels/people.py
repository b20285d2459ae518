"""Boxes for what somebody may see, and the buttons that write it."""

from collections.abc import Callable, Iterable

import streamlit as st

from data.kept import people
from data.kept.people import SCOPED, Person, Scope
from data.refusal import Refused
from data.viewer import ROLES, Viewer
from pages.parts.frame import platform, scope
from pages.parts.views import people as people_words
from pages.parts.words import markdown
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

TOLD = "people_told"


def invite(viewer: Viewer, language: Language) -> None:
    """The form for a new address."""
    say = language.gettext
    turn = st.session_state.get("invited", 0)
    email = st.text_input(say("Email address"), key=f"invite_email_{turn}", placeholder="name@example.org")
    role, known = _rights(Scope(), "association", f"invite_{turn}", viewer, language)
    st.caption(say("No mail is sent: tell them the address of this server. They come in once they have signed in."))
    if st.button(say("Invite"), type="primary", key="invite", icon=":material/person_add:"):
        said = say("{email} may come in from now on.").format(email=email.strip())
        if _done(lambda: people.invite(platform.store(), viewer, email, role, known), said, language):
            st.session_state["invited"] = turn + 1
            st.rerun()


def edit(viewer: Viewer, person: Person, language: Language) -> None:
    """The boxes for one person."""
    say, key = language.gettext, f"person_{person.person}_{person.revision}"
    role, known = _rights(person.scope, person.role, key, viewer, language)
    active = st.toggle(say("May come in"), person.active, key=f"{key}_active")
    with st.container(horizontal=True):
        keep = st.button(say("Keep"), type="primary", key=f"{key}_keep", icon=":material/save:")
        again = person.subject and st.button(say("Forget the sign-in"), key=f"{key}_release", icon=":material/key_off:")
    st.caption(
        say(
            "What you change holds from their next click. Forget the sign-in where somebody gets another account of "
            "the same address at the provider."
        )
    )
    store, place, said = platform.store(), (person.person, person.revision), say("Kept: {email}.")
    if keep and _done(
        lambda: people.change(store, viewer, *place, role=role, scope=known, active=active),
        said.format(email=person.email),
        language,
    ):
        st.rerun()
    if again and _done(lambda: people.release(store, viewer, *place), said.format(email=person.email), language):
        st.rerun()


def message() -> None:
    """What the last button did."""
    if told := st.session_state.pop(TOLD, None):
        st.success(markdown.escaped(told))


def _rights(known: Scope, role: str, key: str, viewer: Viewer, language: Language) -> tuple[str, Scope]:
    say = language.gettext
    with st.container(horizontal=True, vertical_alignment="top"):
        role = st.selectbox(
            say("Role"),
            list(ROLES),
            ROLES.index(role),
            lambda code: word(words.ROLE, code, language),
            key=f"{key}_role",
        )
        chosen = _boxes(known, role, key, viewer, language)
    return role, chosen


def _boxes(known: Scope, role: str, key: str, viewer: Viewer, language: Language) -> Scope:
    say, names = language.gettext, scope.Names(language)
    if SCOPED.get(role) == "sectors":
        every = dict.fromkeys([*platform.specs(), *known.sectors])
        return Scope(sectors=_several(say("Sectors"), list(every), known.sectors, names.sector, f"{key}_sectors"))
    if SCOPED.get(role) == "enterprises":
        rows = platform.enterprises(viewer)[["sector", "enterprise"]].itertuples(index=False, name=None)
        offered: dict[str, tuple[str, str]] = {"/".join(pair): pair for pair in [*rows, *known.enterprises]}
        picked = _several(
            say("Enterprises"),
            list(offered),
            ["/".join(pair) for pair in known.enterprises],
            lambda code: people_words.enterprise(*offered[code], language),
            f"{key}_enterprises",
        )
        return Scope(enterprises=tuple(offered[code] for code in picked))
    if SCOPED.get(role) == "laboratories":
        labs = dict.fromkeys([*platform.laboratories(viewer)["lab"], *known.laboratories])
        label = say("Laboratories, by their code in the files")
        return Scope(laboratories=_several(label, list(labs), known.laboratories, str, f"{key}_labs", more=True))
    return Scope()


def _several(
    label: str, options: list[str], chosen: Iterable[str], write: Callable[[str], str], key: str, *, more: bool = False
) -> tuple[str, ...]:
    return tuple(
        st.multiselect(label, options, list(chosen), write, key=key, accept_new_options=more, placeholder=label)
    )


def _done(act: Callable[[], object], said: str, language: Language) -> bool:
    try:
        act()
    except Refused as refusal:
        st.error(markdown.escaped(refusal.said(language.gettext)))
        return False
    st.session_state[TOLD] = said
    return True
