"""What of a cut a viewer is told: no part of too few answers or makers, none that is had by taking others off a whole.

Three rules, each the same whoever asks first and in whatever order. An enterprise's own parts: fewer than MIN_CELL
answers are blank, and one more part with them where they would else follow from the rest. Parts over all makers: as
every aggregate (benchmarks.scope.disclosure). And parts that are made of makers (their region, their size): cut in the
order of the spec, each facet leaves out what would let sums of all parts shown so far isolate one maker.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.cuts.gap import NO_REST, OF_GAP
from benchmarks.cuts.parts import ALL
from benchmarks.scope import disclosure
from benchmarks.scope.disclosure import SMALL, Member
from data.viewer import Viewer

Place = tuple[str, str, str]  # sector, category, wave
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
    return mine if viewer.role == "administrator" else without_small(mine)


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

    makers: sector, category and wave -> part -> who answered in it; stays: the parts that no other rule leaves out.
    """
    rows, told = rows[rows["enterprise"] == ALL], {}
    for place, parts in makers.items():
        found = disclosure.parts_told(viewer, parts, shares) & stays[place]
        told[place] = found if disclosure.left_safe(viewer, parts, found, shares) else frozenset()
    places = zip(rows["sector"], rows["category"], rows["wave"], rows["part"], strict=True)
    kept = np.array([part in told.get((s, c, w), ()) for s, c, w, part in places], dtype=bool)
    return rows[kept]


def in_order(viewer: Viewer, cut: Sequence[Makers], shares: Mapping[Member, float]) -> list[frozenset[str]]:
    """The parts that are told of each facet of makers, cut one after the other: no sums of all of them isolate one."""
    shown: list[frozenset[Member]] = []
    answer = []
    for parts in cut:
        told = set(disclosure.parts_told(viewer, parts, shares))
        while told and isolates(viewer, [*shown, *(parts[name] for name in told)], parts):
            told.discard(min(told, key=lambda name: (len(parts[name]), name)))
            told = told if disclosure.left_safe(viewer, parts, told, shares) else set()
        shown += [parts[name] for name in told]
        answer.append(frozenset(told))
    return answer


def isolates(viewer: Viewer, groups: Sequence[frozenset[Member]], whole: Makers) -> bool:
    """Whether sums over the groups and the whole, added and taken off one another, give one other maker's alone.

    Who owns some knows its own. One maker's value follows where its unit vector lies in the span of the groups': the
    diagonal of the projection onto that span is 1.
    """
    everyone_in = sorted(set().union(*whole.values(), *groups))
    others = disclosure.outside(viewer, everyone_in)
    place = {one: i for i, one in enumerate(others)}
    if not place:
        return False
    sums = np.zeros((len(groups) + 1, len(others)))
    for row, group in enumerate([*groups, frozenset(everyone_in)]):
        sums[row, [place[one] for one in group if one in place]] = 1
    onto = np.linalg.pinv(sums) @ sums
    return bool((np.diag(onto) > 1 - 1e-9).any())


def _flagged(flags: pd.Series, here: pd.Series, code: str) -> pd.Series:
    return flags.where(~here, np.where(flags == "", code, flags + ";" + code))
