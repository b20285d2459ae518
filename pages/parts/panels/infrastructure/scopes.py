"""On the laboratories screen: what was measured out of scope, and what nobody can decide."""

import streamlit as st

from pages.parts.charts import draw
from pages.parts.charts.stacked import stacked
from pages.parts.frame.choice import pick
from pages.parts.frame.listed import listed
from pages.parts.views.infrastructure.scopes import ROLES, ScopeView
from pages.parts.words.infrastructure import resting as words
from pages.parts.words.language import Language, word


def scope_choice(states: list[str], language: Language) -> str:
    """A box that lists results and samples of one scope only; "" for all, and where there is nothing to choose."""
    if not states:
        return ""
    every = {"all": language.gettext("in scope or not")} | {
        state: word(words.SCOPE, state, language) for state in states
    }
    chosen = pick(
        "measured", language.gettext("Results that rest on measurements"), list(every), lambda code: every[code]
    )
    return "" if chosen in (None, "all") else str(chosen)


def in_scope(view: ScopeView) -> None:
    """The sentence, a bar a laboratory, and the measurements not in scope, by state if one is chosen."""
    say, language = view.language.gettext, view.language
    st.header(say("Measured in scope?"), anchor=False)
    if len(view.bars):
        with st.container(border=True):
            picture = stacked(view.bars, language, ROLES, say("Measurements"))
            draw.show(picture, f"scopes_{view.selection.sector}", say("Measurements by scope and laboratory"))
    if view.states:
        every = {"": say("All not in scope")} | {state: word(words.SCOPE, state, language) for state in view.states}
        chosen = pick("scope", say("Show"), list(every), lambda code: every[code])
        listed(view.short(chosen), view.table(chosen), "scopes", language)


def holes(view: ScopeView) -> None:
    """Indicators that no laboratory, or a single one, can decide today, by the output that falls short of them."""
    say = view.language.gettext
    st.header(say("What nobody can decide"), anchor=False)
    st.markdown(view.holes_sentence)
    st.caption(
        say(
            "A laboratory counts where its scope covers the indicator today and its last results neither stand apart "
            "nor leave too much open. The output is that of makers that fell short of the floor, or of the benchmark "
            "where there is no floor."
        )
    )
    listed(view.holes_short, view.holes_table, "holes", view.language)
