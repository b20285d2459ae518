"""Bottom lines that are broken, each with its day: what stands first wherever there is one."""

import pandas as pd

from benchmarks.infrastructure.scopes import BEYOND, resting_of
from benchmarks.reports.content import gaps
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Block, Say
from benchmarks.words import resting, sentences
from benchmarks.words import vocabulary as words


def broken(src: Source, *, named: bool = False) -> list[Block]:
    """Every bottom line broken at its last test; named: with the maker it is about."""
    found = src.rows("bottom_lines")
    return [Say(_said(src, row, named), "warning") for _, row in found[found["verdict"] == "not_met"].iterrows()]


def beyond(src: Source) -> str:
    """How many measurements were not made in scope, as a clause of the answer, counted; "" where all were."""
    rows, language = src.rows("scopes"), src.language
    said = resting.clause(resting_of(rows), language)
    if said:
        for state in BEYOND:
            n = int((rows["state"] == state).sum())
            src.ledger.count("answer", "scopes", src.selection.chosen() | {"state": state}, n, language.number(n))
        src.ledger.count("answer", "scopes", src.selection.chosen(), len(rows), language.number(len(rows)))
    return said


def rests(src: Source) -> list[Block]:
    """Whose measurements were not made in scope, and why."""
    rows = src.rows("scopes")
    out = rows[rows["state"].isin(BEYOND)]
    if out.empty:
        return []
    said = src.say("Not made in scope: {told}", told=resting.detail(out, src.language, src.laboratories))
    return [Say(sentences.ended(said, src.language), "warning")]


def _said(src: Source, row: pd.Series, named: bool) -> str:
    measure, language = src.indicator(row), src.language
    where = src.category_name(str(row["sector"]), str(row["category"]))
    if named:
        maker = src.makers.get(str(row["enterprise"]), str(row["enterprise"]))
        where = src.say("{enterprise}, {category}", enterprise=maker, category=where)
    return src.say(
        "▼ Bottom line broken: {indicator}, {category}. Mean {value}, the bottom line is {level} ({cite}); last tested "
        "{day}.",
        indicator=language.label(measure.label),
        category=where,
        value=gaps.noted_value(src, "broken", "bottom_lines", row, "estimate", measure),
        level=gaps.noted_value(src, "broken", "bottom_lines", row, "level_value", measure),
        cite=words.cited(measure, "floor", str(row["tested_wave"]), language),
        day=language.date(row["tested_on"]),
    )
