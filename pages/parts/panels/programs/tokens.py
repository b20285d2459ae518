"""One's own tokens: what programs read by in one's name, made, listed and ended."""

from datetime import date

import pandas as pd
import streamlit as st

from data.frames import each_row
from data.kept import tokens
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.words import markdown
from pages.parts.words.language import Language

DAYS = (30, 90, 365)
READ = """import pandas as pd
pd.read_json("{site}/api/v1/board", storage_options={{"Authorization": "Bearer TOKEN"}})"""


def own(viewer: Viewer, language: Language) -> None:
    """The tokens that hold, a form for a new one, and how a program reads by it."""
    say = language.gettext
    with st.container(border=True):
        st.markdown(say("**Tokens for programs**: pandas, R and Excel read by them what you see, under /api/v1."))
        found = tokens.tokens(platform.store(), viewer)
        now = pd.Timestamp.now("UTC").tz_localize(None)
        holding = found[found["revoked_at"].isna() & (found["until"] > now)]
        if holding.empty:
            st.caption(say("You have no token that holds."))
        for row in each_row(holding):
            _one(viewer, row.token, row.name, row.until.date(), language)
        _new(viewer, language)
        site = (st.context.url or "http://localhost:8501").rstrip("/").removesuffix("/profile")
        st.code(READ.format(site=site), language="python")


def _one(viewer: Viewer, number: int, name: str, until: date, language: Language) -> None:
    said = language.gettext("{name}: until {day}").format(name=markdown.escaped(name), day=language.date(until))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(said, width="content")
        if st.button(language.gettext("End it"), key=f"end_token_{number}"):
            tokens.revoke(platform.store(), viewer, number)
            st.rerun()


def _new(viewer: Viewer, language: Language) -> None:
    say = language.gettext
    with st.form("new_token", border=False):
        name = st.text_input(say("Name of the new token"), max_chars=100)
        days = st.selectbox(say("Days it holds"), DAYS, index=1)
        made = st.form_submit_button(say("Make a token"))
    if not made:
        return
    try:
        secret = tokens.issue(platform.store(), viewer, name, days)
    except Refused as refused:
        st.error(markdown.escaped(refused.said(say)))
        return
    st.success(say("This is the token. It is shown this once and kept nowhere: copy it now."))
    st.code(secret, language=None)
