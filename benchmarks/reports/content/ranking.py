"""One page a category: the ranking as ranges."""

from collections.abc import Iterator

from benchmarks.reports.content import ladders, league, replied
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Block, Page, Say
from data.refusal import Refused


def title(src: Source) -> str:
    """Which sector."""
    return src.sector_name(src.selection.one_sector())


def pages(src: Source) -> Iterator[Page]:
    """A page for each category that was measured."""
    found = league.categories(src)
    if not found:
        raise Refused("no_results_in_wave", wave=src.wave, known="")
    for number, category in enumerate(found, start=1):
        src.ledger.page = number
        name, rows = src.category_name(src.selection.one_sector(), category), league.rated(src, category)
        said = src.say("{n} makers are rated; who cannot be told apart shares a range of ranks.", n=len(rows))
        counted = [Say(said)] if len(rows) else []
        yield Page(
            src.say("Ranking: {category}", category=name),
            [Say(leader(src, category), "lead"), *counted, *league.table(src, category), *_replied(src, category)],
        )


def leader(src: Source, category: str) -> str:
    """Who may be first: one maker, or how many that cannot be told apart."""
    rows = league.rated(src, category)
    if rows.empty:
        return src.say("No maker is rated: too little was measured.")
    first = rows[(rows["rank_low"] == 1) | (rows["rank"] == 1)]
    if len(first) == 1:
        code = str(first["enterprise"].iloc[0])
        return src.say("{enterprise} is first.", enterprise=src.makers.get(code, code))
    return src.say("{n} makers may be first: their ranges overlap.", n=len(first))


def _replied(src: Source, category: str) -> list[Block]:
    """The limits, and what makers reply to results of this category."""
    marks = ladders.key(src) if len(league.rated(src, category)) else []
    return [*marks, Say(_limits(src), "small"), *replied.cards(src, category, named=True)]


def _limits(src: Source) -> str:
    return src.say(
        "Ranks are 95% ranges from simulated worlds in which estimates vary within their intervals; a broken bottom "
        "line caps the index."
    )
