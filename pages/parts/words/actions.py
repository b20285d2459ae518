"""Actions in words: states, reasons, statuses, costs, partners, fields, and what is wrong with one."""

import math
from typing import Any

import pandas as pd

from benchmarks import policy
from data.kept.actions import BadFields, Stale
from data.refusal import Refused
from pages.parts.words import progress as progress_words
from pages.parts.words import quantities
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, count_of, word
from pages.parts.words.quantities import Measure
from pages.parts.words.terms import C, N, P

_BADGES = {"delivered": "green", "not_delivered": "orange", "not_measured": "orange"}
SIGNS = {
    **{"delivered": "●", "not_delivered": "■", "cannot_tell": "◆", "reported_done": "○", "not_measured": "○"},
    **{"open": "▷", "stopped": "–"},
}

# Where an action stands, as measured.
STATE = {
    "delivered": P("action", "delivered"),
    "not_delivered": P("action", "not delivered"),
    "cannot_tell": P("action", "cannot tell"),
    "reported_done": P("action", "reported done, not measured"),
    "not_measured": P("action", "due, not measured"),
    "open": P("action", "not yet due"),
    "stopped": P("action", "stopped"),
}

# How many actions are in a state, as clauses.
STATES = {
    "delivered": C("{n} delivered", "{n} delivered"),
    "not_delivered": C("{n} did not deliver", "{n} did not deliver"),
    "cannot_tell": C("{n} cannot be told", "{n} cannot be told"),
    "reported_done": C("{n} is reported done and not measured", "{n} are reported done and not measured"),
    "not_measured": C("{n} is due and not measured", "{n} are due and not measured"),
    "open": C("{n} is not yet due", "{n} are not yet due"),
    "stopped": C("{n} was stopped", "{n} were stopped"),
}

# Why the verdict is what it is.
REASON = {
    "at_the_aim": N("the whole interval is at the aim, and better than before beyond chance"),
    "short_of_the_aim": N("the whole interval is short of the aim"),
    "worse_than_before": N("it is worse than in the baseline wave, beyond chance"),
    "interval_on_both_sides": N("the interval reaches to both sides of the aim"),
    "no_clear_change": N("the aim is met, but not clearly better than in the baseline wave"),
    "series_break": N("the question or method changed in between, so the waves are not compared"),
    "no_baseline": N("the baseline wave was not measured"),
    "too_few_answers": N("too few answers or samples"),
}

# What is said of an action that was not measured; {due} is its due wave.
UNMEASURED = {
    "open": N("Due in {due}: the verdict comes with that wave."),
    "reported_done": N("Reported done, not measured: a report is no result, {due} will tell."),
    "not_measured": N("Due in {due}, and nothing was measured since."),
    "stopped": N("Stopped before {due} was measured."),
}

# Why others are not compared with; {n} is the least number of them.
NOT_COMPARED = {
    "too_few": N("Not compared with others: fewer than {n} have no action on this indicator."),
    "dominated": N("Not compared with others: two of them make most of their output."),
}

# What the change is from; {wave} is the baseline wave, {first} what it measured, {baseline} what the change is from.
BASELINE = {
    "shrunk": N(
        " Who acts because it stands badly stood there partly by chance, and comes back without an action: {wave} "
        "measured {first}, and among the other makers {baseline} is likely; the change is from there."
    ),
    "widened": N(
        " Who acts because it stands badly stood there partly by chance, and too few others were measured to say how "
        "much: the interval is so wide that it holds for whichever of the makers acted."
    ),
    "alone": N(" No other maker was measured in {wave}: how much of the baseline was chance cannot be told."),
}

# What the enterprise itself says of the action.
STATUS = {
    "planned": P("status", "planned"),
    "running": P("status", "running"),
    "done": P("status", "reported done"),
    "stopped": P("status", "stopped"),
}

# The class of cost.
COST = {
    "none": P("cost", "none"),
    "low": P("cost", "low"),
    "middle": P("cost", "middle"),
    "high": P("cost", "high"),
}

# A kind of partner along the innovation chain.
PARTNER = {
    "university": N("University"),
    "institute": N("Research institute"),
    "laboratory": N("Laboratory"),
    "supplier": N("Supplier"),
    "bank": N("Bank"),
    "none": N("No partner"),
}

# What kind of measure an action is.
APPROACH = {
    **{"material": N("Other material"), "design": N("Other design"), "process": N("Other process")},
    **{"equipment": N("Equipment"), "training": N("Training"), "supplier": N("Other supplier")},
    "service": N("Service"),
}

# A field of an action.
FIELD = {
    "category": N("Category"),
    "indicator": N("Indicator"),
    "baseline_wave": N("Baseline wave"),
    "aimed_level": N("Aimed level"),
    "aimed_value": N("Aimed value"),
    "due_wave": N("Due wave"),
    "measures": N("Measures"),
    "cost_class": N("Cost"),
    "partners": N("Partners"),
    "person": N("Person in charge"),
    "status": N("Status"),
    "started_on": N("Begun on"),
    "done_on": N("Done on"),
    "approach": N("Kind of measure"),
    "project": N("Project"),
}

