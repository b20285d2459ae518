"""Which certificates need an answer, and what hangs on one?"""

import streamlit as st

from benchmarks.infrastructure.hanging import subjects
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from pages.parts.charts import draw
from pages.parts.charts.stacked import stacked
from pages.parts.frame import page, platform, programs, scope
from pages.parts.frame.choice import pick
from pages.parts.frame.listed import listed
from pages.parts.frame.reader import current
from pages.parts.views.infrastructure.certificates import ROLES, CertificateView
from pages.parts.views.infrastructure.hanging import HangingView
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("certificates", language) as screen:
        say = language.gettext
        sector = scope.choose_sector_or_all(screen.viewer, language)
        view = CertificateView(screen.viewer, Selection(sector=sector), language)
        if view.rows.empty:
            todo = say("An association loads certificates as a file of certificates, scopes and records.")
            return screen.nothing(say("No certificate is on file"), todo=todo)
        named = [scope.Names(language).sector(sector)] if sector else []
        screen.head(view.title, view.paragraph, named)
        with st.container(border=True):
            st.markdown(say("**Certificates by what they need**, the most urgent first."))
            picture = stacked(view.bars, language, ROLES, say("Certificates"))
            draw.show(picture, f"certificates_{sector}", view.title)
        listed(view.short, view.table, "certificates", language)
        _hanging(screen.viewer, Selection(sector=sector), language)
        screen.take_away(f"certificates-{sector or 'all'}", lambda: view.table, picture)
        programs.lines("certificates", Selection(sector), language)


def _hanging(viewer: Viewer, selection: Selection, language: Language) -> None:
    """What hangs on a certificate or accreditation that is chosen, or that the address names."""
    say, known = language.gettext, platform.read(subjects, viewer, selection)
    if not known:
        return
    st.header(say("What hangs on this"), anchor=False)
    chosen = pick("subject", say("Certificate or accreditation"), known)
    if chosen is None:
        return
    view = HangingView(viewer, chosen, language)
    if view.rows.empty:
        st.caption(say("Nothing of it is yours to see."))
        return
    st.markdown(view.sentence)
    listed(view.short, view.table, "hanging", language)


show(current())
