"""Does a report still hold? Every number of a dropped file is made again."""

import streamlit as st

from data.refusal import Refused
from pages.parts.frame import page
from pages.parts.frame.reader import current
from pages.parts.panels.reports import checked
from pages.parts.views.reports.checked import ReportCheck
from pages.parts.words import markdown
from pages.parts.words.language import Language

TYPES = ("pdf", "docx", "pptx", "xlsx", "json")


def show(language: Language) -> None:
    """The page."""
    with page.screen("reports", language) as screen:
        say = language.gettext
        label = say("Report (PDF, Word, slides, workbook or its .facts.json)")
        file = st.file_uploader(label, TYPES, key="report_file")
        if file is None:
            said = say(
                "Drop a report that was made here: each of its numbers is made again from the files that count today, "
                "and is the same, superseded (and why), withdrawn or altered. The file is not kept."
            )
            return screen.head(say("Do the numbers of a report still hold?"), said)
        try:
            view = ReportCheck.of(screen.viewer, file.getvalue(), language)
        except Refused as refusal:
            screen.head(say("This file cannot be checked"), markdown.escaped(refusal.said(say)))
            return None
        checked.show(view, screen)


show(current())
