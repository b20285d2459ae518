"""Makers of a category as ranges: who cannot be told apart shares a rank."""

import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.reports.content import ladders
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Block, Say, Table


def rated(src: Source, category: str) -> pd.DataFrame:
    """Overall INDEX rows of a category, the best first, without those that are not rated."""
    index = src.rows("index")
    rows = index[(index["category"] == category) & (index["dimension"] == OVERALL)].dropna(subset="score")
    return rows.sort_values(["rank", "enterprise"], ignore_index=True)


def categories(src: Source) -> list[str]:
    """Categories measured, in the spec's order."""
    seen = set(src.rows("index")["category"])
    return [each.id for each in src.spec().categories if each.id in seen]


def table(src: Source, category: str) -> list[Block]:
    """The league of a category; who is not rated is named under it."""
    rows, say = rated(src, category), src.language.gettext
    lines = [_line(src, row) for _, row in rows.iterrows()]
    head = [say("Rank"), say("Enterprise"), say("Points of the ladder"), say("Index"), say("95% interval"), say("Note")]
    alt = src.say("League of {n} makers on the ladder of 0 to 100 points. The values are in the table.", n=len(lines))
    blocks: list[Block] = [Table(head, lines, [1.1, 2.8, 3.2, 0.9, 1.7, 2.6], alt=alt, posts=src.posts, numbers=(3,))]
    index = src.rows("index")
    rows = index[(index["category"] == category) & (index["dimension"] == OVERALL)]
    left = [src.makers.get(code, code) for code in rows.loc[rows["score"].isna(), "enterprise"]]
    if left:
        text = src.say("Not rated, too little measured: {names}.", names=src.language.both(left))
        blocks.append(Say(text, "small"))
    return blocks if lines else blocks[1:]


def _line(src: Source, row: pd.Series) -> list:
    code = str(row["enterprise"])
    note = ""
    if row["capped_by"]:
        names = [src.indicator_name(str(row["sector"]), each) for each in row["capped_by"].split(";")]
        note = src.say("▼ capped: {names}", names=src.language.both(names))
    return [
        shared_rank(src, row),
        src.makers.get(code, code),
        ladders.bar(row, "not_met" if row["capped_by"] else ladders.side(row)),
        src.score("league", "index", row),
        src.span("league", "index", row),
        note,
    ]


def shared_rank(src: Source, row: pd.Series) -> str:
    """The range of rank: 1–3; one number where it is sure."""
    if pd.isna(row["rank_low"]):
        return src.ledger.take("league", "index", row, "rank", src.language.number(row["rank"]))
    low, high = (
        src.ledger.take("league", "index", row, column, src.language.number(row[column]))
        for column in ("rank_low", "rank_high")
    )
    return low if low == high else f"{low}–{high}"
