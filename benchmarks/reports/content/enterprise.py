"""The report a maker gets: the answer, its ladder, what to close first, what moved, its place, the method."""

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.gaps import floors
from benchmarks.index.peers import index_peers
from benchmarks.reports.content import gaps, ladders, lines, moved, notes, replied
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Bar, Block, Page, Say, Strip, Table, Tile, Tiles
from benchmarks.scope.selection import Selection
from benchmarks.words import sentences
from benchmarks.words import vocabulary as words
from benchmarks.words.language import word
from data.refusal import Refused


def title(src: Source) -> str:
    """Who it is about."""
    return src.makers.get(src.selection.maker(), src.selection.maker())


def pages(src: Source) -> Iterator[Page]:
    """The pages, in order; the ledger counts along."""
    kinds = list(dict.fromkeys(src.rows("estimates")["category"]))
    if not kinds:
        raise Refused("no_results_of_maker", enterprise=src.selection.maker(), wave=src.wave)
    made: list[Callable[[], Page]] = [partial(_answer, src, kinds)]
    for kind in kinds:
        made += [partial(_ladder, src, kind), partial(gaps.page, src, kind), partial(moved.page, src, kind)]
    made += [partial(_peers, src, kinds), partial(notes.page, src)]
    for number, make in enumerate(made, start=1):
        src.ledger.page = number
        yield make()


def _overall(src: Source, category: str) -> pd.Series | None:
    index = src.rows("index")
    rows = index[(index["category"] == category) & (index["dimension"] == OVERALL)]
    return None if rows.empty or pd.isna(rows["score"].iloc[0]) else rows.iloc[0]


def _answer(src: Source, kinds: list[str]) -> Page:
    return Page(
        _sentence(src),
        [_tiles(src, kinds), *lines.rests(src), *lines.broken(src), *_dimensions(src, kinds), *_certain(src)],
    )


def _sentence(src: Source) -> str:
    """The answer: bottom lines first, then how much is at the benchmark."""
    due, language = src.rows("bottom_lines"), src.language
    red, untested = int((due["verdict"] == "not_met").sum()), int((due["tested_wave"] == "").sum())
    earlier = int((~due["tested_wave"].isin(("", src.wave))).sum())
    src.ledger.count("answer", "bottom_lines", _own(src) | {"verdict": "not_met"}, red, language.number(red))
    src.ledger.count("answer", "bottom_lines", _own(src) | {"tested_wave": ""}, untested, language.number(untested))
    bars = src.rows("gaps")
    bars = bars[bars["level"] == "benchmark"]
    met, unclear, few = _judged(bars)
    for code, n in (("met", met), ("cannot_tell", unclear)):
        keys = _own(src) | {"level": "benchmark", "verdict": code}
        src.ledger.count("answer", "gaps", keys, n, language.number(n))
    src.ledger.count("answer", "gaps", _own(src) | {"level": "benchmark"}, len(bars), language.number(len(bars)))
    said = [
        sentences.bottom_lines(red, len(due), untested, earlier, language),
        sentences.at_benchmark(met, unclear, len(bars), language, few),
        lines.beyond(src),
    ]
    return sentences.ended(sentences.clauses([each for each in said if each], language), language)


def _judged(bars: pd.DataFrame) -> tuple[int, int, int]:
    """How many are met, how many cannot be told and how many have too little measured."""
    met, unclear, few = (int((bars["verdict"] == code).sum()) for code in ("met", "cannot_tell", "too_few"))
    return met, unclear, few


def _own(src: Source) -> dict[str, str]:
    return src.selection.chosen()


def _tiles(src: Source, kinds: list[str]) -> Tiles:
    """The index of each product large, with its interval and the range of its rank."""
    made, language = [], src.language
    for kind in kinds:
        row, label = _overall(src, kind), src.category_name(src.selection.one_sector(), kind)
        if row is None:
            made.append(Tile(label, language.number(None), src.say("not rated: too little measured"), "too_few"))
            continue
        rank = src.rank("answer", row)
        note = src.say("{interval} points · rank {rank}", interval=src.span("answer", "index", row), rank=rank)
        if row["capped_by"]:
            note = src.language.gettext("; ").join([note, src.say("capped: a bottom line is broken")])
        tone = "not_met" if row["capped_by"] else ladders.side(row)
        made.append(Tile(label, src.score("answer", "index", row), note, tone))
    return Tiles(made)


