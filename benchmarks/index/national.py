"""The board of all sectors: aggregates that everyone may see, made from everyone's numbers."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.gaps import floors
from benchmarks.index.index import worlds
from benchmarks.index.rollup import Rolled, rolled, rollup
from benchmarks.index.scores import Scored
from benchmarks.reading import Reading
from benchmarks.rounds import Round
from benchmarks.scope import disclosure
from benchmarks.scope.selection import Selection

STANDING = ("sector", "wave", "met", "cannot_tell", "judged", "enterprises")


def board(reading: Reading) -> pd.DataFrame:
    """ROLLUP rows: categories, sectors and all of them, by wave; national aggregates, the same for every viewer.

    But for administrators, whose scores count small cells too. What would give away fewer than 6 enterprises that the
    viewer does not see by name is left out; decided for whole sectors, whatever category is asked for.
    """
    whole = reading.whole()
    frame = rollup([each for each in whole.by_register(_rolled) if each is not None])
    results = [result for one in whole.rounds for result in one.once(worlds)]
    told = disclosure.aggregates(
        frame, reading.viewer, rated(results), held(whole.gaps, whole.weights), whole.output_shares
    )
    asked = {name: code for name, code in reading.selection.chosen().items() if name in ("sector", "category")}
    return Selection(**asked).only(told).reset_index(drop=True)


def _rolled(one: Round, register: pd.DataFrame) -> Rolled | None:
    results = one.once(worlds)
    return rolled(results, register) if results else None


def rated(results: Sequence[Scored]) -> dict[disclosure.Part, set[disclosure.Member]]:
    """Who is rated in each sector, category, wave and dimension, in all categories (""), and in all sectors ("")."""
    found: dict[disclosure.Part, set[disclosure.Member]] = {}
    for result in results:
        place = result.board.sector, result.board.category, result.board.wave
        for dimension, group in result.groups.items():
            names = np.array(result.board.enterprises, dtype=object)[~np.isnan(group.score)]
            _add(found, (*place, dimension), {(place[0], name) for name in names})
    return found


def held(gaps: pd.DataFrame, weights: pd.DataFrame) -> dict[disclosure.Part, set[disclosure.Member]]:
    """Who was held against a bottom line in each part, as `rated`; of everybody, by gaps and weights of a whole."""
    rows = gaps[floors.binding(gaps)]
    names = ["sector", "category", "indicator"]
    rows = rows.merge(weights[[*names, "dimension"]], on=names)
    found: dict[disclosure.Part, set[disclosure.Member]] = {}
    keys = ["sector", "category", "wave", "dimension"]
    for sector, category, wave, dimension, maker in rows[[*keys, "enterprise"]].itertuples(index=False, name=None):
        for each in (dimension, OVERALL):
            _add(found, (sector, category, wave, each), {(sector, maker)})
    return found


def _add(found: dict[disclosure.Part, set[disclosure.Member]], part: disclosure.Part, who: set) -> None:
    sector, _, wave, dimension = part
    wholes = [part, (sector, "", wave, dimension)] + ([("", "", wave, dimension)] if dimension == OVERALL else [])
    for each in wholes:
        found.setdefault(each, set()).update(who)


def standing(reading: Reading) -> pd.DataFrame:
    """STANDING rows by sector and wave; left out where fewer than 6 enterprises judged are not seen by name."""
    whole = reading.whole()
    frame = standing_of(whole.gaps)
    judged = _judged(whole.gaps).groupby(["sector", "wave"])["enterprise"].unique().to_dict()
    told = [
        disclosure.may_tell(reading.viewer, {(sector, one) for one in judged[sector, wave]}, whole.output_shares)
        for sector, wave in zip(frame["sector"], frame["wave"], strict=True)
    ]
    return frame[pd.Series(told, index=frame.index, dtype=bool)].reset_index(drop=True)


def standing_of(gaps: pd.DataFrame) -> pd.DataFrame:
    """STANDING rows from GAP rows of everyone: of all results (product by indicator) judged, how many are at the bar.

    too_few are not judged.
    """
    rows, judged = gaps[gaps["level"] == "benchmark"], _judged(gaps)
    counts = judged.groupby(["sector", "wave"])["verdict"].agg(
        met=lambda codes: int((codes == "met").sum()),
        cannot_tell=lambda codes: int((codes == "cannot_tell").sum()),
        judged="size",
    )
    makers = rows.groupby(["sector", "wave"])["enterprise"].nunique().rename("enterprises")
    return counts.join(makers).reset_index()[list(STANDING)]


def _judged(gaps: pd.DataFrame) -> pd.DataFrame:
    return gaps[(gaps["level"] == "benchmark") & (gaps["verdict"] != "too_few")]
