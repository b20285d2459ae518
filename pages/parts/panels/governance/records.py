"""Official records, each with the maker's reply beside it at the same size, and a form to reply."""

import streamlit as st

from data.frames import each_row
from data.kept import tiers
from data.refusal import Refused
from pages.parts.frame import platform
from pages.parts.views.governance.clock import ClockView
from pages.parts.words import markdown
from pages.parts.words.governance import clock as words
from pages.parts.words.language import Language, word


def listed(view: ClockView) -> None:
    """The records of the view, or that there are none."""
    say, language = view.language.gettext, view.language
    st.header(say("Official records"), anchor=False)
    st.caption(
        say(
            "Mirrored from decisions of authorities; nothing here sentences. A record that is annulled, repaired "
            "or past its term is in no list, file or tier from that day on, for no day."
        )
    )
    message()
    if view.records.empty:
        st.markdown(say("No official record is in force."))
    for row in each_row(view.records.rename(columns={"class": "grade", "from": "start"})):
        with st.container(border=True):
            left, right = st.columns(2, gap="medium")
            with left:
                name = view.names.get((row.sector, row.enterprise), row.enterprise)
                st.markdown(f"**{markdown.escaped(name)}** · {word(words.CLASS, row.grade, language)}")
                st.markdown(markdown.escaped(language.told(row.reason) or row.subject))
                source = say("{authority}, {document}, {day}; {basis}").format(
                    authority=language.told(row.authority),
                    document=row.document,
                    day=language.date(row.start),
                    basis=language.told(row.basis),
                )
                st.caption(markdown.escaped(source))
                out = say("Ends by itself on {until}. Way out: {todo}, from {day} on ({rule}).").format(
                    until=language.date(row.until),
                    todo=word(words.EXIT, row.exit_to_do, language),
                    day=language.date(row.exit_from),
                    rule=view.cited(row),
                )
                st.caption(markdown.escaped(f"{word(words.RECORD, row.state, language)}. {out}"))
            with right:
                st.markdown(f"**{say('Reply of the maker')}**")
                st.markdown(markdown.escaped(language.told(row.reply) or say("No reply so far.")))
                if view.viewer.role == "manufacturer":
                    _form(view, row.sector, row.enterprise, row.subject)


def _form(view: ClockView, sector: str, enterprise: str, subject: str) -> None:
    say = view.language.gettext
    with st.form(f"reply_{subject}", border=False):
        key = f"reply_text_{subject}"
        st.text_area(say("Reply"), key=key, label_visibility="collapsed", height=68, max_chars=tiers.LONGEST)
        given = (view, sector, enterprise, subject, key)
        st.form_submit_button(say("Reply"), on_click=_replied, args=given)


def _replied(view: ClockView, sector: str, enterprise: str, subject: str, key: str) -> None:
    try:
        tiers.reply(platform.store(), view.viewer, sector, enterprise, subject, st.session_state[key])
    except Refused as error:
        said("error", error.said(view.language.gettext))
        return
    said("success", view.language.gettext("Your reply stands beside the record wherever it is shown."))


def said(kind: str, text: str) -> None:
    """What became of a deed, to be shown once."""
    st.session_state["governance_message"] = (kind, text)


def message() -> None:
    """Show what became of the last deed, once."""
    kind, text = st.session_state.pop("governance_message", ("", ""))
    if kind:
        (st.error if kind == "error" else st.success)(text)


def today(language: Language) -> str:
    """The name of the line of the day in a chart."""
    return language.gettext("this day")
