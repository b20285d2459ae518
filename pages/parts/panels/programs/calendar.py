"""What is due for the reader, as a file that calendars read."""

from datetime import date

import streamlit as st

from benchmarks.reports.made.calendar import calendar
from data.viewer import Viewer
from pages.parts.frame import downloads, platform
from pages.parts.words.language import Language


def own(viewer: Viewer, language: Language) -> None:
    """The button of the calendar, made when it is taken."""
    say, site = language.gettext, (st.context.url or "http://localhost:8501").rstrip("/").removesuffix("/profile")
    with st.container(border=True):
        st.markdown(
            say(
                "**What is due**, for your calendar: your actions, days for replies, waves that wait to be published, "
                "scopes of laboratories and certificates that end."
            )
        )
        downloads.button(
            say("Calendar (.ics)"),
            "duibiao.ics",
            "text/calendar",
            lambda: calendar(platform.asked(viewer), language, site, date.today()),
        )
