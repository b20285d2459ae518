"""Nested weighted means: indicators into dimensions, dimensions into the index, to any depth.

What is missing leaves both sums, so it hands its weight on in proportion. A group whose present weight is under the
minimum share is not rated: its score is missing (never 0) and its own weight is handed on in the group above.
Sources: COINr `a_amean` and `a_gmean` with `dat_thresh`; weights handed on pro rata as CMS star ratings do since 2021.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from benchmarks import policy

Mean = Literal["arithmetic", "geometric"]
MEANS: tuple[Mean, ...] = ("arithmetic", "geometric")


@dataclass(frozen=True)
class Node:
    """A score with its weight among its siblings: a leaf, or the mean of its members."""

    name: str
    weight: float | NDArray = 1.0
    members: tuple["Node", ...] = ()

    def leaves(self) -> Iterator["Node"]:
        """The leaves below, in order; the node itself if it is one."""
        if not self.members:
            yield self
        for member in self.members:
            yield from member.leaves()

    def equal(self) -> "Node":
        """The same tree with every weight 1."""
        return replace(self, weight=1.0, members=tuple(member.equal() for member in self.members))

    def without(self, leaf: str) -> "Node":
        """The same tree without one leaf; groups left empty go with it."""
        kept = (member.without(leaf) if member.members else member for member in self.members if member.name != leaf)
        groups = {member.name for member in self.members if member.members}
        return replace(self, members=tuple(m for m in kept if m.members or m.name not in groups))


@dataclass(frozen=True)
class Group:
    """A rated group: its score (NaN if not rated), the share of weight present, each member's weight in the mean."""

    score: NDArray
    coverage: NDArray
    weights: dict[str, NDArray]


def mean_of(scores: Mapping[str, NDArray], weights: Mapping[str, NDArray], mean: Mean) -> NDArray:
    """Weighted mean of arrays whose weights sum to 1 (or are all 0: NaN); scores under a weight of 0 are not read."""
    total = 0.0
    for name, weight in weights.items():
        used = np.where(weight > 0, scores[name], 1).astype(scores[name].dtype, copy=False)
        if mean == "geometric":
            with np.errstate(divide="ignore"):
                used = np.log(used)
        total = total + np.where(weight > 0, weight, 0).astype(used.dtype, copy=False) * used
    none = sum(weights.values()) == 0
    return np.where(none, np.nan, np.exp(total) if mean == "geometric" else total)


def climb(
    tree: Node,
    scores: Mapping[str, NDArray],
    present: Mapping[str, NDArray],
    mean: Mean = "arithmetic",
    minimum: float = policy.MIN_COVERAGE,
) -> dict[str, Group]:
    """Every group of the tree by name, from the leaves' scores (0 to 100) and whether each is present.

    The arrays broadcast: scores (enterprises, draws) with present (enterprises, 1) and weights a number or (draws,).
    Leaves without an entry count as missing. Unknown means are refused with a ValueError.
    """
    if mean not in MEANS:
        raise ValueError(f"a mean is one of {', '.join(MEANS)}; got {mean!r}")
    return dict(_groups(tree, scores, present, mean, minimum))


def _groups(tree, scores, present, mean, minimum) -> Iterator[tuple[str, Group]]:
    own: dict[str, NDArray] = {}
    covered: dict[str, NDArray] = {}
    for member in tree.members:
        if not member.members:
            known = member.name in scores
            own[member.name] = scores[member.name] if known else np.asarray(np.nan)
            covered[member.name] = np.asarray(present[member.name] if known else False, dtype=float)
            continue
        *below, (_, group) = _groups(member, scores, present, mean, minimum)
        yield from below
        yield member.name, group
        own[member.name] = group.score
        covered[member.name] = np.where(_rated(group.coverage, minimum), group.coverage, 0.0)
    nominal = {member.name: np.asarray(member.weight, dtype=float) for member in tree.members}
    whole = sum(nominal.values())
    coverage = sum(nominal[name] * covered[name] for name in own) / np.where(whole > 0, whole, 1)
    entering = {name: np.where(covered[name] > 0, nominal[name], 0.0) for name in own}
    held = sum(entering.values())
    rated = _rated(coverage, minimum) & (held > 0)
    weights = {name: np.where(rated, weight / np.where(held > 0, held, 1), 0.0) for name, weight in entering.items()}
    yield tree.name, Group(mean_of(own, weights, mean), coverage, weights)


def _rated(coverage: NDArray, minimum: float) -> NDArray:
    # 1/3 + 1/3 is a rounding short of 2/3, and two of three equal parts are meant to be enough.
    return coverage >= minimum - 1e-9
