"""What is each level, from which standard, how well checked?"""

from typing import Any

import pandas as pd
import streamlit as st

from benchmarks.columns import LEVELS
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator, SectorSpec
from pages.parts.frame import choice, links, page, programs, scope
from pages.parts.frame.choice import one_of
from pages.parts.frame.reader import current
from pages.parts.words import markdown, quantities
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

WIDE = 3  # columns of the table of contents: names are not cut
CODES = ["checked_code", "value"]  # for the page itself: how a level was checked, and its value as the spec has it


def show(language: Language) -> None:
    """The page."""
    with page.screen("benchmarks", language, demo=False) as screen:
        say, names = language.gettext, scope.Names(language)
        with st.container(horizontal=True):
            sector = scope.choose_sector(screen.viewer, language)
            if sector is None:
                return screen.nothing()
            spec = scope.sectors_of(screen.viewer)[sector]
            every = _categories(spec)
            category = one_of(f"rules_{sector}", say("Category"), every, lambda code: names.category(sector, code))
        table = levels(spec, category, language)
        sure = int((table["checked_code"] == "source").sum())
        title = say("{n} of {all} levels are checked at the source").format(n=sure, all=len(table))
        body = say(
            "Every indicator stands on one ladder: the floor at 60 points, the benchmark at 80, the frontier at 100. "
            "The entry in force on the first day of a wave counts for that wave."
        )
        screen.head(title, body, [names.sector(sector), names.category(sector, category)])
        for indicator in _contents(spec, category, language):
            _card(spec, indicator, language)
        about = {say("Spec"): f"{sector} {spec.version}"}
        screen.take_away(f"levels-{sector}-{category}", lambda: table.drop(columns=CODES), about=about)
        programs.lines("levels", Selection(sector, category), language)


def _categories(spec: SectorSpec) -> list[str]:
    """The categories, those first that have the indicator of the address, which then needs no other."""
    wanted = choice.asked("indicator", [each.id for each in spec.indicators])
    every = [each.id for each in spec.categories]
    own = [each for each in every if wanted is not None and spec.indicator(wanted).applies_to(each)]
    return own or every


def _contents(spec: SectorSpec, category: str, language: Language) -> list[Indicator]:
    """The table of contents with a search; gives the indicators to be shown: the one of the address, or those found."""
    say, names = language.gettext, scope.Names(language)
    every = [each for each in spec.indicators if each.applies_to(category)]
    here = {"sector": spec.sector, f"rules_{spec.sector}": category}
    wanted = choice.asked("indicator", [each.id for each in every])
    if wanted is not None:
        links.link("benchmarks", say("All indicators of this category"), **here)
        return [spec.indicator(wanted)]
    with st.container(border=True):
        label, example = say("Find an indicator or a standard"), say("A name, a citation")
        typed = st.text_input(label, key=f"find_{spec.sector}", placeholder=example, bind="query-params")
        shown = [each for each in every if _said(each, typed or "")]
        if not shown:
            st.caption(say("No indicator of this category has this name or citation."))
        parts = [part for part in spec.dimensions if any(each.dimension == part.id for each in shown)]
        for column, part in zip(st.columns(WIDE) * len(parts), parts, strict=False):
            with column:
                st.caption(markdown.escaped(names.dimension(spec.sector, part.id)))
                for each in (one for one in shown if one.dimension == part.id):
                    links.link("benchmarks", markdown.escaped(language.label(each.label)), **here, indicator=each.id)
    return shown


def _said(indicator: Indicator, text: str) -> bool:
    """Whether every word of a text stands in what an indicator is called or cites."""
    cites = [entry.cite for level in LEVELS for entry in getattr(indicator.levels, level)]
    said = " ".join((indicator.id, indicator.label.en, indicator.label.zh, *indicator.synonyms, *cites)).casefold()
    return all(one in said for one in text.casefold().split())


def levels(spec: SectorSpec, category: str, language: Language) -> pd.DataFrame:
    """Every entry of every level of a category's indicators, as it is read and taken away."""
    chosen = [each for each in spec.indicators if each.applies_to(category)]
    return pd.DataFrame([row for each in chosen for row in _entries(each, language)])


