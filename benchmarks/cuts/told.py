"""What of a cut a viewer is told: no part of too few answers or makers, none that is had by taking others off a whole.

Three rules, each the same whoever asks first and in whatever order. An enterprise's own parts: fewer than MIN_CELL
answers are blank, and one more part with them where they would else follow from the rest. Parts over all makers: as
every aggregate (benchmarks.scope.disclosure). And over all cuts together: what sums of all that may be asked would
tell of one maker or of a few is left out (benchmarks.cuts.sequence).
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.cuts.gap import NO_REST, OF_GAP
from benchmarks.cuts.parts import ALL
from benchmarks.scope import disclosure
from benchmarks.scope.disclosure import SMALL, Member
from data.viewer import Viewer

Place = tuple[str, str, str, str]  # sector, category, wave, and the tested indicator or "" of a survey
Stays = frozenset[str]  # parts
Makers = Mapping[str, frozenset[Member]]  # part -> who is in it
_WHOLE = ["sector", "category", "enterprise", "wave", "indicator", "facet"]
_NUMBERS = ("n_eff", "estimate", "se", "low", "high", "share")


def own(rows: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """Rows of single enterprises the viewer sees by name, small parts blank but for administrators."""
    seen = rows["enterprise"] != ALL
    pairs = zip(rows["sector"], rows["enterprise"], strict=True)
    seen &= np.array([viewer.sees_names and viewer.sees_enterprise(*pair) for pair in pairs], dtype=bool)
    mine = rows[seen]
    if viewer.role == "administrator":
        return mine
    tested = mine["source"] == "test"  # samples are of the maker's products: no answers of anybody
    return pd.concat([without_small(mine[~tested]), mine[tested]]) if tested.any() else without_small(mine)


def without_small(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of with_rest without the numbers of parts of fewer than MIN_CELL answers, and of what would give them away.

    A part alone that is left out is the whole less the others: the next smallest goes with it, until those left out
    have MIN_CELL answers together and are two at least. A gap to a rest of so few is blank as well.
    """
    hidden = pd.Series(False, index=rows.index)
    for _, group in rows.groupby(_WHOLE, sort=False):
        n = group["n"].sort_values(kind="stable")
        gone = int((n < policy.MIN_CELL).sum())
        while 0 < gone < len(n) and (gone < 2 or n.iloc[:gone].sum() < policy.MIN_CELL):
            gone += 1
        hidden[n.index[:gone]] = True
    alone = (rows["rest_n"] < policy.MIN_CELL) & ~hidden
    told = rows.assign(**{name: rows[name].mask(hidden) for name in _NUMBERS})
    told = told.assign(**{name: rows[name].mask(hidden | alone) for name in (*OF_GAP, "p")})
    return told.assign(flag=_flagged(_flagged(rows["flag"], hidden, SMALL), alone, NO_REST))


def everyone(
    rows: pd.DataFrame,
    makers: Mapping[Place, Makers],
    stays: Mapping[Place, Stays],
    viewer: Viewer,
    shares: Mapping[Member, float],
) -> pd.DataFrame:
    """Rows over all makers of parts the viewer may have: those of too few are left out, not blank.

    makers: place -> part -> who answered or was tested in it; stays: the parts that no other rule leaves out.
    """
    rows, told = rows[rows["enterprise"] == ALL], {}
    for place, parts in makers.items():
        found = disclosure.parts_told(viewer, parts, shares) & stays[place]
        told[place] = found if disclosure.left_safe(viewer, parts, found, shares) else frozenset()
    places = zip(rows["sector"], rows["category"], rows["wave"], rows["of"], rows["part"], strict=True)
    kept = np.array([part in told.get((s, c, w, of), ()) for s, c, w, of, part in places], dtype=bool)
    return rows[kept]


def _flagged(flags: pd.Series, here: pd.Series, code: str) -> pd.Series:
    return flags.where(~here, np.where(flags == "", code, flags + ";" + code))
