"""What is said of who can help, and of what was asked."""

from pages.parts.words.actions import PARTNER as CHAIN
from pages.parts.words.terms import N, P

# A kind of partner that may be asked.
PARTNER = {"maker": N("Maker")} | {kind: named for kind, named in CHAIN.items() if kind != "none"}

# Where a request stands.
STATE = {
    "asked": P("help", "waits for an answer"),
    "promised": P("help", "promised"),
    "declined": P("help", "declined"),
    "done": P("help", "the help has come"),
    "withdrawn": P("help", "taken back"),
}

# Whether the gap closed after the help.
CLOSED = {
    "closed": N("the gap is closed"),
    "still_open": N("the gap is still open"),
    "cannot_tell": N("whether the gap closed cannot be told"),
    "not_measured": N("not measured again yet"),
}

# To which level the gap was.
LEVEL = {"floor": N("to the floor"), "benchmark": N("to the benchmark")}
