"""Who has signed in, and whether they get pages: the store decides on every run, so a revoked person is out at once."""

import os
import time
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import streamlit as st

from data.kept import audit, people
from data.kept.people import Identity, Person
from data.store import Store
from data.viewer import Viewer
from pages.parts.frame import mode, platform
from pages.parts.frame.viewer import let_in
from pages.parts.shell.closed import closed
from pages.parts.words import markdown
from pages.parts.words.language import Language

SHORTEST_SECRET = 32
_NOTED: WeakKeyDictionary[Store, set[tuple]] = WeakKeyDictionary()  # sign-ins that the trail has
HOURS = 12  # a sign-in older than a working day has to be made again; the provider's cookie alone would last 30 days


def admitted(language: Language) -> Person | None:
    """The person this session belongs to, let in with their own rights; else draws the one page there is, and None."""
    say = language.gettext
    let_in(Viewer("visitor"))
    if missing := _missing(language):
        closed(say("Nobody can sign in here yet"), missing)
        return None
    who = identity()
    if who is None:
        said = say("Quality benchmarks of products and services. Only people who were invited see more.")
        closed(say("Sign in to Duibiao"), said, lambda: _button(say("Sign in"), st.login, True))
        return None
    person = people.admit(platform.store(), who, first_administrator())
    if person is None or not person.active:
        _turned_away(who, person, language)
        return None
    if platform.any_synthetic():
        _synthetic(person, language)
        return None
    _once("entered", person.viewer, who.email)
    let_in(person.viewer)
    st.session_state["profile_language"] = person.language
    if person.language:
        st.session_state.setdefault("language", person.language)
    return person


def _missing(language: Language) -> str:
    """What keeps this server from letting anybody in; "" for nothing."""
    say = language.gettext
    if not mode.has_provider():
        return say("Server mode was asked for and no provider is configured: docs/sign-in.md says how.")
    if len(str(st.secrets["auth"].get("cookie_secret", ""))) < SHORTEST_SECRET:
        # Whoever can guess it signs a cookie of their own, in anybody's name.
        said = say("The cookie_secret in the secrets has to be random and of {n} characters or more: docs/sign-in.md.")
        return said.format(n=SHORTEST_SECRET)
    return ""


def identity() -> Identity | None:
    """What the provider says of who signed in; None for nobody, and for a sign-in older than HOURS."""
    said: dict[str, Any] = dict(st.user.to_dict())
    if not said.get("is_logged_in"):
        return None
    if time.time() - float(said.get("iat") or 0) > HOURS * 3600:
        return None
    issuer, subject, email = (str(said.get(name) or "") for name in ("iss", "sub", "email"))
    return Identity(issuer, subject, email, said.get("email_verified") in (True, "true"), str(said.get("name") or ""))


def first_administrator() -> str:
    """The address that becomes administrator while there is none: QUALITY_ADMIN, or `admin` in the secrets."""
    return os.environ.get("QUALITY_ADMIN") or str(st.secrets.get("admin", ""))


def leave(language: Language) -> None:
    """Who is signed in, and the way out, for the sidebar."""
    viewer = st.session_state["viewer"]
    st.caption(markdown.escaped(language.gettext("Signed in as {email}").format(email=viewer.name)))
    _button(language.gettext("Sign out"), st.logout)


def _turned_away(who: Identity, person: Person | None, language: Language) -> None:
    say, address = language.gettext, markdown.escaped(who.email or who.subject)
    _once("turned_away", Viewer("visitor", name=who.email), f"{who.issuer} {who.subject}")
    if person is not None:
        said = say("{email} is known here and has been switched off. Ask your association or the administrator.")
    elif not who.verified:
        said = say("The provider has not verified {email}. Verify the address there, and sign in again.")
    else:
        said = say("Nobody has invited {email} yet. Ask your association, and sign in again.")
    out = language.gettext("Sign out")
    closed(say("You are signed in, but not let in"), said.format(email=address), lambda: _button(out, st.logout))


def _synthetic(person: Person, language: Language) -> None:
    say = language.gettext
    if person.role == "administrator":
        said = say("Stop the server, run `python -m benchmarks withdraw-demo`, and start it again: what is real stays.")
    else:
        said = say("The administrator has been told what to do.")
    out = say("Sign out")
    closed(say("This store still holds synthetic data"), said, lambda: _button(out, st.logout))


def _once(what: str, viewer: Viewer, object_: str) -> None:
    """Note what became of a sign-in, once for each, however many pages are opened with it."""
    key = (what, viewer, object_, st.user.get("iat"))
    noted = _NOTED.setdefault(platform.store(), set())
    if key not in noted:
        noted.add(key)
        audit.note(platform.store(), viewer, what, object_)


def _button(label: str, act: Callable[[], None], primary: bool = False) -> None:
    st.button(label, type="primary" if primary else "secondary", on_click=act, key=f"button_{act.__name__}")
