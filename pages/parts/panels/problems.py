"""What is wrong with a file, grouped by kind, with the first lines and what to do; and what is accepted with it."""

from collections.abc import Collection

import pandas as pd
import streamlit as st

from benchmarks.intake.sending import Outcome
from data.give.annotate import annotated
from data.problems.problem import TEMPLATES, Problem, Same, group, merged, sentence
from data.read.choices import told
from data.refusal import Refused
from pages.parts.frame import downloads, tables
from pages.parts.words import markdown, sentences
from pages.parts.words.language import Language

FIRST = 5  # sentences of a kind that are written out; the table holds all


def answer(outcome: Outcome | Refused | None, language: Language, opened: int = 0) -> tuple[str, str]:
    """The title: is my file right? And the paragraph below it. opened: columns of the file that nobody knows yet."""
    say, ngettext = language.gettext, language.ngettext
    if outcome is None and opened:
        title = ngettext("{n} column is not known yet", "{n} columns are not known yet", opened)
        return title.format(n=language.number(opened)), say("Say once what they mean. Nothing has been written yet.")
    if outcome is None:
        return say("Load survey and test results"), ""
    if isinstance(outcome, Refused):
        return say("The file cannot be loaded"), markdown.escaped(outcome.said(say))
    wrong, odd = len(merged(outcome.errors)), len(merged(outcome.warnings))
    if wrong:
        title = ngettext(
            "The file has {n} error: nothing was loaded", "The file has {n} errors: nothing was loaded", wrong
        ).format(n=language.number(wrong))
        return title, say(
            "{counts}. Correct the file, or the copy with the problems beside the rows, and send it again."
        ).format(counts=counted(outcome, language))
    if odd:
        title = ngettext(
            "The file can be loaded; {n} warning to accept first",
            "The file can be loaded; {n} warnings to accept first",
            odd,
        ).format(n=language.number(odd))
        return title, say("{counts}. Nothing has been written yet.").format(counts=counted(outcome, language))
    return say("The file is right and can be loaded"), say("{counts}. Nothing has been written yet.").format(
        counts=counted(outcome, language)
    )


def counted(outcome: Outcome, language: Language) -> str:
    """Rows, errors and warnings in one line."""
    wrong = len(merged(outcome.errors))
    errors = language.ngettext("{n} error", "{n} errors", wrong).format(n=language.number(wrong))
    parts = [
        sentences.count(outcome.rows, "row", language),
        errors,
        sentences.count(len(merged(outcome.warnings)), "warning", language),
    ]
    return " · ".join(parts)


def listed(outcome: Outcome, identity: str, language: Language, asked: Collection[Problem] = ()) -> bool:
    """Every problem, one block a kind, then the ways to take them away; whether all warnings are accepted.

    Warnings of a file without errors have a box each kind, and one for all of them; boxes are this file's (identity).
    asked: problems that stand above as questions; they have no block of their own.
    """
    say, ask = language.gettext, not outcome.errors
    left = [each for each in merged(outcome.problems) if each.problem not in asked]
    groups = group(each.problem for each in left)
    every = False
    if ask and len(groups) > 1:
        every = st.checkbox(say("Accept all warnings"), key=f"accept_all_{identity}")
    boxes = identity if ask and not every else ""
    by_code = [[same for same in left if same.problem.code == each.code] for each in groups]
    given = [_block(outcome, mine, language, boxes) for mine in by_code]
    if outcome.problems:
        with st.expander(say("All problems as a table"), expanded=False):
            tables.show(table(outcome, language), "problem_table")
        _take_away(outcome, language)
    return every or all(given)


def made(outcome: Outcome, language: Language) -> None:
    """What was made of the file where it could have been read otherwise, before anybody has to believe it."""
    if not outcome.choices:
        return
    say, n = language.gettext, len(outcome.choices)
    title = language.ngettext("{n} choice was made while reading", "{n} choices were made while reading", n)
    with st.expander(title.format(n=language.number(n)), expanded=n <= FIRST):
        st.markdown("\n".join(f"- {markdown.escaped(told(each, say))}" for each in outcome.choices))


def _block(outcome: Outcome, mine: list[Same], language: Language, identity: str) -> bool:
    code = mine[0].problem.code
    say, template, names = language.gettext, TEMPLATES[code], outcome.named(language.code)
    with st.container(border=True):
        sign = ":orange[■]" if template.severity == "error" else ":gray[◆]"
        st.markdown(f"{sign} **{markdown.escaped(say(template.title))}** · {language.number(len(mine))}")
        said = [sentence(problem, say, lines, names) for problem, lines in mine[:FIRST]]
        st.markdown("\n".join(f"- {markdown.escaped(each)}" for each in said))
        if len(mine) > FIRST:
            more = len(mine) - FIRST
            rest = language.ngettext("and {n} more: see the table", "and {n} more: see the table", more)
            st.caption(rest.format(n=language.number(more)))
        accepted = say("I have looked at this: load it all the same")
        return bool(identity) and st.checkbox(accepted, key=f"accept_{code}_{identity}")


def _take_away(outcome: Outcome, language: Language) -> None:
    say = language.gettext
    if outcome.table.columns:
        st.download_button(
            say("My file with the problems beside the rows"),
            lambda: annotated(outcome.table, outcome.problems, _said(outcome, language), say),
            "to-correct.xlsx",
            downloads.XLSX,
            key="take_annotated",
            on_click="ignore",
            icon=":material/edit_document:",
        )
    downloads.row("problems", lambda: table(outcome, language), {say("File"): outcome.upload.file_name}, language)


def _said(outcome: Outcome, language: Language) -> list[str]:
    names = outcome.named(language.code)
    return [sentence(each, language.gettext, names=names) for each in outcome.problems]


def table(outcome: Outcome, language: Language) -> pd.DataFrame:
    """One row a problem: line, column, what was got, the sentence."""
    say = language.gettext
    return pd.DataFrame(
        {
            say("Line"): pd.array([problem.line for problem in outcome.problems], dtype="Int64"),
            say("Column"): [problem.column for problem in outcome.problems],
            say("Found"): [problem.got for problem in outcome.problems],
            say("Problem"): _said(outcome, language),
        }
    )
