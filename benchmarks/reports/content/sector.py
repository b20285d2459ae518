"""The report an association gets of its sector."""

from collections.abc import Callable, Iterator
from functools import partial

import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.gaps.false_alarms import alarms, with_q
from benchmarks.laboratories.capability import capability
from benchmarks.reports.content import ladders, league, lines, notes, ranking, replied
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Block, Page, Say, Table, Tile, Tiles
from benchmarks.words import sentences
from data.refusal import Refused

MOST = 24  # red cells that are listed


def title(src: Source) -> str:
    """Which sector."""
    return src.sector_name(src.selection.one_sector())


def pages(src: Source) -> Iterator[Page]:
    """The pages, in order; the ledger counts along."""
    kinds = league.categories(src)
    if not kinds:
        raise Refused("no_results_in_wave", wave=src.wave, known="")
    made: list[Callable[[], Page]] = [partial(_answer, src, kinds)]
    made += [
        partial(_leagues, src, kinds),
        partial(_red, src),
        *([partial(_replies, src)] if len(src.rows("replies")) else []),
        partial(_apart, src),
        partial(_levers, src),
        partial(notes.page, src),
    ]
    for number, make in enumerate(made, start=1):
        src.ledger.page = number
        yield make()


def _answer(src: Source, kinds: list[str]) -> Page:
    found, language = src.rows("bottom_lines"), src.language
    red, untested = (found["verdict"] == "not_met").sum(), (found["tested_wave"] == "").sum()
    earlier = (~found["tested_wave"].isin(("", src.wave))).sum()
    keys = src.selection.chosen()
    src.ledger.count("answer", "bottom_lines", keys | {"verdict": "not_met"}, int(red), language.number(red))
    said = [sentences.bottom_lines(int(red), len(found), int(untested), int(earlier), language)]
    index = src.rows("index")
    rows = index[index["dimension"] == OVERALL].dropna(subset="score")
    sure = int((rows["low"] >= 80).sum())
    said.append(
        language.ngettext(
            "{n} of {all} rated products is surely at the benchmark or better",
            "{n} of {all} rated products are surely at the benchmark or better",
            sure,
        ).format(n=sure, all=len(rows))
        if sure
        else src.say("none of {all} rated products is surely at the benchmark", all=len(rows))
        if len(rows)
        else src.say("no product is rated: too little was measured")
    )
    said += [rests] if (rests := lines.beyond(src)) else []
    title = sentences.ended(sentences.clauses(said, language), language)
    return Page(title, [_tiles(src, kinds), *lines.rests(src), *lines.broken(src, named=True), *_coverage(src)])


def _tiles(src: Source, kinds: list[str]) -> Tiles:
    """The sector's index by category, by output where it is known."""
    board = src.rows("board")
    board = board[(board["wave"] == src.wave) & (board["dimension"] == OVERALL) & (board["level"] == "category")]
    made = []
    for kind in kinds:
        rows = board[board["category"] == kind]
        name, language = src.category_name(src.selection.one_sector(), kind), src.language
        if rows.empty or pd.isna(rows["score"].iloc[0]):
            made.append(Tile(name, language.number(None), src.say("not rated: too little measured"), "too_few"))
            continue
        row = rows.iloc[0]
        note = src.say(
            "{interval} points · {n} makers rated", interval=src.span("answer", "board", row), n=row["rated"]
        )
        made.append(Tile(name, src.score("answer", "board", row), note, ladders.side(row)))
    return Tiles(made)


def _coverage(src: Source) -> list[Block]:
    rows = src.rows("coverage")
    rows = rows[(rows["sector"] == src.selection.sector) & (rows["wave"] == src.wave)]
    if rows.empty:
        return []
    row = rows.iloc[0]
    share = src.ledger.take("coverage", "coverage", row, "coverage", src.language.percent(row["coverage"]))
    text = src.say(
        "Coverage: {covered} of {expected} expected maker, category and source combinations were measured ({share}).",
        covered=row["covered"],
        expected=row["expected"],
        share=share,
    )
    return [Say(text)]


def _leagues(src: Source, kinds: list[str]) -> Page:
    blocks: list[Block] = []
    for kind in kinds:
        name = src.category_name(src.selection.one_sector(), kind)
        said = src.say("{category}: {leader}", category=name, leader=ranking.leader(src, kind))
        blocks += [Say(said, "lead"), *league.table(src, kind)]
    blocks += ladders.key(src) if any(len(league.rated(src, kind)) for kind in kinds) else []
    return Page(src.say("Who is where, as ranges"), blocks)


