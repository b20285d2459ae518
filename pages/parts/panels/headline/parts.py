"""The parts of the headline screen: figures, pass rates, regions, key links, and what a newspaper got wrong."""

import streamlit as st

from benchmarks.headline.leverage import MOST, leverage
from benchmarks.scope.selection import Selection
from data.check.contract import WHOLE
from data.frames import row_of
from pages.parts.charts import canvas, draw
from pages.parts.charts.heatmap import heatmap
from pages.parts.charts.holdbacks import holdbacks
from pages.parts.charts.rates import rates
from pages.parts.charts.template import Spec
from pages.parts.frame import links, page, platform, scope, tables
from pages.parts.frame.choice import one_of
from pages.parts.panels.cuts.parts import provinces
from pages.parts.views.headline.figures import HeadlineView
from pages.parts.views.headline.key_links import key_links
from pages.parts.views.headline.places import PlacesView
from pages.parts.words import markdown

ALL = 60  # links offered to be closed together
IN_LINE = 5  # figures that fit beside one another


def figures(view: HeadlineView) -> None:
    """The headline figures beside the pass rate, each with its interval."""
    say = view.language.gettext
    for line in _lines(view.others):
        for column, (sector, label, value, note) in zip(st.columns(len(line)), line, strict=True):
            with column, st.container(border=True, height="stretch"):
                st.metric(label, value)
                st.caption(markdown.escaped(note))
                if sector == WHOLE:
                    links.link("standards", say("Standards"))
                else:
                    links.link("sector", say("Who stands where"), sector=sector, wave=view.period)


def _lines(figures: list[tuple[str, str, str, str]]) -> list[list[tuple[str, str, str, str]]]:
    """All in one line where they fit, else three in each."""
    many = len(figures) if len(figures) <= IN_LINE else 3
    return [figures[at : at + many] for at in range(0, len(figures), many or 1)]


def rates_of(view: HeadlineView) -> Spec | None:
    """Pass rates of every sector by both bases; a click opens the sector."""
    say = view.language.gettext
    with st.container(border=True):
        st.markdown(say("**Lots that pass**, in percent: the higher the better"))
        if view.chart.empty:
            page.empty(
                say("No lots were checked in this period."),
                say("Load a file of spot checks: one row a lot, with why it was drawn and with what chance."),
            )
            links.link("upload", say("Load a file"), kind="checks")
            return None
        picture = rates(view.chart, view.language)
        clicked = canvas.clicked(draw.show(picture, "rates", view.title, canvas.CLICK))
        if clicked and clicked != WHOLE:
            links.go("sector", sector=clicked, wave=view.period)
        if not view.ours.loc[(view.top, "random"), "publishable"]:
            st.caption(say("Lots drawn with a known chance make a figure that stands for all lots, not for suspects."))
    return picture


def by_region(view: HeadlineView) -> None:
    """Sectors by regions; a cell opens the sector."""
    say, names = view.language.gettext, scope.Names(view.language)
    board = PlacesView(view.viewer, view.period, view.language)
    with st.container(border=True):
        st.markdown(say("**Sectors by regions** in points: where makers are registered"))
        if board.cells.empty:
            st.caption(
                say("Nothing to show: regions come with the register, and a cell needs 6 makers beside your own.")
            )
            return
        codes = sorted(set(board.cells["column"]))
        sectors = {code: names.sector(code) for code in platform.specs() if code in set(board.cells["row"])}
        picture = heatmap(board.cells, view.language, sectors, {code: board.region(code) for code in codes})
        clicked = canvas.clicked(draw.show(picture, "regions", view.title, canvas.CLICK))
        if clicked:
            links.go("sector", sector=clicked.split("/")[0], wave=view.period)
        st.caption(
            say("A cell is the index of the makers registered there, weighed as on the board. Few makers: wide.")
        )
        with st.expander(say("Regions as a table, with intervals and coverage")):
            tables.show(board.places_table, "regions_table")


