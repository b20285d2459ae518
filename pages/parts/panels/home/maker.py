"""A manufacturer's home: what is under its sentence, in one screen."""

import pandas as pd
import streamlit as st

from benchmarks.columns import OVERALL
from benchmarks.index import index as indices
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from data.wave import in_order
from pages.parts.charts import draw
from pages.parts.charts.ladder import ladder
from pages.parts.charts.peers import peers
from pages.parts.frame import choice, platform, scope
from pages.parts.frame.page import Frame
from pages.parts.panels.home import parts
from pages.parts.views.home.maker import MakerHome
from pages.parts.words import markdown, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word


def show(screen: Frame, language: Language) -> None:
    """The page of a manufacturer."""
    _begin(screen.viewer)
    selection = scope.choose_product(screen.viewer, language)
    if selection is None:
        return screen.nothing()
    view = MakerHome(screen.viewer, selection, language)
    screen.head(view.title, view.gaps.rests.whole, scope.product_names(screen.viewer, selection, language))
    parts.steps(view.steps)
    left, middle, right = st.columns(3)
    with left.container(border=True):
        _standing(view)
    with middle.container(border=True):
        _first(view)
    with right.container(border=True):
        _moved(view)
    return None


def _begin(viewer: Viewer) -> None:
    """A reader who has chosen no category begins with the one that needs it most: broken lines, then the lowest."""
    for sector, own in sorted(viewer.enterprises or ()):
        rows = platform.read(indices.index, viewer, Selection(sector=sector, enterprise=own))
        rows = rows[(rows["dimension"] == OVERALL) & rows["score"].notna()]
        if len(rows):
            newest = rows[rows["wave"] == in_order(list(rows["wave"]))[-1]]
            worst = newest.sort_values("score", kind="stable")["category"].iloc[0]
            choice.begin(f"category_{sector}", str(worst))


def _standing(view: MakerHome) -> None:
    """The index with its interval, among unnamed others, and the other products."""
    say, language = view.language.gettext, view.language
    if view.row is not None:
        low, high = (language.number(view.row[end], 1) for end in ("low", "high"))
        said = say("**Where I stand**: {score} points ({low} to {high})")
        if low == high and view.row["capped_by"]:  # the cap, in every simulated world: no interval to be told
            said = say("**Where I stand**: {score} points, the most there is while a bottom line is broken")
        st.markdown(said.format(score=language.number(view.row["score"], 1), low=low, high=high))
    else:
        st.markdown(say("**Where I stand**"))
    if view.peers.reason:
        st.caption(word(words.NOT_SHOWN, view.peers.reason, language))
    else:
        others = pd.DataFrame({"score": view.peers.scores})
        told = say("Among {n} unnamed others, in points").format(n=len(others))
        draw.show(peers(others, view.own, language), "home_peers", told)
        st.caption(told)
    if view.products:
        st.markdown(say("**My other products**"))
        parts.lines(view.products)


def _first(view: MakerHome) -> None:
    """The first gap with its aim and what it adds."""
    say, first = view.language.gettext, view.advice.first
    st.markdown(say("**The first gap**"))
    rows = view.gaps.rows[view.gaps.rows["key"] == first]
    if len(rows):
        draw.show(ladder(rows, view.language), "home_ladder", view.progress.name(str(first)))
    st.markdown(view.advice.sentence or markdown.escaped(say("Nothing measured here is short of the benchmark.")))
    if view.advice.later:
        st.caption(markdown.escaped(view.advice.later))


def _moved(view: MakerHome) -> None:
    """What moved since the wave before, the bar apart; and the actions that are due."""
    say = view.language.gettext
    st.markdown(say("**Moved since the wave before**, by ourselves"))
    parts.lines(view.moved, say("Nothing moved beyond chance."))
    if view.bars:
        said = say("The bar moved: {names}.").format(names=view.language.both(view.bars))
        st.caption(markdown.escaped(sentences.joined([said], view.language)))
    st.markdown(say("**My actions due**"))
    parts.lines(view.actions, say("No action is under way."))
