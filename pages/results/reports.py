"""Does a report still hold? And what can be taken away: reports for all members, and all results as open data."""

import streamlit as st

from data.refusal import Refused
from pages.parts.frame import page
from pages.parts.frame.reader import current
from pages.parts.panels.reports import checked, made, open_data
from pages.parts.views.reports.checked import ReportCheck
from pages.parts.words import markdown
from pages.parts.words.language import Language

TYPES = ("pdf", "docx", "pptx", "xlsx", "json")


def show(language: Language) -> None:
    """The page."""
    with page.screen("reports", language) as screen:
        if screen.viewer.sees_names:
            _reports(screen)
        else:
            say = language.gettext
            screen.head(say("All published results as open data"), say("Free to take, with what each column means."))
        open_data.panel(screen.viewer, language)


def _reports(screen: page.Frame) -> None:
    """One report checked, and reports made."""
    say = screen.language.gettext
    label = say("Report (PDF, Word, slides, workbook or its .facts.json)")
    file = st.file_uploader(label, TYPES, key="report_file")
    if file is None:
        said = say(
            "Drop a report that was made here: each of its numbers is made again from the files that count today, "
            "and is the same, superseded (and why), withdrawn or altered. The file is not kept."
        )
        screen.head(say("Do the numbers of a report still hold?"), said)
    else:
        _check(screen, file.getvalue())
    made.panel(screen.viewer, screen.language)


def _check(screen: page.Frame, content: bytes) -> None:
    """The answer for one file, or why there is none."""
    say = screen.language.gettext
    try:
        view = ReportCheck.of(screen.viewer, content, screen.language)
    except Refused as refusal:
        return screen.head(say("This file cannot be checked"), markdown.escaped(refusal.said(say)))
    return checked.show(view, screen)


show(current())
