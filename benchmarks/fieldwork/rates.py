"""Response rates by AAPOR's definitions, and how alike the propensities to respond are over the strata."""

from collections.abc import Mapping
from math import nan, sqrt

# AAPOR Standard Definitions (2023): interview, partial, refusal, non-contact, other, unknown household and other, not
# eligible.
OUTCOMES = ("I", "P", "R", "NC", "O", "UH", "UO", "NE")
_SECOND = {"1": {"1": "I", "2": "P"}, "2": {"1": "R", "2": "NC"}, "3": {"1": "UH"}}
_OTHER = {"2": "O", "3": "UO", "4": "NE"}


def outcome(code: str) -> str:
    """The outcome that a disposition code stands for: 1.1 or 110 is I, 2.2 or 220 is NC; "" where it is none."""
    digits = code.strip().replace(".", "")
    if not digits.isdigit() or not 1 <= len(digits) <= 4:
        return ""
    first, second = digits[0], digits[1:2]
    return _SECOND.get(first, {}).get(second, _OTHER.get(first, "I" if first == "1" and second in ("", "0") else ""))


def rates_of(n: Mapping[str, int]) -> dict[str, float]:
    """e and RR1 to RR6 from the number of each outcome; none where no case is, or may be, eligible.

    e: the share of unknown cases taken as eligible, that of the known ones. RR1 = I / (I + P + R + NC + O + UH + UO);
    RR2 counts partial interviews; RR3 and RR4 take e of the unknown; RR5 and RR6 none of them.
    """
    got = {name: n.get(name, 0) for name in OUTCOMES}
    full, some = got["I"], got["I"] + got["P"]
    known = some + got["R"] + got["NC"] + got["O"]
    unknown = got["UH"] + got["UO"]
    e = known / (known + got["NE"]) if known + got["NE"] else nan
    below = {"rr1": known + unknown, "rr3": known + (e * unknown if unknown else 0), "rr5": known}
    found = {"e": e}
    for name, total in below.items():
        found[name] = full / total if total else nan
        found[f"rr{int(name[2]) + 1}"] = some / total if total else nan
    return found


def r_indicator(strata: Mapping[str, Mapping[str, int]]) -> tuple[float, float]:
    """R and the design effect of weighting every stratum back to its cases, from outcomes by stratum.

    R = 1 - 2 S(rho), rho the share of interviews among the eligible and unknown cases of a stratum: 1 where all respond
    alike (Schouten, Cobben and Bethlehem 2009). The effect is Kish's n sum(w2) / sum(w)2 with w = 1 / rho; none where a
    stratum has no interview.
    """
    cases, done = [], []
    for n in strata.values():
        total = sum(n.get(name, 0) for name in OUTCOMES if name != "NE")
        if total:
            cases.append(total)
            done.append(n.get("I", 0) + n.get("P", 0))
    size = sum(cases)
    if len(cases) < 2 or size < 2:
        return nan, nan
    mean = sum(done) / size
    spread = sum(total * (got / total - mean) ** 2 for total, got in zip(cases, done, strict=True)) / (size - 1)
    if min(done) == 0:
        return 1 - 2 * sqrt(spread), nan
    squares = sum(total**2 / got for total, got in zip(cases, done, strict=True))
    return 1 - 2 * sqrt(spread), sum(done) * squares / size**2
