"""Deciding on a tier, and confirming what another person decided."""

import streamlit as st

from benchmarks.governance.tiers import EDGES
from data.kept import tiers
from data.refusal import Refused
from pages.parts.frame import platform, tables
from pages.parts.panels.governance.records import said
from pages.parts.views.governance.tiers import TierView
from pages.parts.words.governance import tiers as words
from pages.parts.words.language import word


def form(view: TierView) -> None:
    """For the authority: what waits for a second person, and a form for a decision."""
    if not tiers.may_decide(view.viewer, view.sector):
        return
    say, language = view.language.gettext, view.language
    held = tiers.decisions(platform.store(), view.viewer)
    waiting = held[(held["sector"] == view.sector) & (held["confirmed_by"] == "")]
    with st.expander(say("Decide on a tier"), expanded=len(waiting) > 0):
        for row in waiting.to_dict("records"):
            text = say("{by} decided {tier} for {maker}: {reason}").format(
                by=language.told(row["by"]),
                tier=row["decided"],
                maker=view.names.get(row["enterprise"]),
                reason=language.told(row["reason"]),
            )
            st.write(text)
            given = (view, row["enterprise"], row["decision"])
            st.button(say("Confirm"), key=f"confirm_{row['enterprise']}", on_click=_confirmed, args=given)
        with st.form("tier", border=False):
            codes = list(view.rows["enterprise"])
            st.selectbox(
                say("Enterprise"), codes, key="tier_maker", format_func=lambda code: view.names.get(code, code)
            )
            st.selectbox(say("Tier"), tiers.TIERS, 1, lambda code: word(words.TIER, code, language), "tier_tier")
            st.text_area(say("Why"), key="tier_reason", height=68, max_chars=tiers.LONGEST)
            st.form_submit_button(say("Decide"), on_click=_decided, args=(view,))


def other_edges(view: TierView) -> None:
    """For the authority: who would move if the edges were others and no fact changed, before such a rule counts."""
    if not tiers.may_decide(view.viewer, view.sector) or view.rows.empty:
        return
    say = view.language.gettext
    with st.expander(say("What other edges would do, before they take effect")):
        st.caption(say("A changed rule is no changed maker: who would move with the facts as they are."))
        edges = []
        for place, (column, edge) in enumerate(zip(st.columns(3), EDGES, strict=True)):
            name = say("Edge of {tier}, %").format(tier=("T1", "T3", "T4")[place])
            edges.append(column.number_input(name, 0.0, 100.0, 100 * edge, 1.0, "%.1f", f"edge_{place}") / 100)
        if sorted(set(edges)) != edges:
            st.error(say("Three edges rise from the first to the last."))
            return
        moved = view.moved(tuple(edges))
        n = len(moved)
        told = view.language.ngettext("{n} maker would move.", "{n} makers would move.", n).format(n=n)
        st.markdown(told if n else say("Nobody would move."))
        if n:
            tables.show(moved, "tier_moved")


def _decided(view: TierView) -> None:
    maker, tier, why = (st.session_state[f"tier_{name}"] for name in ("maker", "tier", "reason"))
    version = platform.specs()[view.sector].version
    _done(
        view,
        lambda: tiers.decide(platform.store(), view.viewer, view.sector, maker, tier, why, version),
        view.language.gettext("The decision is kept. It counts once another person has confirmed it."),
    )


def _confirmed(view: TierView, maker: str, decision: int) -> None:
    _done(
        view,
        lambda: tiers.confirm(platform.store(), view.viewer, view.sector, maker, decision),
        view.language.gettext("The decision is confirmed. It counts after the maker was told."),
    )


def _done(view: TierView, deed: object, told: str) -> None:
    try:
        deed()  # type: ignore[operator]  # a deed of data.kept.tiers with its arguments
    except Refused as error:
        said("error", error.said(view.language.gettext))
        return
    said("success", told)
