"""Actions in words: states, reasons, statuses, costs, partners, fields, and what is wrong with one."""

import math

import pandas as pd

from benchmarks import policy
from data.kept.actions import BadFields, Stale
from data.refusal import Refused
from pages.parts.words import progress as told
from pages.parts.words import quantities
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language
from pages.parts.words.quantities import Measure

_BADGES = {"delivered": "green", "not_delivered": "orange", "not_measured": "orange"}
SIGNS = {
    **{"delivered": "●", "not_delivered": "■", "cannot_tell": "◆", "reported_done": "○", "not_measured": "○"},
    **{"open": "▷", "stopped": "–"},
}


def state(code: str, language: Language) -> str:
    """Where an action stands, as measured."""
    return {
        "delivered": language.pgettext("action", "delivered"),
        "not_delivered": language.pgettext("action", "not delivered"),
        "cannot_tell": language.pgettext("action", "cannot tell"),
        "reported_done": language.pgettext("action", "reported done, not measured"),
        "not_measured": language.pgettext("action", "due, not measured"),
        "open": language.pgettext("action", "not yet due"),
        "stopped": language.pgettext("action", "stopped"),
    }[code]


def badge(code: str, language: Language) -> str:
    """A state for Markdown: colour, shape and word."""
    return f":{_BADGES.get(code, 'gray')}-badge[{SIGNS[code]} {state(code, language)}]"


def states_said(counts: dict[str, int], language: Language) -> list[str]:
    """Clauses such as `2 delivered`, for the states that occur."""
    text = {
        "delivered": language.ngettext("{n} delivered", "{n} delivered", counts.get("delivered", 0)),
        "not_delivered": language.ngettext(
            "{n} did not deliver", "{n} did not deliver", counts.get("not_delivered", 0)
        ),
        "cannot_tell": language.ngettext("{n} cannot be told", "{n} cannot be told", counts.get("cannot_tell", 0)),
        "reported_done": language.ngettext(
            "{n} is reported done and not measured",
            "{n} are reported done and not measured",
            counts.get("reported_done", 0),
        ),
        "not_measured": language.ngettext(
            "{n} is due and not measured", "{n} are due and not measured", counts.get("not_measured", 0)
        ),
        "open": language.ngettext("{n} is not yet due", "{n} are not yet due", counts.get("open", 0)),
        "stopped": language.ngettext("{n} was stopped", "{n} were stopped", counts.get("stopped", 0)),
    }
    return [said.format(n=counts[code]) for code, said in text.items() if counts.get(code)]


def reason(code: str, language: Language) -> str:
    """Why the verdict is what it is."""
    return {
        "at_the_aim": language.gettext("the whole interval is at the aim, and better than before beyond chance"),
        "short_of_the_aim": language.gettext("the whole interval is short of the aim"),
        "worse_than_before": language.gettext("it is worse than in the baseline wave, beyond chance"),
        "interval_on_both_sides": language.gettext("the interval reaches to both sides of the aim"),
        "no_clear_change": language.gettext("the aim is met, but not clearly better than in the baseline wave"),
        "series_break": language.gettext("the question or method changed in between, so the waves are not compared"),
        "no_baseline": language.gettext("the baseline wave was not measured"),
        "too_few_answers": language.gettext("too few answers or samples"),
        "": "",
    }[code]


def status(code: str, language: Language) -> str:
    """What the enterprise itself says of the action."""
    return {
        "planned": language.pgettext("status", "planned"),
        "running": language.pgettext("status", "running"),
        "done": language.pgettext("status", "reported done"),
        "stopped": language.pgettext("status", "stopped"),
    }[code]


def cost(code: str, language: Language) -> str:
    """The class of cost."""
    return {
        "none": language.pgettext("cost", "none"),
        "low": language.pgettext("cost", "low"),
        "middle": language.pgettext("cost", "middle"),
        "high": language.pgettext("cost", "high"),
    }[code]


def partner(code: str, language: Language) -> str:
    """A kind of partner along the innovation chain."""
    return {
        "university": language.gettext("University"),
        "institute": language.gettext("Research institute"),
        "laboratory": language.gettext("Laboratory"),
        "supplier": language.gettext("Supplier"),
        "bank": language.gettext("Bank"),
        "none": language.gettext("No partner"),
    }[code]


def partners(pairs: list, language: Language) -> str:
    """The partners of an action in one line."""
    return language.gettext("; ").join(f"{partner(kind, language)} {name}" for kind, name in pairs)


