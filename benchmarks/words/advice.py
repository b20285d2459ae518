"""Words of what to do first, each code by a literal message."""

from benchmarks.words.terms import N

# What is to be done first, in order.
STEP = {
    "broken_floor": N("bottom line broken"),
    "certain_shortfall": N("certainly short of the benchmark"),
    "shortfall": N("short of the benchmark, may be chance"),
    "beyond": N("beyond the benchmark"),
}
