"""What a rule for every sample makes of them, in words. Pure: a frame of states and a `Language` in, text out."""

import pandas as pd

from benchmarks.estimates.samples import RULES, STATES
from pages.parts.words.language import Language, count_of, word
from pages.parts.words.terms import C, N, P

# How many samples are in a state.
STATE = {
    "pass": C("{n} passes", "{n} pass"),
    "conditional_pass": C("{n} passes conditionally", "{n} pass conditionally"),
    "conditional_fail": C("{n} fails conditionally", "{n} fail conditionally"),
    "fail": C("{n} fails", "{n} fail"),
}

# The state of one sample.
ONE = {
    "pass": P("sample", "passes"),
    "conditional_pass": P("sample", "passes conditionally"),
    "conditional_fail": P("sample", "fails conditionally"),
    "fail": P("sample", "fails"),
}

# Where the guard band of a sample comes from.
RULE = {
    "stated": N("the uncertainty stated by the laboratory"),
    "default": N("the spec's default uncertainty, for a laboratory that stated none"),
    "spread": N("the spread of the samples, because no uncertainty is known"),
    "detection_limit": N("the limit of detection"),
    "pass_fail": N("the laboratory's own pass or fail"),
    "simple_acceptance": N("simple acceptance: nobody knows the uncertainty, so nothing is decided"),
}


def states(frame: pd.DataFrame, language: Language) -> str:
    """How many samples are in which state, the best first: 7 pass, 2 pass conditionally, 1 fails."""
    counts = frame["state"].value_counts()
    parts = [count_of(STATE, name, int(counts[name]), language) for name in reversed(STATES) if name in counts]
    return language.gettext(", ").join(parts)


def judged(frame: pd.DataFrame, language: Language) -> str:
    """The samples of one result against one level, with what their guard bands are made of."""
    found = set(frame["rule"])
    by = language.gettext("; ").join(word(RULE, code, language) for code in RULES if code in found)
    said = language.gettext("Sample by sample: {states}. Judged by {rule}.").format(
        states=states(frame, language), rule=by
    )
    failing = frame[frame["state"] == "fail"]
    if failing.empty or frame["beyond"].any():
        return said
    chance = language.gettext(
        "A sample fails by more than its uncertainty, but of {n} samples exactly at the limit one would by chance: "
        "that alone does not break the limit."
    ).format(n=int(frame["tests"].iloc[0]))
    return f"{said} {chance}"
