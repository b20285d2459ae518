"""What is said of a laboratory: whether it can decide, and why; and what was decided about those that differ."""

from collections.abc import Mapping
from typing import Any

from pages.parts.words import vocabulary
from pages.parts.words.language import Language, word
from pages.parts.words.terms import N, P

# Whether a laboratory can decide on an indicator.
STATE = {
    "differs": P("laboratory", "differs from the others"),
    "not_capable": P("laboratory", "cannot decide"),
    "capable": P("laboratory", "can decide"),
    "cannot_tell": P("laboratory", "cannot be told"),
}

# Why, or what stays open.
REASON = {
    "en": N("En beyond 1: the stated uncertainties do not explain the difference"),
    "z": N("far from the consensus of the laboratories (z of 3 or more)"),
    "conditional": N("more than a third of its samples end undecided"),
    "wide_uncertainty": N("U is more than a third of the distance from floor to benchmark"),
    "no_uncertainty": N("it states no uncertainty"),
    "no_level": N("no level to decide on is in force"),
    "z_warning": N("at the edge of the consensus of the laboratories (z of 2 or more)"),
    "one_laboratory": N("not compared: no other laboratory measured this"),
    "nothing_shared": N("not compared: no sample and no enterprise shared with another laboratory"),
    "too_few_laboratories": N("not compared: no sample shared, and too few laboratories for a consensus"),
    "": N("compared with the others: agrees"),
}

# Why a process performance is not shown.
NO_PERFORMANCE = {
    "too_few_samples": N("Process performance (Ppk) is not shown: fewer than 10 samples."),
    "censored": N("Process performance (Ppk) is not shown: values lie below the limit of detection."),
    "no_spread": N("Process performance (Ppk) is not shown: all samples agree."),
    "no_floor": N("Process performance (Ppk) is not shown: there is no floor."),
}

# How a value stands to the median of its peers.
AGAINST_PEERS = {
    "better": N("better than the median of {n} others by {gap} ({interval})"),
    "worse": N("worse than the median of {n} others by {gap} ({interval})"),
    "cannot_tell": N("not to be told apart from the median of {n} others ({interval})"),
}

# Why a gap to the median of the peers is not shown; that others are not shown is said by itself.
NO_PEER_GAP = {
    "too_few_answers": N("The gap to the peers' median is not shown: too few answers or samples of its own."),
    "no_interval": N("The gap to the peers' median is not shown: nobody knows how sure this value is."),
}

# Whether the values of laboratories that differ count together.
DECISION = {
    "together": N("count together: a verdict is given"),
    "apart": N("stay apart: no verdict is given"),
    "without": N("count without one laboratory: the others give the verdict"),
}


def mix(row: Mapping[str, Any], language: Language) -> str:
    """A MIX row in a sentence: who differs, and what was decided, why, when and by whom."""
    say = language.gettext
    labs = language.both(row["labs"].split(";"))
    if not row["decision"]:
        return say(
            "Not in agreement with the other laboratories: {labs}. Until somebody decides, no verdict is given on "
            "levels that are not mandatory."
        ).format(labs=labs)
    said = say("Not in agreement with the other laboratories: {labs}. {decided}")
    return said.format(labs=labs, decided=decided(row, language))


def decided(row: Mapping[str, Any], language: Language) -> str:
    """What was decided on laboratories that differ, by whom, when and why."""
    return language.gettext("Their values {decision} ({who}, {day}): {reason}").format(
        decision=without(row["left_out"], language) or word(DECISION, row["decision"], language),
        who=language.told(row["by_name"]) or word(vocabulary.ROLE, row["by_role"], language),
        day=language.date(row["decided_at"]),
        reason=row["decision_reason"],
    )


def without(lab: str, language: Language) -> str:
    """The decision that leaves a laboratory out, for those that know its code; "" where none is left out."""
    return language.gettext("count without {lab}: the others give the verdict").format(lab=lab) if lab else ""
