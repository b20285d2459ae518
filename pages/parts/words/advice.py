"""Words of receipts, priorities, importance and contradictions, each code by a literal message."""

from benchmarks.index.importance import Importance
from benchmarks.words.advice import *  # noqa: F403
from pages.parts.words.language import Language, word
from pages.parts.words.terms import N, P

# Why an input of a receipt does not count; empty where it does.
LEFT_OUT = {
    "no_data": N("not measured"),
    "no_level": N("no full ladder in force"),
    "too_few": N("too little data for a verdict"),
    "dimension_not_rated": N("its dimension is not rated"),
}

# Whether consumers and the laboratory agree.
FINDING = {
    "hidden_risk": N("hidden risk"),
    "missed_by_test": N("missed by the test"),
    "agree": N("both say the same"),
    "cannot_tell": P("finding", "cannot tell"),
}

# What a contradiction may mean, for those who have to act on it.
FINDING_MEANT = {
    "hidden_risk": N(
        "Consumers are satisfied and the laboratory is not: a risk they cannot see. Act on the test first."
    ),
    "missed_by_test": N(
        "The laboratory is satisfied and consumers are not: the test may not measure what they notice, or they "
        "expect something else. Ask them before changing the product."
    ),
}

# A choice in making the index that could have been another.
CHOICE = {
    "weighting": N("the weights"),
    "aggregation": N("the kind of mean"),
    "left_out": N("which indicators are in"),
}

# Why importance is not computed; {n} answered, {needed} are needed, {items} are the questions.
NO_IMPORTANCE = {
    "no_items": N("The survey asked nothing beside overall satisfaction."),
    "no_outcome": N("The survey did not ask for overall satisfaction."),
    "too_few_responses": N(
        "Only {n} people answered every question; {needed} are needed before importance is computed."
    ),
    "too_few_psus": N("The answers come from too few sampling points: {needed} beyond one in each stratum are needed."),
    "no_variance": N("Everybody gave the same answer to: {items}. Nothing can go with it."),
}


def no_importance(found: Importance, names: dict[str, str], language: Language) -> str:
    """Why importance is not computed, with the figures of the rule that is not met."""
    items = language.both(names.get(code, code) for code in found.about.split(";") if code)
    n = language.number(found.n)
    return word(NO_IMPORTANCE, found.refused, language).format(n=n, needed=found.about, items=items)
