"""Where a sample of a running round stands, and why an interview is one to look at."""

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
