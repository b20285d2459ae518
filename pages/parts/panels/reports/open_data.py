"""The data package on a screen: what is in it, its licence, and the archive with its checksum once it is made."""

import hashlib
from functools import partial

import pandas as pd
import streamlit as st

from benchmarks.reports.made import package
from benchmarks.reports.meanings import TITLES
from benchmarks.scope.selection import Selection
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import jobs, platform, scope, wrapped
from pages.parts.frame.choice import one_of
from pages.parts.panels.reports import waiting
from pages.parts.words import markdown
from pages.parts.words.language import Language, word
from pages.parts.words.terms import N

VISITOR = Viewer("visitor")
WHOSE = {
    "open": N("Published waves, for everybody"),
    "named": N("By name, as you may see it"),
}


def panel(viewer: Viewer, language: Language) -> None:
    """What is to be in the package, and a button; by name for who sees names, and for others what is open."""
    say = language.gettext
    with st.container(border=True, key="open_data"):
        st.markdown(say("**Take all results with you**, as a data package that other tools read"))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            kind = "open"
            if viewer.sees_names:
                kind = one_of("package", say("Data package"), list(WHOSE), lambda code: word(WHOSE, code, language))
            whose = viewer if kind == "named" else VISITOR
            sector = scope.choose_sector_or_all(whose, language)
        names = package.NAMED if kind == "named" else package.OPEN
        st.markdown(_said(kind, language))
        with st.expander(say("What is in it")):
            rows = [{say("File"): f"data/{name}.csv", say("Content"): word(TITLES, name, language)} for name in names]
            wrapped.table(pd.DataFrame(rows), language, whole=True)
            said = say("datapackage.json holds meaning, unit and type of each column and the SHA-256 of each file.")
            st.caption(said)
        if st.button(say("Make the package"), icon=":material/folder_zip:", key="package_make"):
            work = partial(_made, kind, whose, sector, names, language)
            try:
                waiting.begin("package", viewer, len(names), work)
            except Refused as refusal:
                st.error(markdown.escaped(refusal.said(say)))
        waiting.panel("package", viewer, language)


def _said(kind: str, language: Language) -> str:
    """Under what licence it is given, and what is left out of it."""
    say = language.gettext
    if kind == "named":
        return say(
            "**No licence is given**: makers stand in it by name, it is not for the public. It holds what you see here."
        )
    said = say(
        "**Licence {licence}**: use it, also for money, and name the source. Nobody is named, and what rests on too "
        "few makers is blank. The command `package` writes the same files."
    )
    return said.format(licence=package.LICENCE)


def _made(
    kind: str, whose: Viewer, sector: str | None, names: tuple[str, ...], language: Language, job: jobs.Job
) -> jobs.Made:
    """The archive; its SHA-256 is said, so that whoever gets it can see that it is whole."""
    licence = None if kind == "named" else package.LICENCE
    content = package.archive(platform.asked(whose, Selection(sector)), names, licence, job.step)
    name = "-".join(part for part in ("duibiao", kind, sector) if part)
    said = language.gettext("{n} tables are in {file} ({size} MB). SHA-256: {sum}")
    told = said.format(
        n=language.number(len(names)),
        file=f"{name}.zip",
        size=language.number(len(content) / 1e6, 1),
        sum=hashlib.sha256(content).hexdigest(),
    )
    return jobs.Made(f"{name}.zip", told, content)