def _dimensions(src: Source, kinds: list[str]) -> Iterator[Block]:
    """The index by dimension: where it is lost."""
    index = src.rows("index")
    rows: list[list[str | Bar]] = []
    for _, row in index[(index["dimension"] != OVERALL) & index["category"].isin(kinds)].iterrows():
        sector = str(row["sector"])
        if pd.isna(row["score"]):
            continue
        made = [src.dimension_name(sector, row["dimension"]), src.category_name(sector, row["category"])]
        shown = [src.score("dimensions", "index", row), src.span("dimensions", "index", row)]
        rows.append([*made, ladders.bar(row, ladders.side(row)), *shown, src.rank("dimensions", row)])
    say = src.language.gettext
    if rows:
        head = [say("Dimension"), say("Category"), say("Points of the ladder"), say("Score"), say("95% interval")]
        alt = say("The index by dimension on the ladder of 0 to 100 points. The values are in the table.")
        yield Table([*head, say("Rank")], rows, [2.4, 2.4, 3.4, 1.0, 1.7, 1.5], alt=alt, posts=src.posts, numbers=(3,))
        yield from ladders.key(src)


def _certain(src: Source) -> Iterator[Block]:
    """What was not measured here is said to be so."""
    kinds = src.rows("estimates")["category"].unique()
    seen = set(src.rows("estimates")[["category", "indicator"]].itertuples(index=False, name=None))
    for kind in kinds:
        every = [each for each in src.spec().indicators if each.applies_to(kind)]
        names = [src.language.label(each.label) for each in every if (kind, each.id) not in seen]
        if names:
            category = src.category_name(src.selection.one_sector(), kind)
            said = src.language.both(names)
            yield Say(
                src.say("Not measured in this wave ({category}): {names}.", category=category, names=said), "small"
            )


def _ladder(src: Source, kind: str) -> Page:
    category = src.category_name(src.selection.one_sector(), kind)
    own = src.rows("gaps")
    bars = own[(own["category"] == kind) & (own["level"] == "benchmark")]
    met, unclear, few = _judged(bars)
    told = sentences.at_benchmark(met, unclear, len(bars), src.language, few)
    said = sentences.ended(sentences.clauses([told], src.language), src.language)
    red = floors.broken(own[own["category"] == kind])
    blocks: list[Block] = [Say(said)]
    blocks += [Say(src.say("▼ marks a bottom line that is broken: it caps the index."), "small")] if len(red) else []
    return Page(
        src.say("Where each indicator stands: {category}", category=category),
        [*blocks, ladders.of_product(src, kind), *ladders.key(src, counted=True), *replied.cards(src, kind)],
    )


def _peers(src: Source, kinds: list[str]) -> Page:
    """Own index among those of unnamed others, product by product; why not, where they are not shown."""
    blocks: list[Block] = [
        Say(src.say("Others are shown as a distribution in whole points, without names; ranks are ranges."))
    ]
    say = src.language.gettext
    for kind in kinds:
        row, category = _overall(src, kind), src.category_name(src.selection.one_sector(), kind)
        found = index_peers(
            src.reading.of(Selection(src.selection.sector, kind, src.selection.enterprise, wave=src.wave))
        )
        if row is None:
            blocks.append(Say(src.say("{category}: not rated, too little measured.", category=category)))
        elif found.reason:
            blocks.append(Say(f"{category}: {word(words.NOT_SHOWN, found.reason, src.language)}"))
        else:
            score = src.score("peers", "index", row)
            below = sum(each < row["score"] for each in found.scores)
            said = src.say(
                "{category}: {score} points; {below} of {n} others stand below.",
                category=category,
                score=score,
                below=below,
                n=len(found.scores),
            )
            alt = src.say(
                "One's own index of {score} points among {n} others between {low} and {high} points.",
                score=score,
                n=len(found.scores),
                low=min(found.scores),
                high=max(found.scores),
            )
            blocks += [
                Say(said),
                Strip(
                    float(row["score"]),
                    found.scores,
                    category,
                    alt,
                    src.posts,
                    (say("this enterprise"), say("one other")),
                ),
            ]
    return Page(src.say("Where others stand"), blocks)