def field(code: str, language: Language) -> str:
    """A field of an action."""
    return {
        "category": language.gettext("Category"),
        "indicator": language.gettext("Indicator"),
        "baseline_wave": language.gettext("Baseline wave"),
        "aimed_level": language.gettext("Aimed level"),
        "aimed_value": language.gettext("Aimed value"),
        "due_wave": language.gettext("Due wave"),
        "measures": language.gettext("Measures"),
        "cost_class": language.gettext("Cost"),
        "partners": language.gettext("Partners"),
        "person": language.gettext("Person in charge"),
        "status": language.gettext("Status"),
        "started_on": language.gettext("Begun on"),
        "done_on": language.gettext("Done on"),
    }[code]


def rule(code: str, language: Language) -> str:
    """What a field breaks, and what to do."""
    return {
        "missing": language.gettext("is empty: fill it in"),
        "too_long": language.gettext("is too long: shorten it"),
        "too_many": language.gettext("are too many: name the most important"),
        "not_a_wave": language.gettext("is no wave: write 2026, 2026H1, 2026Q3 or 2026-07"),
        "not_after_baseline": language.gettext("must come after the baseline wave"),
        "level_or_value": language.gettext("is wanted: either a level or a value, not both"),
        "not_a_number": language.gettext("is not a number"),
        "unknown_word": language.gettext("is not one of the choices"),
        "not_a_date": language.gettext("is not a date"),
        "before_start": language.gettext("lies before the day it was begun"),
        "not_in_spec": language.gettext("is not in the benchmark spec"),
        "out_of_range": language.gettext("is outside the range of the indicator"),
        "fixed": language.gettext("cannot be changed any more: register a new action"),
        "unknown_field": language.gettext("is not a field of an action"),
    }[code]


def refused(error: Refused, language: Language) -> str:
    """Why something was not kept, in the reader's language."""
    if isinstance(error, Stale):
        fields = language.both(field(name, language) for name in error.fields)
        by = error.by or language.gettext("somebody")
        text = language.gettext(
            "Not saved: meanwhile {by} changed {fields}. The newest state is shown; repeat your change."
        )
        return text.format(by=by, fields=fields)
    if isinstance(error, BadFields):
        said = [f"{field(name, language)} {rule(code, language)}" for name, code in error.found]
        return language.gettext("Not saved: {problems}.").format(problems=language.gettext("; ").join(said))
    return error.said(language.gettext)


def aim(row: pd.Series, measure: Measure, language: Language) -> str:
    """What an action aims at: a level with its value, or a value."""
    target = row["target"] if not math.isnan(row["target"]) else row["aimed_value"]
    value = quantities.value(target, measure, language)
    if row["aimed_level"] is None:
        return value
    return language.gettext("{level} {value}").format(level=words.level(row["aimed_level"], language), value=value)


def verdict(row: pd.Series, measure: Measure, language: Language) -> str:
    """The measured verdict in a sentence, with the change and its interval."""
    say = language.gettext
    if not isinstance(row["measured_wave"], str):
        return {
            "open": say("Due in {due}: the verdict comes with that wave."),
            "reported_done": say("Reported done, not measured: a report is no result, {due} will tell."),
            "not_measured": say("Due in {due}, and nothing was measured since."),
            "stopped": say("Stopped before {due} was measured."),
        }[row["state"]].format(due=row["due_wave"])
    name = state(row["state"], language)
    at = quantities.value(row["last"], measure, language)
    text = say("{verdict}: {wave} stands at {value}, aimed at {aim}; {reason}.").format(
        verdict=name[:1].upper() + name[1:],
        wave=row["measured_wave"],
        value=at,
        aim=aim(row, measure, language),
        reason=reason(row["reason"], language),
    )
    if math.isnan(row["change"]):
        return text
    moved = told.moved(row["change"], row["change_low"], row["change_high"], measure, language)
    return text + say(" Change since {baseline}: {moved}.").format(baseline=row["baseline_wave"], moved=moved)


def comparison(row: pd.Series, measure: Measure, language: Language) -> str:
    """What enterprises without such an action did in the same time; suggestive, never proof."""
    say = language.gettext
    if row["not_compared"] == "no_change":
        return ""
    if row["not_compared"]:
        text = {
            "too_few": say("Not compared with others: fewer than {n} have no action on this indicator."),
            "dominated": say("Not compared with others: two of them make most of their output."),
        }[row["not_compared"]]
        return text.format(n=policy.MIN_PEERS)
    others = told.moved(row["others_change"], math.nan, math.nan, measure, language)
    beyond = told.moved(row["beyond"], row["beyond_low"], row["beyond_high"], measure, language)
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
    return text.format(n=row["others"], others=others, beyond=beyond)


def written(name: str, value: object, language: Language) -> str:
    """A field's value as it is read in the list of changes."""
    if value is None or value == "":
        return language.gettext("empty")
    if name == "partners":
        return partners(value, language)
    known = {"status": status, "cost_class": cost, "aimed_level": words.level}
    return known[name](str(value), language) if name in known else str(value)
