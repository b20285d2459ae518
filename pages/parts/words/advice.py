"""Words of receipts, priorities, importance and contradictions, each code by a literal message."""

from benchmarks.index.importance import Importance
from pages.parts.words.language import Language


def left_out(code: str, language: Language) -> str:
    """Why an input of a receipt does not count; empty where it does."""
    return {
        "": "",
        "no_data": language.gettext("not measured"),
        "no_level": language.gettext("no full ladder in force"),
        "too_few": language.gettext("too little data for a verdict"),
        "dimension_not_rated": language.gettext("its dimension is not rated"),
    }[code]


def finding(code: str, language: Language) -> str:
    """Whether consumers and the laboratory agree."""
    return {
        "hidden_risk": language.gettext("hidden risk"),
        "missed_by_test": language.gettext("missed by the test"),
        "agree": language.gettext("both say the same"),
        "cannot_tell": language.pgettext("finding", "cannot tell"),
    }[code]


def finding_meant(code: str, language: Language) -> str:
    """What a contradiction may mean, for those who have to act on it."""
    return {
        "hidden_risk": language.gettext(
            "Consumers are satisfied and the laboratory is not: a risk they cannot see. Act on the test first."
        ),
        "missed_by_test": language.gettext(
            "The laboratory is satisfied and consumers are not: the test may not measure what they notice, or they "
            "expect something else. Ask them before changing the product."
        ),
    }[code]


def choice(code: str, language: Language) -> str:
    """A choice in making the index that could have been another."""
    return {
        "weighting": language.gettext("the weights"),
        "aggregation": language.gettext("the kind of mean"),
        "left_out": language.gettext("which indicators are in"),
    }[code]


def no_importance(found: Importance, names: dict[str, str], language: Language) -> str:
    """Why importance is not computed, with the figures of the rule that is not met."""
    items = language.both(names.get(code, code) for code in found.about.split(";") if code)
    n = language.number(found.n)
    return {
        "no_items": language.gettext("The survey asked nothing beside overall satisfaction."),
        "no_outcome": language.gettext("The survey did not ask for overall satisfaction."),
        "too_few_responses": language.gettext(
            "Only {n} people answered every question; {needed} are needed before importance is computed."
        ),
        "too_few_psus": language.gettext(
            "The answers come from too few sampling points: {needed} beyond one in each stratum are needed."
        ),
        "no_variance": language.gettext("Everybody gave the same answer to: {items}. Nothing can go with it."),
    }[found.refused].format(n=n, needed=found.about, items=items)
