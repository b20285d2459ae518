"""Reports as they are made: one, or one for each member, on a letterhead and with a logo of one's own."""

import io
import zipfile
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial

import streamlit as st

from benchmarks.index import coverage
from benchmarks.reports import facts
from benchmarks.reports.document import Document
from benchmarks.reports.made import kept, report, shared
from benchmarks.reports.made.worker import Made
from benchmarks.reports.written.logo import logo
from benchmarks.scope.selection import Selection
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import jobs, links, platform, scope
from pages.parts.frame.choice import pick
from pages.parts.frame.documents import NAME, TITLE
from pages.parts.panels.reports import waiting
from pages.parts.words import markdown
from pages.parts.words.language import Language, word

_FEW = 20  # members from which other processes make the reports: here nobody else's screen is to wait for them


def panel(viewer: Viewer, language: Language) -> None:
    """What is to be made, and a button; nothing for who has no report on others."""
    say = language.gettext
    kinds = [kind for kind in report.KINDS if kind == "enterprise" or report.may(viewer, kind, _anywhere(viewer))]
    if viewer.role == "manufacturer":
        return
    with st.container(border=True):
        st.markdown(say("**Make reports**, for one sector or for every member at once"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            sector = scope.choose_sector(viewer, language)
            kind = pick("report_kind", say("Report"), kinds, lambda code: _kind(code, language))
            form = pick("report_form", say("Format"), list(NAME), lambda code: NAME[code])
        if sector is None or kind is None or form is None:
            return
        if sector not in set(platform.read(coverage.coverage, viewer)["sector"]):
            st.markdown(say("Nothing of this sector was measured yet: load a file of it, then make reports."))
            links.link("upload", say("Load a file"))
            return
        about = Selection(None if kind == "board" else sector)
        how = _dress(viewer, about, form, language)
        if st.button(say("Make them"), icon=":material/print:", key="report_make"):
            try:
                _begin(kind, viewer, about, form, language, how)
            except Refused as refusal:
                st.error(markdown.escaped(refusal.said(say)))
        waiting.panel("reports", viewer, language)


def _dress(viewer: Viewer, about: Selection, form: str, language: Language) -> dict[str, bytes]:
    """The letterhead and logo chosen, by the name under which they are written; who may not is told why."""
    say = language.gettext
    if not report.may_dress(viewer, about.sector):
        st.caption(say("A letterhead and a logo say who gives a report out: its association or the administrator."))
        return {}
    with st.container(horizontal=True):
        paper = None
        if form == "docx":
            paper = st.file_uploader(say("Your letterhead (Word)"), ["docx"], key="report_paper")
        picture = st.file_uploader(say("Your logo (PNG or JPEG)"), ["png", "jpg", "jpeg"], key="report_logo")
    return {name: file.getvalue() for name, file in (("letterhead", paper), ("picture", picture)) if file}


def _anywhere(viewer: Viewer) -> Selection:
    return Selection(next(iter(scope.sectors_of(viewer)), None))


def _kind(code: str, language: Language) -> str:
    return language.gettext("One for every member") if code == "enterprise" else word(TITLE, code, language)


def _begin(
    kind: str, viewer: Viewer, selection: Selection, form: str, language: Language, how: dict[str, bytes]
) -> None:
    """Start making the reports with their facts; refused before anything is made."""
    about = platform.asked(viewer, selection)
    if "picture" in how:
        logo(how["picture"])
    every = len(report.members(about)) if kind == "enterprise" else 1
    if not every:
        raise Refused("no_members")
    write = partial(report.written, form=form, letterhead=how.get("letterhead"), picture=how.get("picture"))
    waiting.begin("reports", viewer, every, partial(_made, kind, viewer, selection, form, language, write))


def _each(
    kind: str, viewer: Viewer, selection: Selection, language: Language, write: Callable[[Document], bytes]
) -> Generator[Made]:
    about = platform.asked(viewer, selection)
    if kind == "enterprise":
        yield from shared.of_members(about, language, write, _FEW)
    else:
        one = report.document(kind, about, language)
        yield report.file_name(kind, about), one, write(one)


def _made(
    kind: str,
    viewer: Viewer,
    selection: Selection,
    form: str,
    language: Language,
    write: Callable[[Document], bytes],
    job: jobs.Job,
) -> jobs.Made:
    """The archive of the reports with their facts, whole; each is on record once it can be taken away."""
    about, buffer, held = platform.asked(viewer, selection), io.BytesIO(), []
    documents = closing(_each(kind, viewer, selection, language, write))  # who stops it ends the processes at once
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, documents as made:
        for name, document, content in made:
            archive.writestr(f"{name}.{form}", content)
            archive.writestr(f"{name}.facts.json", facts.encoded(document.facts))
            held.append(document)
            job.step()
    for document in held:
        kept.keep_report(about, document)
    said = language.ngettext("{n} report is made.", "{n} reports are made.", len(held))
    return jobs.Made(
        f"reports-{report.name_of(kind, about)}.zip", said.format(n=language.number(len(held))), buffer.getvalue()
    )
