"""How is each number made and judged, by which choices, and what must it not be used for?"""

import pandas as pd
import streamlit as st

from benchmarks import policy
from pages.parts.frame import page
from pages.parts.frame.reader import current
from pages.parts.frame.screens import TITLE
from pages.parts.words import markdown, method_caveats, method_places
from pages.parts.words.language import Language, word
from pages.parts.words.method import Section, written


def show(language: Language) -> None:
    """The page."""
    with page.screen("method", language, demo=False) as screen:
        say = language.gettext
        sections, choices = method_caveats.sections(language), choices_table(language)
        title = say("{formulas} formulas and {choices} published choices make every number here").format(
            formulas=sum(len(each.formulas) for each in sections), choices=len(choices)
        )
        body = say(
            "Each formula has its source, each choice its reason. No number stands without its uncertainty; no mean "
            "hides a broken bottom line. The same code makes the pages, the command line and the worked examples."
        )
        screen.head(title, body)
        names = (say("Formulas"), say("Choices"), say("Deviations"), say("Not to be used for"))
        formulas, chosen, otherwise, never = st.tabs(names)
        with formulas:
            for section in sections:
                _section(section, language)
            levels = say("Every level, with its standard")
            st.page_link("pages/rules/benchmarks.py", label=levels, icon=":material/rule:")
        with chosen:
            _choices(choices, language)
            screen.take_away("choices", lambda: choices)
        with otherwise:
            st.caption(say("Where the method departs from the tools it follows, and why."))
            columns = [say("Tool"), say("Here"), say("Why")]
            st.table(pd.DataFrame(method_caveats.deviations(language), columns=columns).set_index(columns[0]))
        with never:
            st.caption(say("What the numbers must not be used for."))
            st.markdown("\n".join(f"- {each}" for each in method_caveats.limits(language)))


def _choices(choices: pd.DataFrame, language: Language) -> None:
    """The published choices, a table a subject."""
    say = language.gettext
    st.caption(say("Every number that somebody chose. Changing one changes published figures."))
    for subject, rows in choices.groupby(say("Subject"), sort=False):
        named = str(subject)
        st.markdown(f"**{markdown.escaped(named[:1].upper() + named[1:])}**")
        shown = rows.drop(columns=say("Subject")).set_index(say("Choice"))
        why = {name: shown[name].map(markdown.escaped) for name in (say("Reason"), say("Source"))}
        st.table(shown.assign(**why))


def choices_table(language: Language) -> pd.DataFrame:
    """Every policy constant as it is read and taken away."""
    say = language.gettext
    rows = [
        {
            say("Subject"): say(each.group),
            say("Choice"): name,
            say("Set to"): each.written,
            say("Reason"): say(each.why),
            say("Source"): say(each.source),
        }
        for name, each in policy.choices().items()
    ]
    return pd.DataFrame(rows)


def _section(section: Section, language: Language) -> None:
    with st.container(border=True):
        st.header(section.title, anchor=section.id)
        for text in section.paragraphs:
            st.markdown(text)
        for formula in section.formulas:
            _formula(written(formula.latex, language))
            st.caption(markdown.escaped(formula.source), text_alignment="center")
        st.caption(_shown(section, language))


def _formula(latex: str) -> None:
    """Between its terms a formula in the line of text goes on in the next; one of its own is cut off where it is long.

    Cases stand below one another and are narrow: they stay one block.
    """
    if r"\begin" in latex:
        st.latex(r"\begin{gathered}" + latex.replace(r"\qquad", r"\\[1ex]") + r"\end{gathered}", width="stretch")
    else:
        st.markdown(rf"$\displaystyle {latex}$", text_alignment="center")


def _shown(section: Section, language: Language) -> str:
    """Which screens and commands show what a section is about, in Markdown."""
    screens, commands = method_places.shown(section.id)
    names = [markdown.escaped(word(TITLE, name, language)) for name in screens]
    said = language.gettext("Shown on: {screens}. Commands: {commands}.")
    return said.format(screens=language.both(names), commands=language.both(f"`{name}`" for name in commands))


show(current())
