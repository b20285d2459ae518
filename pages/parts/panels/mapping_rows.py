"""One row a column of the file: what is in it, what it means, and how its answers are coded."""

import re
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from data.check.contract import Column, Contract, IndicatorRule
from data.check.naming import asked
from data.mapping.mapping import Mapping, Recode
from data.mapping.suggest import OpenColumn
from pages.parts.shell.internals import Place
from pages.parts.words import markdown
from pages.parts.words.language import Language

SCALES = ((1.0, 5.0), (1.0, 7.0), (1.0, 10.0), (0.0, 10.0), (0.0, 100.0))
OUT = "-"  # no id of a contract is written so
_WIDTHS = (3, 4, 2, 2)
_PARTS = re.compile(r"[;；,，\n]+")
Target = Column | IndicatorRule


def rows(
    contract: Contract, start: Mapping, opened: Sequence[OpenColumn], shown: Sequence[OpenColumn], language: Language
) -> tuple[Mapping, list[str]]:
    """Draws a row for each open column and for each known one that is shown; the mapping so far and what is in its way.

    Known columns keep their meaning; only how their answers are coded can be said.
    """
    questions, taken = asked(contract), set(start.columns.values())
    every: list[Target] = [*contract.columns, *questions.values()]
    free = {each.id: each for each in every if each.id not in taken}
    columns, recode, out = dict(start.columns), dict(start.recode), list(start.ignored)
    undecided: list[str] = []
    rest = st.checkbox(language.gettext("Leave out every column I do not name"), key="rest_out") if opened else False
    _heads(language)
    for each in [*opened, *shown]:
        places = st.columns(_WIDTHS, vertical_alignment="center")
        _named(places[0], each, language)
        target = start.columns.get(each.name)
        if target is not None:
            places[1].markdown(markdown.escaped(label(questions[target], language)))
        else:
            target = _means(places[1], each, free, language, rest=rest)
        if target is None:
            undecided.append(each.name)
        elif target == OUT:
            out.append(each.name)
        else:
            columns[each.name] = target
            recode.pop(each.name, None)
            coded = _coded(places, each, questions.get(target), start.recode.get(each.name, Recode()), language)
            recode |= {each.name: coded} if coded != Recode() else {}
    given = replace(start, columns=columns, recode=recode, ignored=tuple(out))
    return given, _wrong(undecided, columns, language)


def label(each: Target, language: Language) -> str:
    """A column of the contract by its name in the reader's language, and its id."""
    return f"{(each.zh if language.code == 'zh' else each.en) or each.id} ({each.id})"


def words_of(text: str) -> dict[str, str]:
    """What a person writes as 很满意=5; 满意=4, as a table of words; parts without a value are left out."""
    pairs = [part.replace("＝", "=").partition("=") for part in _PARTS.split(text)]
    return {word.strip(): value.strip() for word, _, value in pairs if word.strip() and value.strip()}


def _heads(language: Language) -> None:
    say = language.gettext
    names = (say("Column in the file"), say("What it means"), say("Scale in the file"), say("Reversed"))
    with st.container(key="wide_heads"):
        for place, name in zip(st.columns(_WIDTHS), names, strict=True):
            place.caption(name)


def _named(place: Place, each: OpenColumn, language: Language) -> None:
    examples = language.gettext(", ").join(markdown.escaped(text) for text in each.examples[:4])
    nothing = language.gettext("empty")
    place.markdown(f"**{markdown.escaped(each.name)}**  \n:gray[{examples or nothing}]")


def _means(place: Place, each: OpenColumn, free: dict[str, Target], language: Language, *, rest: bool) -> str | None:
    say = language.gettext
    likely = [name for name in each.suggestions if name in free]
    chosen = place.selectbox(
        say("What {column} means").format(column=markdown.escaped(each.name)),
        [*likely, OUT, *(name for name in free if name not in likely)],
        index=None,  # likely ones stand first, and nobody's meaning is chosen for them
        format_func=lambda name: say("leave it out") if name == OUT else label(free[name], language),
        placeholder=say("leave it out") if rest else say("choose"),
        label_visibility="collapsed",
        key=f"means_{each.name}",
    )
    return OUT if chosen is None and rest else chosen


def _coded(
    places: Sequence[Place], each: OpenColumn, rule: IndicatorRule | None, before: Recode, language: Language
) -> Recode:
    """Words, scale and reversal of one column of answers; words may also stand for codes of other columns."""
    say, scale, turned = language.gettext, None, False
    if rule is not None:
        scale = _scale(places[2], each.name, rule, before, language)
        shown = say("Reversed: {column}").format(column=markdown.escaped(each.name))
        turned = places[3].checkbox(
            shown, bool(before.reversed), key=f"reversed_{each.name}", label_visibility="collapsed"
        )
    texts = [text for text in each.examples if not _is_number(text)]
    words = dict(before.words)
    if (rule is not None and texts) or words:
        start = "; ".join(f"{word}={words.get(word, '')}" for word in dict.fromkeys([*words, *texts]))
        said = say("What each answer in {column} stands for").format(column=markdown.escaped(each.name))
        words = words_of(st.text_input(said, start, key=f"words_{each.name}"))
    # A box that is not ticked says nothing: whether 1 is the best is still asked where labels say so.
    unturned = None if before.reversed else before.reversed
    return replace(before, words=words, scale=scale, reversed=True if turned else unturned)


def _scale(
    place: Place, name: str, rule: IndicatorRule, before: Recode, language: Language
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    own = (rule.low, rule.high)
    others = [ends for ends in dict.fromkeys([*(before.scale or ())[:1], *SCALES]) if ends != own]
    chosen = place.selectbox(
        language.gettext("Scale of {column} in the file").format(column=markdown.escaped(name)),
        [own, *others],
        index=1 if before.scale else 0,
        format_func=lambda ends: language.gettext("{low} to {high}").format(low=f"{ends[0]:g}", high=f"{ends[1]:g}"),
        label_visibility="collapsed",
        key=f"scale_{name}",
    )
    return None if chosen == own else (chosen, own)


def _wrong(undecided: list[str], columns: dict[str, str], language: Language) -> list[str]:
    found = []
    if undecided:
        said = language.ngettext("{n} column is not decided yet", "{n} columns are not decided yet", len(undecided))
        names = language.gettext(", ").join(undecided[:6]) + ("…" if len(undecided) > 6 else "")
        found.append(
            language.gettext("{said}: {names}").format(said=said.format(n=language.number(len(undecided))), names=names)
        )
    for target in dict.fromkeys(columns.values()):
        both = [name for name, each in columns.items() if each == target]
        if len(both) > 1:
            text = language.gettext("{columns} are both taken for {target}: only one column can be.")
            found.append(text.format(columns=language.both(both), target=target))
    return found


def _is_number(text: str) -> bool:
    try:
        return bool(float(text) or True)
    except ValueError:
        return False
