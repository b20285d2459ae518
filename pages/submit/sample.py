"""Whom do we ask where, so that every maker's change shows within the budget?"""

import math
from typing import Literal

import streamlit as st

from benchmarks import policy
from benchmarks.fieldwork.allocation import Wish
from benchmarks.fieldwork.frame import check_frame
from data.problems.problem import merged, sentence
from data.read import read
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import downloads, links, page, platform, scope, tables
from pages.parts.frame.choice import one_of
from pages.parts.frame.listed import listed
from pages.parts.frame.reader import current
from pages.parts.panels.rounds.kept import plan_of
from pages.parts.views.fieldwork.sample import SampleView, short_of
from pages.parts.words import markdown
from pages.parts.words.language import Language

BIND: Literal["query-params"] = "query-params"  # what is typed stands in the address
POWERS = (str(policy.POWER), "0.9", "0.95")
EXAMPLE = b"stratum,psu,size,cost\neast,e1,4200,30\neast,e2,2600,30\nwest,w1,1800,45\nwest,w2,2100,45\n"


def show(language: Language) -> None:
    """The page."""
    with page.screen("sample", language) as screen:
        say = language.gettext
        view = _chosen(screen.viewer, language)
        if view is None:
            todo = say("Choose a file with a row for each sampling point: stratum, psu, size and, where known, cost.")
            screen.nothing(say("A sample needs its frame"), say("No sampling frame has been chosen."), todo)
            downloads.button(say("Example of a frame"), "frame.csv", "text/csv", lambda: EXAMPLE)
            return None
        names = scope.Names(language)
        kind = [names.category(view.sector, view.category)] if view.category else []
        shown = [names.sector(view.sector), *kind]
        try:
            _ = view.plan
        except Refused as refusal:
            screen.head(short_of(refusal, language), scope=shown)
            st.error(markdown.escaped(refusal.said(say)))
            _take_least(refusal, language)
            return None
        screen.head(view.title, view.paragraph, shown)
        listed(view.table, view.table, "sample_table", language)
        with st.expander(say("Sampling points that are drawn")):
            tables.show(view.points, "sample_points")
        rows = view.plan.rows
        downloads.button(
            say("The plan for `track plan`"), f"plan-{view.sector}.csv", "text/csv", lambda: tables.csv(rows)
        )
        screen.take_away(f"sample-{view.sector}", lambda: view.table)
        plan_of(view, language)
        links.link("fieldwork", say("Watch a round that is being asked"))


def _take_least(refusal: Refused, language: Language) -> None:
    """A button that plans with the least possible budget, where that is what is missing."""
    least = refusal.values.get("least")
    if least is None:
        return
    budget = float(math.ceil(float(str(least))))

    def take() -> None:
        st.session_state["sample_budget"] = budget

    said = language.gettext("Plan with a budget of {least}").format(least=language.number(budget))
    st.button(said, type="primary", on_click=take, key="sample_least")


def _chosen(viewer: Viewer, language: Language) -> SampleView | None:
    """Boxes for sector, frame and wishes; None while there is no frame without a mistake."""
    say = language.gettext
    with st.container(horizontal=True, vertical_alignment="bottom"):
        sector = scope.choose_sector(viewer, language)
        category = None if sector is None else _category(sector, language)
        indicator = None if sector is None else _indicator(sector, category, language)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        budget = st.number_input(
            *(say("Budget"), 1.0, 1e9, 3000.0, 100.0, "%.0f"),
            key="sample_budget",
            help=say("Money where it has a cost."),
            bind=BIND,
        )
        change = st.number_input(
            say("Worst change allowed"),
            0.0,
            100.0,
            0.0,
            0.5,
            "%.1f",
            key="sample_change",
            bind=BIND,
            help=say("In points, or in the unit of the indicator; 0: any."),
        )
        power = one_of("sample_power", say("Chance that it shows"), POWERS, lambda code: language.percent(float(code)))
        seed = st.text_input(say("Words that fix the draw"), key="sample_seed", bind=BIND)
    file = st.file_uploader(say("Sampling frame"), type=["csv", "xlsx"], key="sample_frame")
    if sector is None or file is None:
        return None
    problems, frame = check_frame(read(file.getvalue(), file.name))
    for each in merged(problems):
        st.error(markdown.escaped(sentence(each.problem, say, each.lines)))
    if problems:
        return None
    wish = Wish(budget, seed, float(power), change=change or None)
    return SampleView(viewer, sector, category, indicator, frame, wish, language)


def _category(sector: str, language: Language) -> str | None:
    """One of the sector's categories, or None for all."""
    names = scope.Names(language)
    options = ["all", *(each.id for each in platform.specs()[sector].categories)]

    def write(code: str) -> str:
        return language.gettext("All categories") if code == "all" else names.category(sector, code)

    chosen = one_of(f"sampled_{sector}", language.gettext("Category"), options, write)
    return None if chosen == "all" else chosen


def _indicator(sector: str, category: str | None, language: Language) -> str | None:
    """The indicator whose change counts, or None for each maker's most uncertain one."""
    spec = platform.specs()[sector]
    asked = [each for each in spec.indicators if each.source == "survey"]
    labels = {each.id: language.label(each.label) for each in asked if not category or each.applies_to(category)}

    def write(code: str) -> str:
        return labels.get(code, language.gettext("Each maker's most uncertain"))

    chosen = one_of(f"counted_{sector}", language.gettext("Whose change counts"), ["worst", *labels], write)
    return None if chosen == "worst" else chosen


show(current())
