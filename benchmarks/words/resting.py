"""What is said first wherever a verdict rests on measurements that were not made in scope."""

from collections.abc import Mapping

import pandas as pd

from benchmarks.words.language import Language, word
from benchmarks.words.terms import N, P

# Whether a laboratory was accredited for what it measured.
SCOPE = {
    "in": P("scope", "in scope"),
    "out": P("scope", "out of scope"),
    "lapsed": P("scope", "scope lapsed"),
    "suspended": P("scope", "scope suspended"),
    "unknown": P("scope", "scope unknown"),
}

# Why it was not.
SCOPE_REASON = {
    "not_registered": N("the laboratory is not registered in this sector"),
    "not_named": N("no line of its scope names this indicator"),
    "below_range": N("the value lies below the range of its scope"),
    "above_range": N("the value lies above the range of its scope"),
    "under_cmc": N("it states a smaller uncertainty than its scope covers"),
    "not_yet": N("tested before the scope began"),
    "after_end": N("tested after the last day of the scope"),
    "suspended": N("the accreditation was suspended on that day"),
    "revoked": N("the accreditation had been revoked"),
    "cancelled": N("the accreditation had been cancelled"),
    "expired": N("the accreditation had expired"),
}


def clause(rows: pd.DataFrame, language: Language) -> str:
    """Of RESTING rows how many measurements were not made in scope, as a clause of a title; "" where all were."""
    beyond, every = (int(rows[name].sum()) for name in ("beyond", "n"))
    if not beyond:
        return ""
    said = language.ngettext(
        "{n} of {all} measurements behind this was not made in scope",
        "{n} of {all} measurements behind this were not made in scope",
        beyond,
    )
    return said.format(n=language.number(beyond), all=language.number(every))


def short(rows: pd.DataFrame, language: Language) -> str:
    """The same as a note beside one result or enterprise; "" where all were made in scope."""
    beyond, every = (int(rows[name].sum()) for name in ("beyond", "n"))
    said = language.gettext("{n} of {all} not in scope")
    return said.format(n=language.number(beyond), all=language.number(every)) if beyond else ""


def detail(beyond: pd.DataFrame, language: Language, names: Mapping[str, str]) -> str:
    """Whose measurements were not made in scope, why, and when, from SCOPE rows of them; without a full stop.

    names: of laboratories by code; one without a name is told by its code.
    """
    told = []
    for (lab, state, reason), own in beyond.groupby(["lab", "state", "reason"], sort=True):
        said = language.gettext("{lab}: {state}, {reason} ({n} on {days})")
        first, last = (language.date(day) for day in (own["tested_on"].min(), own["tested_on"].max()))
        days = first if first == last else language.gettext("{first} to {last}").format(first=first, last=last)
        facts = {"n": language.number(len(own)), "days": days, "lab": names.get(str(lab), str(lab))}
        facts |= {"state": word(SCOPE, str(state), language)}
        told.append(said.format(**facts, reason=word(SCOPE_REASON, str(reason), language)))
    return language.gettext("; ").join(told)
