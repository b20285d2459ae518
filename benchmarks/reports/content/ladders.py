"""Bars on the ladder: of the indicators of a product, of makers, of sectors."""

import pandas as pd

from benchmarks.columns import KEYS
from benchmarks.gaps import floors
from benchmarks.reports.content import replied
from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Bar, Block, Say, Table
from benchmarks.reports.facts import Row
from benchmarks.specs.parts import VERIFIED
from benchmarks.words import quantities, sentences
from benchmarks.words import vocabulary as words
from benchmarks.words.language import word

LEVERS = 5  # key links that a document lists
SIGNS = {"met": "●", "cannot_tell": "◆", "not_met": "■", "too_few": "○"}


def legend(src: Source) -> list[str]:
    """What each mark of a ladder says of the benchmark, and the mark of a broken bottom line."""
    told = [f"{sign} {word(words.VERDICT, code, src.language)}" for code, sign in SIGNS.items()]
    return [*told, f"▼ {src.language.gettext('bottom line broken')}"]


def key(src: Source, counted: bool = False) -> list[Block]:
    """One line under a table with bars: what its marks and, where there is one, its column n mean."""
    signs = src.language.gettext("; ").join(legend(src))
    told = [src.say("Mark: estimate, bar: 95% interval. Against the benchmark: {legend}.", legend=signs)]
    told += [src.say("n: answers or samples.")] if counted else []
    return [Say(sentences.joined(told, src.language), "small")]


def bar(row: Row, tone: str, ends: tuple[str, str] = ("low", "high")) -> Bar:
    """A mark with its interval; None where a number is missing."""
    score, low, high = (None if pd.isna(row[name]) else float(row[name]) for name in ("score", *ends))
    return Bar(score, low, high, tone)


def side(row: Row) -> str:
    """Which tone a score has against the benchmark: met, not_met or cannot_tell."""
    if pd.isna(row["low"]):
        return "too_few"
    return "met" if row["low"] >= 80 else "not_met" if row["high"] < 80 else "cannot_tell"


def of_product(src: Source, category: str) -> Table:
    """Every indicator measured on a product, the worst first: value, ladder, gap to the benchmark, n."""
    rows = _measured(src, category)
    answered = replied.codes(src, category)
    made = [_line(src, row, answered) for row in rows.to_dict("records")]
    say = src.language.gettext
    return Table(
        head=[say("Indicator"), say("Value"), say("Points of the ladder"), say("Against the benchmark"), say("n")],
        rows=made,
        widths=[3.1, 2.0, 3.4, 4.2, 0.8],
        alt=src.say(
            "Ladder of indicators ({n}), worst first, from 0 to 100 points; the marks are floor 60, benchmark 80 and "
            "frontier 100. The values are in the table.",
            n=len(made),
        ),
        posts=src.posts,
        numbers=(4,),
    )


def _measured(src: Source, category: str) -> pd.DataFrame:
    """ESTIMATE rows of the product with the benchmark's GAP columns, and whether a bottom line is broken there."""
    estimates = src.rows("estimates")
    gaps = src.rows("gaps")
    wanted = [*KEYS, "level_value", "level_kind", "gap", "gap_low", "gap_high", "verdict", "checked"]
    scored = gaps.drop_duplicates(list(KEYS))[[*KEYS, "score", "score_low", "score_high"]]
    frame = estimates[estimates["category"] == category].merge(scored, on=list(KEYS), how="left")
    frame = frame.merge(gaps.loc[gaps["level"] == "benchmark", wanted], on=list(KEYS), how="left")
    broken = set(floors.broken(gaps)[list(KEYS)].itertuples(index=False, name=None))
    frame["broken"] = [key in broken for key in frame[list(KEYS)].itertuples(index=False, name=None)]
    return frame.sort_values(["broken", "score"], ascending=[False, True], ignore_index=True)


def _line(src: Source, row: Row, answered: set[str]) -> list[str | Bar]:
    measure, language = src.indicator(row), src.language
    polarity = word(words.POLARITY, measure.direction, language)
    name = language.label(measure.label)
    said = [src.say("reply below")] if measure.id in answered else []
    value = quantities.measured(row["estimate"], row["n"], measure, language)
    tone = "not_met" if row["broken"] else row["verdict"] if isinstance(row["verdict"], str) else "too_few"
    src.ledger.take("ladder", "estimates", row, "estimate", value)
    if not pd.isna(row["score"]):
        src.ledger.take("ladder", "gaps", {**row, "level": "benchmark"}, "score", _points(src, row))
    return [
        f"{'▼ ' if row['broken'] else ''}{name}\n{language.gettext('; ').join([polarity, *said])}",
        value,
        bar(row, tone, ("score_low", "score_high")),
        against(src, "ladder", row),
        src.ledger.take("ladder", "estimates", row, "n", language.number(row["n"])),
    ]


def _points(src: Source, row: Row) -> str:
    return src.language.number(row["score"], 1)


def against(src: Source, place: str, row: Row, level: str = "benchmark") -> str:
    """The gap to a level in words with its interval, noted."""
    measure, language = src.indicator(row), src.language
    if pd.isna(row["gap"]):
        return ""
    kind = row["level_kind"]
    kind = "" if kind == "mandatory" and row["checked"] not in VERIFIED else kind
    ends = row["gap"], row["gap_low"], row["gap_high"]
    said = sentences.gap(level, *ends, measure, language, row["level_value"], kind)
    told = {**row, "level": level}
    decimals = quantities.decimals_of(row["gap_low"], row["gap_high"], measure)
    src.ledger.take(place, "gaps", told, "gap", quantities.distance(row["gap"], measure, language, decimals))
    for end in ("gap_low", "gap_high"):
        if not pd.isna(row[end]):
            shown = quantities.plain_distance(row[end], measure, language, decimals)
            src.ledger.take(place, "gaps", told, end, shown)
    bare = quantities.value(row["level_value"], measure, language, bare=True)
    src.ledger.take(place, "gaps", told, "level_value", bare)
    return sentences.badged(said, row["checked"], language)