def _red(src: Source) -> Page:
    """What is red against the benchmark, with how much of it chance would make."""
    bars = src.rows("gaps")
    bars = bars[bars["level"] == "benchmark"]
    found, language = alarms(bars), src.language
    said = src.say(
        "{red} of {cells} results are short of the benchmark; {chance} would be by chance, and {stay} stay when false "
        "alarms are held down.",
        red=found.red,
        cells=found.cells,
        chance=language.number(found.by_chance, 1),
        stay=found.stay,
    )
    rows = with_q(bars)
    rows = rows[rows["verdict"] == "not_met"].sort_values(["score", "q"], ignore_index=True)
    made = [_red_line(src, row) for _, row in rows.head(MOST).iterrows()]
    say = language.gettext
    head = [say("Enterprise"), say("Indicator"), say("Category"), say("Against the benchmark"), say("Score")]
    blocks: list[Block] = [Say(said)]
    if made:
        blocks.append(Table(head, made, [2.2, 2.8, 2.2, 4.6, 0.9], numbers=(4,)))
    if len(rows) > MOST:
        blocks.append(Say(src.say("The {n} lowest of {all} are shown.", n=MOST, all=len(rows)), "small"))
    return Page(src.say("What is short of the benchmark"), blocks)


def _replies(src: Source) -> Page:
    """What makers say of their own results."""
    return Page(src.say("What makers reply"), replied.cards(src, named=True))


def _red_line(src: Source, row: pd.Series) -> list[str]:
    sector = str(row["sector"])
    return [
        src.makers.get(str(row["enterprise"]), str(row["enterprise"])),
        src.indicator_name(sector, str(row["indicator"])),
        src.category_name(sector, str(row["category"])),
        ladders.against(src, "red", row),
        src.score("red", "gaps", row),
    ]


def _apart(src: Source) -> Page:
    """Where consumers and the laboratory disagree, and which laboratories can decide."""
    rows, language = src.rows("contradictions"), src.language
    rows = rows[rows["finding"].isin(["hidden_risk", "missed_by_test"])]
    say, made = language.gettext, []
    words = {
        "hidden_risk": say("consumers satisfied, laboratory not: a risk they cannot see"),
        "missed_by_test": say("laboratory satisfied, consumers not: the test may miss it"),
    }
    for _, row in rows.iterrows():
        survey, test = (src.score("apart", "contradictions", row, name) for name in ("survey_score", "test_score"))
        maker, sector = str(row["enterprise"]), str(row["sector"])
        topic = src.dimension_name(sector, str(row["topic"]))
        kind = src.category_name(sector, str(row["category"]))
        made.append([src.makers.get(maker, maker), kind, topic, survey, test, words[row["finding"]]])
    said = language.ngettext(
        "In {n} place consumers and the laboratory clearly disagree.",
        "In {n} places consumers and the laboratory clearly disagree.",
        len(made),
    )
    text = said.format(n=language.number(len(made)))
    text = text if made else say("Nowhere do consumers and the laboratory clearly disagree.")
    head = [say("Enterprise"), say("Category"), say("Topic"), say("Consumers"), say("Laboratory"), say("What it means")]
    blocks: list[Block] = [Say(text)]
    if made:
        blocks.append(Table(head, made, [2.2, 2.2, 2.0, 1.3, 1.3, 3.4], numbers=(3, 4)))
    return Page(src.say("Where consumers and laboratories disagree"), [*blocks, *_laboratories(src)])


def _laboratories(src: Source) -> list[Block]:
    found = capability(src.reading)
    if found.empty:
        return []
    counts = found.groupby(["lab", "state"]).size().unstack(fill_value=0)
    order = ["capable", "not_capable", "differs", "cannot_tell"]
    counts = counts.reindex(columns=order, fill_value=0)
    rows = [
        [src.laboratories.get(str(lab), str(lab)), *(src.language.number(n) for n in row)]
        for lab, row in zip(counts.index, counts.to_numpy(), strict=True)
    ]
    say = src.language.gettext
    head = [
        say("Laboratory"),
        say("can decide"),
        say("cannot decide"),
        say("differs from others"),
        say("cannot be told"),
    ]
    caption = say("Comparability of laboratories, in indicators")
    return [Table(head, rows, [2, 1.5, 1.5, 1.8, 1.6], caption=caption, numbers=(1, 2, 3, 4))]


def _levers(src: Source) -> Page:
    """What would lift the sector most."""
    rows, language = src.rows("leverage"), src.language
    mine = (rows["sector"] == src.selection.sector) & (rows["of"] == "sector") & (rows["target"] == "next")
    made = []
    for _, row in rows[mine].head(ladders.LEVERS).iterrows():
        gain = src.ledger.take("levers", "leverage", row, "points", language.number(row["points"], 2, sign=True))
        ends = [
            src.ledger.take("levers", "leverage", row, end, language.number(row[end], 2)) for end in ("low", "high")
        ]
        span = src.say("{low} to {high}", low=ends[0], high=ends[1])
        name = src.indicator_name(str(row["sector"]), str(row["indicator"]))
        made.append([name, gain, span, language.number(row["makers_below"])])
    say = language.gettext
    head = [say("Indicator"), say("Points"), say("95% interval"), say("Makers below")]
    text = say(
        "What the sector's board would gain if every maker below closed one gap by one level, the largest first."
    )
    title, rated = say("What would lift the sector most"), src.rows("index")["score"].notna().any()
    if made:
        return Page(title, [Say(text), Table(head, made, [4, 1.2, 2, 1.4], numbers=(1, 3))])
    none = say("Nobody is below a level whose gap counts in the index.")
    return Page(title, [Say(none if rated else say("This cannot be told: no product is rated."))])
