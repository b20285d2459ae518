"""The gaps to close first: aim, gain and one's own action."""

import pandas as pd

from benchmarks.reports.content.source import Source
from benchmarks.reports.document import Block, Card, Cards, Page, Say, Table
from benchmarks.reports.facts import Row
from benchmarks.specs.spec import Indicator
from benchmarks.words import advice, quantities, sentences
from benchmarks.words import vocabulary as words
from benchmarks.words.language import word

FIRST = 3


def noted_value(src: Source, place: str, result: str, row: Row, column: str, measure: Indicator) -> str:
    """A value in the reported unit, noted."""
    shown = quantities.value(row[column], measure, src.language)
    return src.ledger.take(place, result, row, column, shown)


def page(src: Source, category: str) -> Page:
    """The three gaps that come first on a product, then all the others in one table."""
    rows = src.rows("priorities")
    rows = rows[rows["category"] == category].reset_index(drop=True)
    short = rows[rows["step"] != "beyond"]
    name = src.category_name(src.selection.one_sector(), category)
    heading = src.say("Which gap first: {category}", category=name)
    if short.empty:
        said = src.say("Nothing measured here is short of the benchmark.")
        said = said if len(rows) else src.say("Too little was measured here to say which gap comes first.")
        return Page(heading, [Say(said), *_others(src, rows, src.say("What was measured, in order"))])
    told = src.say("In this order: broken bottom lines, what is certainly short, then what adds most to the index.")
    cards = Cards([_card(src, row, place + 1) for place, row in enumerate(short.head(FIRST).to_dict("records"))])
    rest = rows.drop(index=short.index[:FIRST])
    return Page(heading, [Say(told), cards, *_others(src, rest, src.say("The other gaps, in order"))])


def _card(src: Source, row: Row, place: int) -> Card:
    measure, language, say = src.indicator(row), src.language, src.language.gettext
    lines = [(say("Aim"), aim(src, row)), (say("Adds to the index"), _gain(src, row))]
    sure = src.ledger.take("first", "priorities", row, "p_gap", sentences.probability(row["p_gap"], language))
    lines.append((say("How sure"), src.say("there is a gap with a probability of {share}", share=sure)))
    lines.append((say("Own action"), _action(src, row)))
    badge = advice.step(row["step"], "", language)
    tone = "not_met" if row["step"] in ("broken_floor", "certain_shortfall") else "cannot_tell"
    return Card(f"{place}. {language.label(measure.label)}", lines, badge, tone)


def aim(src: Source, row: Row) -> str:
    """From where to where, to which level, and which way is better."""
    measure, language = src.indicator(row), src.language
    then = noted_value(src, "first", "priorities", row, "to_value", measure)
    level = word(words.LEVEL, row["next_level"], language)
    polarity = word(words.POLARITY, measure.direction, language)
    if row["step"] == "broken_floor" and row["from_score"] >= row["to_score"]:
        text = src.language.gettext("every sample at {value} or better ({level}; {polarity})")
        return text.format(value=then, level=level, polarity=polarity)
    now = quantities.bare(row["from_value"], measure, language)
    src.ledger.take("first", "priorities", row, "from_value", now)
    return src.say("from {now} to {then} ({level}; {polarity})", now=now, then=then, level=level, polarity=polarity)


def _gain(src: Source, row: Row) -> str:
    number = src.language.number
    if pd.isna(row["gain"]):
        return src.say("cannot be told: the index is not rated")
    said = src.ledger.take("first", "priorities", row, "gain", number(row["gain"], 1, sign=True))
    span = src.span("first", "priorities", row, ("gain_low", "gain_high"))
    text = (
        src.say("{gain} points ({interval})", gain=said, interval=span) if span else src.say("{gain} points", gain=said)
    )
    if row["lifts_cap"]:
        return src.say("{gain}, because it lifts the cap", gain=text)
    if row["gain"] <= 0 and row["still_capped_by"]:
        return src.say("{gain}: other broken bottom lines still cap the index", gain=text)
    return text


def _action(src: Source, row: Row) -> str:
    """One's own actions on this gap that are under way; that there is none, where there is none."""
    acts = src.rows("actions", all_waves=True)
    acts = acts[(acts["category"] == row["category"]) & (acts["indicator"] == row["indicator"])]
    acts = acts[acts["enterprise"] == row["enterprise"]]
    acts = acts[acts["state"].isin(["open", "reported_done", "not_measured"])]
    if acts.empty:
        return src.say("none registered yet")
    told = [
        src.say(
            "{measures} (due {wave})",
            measures=src.language.told(each["measures"]),
            wave=src.language.wave_name(each["due_wave"]),
        )
        for each in acts.to_dict("records")
    ]
    return src.language.gettext("; ").join(told)


def _others(src: Source, rows: pd.DataFrame, caption: str) -> list[Block]:
    if rows.empty:
        return []
    say, made = src.language.gettext, []
    bars = src.rows("gaps")
    bars = bars[bars["level"] == "benchmark"]
    verdicts = dict(zip(zip(bars["category"], bars["indicator"], strict=True), bars["verdict"], strict=True))
    for row in rows.to_dict("records"):
        measure = src.indicator(row)
        now = noted_value(src, "others", "priorities", row, "from_value", measure)
        then = noted_value(src, "others", "priorities", row, "to_value", measure)
        gain = src.ledger.take("others", "priorities", row, "gain", src.language.number(row["gain"], 1, sign=True))
        level = word(words.LEVEL, row["next_level"], src.language)
        verdict = verdicts.get((row["category"], row["indicator"]), "")
        step = advice.step(row["step"], verdict, src.language)
        made.append([src.language.label(measure.label), step, now, f"{then} ({level})", gain])
    head = [say("Indicator"), say("What comes first"), say("Value now"), say("Next level"), say("Adds to the index")]
    return [Table(head, made, [3.2, 3.2, 1.9, 2.9, 1.5], caption=caption, numbers=(4,))]
