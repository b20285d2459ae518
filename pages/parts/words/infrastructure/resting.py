"""What is said of scopes, certificates, standards and what hangs on them."""

from benchmarks.words.resting import SCOPE, SCOPE_REASON
from pages.parts.words.terms import N, P

__all__ = ["SCOPE", "SCOPE_REASON"]

# In which state a certificate or a scope is.
STATE = {
    "valid": P("certificate", "valid"),
    "suspended": P("certificate", "suspended"),
    "revoked": P("certificate", "revoked"),
    "cancelled": P("certificate", "cancelled"),
    "expired": P("certificate", "expired"),
    "unknown": P("certificate", "nothing on file"),
}

# What hangs on a certificate.
HANGS = {
    "certificate": N("Certificate"),
    "scope": N("Accreditation"),
    "laboratory": N("Measurements of a laboratory"),
    "verdict": N("Verdict"),
    "report": N("Report"),
    "receipt": N("Receipt"),
}

# When a certificate ends.
ENDS = {
    "tested_while": N("suspended when its products were tested"),
    "lost": N("suspended, revoked or expired"),
    "in_7": N("ends within 7 days"),
    "in_30": N("ends within 30 days"),
    "in_90": N("ends within 90 days"),
    "later": N("valid for longer"),
}

# Where a standard stands.
STANDARD = {
    "coming": P("standard", "coming"),
    "in_force": P("standard", "in force"),
    "withdrawn": P("standard", "withdrawn"),
    "replaced": P("standard", "replaced"),
}

# How a standard adopts an international one.
ADOPTION = {
    "IDT": N("identical (IDT)"),
    "MOD": N("modified (MOD)"),
    "NEQ": N("not equivalent (NEQ): no adoption"),
    "none": N("adopts none"),
}

# Whether a maker meets a limit that is coming, today.
READY = {
    "not_met": P("coming", "fails it today"),
    "cannot_tell": P("coming", "cannot be told"),
    "met": P("coming", "meets it today"),
}

# Why it cannot be told.
UNTOLD = {
    "another_edition": N("passed or failed by the edition in force: that says nothing of the next one"),
    "number_not_seen": N("the number of the coming limit has not been seen"),
    "close_to_the_limit": N("samples lie so close to the limit that their uncertainty reaches it"),
}
