"""Response rates by AAPOR's definitions, and how alike the propensities to respond are over the strata."""

from collections.abc import Mapping
from math import nan, sqrt

from scipy import stats

from benchmarks import policy

# AAPOR Standard Definitions (2023): interview, partial, refusal, non-contact, other, unknown household and other, not
# eligible.
ALIKE = 0.9  # R from which strata are said to respond nearly alike
RAKING = ("helps", "alike", "cannot")
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
    cases, done = (list(each.values()) for each in _cases(strata))
    size = sum(cases)
    if len(cases) < 2 or size < 2:
        return nan, nan
    mean = sum(done) / size
    spread = sum(total * (got / total - mean) ** 2 for total, got in zip(cases, done, strict=True)) / (size - 1)
    if min(done) == 0:
        return 1 - 2 * sqrt(spread), nan
    squares = sum(total**2 / got for total, got in zip(cases, done, strict=True))
    return 1 - 2 * sqrt(spread), sum(done) * squares / size**2


def partial_r(strata: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """By stratum sqrt(N_h / N) (rho_h - rho): what it takes from R; negative where fewer respond than elsewhere.

    The unconditional partial indicator of a category: Schouten, Shlomo and Skinner 2011, Journal of Official
    Statistics 27.
    """
    cases, done = _cases(strata)
    size = sum(cases.values())
    mean = sum(done.values()) / size if size else nan
    return {each: sqrt(total / size) * (done[each] / total - mean) for each, total in cases.items()}


def raking_of(strata: Mapping[str, Mapping[str, int]]) -> tuple[float, str]:
    """p of strata that respond alike (Pearson's chi-square), and one of RAKING: whether raking to the cases helps.

    helps: they differ beyond chance, so that whom it asks more of is over-represented; alike: within chance, where
    weights cost and mend nothing; cannot: a stratum has no interview to weigh up, or there are fewer than two strata.
    """
    cases, done = _cases(strata)
    if len(cases) < 2 or min(done.values()) == 0:
        return nan, "cannot"
    left = [cases[each] - done[each] for each in cases]
    if not any(left):
        return 1.0, "alike"
    p = float(stats.chi2_contingency([list(done.values()), left], correction=False).pvalue)
    return p, "helps" if p < 1 - policy.CONFIDENCE else "alike"


def margins_of(strata: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    """Share of each stratum in the eligible and unknown cases: what weights are raked to."""
    cases, _ = _cases(strata)
    size = sum(cases.values())
    return {each: total / size for each, total in cases.items()}


def _cases(strata: Mapping[str, Mapping[str, int]]) -> tuple[dict[str, int], dict[str, int]]:
    """Eligible and unknown cases and interviews, partial ones too, of the strata that have cases."""
    totals = {each: sum(n.get(name, 0) for name in OUTCOMES if name != "NE") for each, n in strata.items()}
    cases = {each: total for each, total in totals.items() if total}
    return cases, {each: strata[each].get("I", 0) + strata[each].get("P", 0) for each in cases}
