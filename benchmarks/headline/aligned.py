"""Standards aligned with international ones: how many indicators, weighed by output, and how long adoption took."""

from collections.abc import Iterator, Mapping
from math import isfinite, nan

import pandas as pd

from benchmarks import policy
from benchmarks.infrastructure.standards import ADOPTED
from benchmarks.scope.disclosure import Member
from benchmarks.specs.spec import Specs
from data.check.contract import WHOLE

Makes = Mapping[tuple[str, str], set[str]]  # sector and enterprise -> the categories it is measured in
INDICATORS = ("standards_aligned", "adoption_lag")
_CENSUS = dict.fromkeys(("low", "high", "n_eff", "makers", "random_share"), nan) | {"publishable": True}


def aligned_of(specs: Specs, makes: Makes, shares: Mapping[Member, float], area: str) -> Iterator[dict]:
    """HEADLINE row of standards aligned: indicators whose standard adopts an international one, of all that have one.

    Of all sectors together. IDT and MOD count as adoption, NEQ does not. An indicator weighs the output of the
    categories that it is asked of, the sectors equally, as on the board; each counts once where the output of anyone
    measured is not known (weighting equal, reason by_count). Source: GB/T 1.2-2020. No sample, so no interval.
    """
    there = [(sector, each) for sector, spec in specs.items() for each in spec.indicators if each.international]
    if len(there) < policy.MIN_PEERS:
        return
    adopted = [bool(each.international and each.international.adoption in ADOPTED) for _, each in there]
    output = _output(makes, shares)
    amounts = [sum(output.get((sector, name), 0.0) for name in each.categories) for sector, each in there]
    of_sector: dict[str, float] = {}
    for (sector, _), amount in zip(there, amounts, strict=True):
        of_sector[sector] = of_sector.get(sector, 0.0) + amount
    known = all(isfinite(amount) and amount > 0 for amount in of_sector.values())
    weights = [amount / of_sector[sector] if known else 1.0 for (sector, _), amount in zip(there, amounts, strict=True)]
    value = 100 * sum(w for w, yes in zip(weights, adopted, strict=True) if yes) / sum(weights)
    yield {
        **{"area": area, "sector": WHOLE, "period": "", "indicator": "standards_aligned", "basis": "all"},
        **_CENSUS,
        **{"value": value, "n": len(there), "weighting": "output" if known else "equal"},
        **{"method": "share_of_indicators", "reason": "census" if known else "by_count", "source": "specs"},
    }


def _output(makes: Makes, shares: Mapping[Member, float]) -> dict[tuple[str, str], float]:
    """Output of each sector's category: a maker's is split evenly over its own; NaN where one is not known."""
    found: dict[tuple[str, str], float] = {}
    for (sector, maker), categories in makes.items():
        for name in categories:
            share = shares.get((sector, maker), nan) / len(categories)
            found[sector, name] = found.get((sector, name), 0.0) + share
    return found


def lag_of(standards: pd.DataFrame, area: str) -> Iterator[dict]:
    """HEADLINE row of the adoption lag: the median of days from an international edition to the day in force.

    standards: STANDARD rows; of those that adopt one (IDT, MOD) and whose two days are known. A standard of several
    sectors counts once. Public facts: no number of them is too few to tell.
    """
    days = standards.dropna(subset="days_to_adoption").drop_duplicates("standard")["days_to_adoption"]
    if len(days):
        yield {
            **{"area": area, "sector": WHOLE, "period": "", "indicator": "adoption_lag", "basis": "all"},
            **_CENSUS,
            **{"value": float(days.median()), "n": len(days), "weighting": "none", "method": "median_days"},
            **{"reason": "census", "source": "standards"},
        }
