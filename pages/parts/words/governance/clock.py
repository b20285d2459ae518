"""Steps, parties and states of the clock, and what is said of records."""

from pages.parts.words.terms import C, N, P

# A step after a failed check.
STEP = {
    "objection": N("Object to the result"),
    "retest": N("Decide on the objection"),
    "help": N("Have the association's help"),
    "correction": N("Correct the product"),
    "recheck": N("Check again"),
    "second_recheck": N("Check a second time"),
    "publication": N("Know the result"),
    "complaint": N("Answer the complaint"),
}

# What a term is counted in.
UNIT = {"days": N("days"), "working_days": N("working days"), "months": N("months")}

# Whose step it is.
PARTY = {
    "authority": N("Authority"),
    "association": N("Association"),
    "maker": N("Maker"),
    "laboratory": N("Laboratory"),
    "consumers": N("Consumers' body"),
}

# Whether it may or must be done.
KIND = {"right": P("clock", "right"), "duty": P("clock", "duty")}

# Where a step stands on the day.
STATE = {
    "late": P("clock", "late"),
    "blocked": P("clock", "waits for the retest"),
    "open": P("clock", "open"),
    "done": P("clock", "done or over"),
}

# How many steps are in a state, as clauses.
STATES = {
    "late": C("{n} duty is late", "{n} duties are late"),
    "blocked": C("{n} step waits for a retest", "{n} steps wait for a retest"),
    "open": C("{n} step is open", "{n} steps are open"),
}

# The class of a record, and its state.
CLASS = {"minor": N("minor"), "general": N("general"), "serious": N("serious")}
RECORD = {
    "live": P("record", "in force"),
    "objection": P("record", "under objection, not shown to others"),
    "held": P("record", "held by the authority"),
}

# What has to be done to leave.
EXIT = {
    "apply": N("do the duty, mend the harm, then apply to the authority"),
    "on_completion": N("it is repaired as soon as the duty is done"),
}
