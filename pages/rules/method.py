"""How is each number made and judged, by which choices, and what must it not be used for?"""

import pandas as pd
import streamlit as st

from benchmarks import policy
from pages.parts.frame import page
from pages.parts.frame.viewer import current_viewer
from pages.parts.panels import downloads
from pages.parts.shell import navigation
from pages.parts.words import method_caveats
from pages.parts.words.language import Language, current
from pages.parts.words.method import Section, written


def show(language: Language) -> None:
    """The page."""
    viewer, say, place = current_viewer(), language.gettext, ("rules", navigation.title("method", language))
    if not page.allowed(viewer, navigation.roles("method"), language):
        return
    sections, choices = method_caveats.sections(language), choices_table(language)
    title = say("{formulas} formulas and {choices} published choices make every number here").format(
        formulas=sum(len(each.formulas) for each in sections), choices=len(choices)
    )
    body = say(
        "Each formula has its source, each choice its reason. No number stands without its uncertainty; no mean "
        "hides a broken bottom line. The same code makes the pages, the command line and the worked examples."
    )
    page.head(language, place, [], title, body, demo=False)
    names = (say("Formulas"), say("Choices"), say("Deviations"), say("Not to be used for"))
    formulas, chosen, otherwise, never = st.tabs(names)
    with formulas:
        for section in sections:
            _section(section, language)
        st.page_link("pages/rules/benchmarks.py", label=say("Every level, with its standard"), icon=":material/rule:")
    with chosen:
        st.caption(say("Every number that somebody chose. Changing one changes published figures."))
        for subject, rows in choices.groupby(say("Subject"), sort=False):
            st.markdown(f"**{page.escaped(subject[:1].upper() + subject[1:])}**")
            shown = rows.drop(columns=say("Subject")).set_index(say("Choice"))
            st.table(shown.assign(**{name: shown[name].map(page.escaped) for name in (say("Reason"), say("Source"))}))
        downloads.row("choices", lambda: choices, {say("Content"): title}, language)
    with otherwise:
        st.caption(say("Where the method departs from the tools it follows, and why."))
        names = (say("Tool"), say("Here"), say("Why"))
        st.table(pd.DataFrame(method_caveats.deviations(language), columns=names).set_index(names[0]))
    with never:
        st.caption(say("What the numbers must not be used for."))
        st.markdown("\n".join(f"- {each}" for each in method_caveats.limits(language)))


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
        st.subheader(section.title, anchor=section.id)
        for text in section.paragraphs:
            st.markdown(text)
        for formula in section.formulas:
            st.latex(written(formula.latex, language), width="stretch")
            st.caption(page.escaped(formula.source), text_alignment="center")


show(current())