def on_map(view: HeadlineView) -> None:
    """One sector by province, on a map and as a list; links lead on to it."""
    say, names = view.language.gettext, scope.Names(view.language)
    shown = set(PlacesView(view.viewer, view.period, view.language).places["sector"])
    sectors = [code for code in platform.specs() if code in shown]
    if not sectors:
        return
    sector = one_of("sector_on_map", say("Sector on the map"), sectors, names.sector)
    provinces(view.viewer, Selection(sector, wave=view.period), view.title, view.language)
    with st.container(horizontal=True):
        links.link("sector", say("Who stands where in the sector"), sector=sector, wave=view.period)
        links.link("cuts", say("Where the gap sits"), sector=sector, wave=view.period)


def links_of(view: HeadlineView) -> None:
    """The key links alone, and a few of them together."""
    say, language = view.language.gettext, view.language
    rows = key_links(view.viewer, view.period, language, ALL)
    with st.container(border=True):
        st.markdown(
            say("**The key links**: points the board of all sectors gains if everyone below reaches the next level")
        )
        if rows.empty:
            st.caption(say("Nothing to name: an indicator counts from 5 enterprises on."))
            return
        shown = draw.show(holdbacks(rows.head(5), language), "key_links", view.title, canvas.CLICK)
        if clicked := canvas.clicked(shown):
            sector, indicator = clicked.split("/")
            links.go("sector", sector=sector, indicator=indicator, wave=view.period)
        with st.container(horizontal=True):
            for key, label, points in rows.head(5)[["key", "label", "points"]].itertuples(index=False, name=None):
                sector, indicator = key.split("/")
                told = f"{view.language.number(points, 2, sign=True)} · {label}"  # the number first: a telephone cuts
                links.link("sector", markdown.escaped(told), sector=sector, indicator=indicator, wave=view.period)
        labels = dict(zip(rows["key"], rows["label"], strict=True))
        chosen = st.multiselect(
            say("Several together, up to {n}").format(n=MOST),
            list(labels),
            format_func=lambda key: labels[key],
            max_selections=MOST,
            key="together",
            placeholder=say("choose two or three"),
        )
        if len(chosen) > 1:
            _together(view, chosen, dict(zip(rows["key"], rows["points"], strict=True)))


def _together(view: HeadlineView, chosen: list[str], alone: dict[str, float]) -> None:
    """What the chosen links gain as a set, beside the sum of what each gains alone."""
    number = view.language.number
    sets: dict[str, list[str]] = {}
    for key in chosen:
        sector, indicator = key.split("/")
        sets.setdefault(sector, []).append(indicator)
    whole = [0.0, 0.0, 0.0]
    for sector, names in sets.items():
        rows = platform.read(leverage, view.viewer, Selection(sector, wave=view.period), together=";".join(names))
        row = row_of(rows[(rows["of"] == "board") & (rows["target"] == "next")].set_index("sector"), sector)
        whole = [each + row[name] for each, name in zip(whole, ("points", "low", "high"), strict=True)]
    said = view.language.gettext(
        "Together: **{points} points** ({low} to {high}); one by one they would add up to {sum}. A cap lifts only when "
        "the last broken bottom line holds."
    )
    ends = dict(zip(("points", "low", "high"), (number(each, 2, sign=True) for each in whole), strict=True))
    st.markdown(said.format(**ends, sum=number(sum(alone[key] for key in chosen), 2, sign=True)))


def newspaper(view: HeadlineView) -> None:
    """A published rise, taken apart: what a reader of the newspaper got wrong."""
    say = view.language.gettext
    with st.expander(say("A rise in the newspaper, taken apart: spot checks of 2022 and 2023")):
        st.markdown(
            say(
                "National supervision checks failed 9.4% of 19,440 lots in 2022 and 12.3% of 28,265 in 2023. Who read "
                "that products had become worse by a third was wrong about factories: there 6.6 and 6.7% failed, no "
                "difference (z = 0.34). In shops 14.7 and 19.6% failed, and shops were 43.3% of the lots instead of "
                "34.5%. Of the 2.9 points, 1.76 are worse lots at the same places, 0.71 another mix of places, and "
                "0.43 both at once."
            )
        )
