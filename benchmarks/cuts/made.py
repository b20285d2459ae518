"""What is estimated of everyone in a round by a facet, in one form for answers and for tested samples."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.cuts.parts import ALL, CROSS, PART, REST
from benchmarks.rounds import Round
from data.frames import each_row

Names = tuple[str, ...]  # ids of one facet, or of two that are crossed


class Made(NamedTuple):
    """Of a round: rows of gap.with_rest, estimates of the wholes, and who is in which part.

    who: sector, category, wave, of, part, enterprise. of: the indicator that was tested, for samples are tested for
    some only; "" of a survey, which asks everyone all.
    """

    parts: pd.DataFrame
    wholes: pd.DataFrame
    who: pd.DataFrame


def nothing() -> Made:
    """Of a round that cannot be cut so."""
    return Made(*(pd.DataFrame() for _ in Made._fields))


def named(rows: pd.DataFrame, domains: pd.DataFrame, who: pd.DataFrame, one: Round, names: Names) -> pd.DataFrame:
    """Rows of domains by enterprise, part and side, with the direction of each indicator and how many makers there are.

    rows: domain as -1 - its number. who: as Made has it.
    """
    where = domains.set_index("domain").loc[-1 - rows["domain"].to_numpy()].reset_index(drop=True)
    direction = {each.id: each.direction for each in one.specs[one.sector].indicators}
    found = rows.assign(**{name: where[name].to_numpy() for name in ("enterprise", "part", "side")})
    found = found.assign(facet=CROSS.join(names), direction=found["indicator"].map(direction))
    found = found.assign(of=found["indicator"].where(found["source"] == "test", ""))
    return found.assign(makers=_makers(found, who))


def _makers(rows: pd.DataFrame, who: pd.DataFrame) -> np.ndarray:
    """How many makers are in each domain."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for one in each_row(who):
        found.setdefault((one.category, one.of), {}).setdefault(one.part, set()).add(one.enterprise)
    counts: dict[tuple[str, str, str, str], int] = {}
    for place, parts in found.items():
        for part, makers in parts.items():
            rest = set().union(*(others for name, others in parts.items() if name != part))
            counts |= {(*place, part, PART): len(makers), (*place, part, REST): len(rest)}
    keys = zip(*(rows[name] for name in ("enterprise", "category", "of", "part", "side")), strict=True)
    return np.array([counts.get((c, of, part, side), 0) if maker == ALL else 1 for maker, c, of, part, side in keys])