def _entries(indicator: Indicator, language: Language) -> list[dict[str, Any]]:
    """The rows of `levels` of one indicator."""
    say = language.gettext
    return [
        {
            say("Indicator"): language.label(indicator.label),
            say("Level"): word(words.LEVEL, level, language),
            say("Value of the level"): quantities.reported(entry.value, indicator),
            say("Unit"): quantities.unit(indicator.unit, language),
            say("Kind"): word(words.KIND, entry.kind, language),
            say("Citation"): words.citation(entry, language),
            say("Used here since"): entry.valid_from,
            say("Binding from"): entry.binds,
            say("Test method"): language.label(entry.method) if entry.method else "",
            say("Checked"): word(words.CHECKED, entry.checked, language),
            say("Remarks"): language.label(entry.note) if entry.note else "",
            **dict(zip(CODES, (entry.checked, entry.value), strict=True)),
        }
        for level in LEVELS
        for entry in getattr(indicator.levels, level)
    ]


def _card(spec: SectorSpec, indicator: Indicator, language: Language) -> None:
    with st.container(border=True):
        dimension = scope.Names(language).dimension(spec.sector, indicator.dimension)
        name = markdown.escaped(language.label(indicator.label))
        source = word(words.SOURCE, indicator.source, language)
        st.markdown(f"**{name}** :gray-badge[{source}] :gray-badge[{markdown.escaped(dimension)}]")
        statistic = word(words.STATISTIC, indicator.statistic, language)
        st.caption(markdown.escaped(f"{statistic} · {word(words.POLARITY, indicator.direction, language)}"))
        st.table(_side_by_side(indicator, language))
        for line in about(indicator, language):
            st.caption(markdown.escaped(line))


def _side_by_side(indicator: Indicator, language: Language) -> pd.DataFrame:
    """An entry a column: there are few, and so the table is read on a telephone too. Lines that say nothing go."""
    say, entries = language.gettext, _entries(indicator, language)
    left_out = {*CODES, say("Indicator"), say("Unit"), say("Level")}
    levels, since = [entry[say("Level")] for entry in entries], say("Used here since")
    for entry in entries:
        entry[say("Value of the level")] = quantities.value(entry["value"], indicator, language)
        for name in (since, say("Binding from")):
            entry[name] = language.date(entry[name]) if entry[name] else ""
    lines = {name: [entry[name] for entry in entries] for name in entries[0] if name not in left_out}
    lines = {name: said for name, said in lines.items() if any(said)}
    # A level with several entries is told by their days.
    heads = [
        f"{level} · {entry[since]}" if levels.count(level) > 1 else str(level)
        for level, entry in zip(levels, entries, strict=True)
    ]
    return pd.DataFrame(list(lines.values()), index=list(lines), columns=heads)


def about(indicator: Indicator, language: Language) -> list[str]:
    """What is to be known of an indicator beside its levels: question, default uncertainty, series, names, remarks."""
    say = language.gettext
    return [
        *_question(indicator, language),
        *_uncertainty(indicator, language),
        *(say("A new series starts on {day}.").format(day=language.date(day)) for day in indicator.breaks),
        *(
            say("How {citation} compares: {source}").format(
                citation=words.citation(entry, language), source=language.label(entry.conversion)
            )
            for level in LEVELS
            for entry in getattr(indicator.levels, level)
            if entry.conversion
        ),
        *([say("Also called: {names}").format(names=say(", ").join(indicator.synonyms))] if indicator.synonyms else []),
        *([language.label(indicator.note)] if indicator.note else []),
    ]


def _question(indicator: Indicator, language: Language) -> list[str]:
    say, lines = language.gettext, []
    if indicator.asked_if:
        lines.append(say("Asked first: {question}").format(question=language.label(indicator.asked_if)))
    if indicator.ask:
        lines.append(say("Question: {question}").format(question=language.label(indicator.ask)))
    if indicator.ends:
        low, high = getattr(indicator.ends, language.code)
        first, last = (f"{end:g}" for end in (indicator.range.min, indicator.range.max))
        answers = say("Answers: {first} ({low}) to {last} ({high})")
        lines.append(answers.format(first=first, low=low, last=last, high=high))
    if indicator.answers:
        lines.append(
            say("Answers: {answers}").format(answers=say(", ").join(getattr(indicator.answers, language.code)))
        )
    return lines


def _uncertainty(indicator: Indicator, language: Language) -> list[str]:
    stated = indicator.default_u
    if stated is None:
        return []
    amount = (
        quantities.distance(stated.at(1.0), indicator, language)
        if stated.percent is None
        else language.percent(stated.at(1.0), 0)
    )
    said = language.gettext("Expanded uncertainty (k = 2) where a laboratory states none: {amount}; {cite}")
    return [said.format(amount=amount, cite=stated.cite)]


show(current())
