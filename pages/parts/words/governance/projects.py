"""Problems, projects and what worked, in words."""

from pages.parts.words.terms import C, N, P

# One of the five kinds of partner.
PARTNER = {
    "industry": N("industry"),
    "research": N("university or institute"),
    "laboratory": P("partner", "laboratory"),
    "capital": N("capital"),
    "talent": N("talent"),
}

# Whether a project worked.
VERDICT = {
    "worked": P("project", "worked"),
    "fell_short": P("project", "fell short of its promise"),
    "worse": P("project", "worse than others"),
    "cannot_tell": P("project", "cannot tell"),
    "running": P("project", "under way"),
}

# How many projects, as clauses.
VERDICTS = {
    "worked": C("{n} project worked", "{n} projects worked"),
    "fell_short": C("{n} fell short", "{n} fell short"),
    "worse": C("{n} did worse than others", "{n} did worse than others"),
    "cannot_tell": C("{n} cannot be told", "{n} cannot be told"),
    "running": C("{n} is under way", "{n} are under way"),
}

# Why there is no verdict.
REASON = {
    "not_measured": N("no wave has measured it since"),
    "no_baseline": N("no wave before the one by which its members were chosen"),
    "series_break": N("its question, scale, order or method was changed in between"),
    "too_few_members": N("fewer than two members were measured in both waves"),
    "too_few_others": N("fewer than two others were measured in both waves"),
    "interval_on_both_sides": N("the interval reaches to both sides"),
    "not_told": N("too few members or others to tell a mean"),
}

# What effects are grouped by, and why a group has no mean.
BY = {
    "all": N("All closed actions"),
    "indicator": N("Indicator"),
    "approach": N("Kind of measure"),
    "partner": N("Partner"),
    "cost": N("Cost"),
}
NO_MEAN = {
    "too_few": N("too few others to tell"),
    "too_few_effects": N("too few effects to pool"),
}

# What was done about a maker, whether it was followed by something, and why that cannot be told.
DEED = {
    "notice": N("a notice of a failed check"),
    "penalty": N("an official record"),
    "help": N("help by a partner"),
    "project": N("a joint project"),
}
FOLLOWED = {
    "better": P("feedback", "better than others"),
    "worse": P("feedback", "worse than others"),
    "cannot_tell": P("feedback", "cannot tell"),
}
FOLLOWED_NOT = {
    "no_deed": N("none is on file"),
    "not_measured": N("no wave was measured in time before and after"),
    "too_few_makers": N("fewer than two makers were measured before and after"),
    "too_few_others": N("fewer than two others were left alone"),
    "not_told": N("too few makers or others to tell a mean"),
    "interval_on_both_sides": N("the interval reaches to both sides"),
    "one_of_many": N("of so many groups some leave 0 out by chance"),
}
