"""Two pages for whoever answers for all sectors."""

from collections.abc import Iterator

import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.reports.content import ladders
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Bar, Block, Page, Say, Table, Tile, Tiles
from benchmarks.words import sentences
from data.frames import row_of
from data.wave import in_order


def title(src: Source) -> str:
    """What it is."""
    return src.language.gettext("Quality board of all sectors")


def pages(src: Source) -> Iterator[Page]:
    """Where the sectors stand and what breaks a bottom line; then what is behind it."""
    src.ledger.page = 1
    yield Page(_sentence(src), [_tiles(src), _sectors(src), *_key(src), *_anew(src), *_whole(src)])
    src.ledger.page = 2
    yield Page(src.say("What holds the sectors back"), [*_levers(src), *_dimensions(src), *_limits(src)])


def _wave(src: Source) -> pd.DataFrame:
    rows = src.rows("board")
    return rows[(rows["wave"] == src.wave) & (rows["level"] != "category")]


def _overall(src: Source) -> pd.DataFrame:
    rows = _wave(src)
    rows = rows[(rows["dimension"] == OVERALL) & (rows["level"] == "sector")]
    order = list(src.reading.specs)
    return rows.sort_values("sector", key=lambda codes: codes.map(order.index), ignore_index=True)


def _sentence(src: Source) -> str:
    """How many sectors stand at the benchmark, and how many bottom lines are broken."""
    rows, counts, language = _overall(src), src.rows("counts"), src.language
    sure = int((rows["low"] >= 80).sum())
    sentence = language.ngettext(
        "{n} of {all} sectors is surely at the benchmark", "{n} of {all} sectors are surely at the benchmark", sure
    )
    said = [sentence.format(n=sure, all=len(rows))]
    if not sure:
        said = [src.say("none of {all} sectors is surely at the benchmark", all=len(rows))]
    broken = int(counts["broken"].sum())
    for _, row in counts.iterrows():
        src.ledger.take("answer", "counts", row, "broken", language.number(row["broken"]))
    numbers = (int(counts[name].sum()) for name in ("lines", "untested", "tested"))
    lines, untested, tested = numbers
    said.append(sentences.bottom_lines(broken, lines, untested, lines - untested - tested, language))
    return sentences.ended(sentences.clauses(said, language), language)


def _tiles(src: Source) -> Tiles:
    made = []
    for _, row in _overall(src).iterrows():
        name = src.sector_name(str(row["sector"]))
        if pd.isna(row["score"]):
            made.append(Tile(name, src.language.number(None), src.say("not rated: too little measured"), "too_few"))
            continue
        note = src.say("{interval} points", interval=src.span("answer", "board", row))
        made.append(Tile(name, src.score("answer", "board", row), note, ladders.side(row)))
    return Tiles(made)


def _sectors(src: Source) -> Table:
    """Each sector on the ladder, with what moved and what is broken."""
    counts, standing = (src.rows(name).set_index("sector") for name in ("counts", "standing"))
    say = src.language.gettext
    lines: list[list[str | Bar]] = []
    for _, row in _overall(src).iterrows():
        sector = str(row["sector"])
        broken = src.language.number(counts["broken"].get(sector))
        lines.append(
            [
                src.sector_name(sector),
                ladders.bar(row, ladders.side(row)),
                _change(src, row),
                broken,
                _reached(src, standing, sector),
                src.ledger.take("sectors", "board", row, "enterprises", src.language.number(row["enterprises"])),
            ]
        )
    head = [say("Sector"), say("Points of the ladder"), say("Since the wave before"), say("Broken bottom lines")]
    alt = say("Sectors on the ladder of 0 to 100 points. The values are in the tiles above.")
    head += [say("At the benchmark"), say("Enterprises")]
    return Table(head, lines, [2.2, 3.2, 2.4, 1.3, 1.8, 1.3], alt=alt, posts=src.posts, numbers=(3, 5))


def _key(src: Source) -> list[Block]:
    """What marks and shares of the table of sectors mean."""
    told = src.say("At the benchmark: share of all results of makers that are surely there, of all that were judged.")
    return [*ladders.key(src), Say(told, "small")]


def _anew(src: Source) -> Iterator[Block]:
    """Of which sectors the change is partly one of questions."""
    for _, row in _overall(src).iterrows():
        old = _before(src, row)
        text = "" if old is None else src.anew(str(row["sector"]), str(old["wave"]), src.wave)
        if text:
            yield Say(src.say("{sector}: {said}", sector=src.sector_name(str(row["sector"])), said=text))


