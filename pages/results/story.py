"""What do the demo's data tell, in five steps?"""

from collections.abc import Callable

import streamlit as st

from benchmarks.index import national
from benchmarks.scope.selection import Selection
from data.demo import WAVES
from pages.parts.charts import draw
from pages.parts.charts.dumbbell import dumbbell
from pages.parts.charts.heatmap import heatmap
from pages.parts.charts.ladder import ladder
from pages.parts.frame import choice, links, page, platform, scope
from pages.parts.frame.reader import current
from pages.parts.panels import contradictions as clash_detail
from pages.parts.panels import gaps as gap_detail
from pages.parts.panels import laboratories
from pages.parts.views.contradictions import ClashView
from pages.parts.views.gaps import GapView
from pages.parts.views.story import StoryView
from pages.parts.words import markdown, sentences
from pages.parts.words.language import Language


def show(language: Language) -> None:
    """The page."""
    with page.screen("story", language) as screen:
        say = language.gettext
        if not screen.demo or WAVES[-1] not in set(platform.read(national.board, screen.viewer)["wave"]):
            reason = say("The story is told of the synthetic demo, and this store does not hold it.")
            return screen.nothing(say("There is no story to tell"), reason, say("The overview says where you stand."))
        with st.spinner(say("Looking for the story in the results")):
            view = StoryView(screen.viewer, WAVES[-1], language)
            told = [each for each in STEPS if _there(view, each)]
        codes = [str(n + 1) for n in range(len(told))]
        step = int(choice.remembered("step", codes) or 1)
        choice.tell("step", str(step))
        title, tell = told[step - 1], STEPS[told[step - 1]]
        place = say("Step {n} of {all}").format(n=step, all=len(told))
        body = st.container()
        _further(step, codes, language)
        with body:
            sentence = tell(view)
        screen.head(_titles(language)[title], sentence, [place, language.wave(view.wave)])


def _titles(language: Language) -> dict[str, str]:
    say = language.gettext
    return {
        "good": say("A sector that looks good"),
        "floor": say("The bottom line it hides"),
        "moved": say("Who closed its gap, and whom the bar overtook"),
        "clash": say("Consumers love it, the laboratory fails it"),
        "labs": say("The laboratory that disagrees"),
    }


def _there(view: StoryView, step: str) -> bool:
    """Whether the results hold what a step tells."""
    found = {"good": view.sector, "floor": view.hidden, "clash": view.clash, "labs": view.beside}
    return any(each is not None for each in view.moved) if step == "moved" else found[step] is not None


def _further(step: int, codes: list[str], language: Language) -> None:
    say = language.gettext
    with st.container(horizontal=True):
        if step > 1:
            st.button(say("Back"), on_click=choice.choose, args=("step", str(step - 1)), icon=":material/arrow_back:")
        if step < len(codes):
            to = ("step", str(step + 1))
            st.button(say("Next"), on_click=choice.choose, args=to, type="primary", icon=":material/arrow_forward:")
        else:
            links.link("overview", say("On to the board"))


def _good(view: StoryView) -> str:
    board = view.board
    sectors = {code: scope.Names(view.language).sector(code) for code in board.sectors}
    with st.container(border=True):
        draw.show(heatmap(board.cells, view.language, sectors, board.dimensions), "story_board", view.looks_good)
    links.link("overview", view.language.gettext("Open the board"), wave=view.wave)
    return markdown.escaped(view.looks_good)


def _floor(view: StoryView) -> str:
    row = view.hidden
    place = Selection(row.sector, row.category, row.enterprise, wave=view.wave)
    gaps = GapView(view.viewer, place, view.language)
    said = view.language.gettext("{maker}, {indicator}: {said}").format(
        maker=view.maker(row),
        indicator=view.language.label(view.measure(row).label),
        said=gap_detail.floor_words(gaps, row.indicator),
    )
    with st.container(border=True):
        draw.show(ladder(gaps.rows, view.language), "story_ladder", said)
    links.link("gaps", view.language.gettext("Open its gaps"), **place.chosen(), indicator=row.indicator)
    return markdown.escaped(sentences.ended(said, view.language))


def _moved(view: StoryView) -> str:
    with st.container(border=True):
        picture = dumbbell(view.steps(), view.language, view.language.gettext("the first wave"))
        draw.show(picture, "story_moved", view.overtaken)
    for row in view.moved:
        if row is not None:
            place = Selection(row.sector, row.category, row.enterprise, row.indicator, view.wave)
            label = view.language.gettext("Open the progress of {maker}").format(maker=view.maker(row))
            links.link("progress", markdown.escaped(label), **place.chosen())
    return markdown.escaped(view.overtaken)


def _clash(view: StoryView) -> str:
    row = view.clash
    place = Selection(row.sector, row.category, wave=view.wave)
    with st.container(border=True):
        clash_detail.chart(ClashView(view.viewer, place, view.language), row.topic)
    label = view.language.gettext("Open the contradictions")
    links.link("contradictions", label, sector=row.sector, wave=view.wave, topic=row.topic)
    return markdown.escaped(view.liked)


def _labs(view: StoryView) -> str:
    mixed, place = view.apart or {}, view.beside or Selection()
    indicator = str(mixed["indicator"])
    with st.container(border=True):
        laboratories.compared(GapView(view.viewer, place, view.language), indicator)
    label = view.language.gettext("Open the laboratories")
    links.link("laboratories", label, sector=place.one_sector(), wave=view.wave)
    return view.differs


STEPS: dict[str, Callable[[StoryView], str]] = {
    "good": _good,
    "floor": _floor,
    "moved": _moved,
    "clash": _clash,
    "labs": _labs,
}

show(current())
