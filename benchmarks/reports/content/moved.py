"""What moved: the index over the waves, and each indicator, us or the bar."""

from itertools import pairwise
from typing import Any

import pandas as pd

from benchmarks import policy
from benchmarks.columns import OVERALL
from benchmarks.progress.closing import BEYOND
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Block, Page, Point, Say, Series, Table
from benchmarks.reports.facts import Row
from benchmarks.words import jumps, progress, sentences
from benchmarks.words.language import word
from data.frames import row_of
from data.wave import in_order

_CLEAR = ("improved", "worsened")
_ORDER = {"worsened": 0, "improved": 1, "no_clear_change": 2, "too_few_waves": 3}


def page(src: Source, category: str) -> Page:
    """The index over the waves, then every indicator's change with who moved: first what the last wave moved."""
    name = src.category_name(src.selection.one_sector(), category)
    rows = src.rows("progress")
    rows = rows[rows["category"] == category]
    lately = ~rows["since_verdict"].isin(_CLEAR)
    rows = rows.assign(lately=lately, place=rows["verdict"].map(_ORDER))
    rows = rows.sort_values(["lately", "place", "indicator"], ignore_index=True)
    said = [
        src.say(
            "Since the wave before, of {n} measured {better} moved for the better and {worse} for the worse, beyond "
            "chance.",
            **_counts(src, rows, category, "since_verdict"),
            n=len(rows),
        ),
        src.say(
            "Over the waves, {better} got clearly better and {worse} clearly worse.",
            **_counts(src, rows, category, "verdict"),
        ),
    ]
    if rows["since_change"].isna().all() and rows["change"].isna().all():
        said = [src.say("There is no earlier wave that can be compared with this one.")]
    blocks: list[Block] = [Say(sentences.joined(said, src.language)), *_history(src, category)]
    if len(rows):
        blocks.append(_table(src, rows))
    return Page(src.say("What moved, and who moved it: {category}", category=name), blocks)


def _counts(src: Source, rows: pd.DataFrame, category: str, column: str) -> dict[str, str]:
    """How many of the rows a column of verdicts calls better, and worse, each noted as a fact."""
    keys, found = src.selection.chosen() | {"category": category}, {}
    for name, code in (("better", "improved"), ("worse", "worsened")):
        n = int((rows[column] == code).sum())
        found[name] = src.ledger.count("moved", "progress", keys | {column: code}, n, src.language.number(n))
    return found


def _history(src: Source, category: str) -> list[Block]:
    """The index of the product over the waves up to this one, where it was rated in two at least."""
    rows = src.rows("index", all_waves=True)
    rows = rows[(rows["category"] == category) & (rows["dimension"] == OVERALL)].dropna(subset=["score", "low"])
    waves = in_order(list(rows["wave"]))
    waves = waves[: waves.index(src.wave) + 1] if src.wave in waves else []
    if len(waves) < 2:
        return []
    by_wave = rows.set_index("wave", drop=False)
    points = []
    for wave in waves:
        row = row_of(by_wave, wave)
        for column in ("score", "low", "high"):
            src.score("history", "index", row, column)
        points.append(Point(src.language.wave_name(wave), float(row["score"]), float(row["low"]), float(row["high"])))
    label = src.say("Index over the waves, with 95% intervals")
    alt = src.say(
        "Line of the index from {first} points in {first_wave} to {last} points in {last_wave}.",
        first=src.language.number(points[0].value, 1),
        first_wave=points[0].label,
        last=src.language.number(points[-1].value, 1),
        last_wave=points[-1].label,
    )
    sector = src.selection.one_sector()
    anew = [src.anew(sector, before, after) for before, after in pairwise(waves)]
    return [Series(points, label, alt, src.posts), *(Say(text) for text in anew if text)]


def _table(src: Source, rows: pd.DataFrame) -> Table:
    say = src.language.gettext
    head = [say("Indicator"), say("Since the wave before"), say("Over the waves"), say("Us or the bar")]
    return Table(
        [*head, say("At this pace")], [_line(src, row) for row in rows.to_dict("records")], [2.6, 3.1, 3.8, 2.6, 2.2]
    )


def _line(src: Source, row: Row) -> list[Any]:
    measure, language = src.indicator(row), src.language
    for column in ("change", "low", "high", "since_change", "since_low", "since_high"):
        if not pd.isna(row[column]):
            shown = progress.change_text(row[column], float("nan"), float("nan"), measure, language)
            src.ledger.take("moved", "progress", row, column, shown)
    since = "" if pd.isna(row["since_change"]) else jumps.moved_since(row, measure, language)
    verdict = f"{progress.SIGNS[row['verdict']]} {word(progress.VERDICT, row['verdict'], language)}"
    ends = row["change"], row["low"], row["high"]
    if "series_break" in row["reason"].split(";"):
        verdict = f"{verdict} ({progress.reason('series_break', language)})"
    over = verdict if pd.isna(row["change"]) else f"{verdict}: {progress.change_text(*ends, measure, language)}"
    split = ""
    if not pd.isna(row["moved_by_us"]) and not pd.isna(row["moved_by_bar"]):
        for column in ("moved_by_us", "moved_by_bar"):
            shown = progress.change_text(row[column], float("nan"), float("nan"), measure, language)
            src.ledger.take("moved", "progress", row, column, shown)
        split = src.say("our own: the benchmark did not move")
        if row["moved_by_bar"] != 0:
            split = progress.us_or_bar("benchmark", row["moved_by_us"], row["moved_by_bar"], measure, language)
    return [language.label(measure.label), since, over, split, _pace(src, row)]


def _pace(src: Source, row: Row) -> str:
    """When the benchmark is reached at this pace, in two words."""
    wave = row["forecast_wave"]
    if not isinstance(wave, str):
        return src.say("no pace yet")
    if wave == row["to_wave"]:
        return src.say("at the benchmark")
    if wave == BEYOND:
        return src.say("not within {n} waves", n=policy.FORECAST_WAVES)
    return src.say("there in {wave}", wave=src.language.wave_name(wave))
