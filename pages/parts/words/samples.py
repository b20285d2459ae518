"""What a rule for every sample makes of them, in words. Pure: a frame of states and a `Language` in, text out."""

import pandas as pd

from benchmarks.estimates.samples import RULES, STATES
from pages.parts.words.language import Language


def states(frame: pd.DataFrame, language: Language) -> str:
    """How many samples are in which state, the best first: 7 pass, 2 pass conditionally, 1 fails."""
    counts = frame["state"].value_counts()
    told = {
        "pass": lambda n: language.ngettext("{n} passes", "{n} pass", n),
        "conditional_pass": lambda n: language.ngettext("{n} passes conditionally", "{n} pass conditionally", n),
        "conditional_fail": lambda n: language.ngettext("{n} fails conditionally", "{n} fail conditionally", n),
        "fail": lambda n: language.ngettext("{n} fails", "{n} fail", n),
    }
    parts = [told[name](int(counts[name])).format(n=counts[name]) for name in reversed(STATES) if name in counts]
    return language.gettext(", ").join(parts)


def rule(code: str, language: Language) -> str:
    """Where the guard band of a sample comes from."""
    return {
        "stated": language.gettext("the uncertainty stated by the laboratory"),
        "default": language.gettext("the spec's default uncertainty, for a laboratory that stated none"),
        "spread": language.gettext("the spread of the samples, because no uncertainty is known"),
        "detection_limit": language.gettext("the limit of detection"),
        "pass_fail": language.gettext("the laboratory's own pass or fail"),
        "simple_acceptance": language.gettext("simple acceptance: nobody knows the uncertainty, so nothing is decided"),
    }[code]


def judged(frame: pd.DataFrame, language: Language) -> str:
    """The samples of one result against one level, with what their guard bands are made of."""
    found = set(frame["rule"])
    by = language.gettext("; ").join(rule(code, language) for code in RULES if code in found)
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
