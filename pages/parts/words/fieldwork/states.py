"""Where a sample of a running round stands, why an interview is one to look at, and strata by name."""

from pages.parts.words.language import Language, word
from pages.parts.words.terms import N, P

# How far the interviews of a maker or stratum are.
STATE = {
    "done": P("fieldwork", "all in"),
    "on_pace": P("fieldwork", "will have its sample"),
    "cannot_tell": P("fieldwork", "may miss its sample"),
    "behind": P("fieldwork", "will miss its sample"),
    "over_short": P("fieldwork", "over, and short"),
}

# Why an interview is one to look at.
LOOK = {
    "too_fast": N("faster than a third of the usual time"),
    "straight_lined": N("the same answer to every rating"),
    "doubled": N("every answer as in another interview"),
    "odd_hour": N("before 7 or after 22 o'clock"),
}

# What the bars of a sample are made of.
PART = {
    "in": P("interviews", "in"),
    "coming": N("to come at this pace"),
    "short": N("short of the plan"),
}

# Why a verdict is open.
WHY = {
    "cannot_tell": P("fieldwork", "cannot tell"),
    "too_few": P("fieldwork", "too few"),
    "overdue": P("fieldwork", "not tested since an earlier wave"),
}

# Parts of a country by which files often name their strata; any other name is told as it was sent.
STRATUM = {
    "north": P("stratum", "north"),
    "northeast": P("stratum", "northeast"),
    "east": P("stratum", "east"),
    "south": P("stratum", "south"),
    "west": P("stratum", "west"),
    "central": P("stratum", "central"),
}


def stratum(name: str, language: Language) -> str:
    """A stratum in the reader's language."""
    return word(STRATUM, name, language) if name in STRATUM else language.told(name)
