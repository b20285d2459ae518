"""Tiers and axes in words."""

from pages.parts.words.terms import C, N, P

# What is proposed; own names, nothing official.
TIER = {
    "T1": N("T1, fewest failures"),
    "T2": N("T2, the middle"),
    "T3": N("T3, more failures"),
    "T4": N("T4, most failures"),
    "not_enough_evidence": N("not enough evidence, treated as the middle"),
}

# Where a tier stands.
STATE = {
    "proposed": P("tier", "proposed, nobody has decided"),
    "decided": P("tier", "decided, waits for a second person"),
    "notice": P("tier", "confirmed, counts after the notice"),
    "in_force": P("tier", "in force"),
    "over": P("tier", "over"),
}

# How many makers are proposed for what, as clauses.
PROPOSED = {
    "T4": C("{n} maker is proposed for T4", "{n} makers are proposed for T4"),
    "T3": C("{n} maker is proposed for T3", "{n} makers are proposed for T3"),
    "not_enough_evidence": C("of {n} maker there is not enough evidence", "of {n} makers there is not enough evidence"),
}

# The four axes, and what each is made of.
AXIS = {
    "risk": N("Risk"),
    "credit": N("Credit"),
    "capacity": N("Capacity"),
    "willingness": N("Willingness"),
}
AXIS_MEANT = {
    "risk": N("100 x share of lots failing by severity; lower is better"),
    "credit": N("gravest record in force: 0 none, 1 minor, 2 general, 3 serious; lower is better"),
    "capacity": N("100 x bottom lines met and certificates valid, of those on file; higher is better"),
    "willingness": N("100 x duties in time, actions that worked, defects reported unasked; higher is better"),
}

# What the fairness table is cut by.
BY = {"size": N("Size"), "region": N("Region"), "age": N("Age")}
AGE = {"young": N("younger than ten years"), "old": N("ten years or older"), "unknown": N("not registered")}
