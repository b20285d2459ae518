"""A mapping in words: which column is read as what, how answers are recoded, what is left out."""

from data.check.contract import Column, Contract, IndicatorRule
from data.check.naming import asked, named
from data.mapping.mapping import Mapping, Recode
from pages.parts.words import markdown
from pages.parts.words.language import Language

FIRST = 6  # pairs that a sentence names


def as_before(contract: Contract, mapping: Mapping, language: Language) -> str:
    """What an earlier wave's mapping settles for this file; empty where the file's own names say all."""
    known = named(list(mapping.columns), contract)
    pairs = {name: target for name, target in mapping.columns.items() if known.get(name) != target}
    if not pairs and not mapping.recode and not mapping.ignored:
        return ""
    text = language.gettext("As in the last wave of this round: {what}")
    return text.format(what=paragraph(contract, Mapping(pairs, mapping.recode, mapping.ignored), language))


def paragraph(contract: Contract, mapping: Mapping, language: Language) -> str:
    """The mapping as one paragraph of Markdown."""
    say, clauses = language.gettext, []
    if mapping.columns:
        pairs = [
            f"**{markdown.escaped(name)}** → {_label(contract, target, language)}"
            for name, target in mapping.columns.items()
        ]
        more = len(pairs) - FIRST
        rest = [language.ngettext("{n} more", "{n} more", more).format(n=language.number(more))] if more > 0 else []
        clauses.append(say(", ").join(pairs[:FIRST] + rest))
    clauses += [
        say("{column}: {recoding}").format(
            column=markdown.escaped(name), recoding=markdown.escaped(recoding(each, language))
        )
        for name, each in mapping.recode.items()
    ]
    if mapping.ignored:
        out = language.gettext(", ").join(markdown.escaped(name) for name in mapping.ignored)
        clauses.append(say("left out: {columns}").format(columns=out))
    return say("{clause}.").format(clause=say("; ").join(clauses))


def recoding(each: Recode, language: Language) -> str:
    """What becomes of the answers of a column: 很满意 = 5, 1 to 5 becomes 1 to 10, reversed."""
    say = language.gettext
    parts = [f"{word} = {value}" for word, value in each.words.items()]
    if each.scale is not None:
        ends = [say("{low} to {high}").format(low=f"{low:g}", high=f"{high:g}") for low, high in each.scale]
        parts.append(say("{before} becomes {after}").format(before=ends[0], after=ends[1]))
    if each.reversed:
        parts.append(say("reversed"))
    if each.blank is not None:
        parts.append(say("empty = {value}").format(value=each.blank or say("no answer")))
    if each.down:
        parts.append(say("empty = the cell above"))
    if each.unit:
        parts.append(say("in {unit}").format(unit=each.unit))
    if each.k is not None:
        parts.append(f"k = {each.k:g}")
    return say(", ").join(parts)


def _label(contract: Contract, target: str, language: Language) -> str:
    every: list[Column | IndicatorRule] = [*contract.columns, *asked(contract).values()]
    found = next((each for each in every if each.id == target), None)
    return markdown.escaped(target if found is None else (found.zh if language.code == "zh" else found.en) or target)