# What a field breaks, and what to do.
RULE = {
    "missing": N("is empty: fill it in"),
    "too_long": N("is too long: shorten it"),
    "too_many": N("are too many: name the most important"),
    "not_a_wave": N("is no wave: write 2026, 2026H1, 2026Q3 or 2026-07"),
    "not_after_baseline": N("must come after the baseline wave"),
    "level_or_value": N("is wanted: either a level or a value, not both"),
    "not_a_number": N("is not a number"),
    "unknown_word": N("is not one of the choices"),
    "not_a_date": N("is not a date"),
    "before_start": N("lies before the day it was begun"),
    "not_in_spec": N("is not in the benchmark spec"),
    "out_of_range": N("is outside the range of the indicator"),
    "fixed": N("cannot be changed any more: register a new action"),
    "unknown_field": N("is not a field of an action"),
}


def badge(code: str, language: Language) -> str:
    """A state for Markdown: colour, shape and word."""
    return f":{_BADGES.get(code, 'gray')}-badge[{SIGNS[code]} {word(STATE, code, language)}]"


def state_clauses(counts: dict[str, int], language: Language) -> list[str]:
    """Clauses such as `2 delivered`, for the states that occur."""
    return [count_of(STATES, code, counts[code], language) for code in STATES if counts.get(code)]


def partners(pairs: list, language: Language) -> str:
    """The partners of an action in one line."""
    return language.gettext("; ").join(f"{word(PARTNER, kind, language)} {language.told(name)}" for kind, name in pairs)


def refusal(error: Refused, language: Language) -> str:
    """Why something was not kept, in the reader's language."""
    if isinstance(error, Stale):
        fields = language.both(word(FIELD, name, language) for name in error.fields)
        by = language.told(error.by) or language.gettext("somebody")
        text = language.gettext(
            "Not saved: meanwhile {by} changed {fields}. The newest state is shown; repeat your change."
        )
        return text.format(by=by, fields=fields)
    if isinstance(error, BadFields):
        said = [f"{word(FIELD, name, language)} {word(RULE, code, language)}" for name, code in error.found]
        return language.gettext("Not saved: {problems}.").format(problems=language.gettext("; ").join(said))
    return error.said(language.gettext)


def aim(row: pd.Series, measure: Measure, language: Language) -> str:
    """What an action aims at: a level with its value, or a value."""
    target = row["target"] if not math.isnan(row["target"]) else row["aimed_value"]
    value = quantities.value(target, measure, language)
    if row["aimed_level"] is None:
        return value
    return language.gettext("{level} {value}").format(
        level=word(words.LEVEL, row["aimed_level"], language), value=value
    )


def verdict(row: pd.Series, measure: Measure, language: Language) -> str:
    """The measured verdict in a sentence, with the change and its interval."""
    say = language.gettext
    if not isinstance(row["measured_wave"], str):
        return word(UNMEASURED, row["state"], language).format(due=language.wave_name(row["due_wave"]))
    name = word(STATE, row["state"], language)
    at = quantities.value(row["last"], measure, language)
    text = say("{verdict}: {wave} stands at {value}, aimed at {aim}; {reason}.").format(
        verdict=name[:1].upper() + name[1:],
        wave=language.wave_name(row["measured_wave"]),
        value=at,
        aim=aim(row, measure, language),
        reason=word(REASON, row["reason"], language),
    )
    if math.isnan(row["change"]):
        return text
    moved = progress_words.change_text(row["change"], row["change_low"], row["change_high"], measure, language)
    since = language.wave_name(row["baseline_wave"])
    text += say(" Change since {baseline}: {moved}.").format(baseline=since, moved=moved)
    values = {name: quantities.value(row[name], measure, language) for name in ("first", "baseline")}
    return text + word(BASELINE, row["baseline_by"], language).format(wave=since, **values)


def comparison(row: pd.Series, measure: Measure, language: Language) -> str:
    """What enterprises without such an action did in the same time; suggestive, never proof."""
    say = language.gettext
    if row["not_compared"] == "no_change":
        return ""
    if row["not_compared"]:
        return word(NOT_COMPARED, row["not_compared"], language).format(n=policy.MIN_PEERS)
    others = progress_words.change_text(row["others_change"], math.nan, math.nan, measure, language)
    beyond = progress_words.change_text(row["beyond"], row["beyond_low"], row["beyond_high"], measure, language)
    text = say(
        "In the same time {n} enterprises without an action on this indicator moved on average: {others}. Beyond that "
        "this one moved: {beyond}. This suggests, and does not prove, that the action made the difference."
    )
    if row["beyond_low"] <= 0:
        text = say(
            "In the same time {n} enterprises without an action on this indicator moved on average: {others}. Beyond "
            "that this one moved: {beyond}. The difference may be chance, and says nothing for or against the action."
        )
    if row["beyond_high"] < 0:
        text = say(
            "In the same time {n} enterprises without an action on this indicator moved on average: {others}. Beyond "
            "that this one moved: {beyond}. Others did better without an action."
        )
    seen = quantities.distance(row["beyond_seen"], measure, language)
    text += say(" Of differences of {seen} four in five would be told from chance; smaller ones are missed more often.")
    return text.format(n=row["others"], others=others, beyond=beyond, seen=seen)


def field_value(name: str, value: Any, language: Language) -> str:
    """A field's value as it is read in the list of changes."""
    if value is None or value == "":
        return language.gettext("empty")
    if name == "partners":
        return partners(value, language)
    if name in ("baseline_wave", "due_wave"):
        return language.wave_name(str(value))
    tables = {"status": STATUS, "cost_class": COST, "aimed_level": words.LEVEL}
    return word(tables[name], str(value), language) if name in tables else language.told(str(value))
