"""One board of sectors and regions: the index of the makers registered in a province, with the weights of the board."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from benchmarks.columns import OVERALL, REGION_BOARD
from benchmarks.index import national, rank
from benchmarks.index.index import worlds
from benchmarks.index.rollup import weights_of
from benchmarks.index.scores import Scored
from benchmarks.reading import Reading
from benchmarks.rounds import Round
from benchmarks.scope.disclosure import Member, may_tell
from data.viewer import Viewer

Told = tuple[dict, set[Member], set[Member]]
NOWHERE = ""  # the makers of a sector whose region the register does not say


def regions(reading: Reading) -> pd.DataFrame:
    """REGION_BOARD rows by sector, wave and province, without those of too few others whom the viewer does not see.

    Too few rated, of whom the score tells, or too few held against a bottom line, of whom the counts tell. Nothing is
    had by taking regions off a sector either: what is left of it besides is of enough others, or more is left out.
    """
    whole = reading.whole()
    found = [row for rows in whole.by_register(_regions) for row in rows]
    floors = national.held(whole.gaps, whole.weights)
    scores = national.rated([each for one in whole.rounds for each in one.once(worlds)])
    kept = []
    for sector, wave in dict.fromkeys((row["sector"], row["wave"]) for row, *_ in found):
        here = [each for each in found if (each[0]["sector"], each[0]["wave"]) == (sector, wave)]
        under = floors.get((sector, "", wave, OVERALL), set())
        scored = scores.get((sector, "", wave, OVERALL), set())
        rated = {row["region"]: who for row, who, _ in here}
        rated[NOWHERE] = scored.difference(*rated.values())
        tried = {row["region"]: members & under for row, _, members in here}
        tried[NOWHERE] = under.difference(*tried.values())
        told = regions_told(reading.viewer, (rated, tried), whole.output_shares)
        kept += [{name: row[name] for name in REGION_BOARD} for row, *_ in here if row["region"] in told]
    frame = pd.DataFrame(kept, columns=list(REGION_BOARD))
    return reading.selection.only(frame).reset_index(drop=True)


def regions_told(
    viewer: Viewer, about: Sequence[Mapping[str, set[Member]]], shares: Mapping[Member, float]
) -> set[str]:
    """The regions of a sector that may be told; about: of whom each kind of number tells, by region, and at NOWHERE of
    whom the sector's tells besides. Enough others in each, and in what is left of the sector without them.
    """
    names = sorted({name for parts in about for name in parts} - {NOWHERE})
    told = {name for name in names if all(may_tell(viewer, parts.get(name, ()), shares) for parts in about)}
    while told and not all(_left_safe(viewer, parts, told, shares) for parts in about):
        told.remove(min(told, key=lambda name: (sum(len(parts.get(name, ())) for parts in about), name)))
    return told


def _left_safe(
    viewer: Viewer, parts: Mapping[str, set[Member]], told: set[str], shares: Mapping[Member, float]
) -> bool:
    """Whether what is left of a sector besides the regions that are told is of nobody, or of enough others."""
    left = {one for name, who in parts.items() if name not in told for one in who}
    return may_tell(viewer, left, shares)


def _regions(one: Round, register: pd.DataFrame) -> list[Told]:
    results = one.once(worlds)
    return list(regions_of(results, register)) if results else []


def regions_of(results: Sequence[Scored], register: pd.DataFrame) -> Iterator[Told]:
    """REGION_BOARD rows of the boards of one sector and wave, each with who is rated there and who is registered.

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
            {(sector, str(name)) for name in rated},
            {(sector, str(name)) for name in names},
        )
