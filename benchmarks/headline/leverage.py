"""The key links: what the board would gain if one indicator, or a few together, stood higher for everyone below.

The board is computed again, in the same simulated worlds and with the weights of the board itself: by output inside a
sector where the register knows it, sectors equally. Gains of several indicators do not add up: caps lift only when the
last broken floor is gone, and a geometric mean rewards the weakest most. So a set is computed as a set.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.columns import LEVERAGE
from benchmarks.headline.raised import Moved, Raised, Set, raised_of
from benchmarks.index import coverage, rank
from benchmarks.index.index import worlds
from benchmarks.reading import Reading
from benchmarks.rounds import Round
from benchmarks.scope import disclosure
from benchmarks.scope.selection import EVERYTHING, Selection
from data.refusal import Refused

_OF = ("board", "sector", "category")
_KEYS = ("sector", "category", "indicator", "target")
MOST = 3  # indicators of one set: beyond, hardly a plan


def leverage(reading: Reading, together: str = "") -> pd.DataFrame:
    """LEVERAGE rows of one wave, the largest gain of the board first: of that selected, or that screens start with.

    of: the score that gains points, of the board of all sectors, of the sector or of the category. freed_floors: broken
    floors that hold then; makers_below, output_below: who is below (output empty where a share is unknown). together:
    up to MOST indicators, separated by ;, raised at once. What fewer than 6 enterprises would gain that the viewer does
    not see by name is left out. Refuses (Refused) more indicators than MOST, and those of no spec.
    """
    wave = reading.selection.wave or _wave(reading)
    if wave is None:
        return leverage_of([])[0]
    whole = reading.of(Selection(wave=wave))
    if together:
        chosen = _known(reading, together)
        made = [raised_of(one.once(worlds), whole.register, [chosen]) for one in whole.rounds]
    else:
        made = whole.by_register(_raised)
    frame, below = leverage_of([each for each in made if each is not None], whole.output_shares)
    told = [disclosure.may_tell(reading.viewer, makers, whole.output_shares) for makers in below]
    asked = replace(
        reading.selection, wave=None, enterprise=None, indicator=None if together else reading.selection.indicator
    )
    return asked.only(frame[pd.Series(told, index=frame.index, dtype=bool)]).reset_index(drop=True)


def _raised(one: Round, register: pd.DataFrame) -> Raised | None:
    return raised_of(one.once(worlds), register)


def _wave(reading: Reading) -> str | None:
    found = coverage.coverage(reading.of(EVERYTHING))
    return coverage.start(found, "", list(found["wave"]))


def _known(reading: Reading, together: str) -> Set:
    chosen = tuple(dict.fromkeys(each.strip() for each in together.split(";") if each.strip()))
    known = {indicator.id for spec in reading.specs.values() for indicator in spec.indicators}
    if len(chosen) > MOST:
        raise Refused("set_too_large", n=len(chosen), most=MOST)
    if unknown := [each for each in chosen if each not in known]:
        raise Refused("no_indicator", got=", ".join(unknown))
    return chosen


def leverage_of(
    sectors: Sequence[Raised], shares: Mapping[disclosure.Member, float] | None = None
) -> tuple[pd.DataFrame, list[set[disclosure.Member]]]:
    """LEVERAGE rows of the sectors of one wave, and who is below in each of them. shares: output by member."""
    rated = sum(bool(each.of_sector.any()) for each in sectors)
    found = [row for each in sectors for row in _rows(each, rated, shares or {})]
    order = sorted(
        found, key=lambda row: (_OF.index(row[0]["of"]), -row[0]["points"], row[0]["sector"], row[0]["indicator"])
    )
    return pd.DataFrame([row for row, _ in order], columns=list(LEVERAGE)), [who for _, who in order]


def _rows(
    sector: Raised, rated: int, shares: Mapping[disclosure.Member, float]
) -> Iterator[tuple[dict, set[disclosure.Member]]]:
    for which, target in dict.fromkeys((key[1], key[2]) for key in sector.moved):
        parts = {at: each for (at, *rest), each in sector.moved.items() if tuple(rest) == (which, target)}
        who = {at: _below(sector, at, each) for at, each in parts.items()}
        keys = {"sector": sector.sector, "indicator": ";".join(which), "target": target, "wave": sector.wave}
        points = sum(sector.of_sector[at] * each.points for at, each in parts.items())
        drawn = np.sum([sector.of_sector[at] * each.worlds for at, each in parts.items()], axis=0)
        freed, everyone = sum(each.freed for each in parts.values()), set().union(*who.values())
        for of, part in (("board", rated), ("sector", 1)):
            yield (
                {**keys, "category": "", "of": of} | _told(points / part, drawn / part, freed, everyone, shares),
                everyone,
            )
        for at, each in parts.items():
            told = _told(each.points, each.worlds, each.freed, who[at], shares)
            yield {**keys, "category": sector.boards[at].category, "of": "category"} | told, who[at]


def _below(sector: Raised, at: int, moved: Moved) -> set[disclosure.Member]:
    names = np.array(sector.boards[at].enterprises, dtype=object)[moved.below]
    return {(sector.sector, str(name)) for name in names}


def _told(
    points: float, drawn: NDArray, freed: int, who: set[disclosure.Member], shares: Mapping[disclosure.Member, float]
) -> dict:
    low, high = (float(end) for end in rank.limits(drawn)) if len(drawn) else (np.nan, np.nan)
    low, high = min(low, float(points)), max(high, float(points))  # without draws they are empty, and stay so
    output = float(sum(shares.get(one, np.nan) for one in who))
    below = {"makers_below": len(who), "output_below": output}
    return {"points": float(points), "low": low, "high": high, "freed_floors": freed} | below
