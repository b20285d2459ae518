"""One board of sectors and regions: the index of the makers registered in a province, with the weights of the board."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from benchmarks.columns import OVERALL, REGION_BOARD
from benchmarks.index import rank
from benchmarks.index.index import worlds
from benchmarks.index.rollup import weights_of
from benchmarks.index.scores import Scored
from benchmarks.reading import Reading
from benchmarks.rounds import Round
from benchmarks.scope.disclosure import Member, may_tell

Told = tuple[dict, set[Member]]


def regions(reading: Reading) -> pd.DataFrame:
    """REGION_BOARD rows by sector, wave and province, without those of too few others whom the viewer does not see.

    Where one region of a sector is left out so is the smallest of the rest, that no whole less the parts tells of it.
    """
    whole = reading.whole()
    found = [row for rows in whole.by_register(_regions) for row in rows]
    told = {id(row): may_tell(reading.viewer, who, whole.output_shares) for row, who in found}
    kept = [row for row, _ in found if told[id(row)] and not _gives_away(row, found, told)]
    frame = pd.DataFrame(kept, columns=list(REGION_BOARD))
    return reading.selection.only(frame).reset_index(drop=True)


def _gives_away(row: dict, found: Sequence[Told], told: Mapping[int, bool]) -> bool:
    beside = [each for each, _ in found if (each["sector"], each["wave"]) == (row["sector"], row["wave"])]
    hidden, shown = [each for each in beside if not told[id(each)]], [each for each in beside if told[id(each)]]
    return len(hidden) == 1 and row is min(shown, key=lambda each: each["makers"])


def _regions(one: Round, register: pd.DataFrame) -> list[Told]:
    results = one.once(worlds)
    return list(regions_of(results, register)) if results else []


def regions_of(results: Sequence[Scored], register: pd.DataFrame) -> Iterator[Told]:
    """REGION_BOARD rows of the boards of one sector and wave, each with its makers; register with output_share, region.

    score: mean of capped scores by the board's weights, with the interval of the same worlds; coverage: rated makers of
    those registered there; broken_floors beneath.
    """
    sector, wave = results[0].board.sector, results[0].board.wave
    own = register[(register["sector"] == sector) & register["region"].fillna("").ne("")]
    inside, of_sector = weights_of(results, register)
    for region, makers in own.groupby("region")["enterprise"]:
        names = set(makers)
        total, score, floors, rated = 0.0, 0.0, 0, set()
        drawn = np.zeros(results[0].options.draws)
        for result, weights, share in zip(results, inside, of_sector, strict=True):
            here = np.isin(result.board.enterprises, list(names))
            floors += int(result.board.broken[:, here].sum())
            w = share * np.where(here, weights, 0.0)
            used = w > 0
            score += float(w[used] @ rank.capped(result.groups[OVERALL].score, result.broken)[used])
            if result.worlds:
                drawn += w[used] @ rank.capped(result.worlds[OVERALL], result.falls)[used]
            total += w.sum()
            rated |= {name for name, yes in zip(result.board.enterprises, used, strict=True) if yes}
        low, high = (float(end) for end in rank.limits(drawn / total)) if total else (np.nan, np.nan)
        value = score / total if total else np.nan
        yield (
            {
                **{"sector": sector, "region": str(region), "wave": wave, "score": value},
                **{"low": min(low, value), "high": max(high, value), "makers": len(names), "rated": len(rated)},
                **{"coverage": len(rated) / len(names), "broken_floors": floors},
            },
            {(sector, str(name)) for name in names},
        )
