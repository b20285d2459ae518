"""Asking a partner for help with a gap, answering, and saying that one may be asked: what is refused is said."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data.kept.promised import help as kept
from data.refusal import Refused
from pages.parts.frame import choice, platform
from pages.parts.frame.scope import Names
from pages.parts.views.infrastructure.help import HelpView
from pages.parts.words import markdown
from pages.parts.words.infrastructure import help as words
from pages.parts.words.language import word

_MESSAGE = "help_message"


def message() -> None:
    """Show what became of the last deed, once."""
    kind, text = st.session_state.pop(_MESSAGE, ("", ""))
    if kind:
        (st.error if kind == "error" else st.success)(markdown.escaped(text))


def partners(view: HelpView, indicator: str) -> None:
    """Who may be asked about an indicator, and the form to ask."""
    say, rows = view.language.gettext, view.listed(indicator)
    if not rows:
        st.markdown(say("No partner that closed this gap at another maker has agreed to be asked yet."))
    for row in rows:
        with st.container(border=True):
            st.markdown(view.line(row))
            st.caption(view.outcome(row))
    pairs = view.gaps(indicator)
    if rows and pairs:
        _ask(view, indicator, rows, pairs)


def _ask(view: HelpView, indicator: str, rows: list[dict[Any, Any]], pairs: list[tuple[str, str]]) -> None:
    say, names = view.language.gettext, Names(view.language)
    asked = choice.asked("enterprise", [maker for maker, _ in pairs]), choice.asked("category", [c for _, c in pairs])
    first = pairs.index(asked) if asked in pairs else 0
    with st.form("help_ask"):
        st.markdown(say("**Ask for help**: only you, the partner and administrators read what is asked."))
        st.selectbox(
            say("Gap"),
            pairs,
            first,
            lambda pair: f"{view.makers.get(pair[0], pair[0])}, {names.category(view.sector, pair[1])}",
            key="help_gap",
        )
        st.selectbox(say("Partner"), range(len(rows)), 0, lambda at: view.named(rows[at]), key="help_partner")
        st.text_area(say("What is needed?"), key="help_text", height=80, max_chars=kept.LONGEST)
        found = [(row["partner_kind"], row["partner"]) for row in rows]
        st.form_submit_button(
            say("Ask"), icon=":material/send:", type="primary", on_click=_asked, args=(view, indicator, found)
        )


def _asked(view: HelpView, indicator: str, found: list[tuple[str, str]]) -> None:
    enterprise, category = st.session_state["help_gap"]
    partner, text = found[st.session_state["help_partner"]], st.session_state["help_text"]
    place = view.sector, category, enterprise, indicator
    told = view.language.gettext("The request is kept: the partner reads it here and says within how many days.")
    _do(view, lambda: kept.ask(platform.store(), view.viewer, place, partner, text), told)


def requests(view: HelpView) -> None:
    """What was asked, newest first, each with its days and what its reader may do about it."""
    say = view.language.gettext
    st.header(say("What was asked"), anchor=False)
    if view.requests.empty:
        st.markdown(say("Nothing that you may read was asked yet."))
    for row in view.requests.to_dict("records"):
        with st.container(border=True):
            st.markdown(view.about(row))
            st.markdown(view.course(row))
            st.markdown(f"> {markdown.escaped(view.language.told(row['text']))}")
            if row["answer"]:
                said = say("Answer: {text}").format(text=view.language.told(row["answer"]))
                st.markdown(markdown.escaped(said))
            _deeds(view, row)


def _deeds(view: HelpView, row: dict[Any, Any]) -> None:
    say, number = view.language.gettext, int(row["request"])
    if row["state"] == "asked" and kept.may_answer(view.viewer, view.sector, row["partner_kind"], row["partner"]):
        with st.form(f"help_answer_{number}", border=False):
            with st.container(horizontal=True, vertical_alignment="bottom"):
                label = say("Days from the day of asking")
                st.number_input(label, 1, kept.MOST_DAYS, 30, key=f"help_days_{number}", width=220)
                st.text_input(say("Answer"), key=f"help_reply_{number}", max_chars=kept.LONGEST)
            with st.container(horizontal=True):
                given = (view, number)
                st.form_submit_button(say("Promise"), on_click=_answered, args=(*given, "promised"), type="primary")
                st.form_submit_button(say("Decline"), on_click=_answered, args=(*given, "declined"))
    if not kept.may_ask(view.viewer, view.sector, row["enterprise"]):
        return
    with st.container(horizontal=True):
        if row["state"] == "promised":
            st.button(say("The help has come"), key=f"help_done_{number}", on_click=_ended, args=(view, number, "done"))
        if row["state"] in ("asked", "promised"):
            st.button(say("Take back"), key=f"help_back_{number}", on_click=_ended, args=(view, number, "withdrawn"))


def _answered(view: HelpView, number: int, kind: str) -> None:
    days, text = (st.session_state[f"help_{name}_{number}"] for name in ("days", "reply"))
    given = int(days) if kind == "promised" else None
    told = view.language.gettext("The answer is kept; the maker reads it here.")
    _do(view, lambda: kept.answer(platform.store(), view.viewer, number, kind, given, text), told)


def _ended(view: HelpView, number: int, kind: str) -> None:
    told = view.language.gettext("It is kept. Whether the gap closed is read from the next wave that is measured.")
    if kind == "withdrawn":
        told = view.language.gettext("The request is taken back.")
    _do(view, lambda: kept.answer(platform.store(), view.viewer, number, kind), told)


def offers(view: HelpView, indicator: str) -> None:
    """Say that one may be asked about an indicator, or no longer; for who speaks for a partner."""
    say, speakers = view.language.gettext, _speaks_for(view)
    if not speakers and view.viewer.role not in ("administrator", "association"):
        return
    held = kept.offers(platform.store(), view.viewer)
    held = held[(held["sector"] == view.sector) & (held["indicator"] == indicator)]
    with st.expander(say("Say that you may be asked about this")):
        st.caption(
            say(
                "Who may be asked is named to all of this sector as one that closed this gap, as soon as a measured "
                "action shows it; with whom is never told. It can be taken back at any time."
            )
        )
        for at, row in enumerate(held.to_dict("records")):
            pair = row["partner_kind"], row["partner"]
            if kept.may_offer(view.viewer, view.sector, *pair):
                label = say("{name} may no longer be asked").format(name=view.partner(*pair))
                st.button(label, key=f"help_end_{at}", on_click=_offered, args=(view, indicator, pair, False))
        for at, pair in enumerate(speakers):
            if pair not in set(zip(held["partner_kind"], held["partner"], strict=True)):
                label = say("{name} may be asked").format(name=view.makers.get(pair[1], pair[1]))
                st.button(label, key=f"help_offer_{at}", on_click=_offered, args=(view, indicator, pair, True))
        if view.viewer.role in ("administrator", "association"):
            _letter(view, indicator)


def _letter(view: HelpView, indicator: str) -> None:
    """A partner that does not read here: who enters its letter names it as actions do."""
    say, language = view.language.gettext, view.language
    kinds = [kind for kind in words.PARTNER if kind != "maker"]
    with st.form("help_letter", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(say("Kind"), kinds, 0, lambda code: word(words.PARTNER, code, language), "help_kind")
            st.text_input(say("Partner, as the actions name it"), key="help_name", max_chars=kept.LONGEST_NAME)
        st.form_submit_button(say("Enter its agreement"), on_click=_entered, args=(view, indicator))


def _entered(view: HelpView, indicator: str) -> None:
    pair = st.session_state["help_kind"], st.session_state["help_name"]
    _offered(view, indicator, pair, True)


def _offered(view: HelpView, indicator: str, pair: tuple[str, str], open_to: bool) -> None:
    say = view.language.gettext
    told = say("Kept: {name} may be asked.") if open_to else say("Kept: {name} may no longer be asked.")
    place = view.sector, indicator, *pair
    told = told.format(name=view.partner(*pair))
    _do(view, lambda: kept.offer(platform.store(), view.viewer, *place, open_to=open_to), told)


def _speaks_for(view: HelpView) -> list[tuple[str, str]]:
    """The partners this viewer itself is: its makers, its laboratories."""
    viewer = view.viewer
    own = [("maker", code) for sector, code in sorted(viewer.enterprises or ()) if sector == view.sector]
    return own + [("laboratory", lab) for lab in sorted(viewer.laboratories or ())]


def _do(view: HelpView, deed: Callable[[], object], told: str) -> None:
    try:
        deed()
    except Refused as error:
        st.session_state[_MESSAGE] = ("error", error.said(view.language.gettext))
        return
    st.session_state[_MESSAGE] = ("success", told)
