"""Words of what to do first, each code by a literal message."""

from benchmarks.words.language import Language, word
from benchmarks.words.terms import N

# What is to be done first, in order.
STEP = {
    "broken_floor": N("bottom line broken"),
    "certain_shortfall": N("certainly short of the benchmark"),
    "shortfall": N("short of the benchmark, may be chance"),
    "beyond": N("beyond the benchmark"),
    "beyond_untold": N("beyond the benchmark, may be chance"),
}


def step(code: str, verdict: str, language: Language) -> str:
    """The word of a step; verdict: against the benchmark, which alone says whether its estimate is surely beyond."""
    return word(STEP, "beyond_untold" if code == "beyond" and verdict != "met" else code, language)
