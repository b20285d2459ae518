"""The row of documents under a screen: a report as PDF, Word, slides or workbook, made when it is asked for."""

from functools import partial

import streamlit as st

from benchmarks.reports.made import kept, report
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from pages.parts.frame import downloads, platform
from pages.parts.words.language import Language
from pages.parts.words.terms import N

TITLE = {
    "enterprise": N("Report for this enterprise"),
    "sector": N("Report on this sector"),
    "ranking": N("Ranking of this sector"),
    "board": N("Report on all sectors"),
}
MIME = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": downloads.XLSX,
}
NAME = {"pdf": "PDF", "docx": "Word", "pptx": "PowerPoint", "xlsx": "Excel"}


def row(viewer: Viewer, selection: Selection, language: Language, *kinds: str) -> None:
    """Buttons of the reports of these kinds about what is selected, as their recipient is told it.

    Nothing for who may not have them: makers get their own report only.
    """
    with st.container(key="documents"):  # a printed page leaves them out
        for kind in kinds:
            if report.may(viewer, kind, selection):
                _offer(kind, viewer, selection, language)


def _offer(kind: str, viewer: Viewer, selection: Selection, language: Language) -> None:
    # The screen's own files have names of their own.
    name = f"report-{report.name_of(kind, platform.asked(viewer, selection))}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{language.term(TITLE[kind])}**", width="content")
        for form, mime in MIME.items():
            downloads.button(
                NAME[form], f"{name}.{form}", mime, partial(_made, kind, viewer, selection, language, form)
            )


def _made(kind: str, viewer: Viewer, selection: Selection, language: Language, form: str) -> bytes:
    asked = platform.asked(viewer, selection)
    made = report.document(kind, asked, language)
    content = report.written(made, form)
    kept.keep_report(asked, made)
    return content
