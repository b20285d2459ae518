"""What of all cuts of one round is told together: nothing that adding and taking off shows of one maker, or of a few.

Whatever is asked, the same is told: every facet of the spec is cut in its order, then every two crossed, and each cut
leaves out what would, with all that was told before it, give away more. An atom is who cannot be told apart by any
facet: a maker's responses of one part in each. A figure over a part is a sum over its atoms, so that what follows from
all that is told is what lies in the span of their sums. Sources: Hundepool et al. (2012), Statistical Disclosure
Control, 4.2.2 (linked tables); Chowdhury et al. (1999), Management Science 45 (a query that isolates is in the span).
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.scope import disclosure
from benchmarks.scope.disclosure import Member
from data.viewer import Viewer

Atom = tuple[str, ...]  # sector and enterprise, and its part in each facet
Parts = Mapping[str, frozenset[Atom]]  # part -> who is in it
_NEAR = 1 - 1e-7  # a length of 1 but for rounding


def in_order(viewer: Viewer, cut: Sequence[Parts], shares: Mapping[Member, float]) -> list[frozenset[str]]:
    """The parts that are told of each cut, made one after the other: no sums of all of them tell of one maker or a few.

    Two things never follow from what is told, the whole and the viewer's own values: one other maker's, in any
    combination of its atoms, and a part of too few others.
    """
    shown: list[frozenset[Atom]] = []
    guarded: list[frozenset[Atom]] = []
    answer = []
    for parts in cut:
        who = {name: _makers(atoms) for name, atoms in parts.items()}
        told = set(disclosure.parts_told(viewer, who, shares))
        guarded += [
            parts[name] for name in parts if name not in told and not disclosure.may_tell(viewer, who[name], shares)
        ]
        while told and not (
            disclosure.left_safe(viewer, who, told, shares)
            and not follows(viewer, [*shown, *(parts[name] for name in told)], parts, guarded)
        ):
            told.discard(min(told, key=lambda name: (len(who[name]), name)))
        shown += [parts[name] for name in sorted(told)]
        answer.append(frozenset(told))
    return answer


def follows(
    viewer: Viewer, groups: Sequence[frozenset[Atom]], whole: Parts, guarded: Sequence[frozenset[Atom]] = ()
) -> bool:
    """Whether sums over the groups and the whole, added and taken off one another, tell of one other maker alone.

    Or of one of the guarded parts. Own atoms are known to who owns them, and left out.
    """
    every = frozenset().union(*whole.values(), *groups)
    outside = set(disclosure.outside(viewer, _makers(every)))
    others = sorted(atom for atom in every if atom[:2] in outside)
    if not others:
        return False
    rows = [_row(group, others) for group in (*groups, every)]
    onto = _span(np.array(rows))
    each: dict[Atom, list[int]] = {}
    for place, atom in enumerate(others):
        each.setdefault(atom[:2], []).append(place)
    # A vector of the span that is of one maker's atoms alone has all its length there.
    if any(np.linalg.norm(onto[:, places], 2) > _NEAR for places in each.values()):
        return True
    hidden = [row for row in (_row(group, others) for group in guarded) if row.any()]
    return any(np.linalg.norm(onto @ row) > _NEAR * np.linalg.norm(row) for row in hidden)


def _makers(atoms: Collection[Atom]) -> set[Member]:
    return {(atom[0], atom[1]) for atom in atoms}


def _row(group: frozenset[Atom], others: Sequence[Atom]) -> NDArray[np.float64]:
    return np.array([atom in group for atom in others], dtype=float)


def _span(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """An orthonormal base of the span of the rows."""
    _, sizes, base = np.linalg.svd(np.unique(rows, axis=0), full_matrices=False)
    return base[sizes > 1e-9 * max(1.0, sizes[0])]
