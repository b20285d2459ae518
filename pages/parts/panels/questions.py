"""What a file leaves open, asked on the page: each question once, with a control to answer it."""

from collections.abc import Mapping as ReadOnly

import streamlit as st

from benchmarks.intake.sending import Outcome
from data.check.contract import Contract
from data.mapping.answering import Question, answered, questions, worded
from data.mapping.mapping import Mapping
from data.problems.problem import merged, sentence
from pages.parts.words import markdown
from pages.parts.words.language import Language

MOST = 40  # questions on one screen; more are asked once these are answered


def asked(outcome: Outcome) -> list[Question]:
    """The questions that stand on the screen for a file."""
    return questions(outcome.errors)[:MOST]


def ask(
    outcome: Outcome, mapping: Mapping, contract: Contract, names: ReadOnly[str, str], identity: str, language: Language
) -> Mapping | None:
    """Draws the questions; the mapping with the answers once they are taken. names: registered code -> shown name."""
    open_ones = asked(outcome)
    if not open_ones:
        return None
    say = language.gettext
    lines = {each.problem: each.lines for each in merged(outcome.errors)}
    with st.container(border=True):
        title = language.ngettext("{n} question to you", "{n} questions to you", len(open_ones))
        st.header(title.format(n=language.number(len(open_ones))), anchor=False)
        st.caption(say("Your answers are kept with the mapping of this round; the file itself stays as it is."))
        given, called = [], outcome.named(language.code)
        for place, question in enumerate(open_ones):
            # What to do stands below: the answers, or the code to choose; a mapping in JSON is for the command line.
            told = sentence(question.problem, say, lines.get(question.problem, ()), called, todo=False)
            st.markdown(markdown.escaped(told))
            answer = _answer(question, contract, names, f"answer_{place}_{identity}", language)
            given += [] if answer is None else [(question, answer)]
        label = say("Check again with these answers")
        if st.button(label, type="primary", key="use_answers", disabled=not given) and given:
            return answered(mapping, given)
    return None


def _answer(
    question: Question, contract: Contract, names: ReadOnly[str, str], key: str, language: Language
) -> str | None:
    """The answer to one question; nothing is chosen beforehand."""
    say = language.gettext
    if question.answers:
        return st.radio(
            say("Answer"),
            question.answers,
            index=None,
            format_func=lambda answer: markdown.escaped(worded(question, answer, say)),
            label_visibility="collapsed",
            key=key,
        )
    choices = _codes(question, contract, names, language)
    return st.selectbox(
        say("What {text} stands for").format(text=markdown.escaped(question.problem.got)),
        list(choices),
        index=None,
        format_func=lambda code: f"{choices[code]} ({code})" if choices[code] != code else code,
        placeholder=say("choose"),
        key=key,
    )


def _codes(question: Question, contract: Contract, names: ReadOnly[str, str], language: Language) -> ReadOnly[str, str]:
    zh = language.code == "zh"
    if question.problem.code == "enterprise_unknown":
        return names
    if question.problem.code == "category_unknown":
        return {code: each.zh if zh else each.en for code, each in contract.categories.items()}
    tested = [rule for rule in contract.indicators.values() if rule.source == "test"]
    return {rule.id: rule.zh if zh else rule.en for rule in tested}
