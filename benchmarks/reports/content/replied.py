"""What makers reply to their own results, beside them."""

import pandas as pd

from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Block, Card, Cards
from benchmarks.words import quantities


def codes(src: Source, category: str) -> set[str]:
    """Indicators of a product to whose result there is a reply."""
    rows = src.rows("replies")
    return set(rows.loc[rows["category"] == category, "indicator"])


def cards(src: Source, category: str | None = None, *, named: bool = False) -> list[Block]:
    """Each reply whole, with the result it is to, its day, and, where others read it, its maker."""
    rows = src.rows("replies")
    rows = rows if category is None else rows[rows["category"] == category]
    return [Cards([_card(src, row, named) for _, row in rows.iterrows()])] if len(rows) else []


def _card(src: Source, row: pd.Series, named: bool) -> Card:
    sector, language = str(row["sector"]), src.language
    title = [src.indicator_name(sector, str(row["indicator"]))]
    if named:
        maker = src.makers.get(str(row["enterprise"]), str(row["enterprise"]))
        title = [maker, src.category_name(sector, str(row["category"])), *title]
    label = src.say("Reply of the maker, {day}", day=language.date(row["replied_at"]))
    return Card(" · ".join(title), [(label, language.told(str(row["reply"])))], _result(src, row), "accent")


def _result(src: Source, row: pd.Series) -> str:
    """The result that is replied to; "" where it counts no more."""
    found = src.rows("estimates")
    for name in ("category", "enterprise", "indicator"):
        found = found[found[name] == row[name]]
    if found.empty:
        return ""
    result = found.iloc[0]
    measure = src.indicator(result)
    shown = quantities.value(result["estimate"], measure, src.language)
    return src.ledger.take("replied", "estimates", result, "estimate", shown)
