"""Who is signed in, which pages they get; nothing else."""

import streamlit as st

from data.refusal import Refused, StoreError
from pages.parts.frame import mode, page, viewer
from pages.parts.frame.reader import current, switch
from pages.parts.panels.finding import box
from pages.parts.shell import answers, api, internals, metrics, navigation, refusal, sendings, server, sign_in, start
from pages.parts.words import markdown


def session() -> None:
    """One run of one reader's session, its seconds and its faults counted; what the store refuses is one sentence."""
    try:
        with server.counted():
            _session()
    except (Refused, StoreError) as refused:
        st.error(markdown.escaped(refused.said(current().gettext) if isinstance(refused, Refused) else str(refused)))


def _session() -> None:
    language = current()
    page.configure(language)
    sendings.LEDGER.turn_away(internals.session())  # until it is known who this is
    if refusal.refusal(language):
        return
    start.fill_once(language)
    signed_in = mode.mode() == "server"
    if signed_in:
        if sign_in.admitted(language) is None:
            return
        language = current()
    with st.sidebar:
        mode.name(language)
        if signed_in:
            sign_in.leave(language)
    # Above every page, not below the list of pages: there it is out of sight.
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        switch()
        if not signed_in:
            names = start.sector_names(language), start.enterprise_names(language), start.laboratory_codes()
            viewer.switch(language, *names, viewer.ROLES if mode.mode() == "demo" else viewer.KEEPING)
        box.box(viewer.current_viewer(), language)
    sendings.LEDGER.admit(internals.session(), viewer.current_viewer())
    navigation.run(viewer.current_viewer(), language)


if __name__ == "__main__":
    session()
else:
    app = st.App(
        server.prepared(__file__),
        routes=[*api.routes(), *answers.routes(), *metrics.routes()],
        middleware=server.middleware(),
        lifespan=server.lifespan,
    )
