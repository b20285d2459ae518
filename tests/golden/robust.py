"""Robust mean and deviation of ISO 13528 C.3.1 as the roots of their two equations, not by its iteration.

Run `python tests/golden/robust.py`: it prints robust.json. Nothing of the project is imported. With m and s the roots,
z = (x - m) / s, z' = (x - m) / sqrt(s2 + u2), u = 1.25 s / sqrt(p), and which of the two counts: z where u <= 0.3 s.
En of two laboratories: (a - b) / sqrt(Ua2 + Ub2); zeta is the same by standard uncertainties, twice as large at k = 2.
"""

import json
from math import sqrt

from scipy.optimize import root

CASES = {
    "creosote": [24.140, 20.155, 19.500, 20.300, 20.705, 17.570, 20.100, 20.940, 21.185],  # ISO 5725-5:1998
    "six": [0.2640, 0.2670, 0.2960, 0.3110, 0.3310, 0.4246],
    "twenty": [*(10 + 0.05 * i for i in range(18)), 12.9, 7.2],
}
PAIRS = [(30.0, 6.0, 36.0, 8.0), (0.062, 0.004, 0.055, 0.003)]  # a, its U, b, its U; both at k = 2


def equations(at: list[float], x: list[float]) -> list[float]:
    """Both are 0 at the roots: the mean of the values pulled in, and 1.134 times their deviation."""
    m, s = at
    pulled = [min(max(each, m - 1.5 * s), m + 1.5 * s) for each in x]
    spread = sum((each - m) ** 2 for each in pulled) / (len(x) - 1)
    return [sum(pulled) / len(x) - m, 1.134 * sqrt(spread) - s]


def solved(x: list[float]) -> dict:
    """m, s, u and the scores of each value."""
    ordered = sorted(x)
    start = [ordered[len(x) // 2], (ordered[-2] - ordered[1]) / 2]
    found = root(equations, start, args=(x,), tol=1e-14)
    m, s = map(float, found.x)
    assert max(map(abs, equations([m, s], x))) < 1e-12
    u = 1.25 * s / sqrt(len(x))
    scores = [(each - m) / (sqrt(s**2 + u**2) if u > 0.3 * s else s) for each in x]
    return {"values": x, "mean": m, "sd": s, "score": "z'" if u > 0.3 * s else "z", "scores": scores}


if __name__ == "__main__":
    pairs = [
        {
            "a": a,
            "U_a": ua,
            "b": b,
            "U_b": ub,
            "en": (a - b) / sqrt(ua**2 + ub**2),
            "zeta": 2 * (a - b) / sqrt(ua**2 + ub**2),
        }
        for a, ua, b, ub in PAIRS
    ]
    print(json.dumps({"cases": {name: solved(x) for name, x in CASES.items()}, "pairs": pairs}, indent=1))