def _before(src: Source, row: pd.Series) -> pd.Series | None:
    """The board's row of the same sector in the wave before, None where there is none."""
    rows = src.rows("board", all_waves=True)
    rows = rows[(rows["sector"] == row["sector"]) & (rows["level"] == "sector") & (rows["dimension"] == OVERALL)]
    waves = in_order(list(rows.dropna(subset="score")["wave"]))
    if src.wave not in waves[1:]:
        return None
    return row_of(rows.set_index("wave", drop=False), waves[waves.index(src.wave) - 1])


def _change(src: Source, row: pd.Series) -> str:
    """Points since the wave before with the ends of an interval that takes the two as independent."""
    old = _before(src, row)
    if old is None:
        return ""
    src.ledger.take("change", "board", old, "score", src.language.number(old["score"], 1))
    moved = row["score"] - old["score"]
    down = float(((row["score"] - row["low"]) ** 2 + (old["high"] - old["score"]) ** 2) ** 0.5)
    up = float(((row["high"] - row["score"]) ** 2 + (old["score"] - old["low"]) ** 2) ** 0.5)
    ends = (src.language.number(end, 1, sign=True) for end in (moved - down, moved + up))
    low, high = ends
    return src.say("{change} ({low} to {high})", change=src.language.number(moved, 1, sign=True), low=low, high=high)


def _reached(src: Source, standing: pd.DataFrame, sector: str) -> str:
    if sector not in standing.index:
        return ""
    met, judged = int(standing["met"][sector]), int(standing["judged"][sector])
    for column, n in (("met", met), ("judged", judged)):
        row = pd.Series({"sector": sector, "wave": src.wave, column: n})
        src.ledger.take("sectors", "standing", row, column, src.language.number(n))
    return src.say("{share} of {n}", share=src.language.percent(met / judged), n=src.language.number(judged))


def _whole(src: Source) -> list[Block]:
    """All sectors together, where that may be told."""
    rows = _wave(src)
    rows = rows[(rows["level"] == "all") & (rows["dimension"] == OVERALL)].dropna(subset="score")
    if rows.empty:
        return []
    row = rows.iloc[0]
    text = src.say(
        "All sectors together stand at {score} points ({interval}). Sectors weigh equally; inside a sector "
        "enterprises weigh by output share where it is known.",
        score=src.score("whole", "board", row),
        interval=src.span("whole", "board", row),
    )
    return [Say(text)]


def _levers(src: Source) -> list[Block]:
    """The five gaps whose closing by everyone below would lift the board most."""
    lines, language = [], src.language
    rows = src.rows("leverage")
    for _, row in rows[(rows["of"] == "board") & (rows["target"] == "next")].head(ladders.LEVERS).iterrows():
        shown = [src.ledger.take("levers", "leverage", row, "points", language.number(row["points"], 2, sign=True))]
        ends = [
            src.ledger.take("levers", "leverage", row, end, language.number(row[end], 2)) for end in ("low", "high")
        ]
        shown.append(src.say("{low} to {high}", low=ends[0], high=ends[1]))
        name = src.indicator_name(str(row["sector"]), str(row["indicator"]))
        lines.append([name, src.sector_name(str(row["sector"])), *shown, language.number(row["makers_below"])])
    say = language.gettext
    head = [say("Indicator"), say("Sector"), say("Points"), say("95% interval"), say("Makers below")]
    text = say("What the board would gain if every maker below closed one gap by one level, the largest first.")
    return [Say(text), Table(head, lines, [3.4, 2.2, 1, 2, 1.3], numbers=(2, 4))] if lines else []


def _dimensions(src: Source) -> list[Block]:
    """Every sector by dimension on the ladder."""
    rows = _wave(src)
    rows = rows[(rows["dimension"] != OVERALL) & (rows["level"] == "sector")].dropna(subset="score")
    say, lines = src.language.gettext, []
    for _, row in rows.sort_values(["sector", "dimension"]).iterrows():
        sector = str(row["sector"])
        made: list[str | Bar] = [src.sector_name(sector), src.dimension_name(sector, str(row["dimension"]))]
        made += [ladders.bar(row, ladders.side(row)), src.score("dimensions", "board", row)]
        lines.append([*made, src.span("dimensions", "board", row)])
    head = [say("Sector"), say("Dimension"), say("Points of the ladder"), say("Score"), say("95% interval")]
    alt = say("Sectors by dimension on the ladder of 0 to 100 points. The values are in the table.")
    return [Table(head, lines, [2.2, 2.6, 3.2, 1, 1.8], alt=alt, posts=src.posts, numbers=(3,))] if lines else []


def _limits(src: Source) -> list[Block]:
    told = [
        Say(
            src.say(
                "60 is the floor, 80 the benchmark, 100 the frontier. Groups of fewer than 6 enterprises are not "
                "shown. Intervals are 95% intervals; a change without a clear direction is no news."
            ),
            "small",
        )
    ]
    return [*told, Say(sentences.synthetic_notice(src.language), "small")] if src.synthetic else list(told)
