"""What must not be told of a few: small survey cells, aggregates of few, and a whole less the parts that are shown.

One place decides (`may_tell`): a group is told of where a viewer sees all of it by name, or where 6 members or more are
not its own and no two of these make over 85 % of their output. Whoever owns all but a few takes its own values off the
whole, and is left with the others. Sources: OECD Glossary of Statistical Terms (threshold and (n, k) rules); Hundepool
et al. (2012), Statistical Disclosure Control, 4.2 (complementary suppression).
"""

from collections.abc import Collection, Mapping, Sequence
from math import nan

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import KEYS, OVERALL
from data.viewer import Viewer

Member = tuple[str, str]  # sector and enterprise
Part = tuple[str, str, str, str]  # sector, category ("" for all of it), wave and dimension
Members = Mapping[Part, Collection[Member]]
SMALL = "small_cell"  # the flag of an estimate that is not shown
_KEPT = {"n", "confidence"}
_SCORES = ("score", "low", "high")
_COUNTS = ("capped", "broken_floors", "undecided_floors")
_OF_GAPS = ["gap", "gap_low", "gap_high", "p_met", "score", "score_low", "score_high"]


def small_cells(frame: pd.DataFrame) -> pd.DataFrame:
    """ESTIMATE rows of a survey with fewer than MIN_CELL answers, without their numbers and with the flag SMALL.

    n stays: it is no answer of anybody. Frames without estimates come back as they are.
    """
    if not {"source", "n", "estimate", "flag"} <= set(frame.columns):
        return frame
    few = (frame["source"] == "survey") & (frame["n"] < policy.MIN_CELL) & ~_flagged(frame)
    if not few.any():
        return frame
    numbers = [name for name in frame.select_dtypes(np.floating).columns if name not in _KEPT]
    flags = frame["flag"].where(~few, np.where(frame["flag"] == "", SMALL, frame["flag"] + ";" + SMALL))
    return frame.assign(**{name: frame[name].mask(few) for name in numbers}, flag=flags)


def without_small_cells(gaps: pd.DataFrame, estimates: pd.DataFrame) -> pd.DataFrame:
    """GAP rows without the numbers of estimates that `small_cells` left blank.

    A gap and a score give the estimate away as surely as the estimate does.
    """
    few = pd.MultiIndex.from_frame(estimates.loc[_flagged(estimates), list(KEYS)])
    if few.empty or gaps.empty:
        return gaps
    blank = pd.MultiIndex.from_frame(gaps[list(KEYS)]).isin(few)
    return gaps.assign(**{name: gaps[name].mask(blank) for name in _OF_GAPS})


def _flagged(found: pd.DataFrame) -> pd.Series:
    return found["flag"].str.split(";").map(lambda flags: SMALL in flags).astype(bool)


def outside(viewer: Viewer, members: Collection[Member]) -> list[Member]:
    """The members a viewer does not see by name: its own, and an association's, blind nobody."""
    return [one for one in members if not viewer.sees_enterprise(*one)]


def may_tell(viewer: Viewer, members: Collection[Member], shares: Mapping[Member, float]) -> bool:
    """Whether an aggregate over these members may be told: all are seen by name, or enough of them are others.

    Who owns some takes its own values off, so that only the others count. shares: output share of each.
    """
    others = outside(viewer, members)
    return not others or enough(len(others), [shares.get(one) for one in others])


def aggregates(
    frame: pd.DataFrame, viewer: Viewer, rated: Members, floors: Members, shares: Mapping[Member, float]
) -> pd.DataFrame:
    """ROLLUP rows the viewer may have: parts of too few are left out, dimensions rated at too few have no score.

    rated: who is rated in each part; floors: who was held against a bottom line there, which the counts of broken ones
    are about: they are blank where these are too few. Nothing is had by taking what is shown off a whole.
    """
    if frame.empty or (viewer.sees_names and viewer.enterprises is None and viewer.sectors is None):
        return frame
    keys = list(zip(*(frame[name] for name in ("sector", "category", "wave", "dimension")), strict=True))
    scores = _told(viewer, {key: rated.get(key, ()) for key in keys}, shares)
    whole = {key: scores[*key[:3], OVERALL] for key in keys}
    counts = _told(viewer, {key: floors.get(key, ()) if whole[key] else () for key in keys}, shares)
    blank = {_SCORES: [not scores[key] for key in keys], _COUNTS: [not counts[key] for key in keys]}
    marked = {name: frame[name].mask(np.array(gone)) for names, gone in blank.items() if any(gone) for name in names}
    return frame.assign(**marked)[[whole[key] for key in keys]].reset_index(drop=True)


def parts_told(
    viewer: Viewer, parts: Mapping[str, Collection[Member]], shares: Mapping[Member, float]
) -> frozenset[str]:
    """The parts of one whole that may be told, the whole being told already: enough makers in each, and none that is
    had by taking the others off the whole.
    """
    told = {name: may_tell(viewer, who, shares) for name, who in parts.items()}
    while any(told.values()) and not left_safe(viewer, parts, {name for name in told if told[name]}, shares):
        told[min((name for name in told if told[name]), key=lambda name: (len(parts[name]), name))] = False
    return frozenset(name for name in told if told[name])


def left_safe(
    viewer: Viewer, parts: Mapping[str, Collection[Member]], told: Collection[str], shares: Mapping[Member, float]
) -> bool:
    """Whether what is left of a whole besides the parts that are told tells nothing of a few."""
    left = [who for name, who in parts.items() if name not in told and who]
    return not left or (len(left) > 1 and may_tell(viewer, {one for who in left for one in who}, shares))


def enough(n: int, output_shares: Sequence[float | None]) -> bool:
    """Whether an aggregate over n others may be told: more than MIN_PEERS of them, and no two dominate."""
    return n > policy.MIN_PEERS and disclosure_reason(output_shares) != "dominated"


def disclosure_reason(output_shares: Sequence[float | None]) -> str:
    """Why a group of others is not shown: too_few, dominated, or "" when it may be.

    Without output shares only the count is asked; a group without a known share is taken as evenly split.
    """
    if len(output_shares) < policy.MIN_PEERS:
        return "too_few"
    known = pd.Series([nan if each is None else each for each in output_shares], dtype=float).dropna()
    if len(known) == len(output_shares) and known.sum() > 0:
        top_two = known.nlargest(2).sum() / known.sum()
        if top_two > policy.MAX_TOP_TWO:
            return "dominated"
    return ""


def _told(viewer: Viewer, members: Members, shares: Mapping[Member, float]) -> dict[Part, bool]:
    """For each part whether it is told: enough by itself, and no other is had by taking it off a whole.

    Wholes: a sector of its categories, overall and in each dimension; a part of its dimensions. The row of all sectors
    goes where sectors that are left out are too few together.
    """
    told = {key: may_tell(viewer, who, shares) for key, who in members.items()}
    lines: dict[tuple[Part, str], list[Part]] = {}
    for key in members:
        sector, category, wave, dimension = key
        if category:
            lines.setdefault(((sector, "", wave, dimension), "categories"), []).append(key)
        if dimension != OVERALL:
            lines.setdefault(((sector, category, wave, OVERALL), "dimensions"), []).append(key)
    while any(_hid(told, whole, parts, viewer, members, shares) for (whole, _), parts in lines.items()):
        pass
    for whole in [key for key in members if not key[0]]:
        sectors = [key for key in members if key[0] and not key[1] and key[2:] == whole[2:]]
        told[whole] = told[whole] and _safe([key for key in sectors if not told[key]], viewer, members, shares)
    return told


def _hid(
    told: dict[Part, bool],
    whole: Part,
    parts: list[Part],
    viewer: Viewer,
    members: Members,
    shares: Mapping[Member, float],
) -> bool:
    """Leave out one more part of a told whole, the smallest, where those left out are not safe; whether one was."""
    hidden, left = [key for key in parts if not told[key]], [key for key in parts if told[key] and members[key]]
    if not told.get(whole) or not left or _safe(hidden, viewer, members, shares):
        return False
    told[min(left, key=lambda key: (len(members[key]), key))] = False
    return True


def _safe(hidden: list[Part], viewer: Viewer, members: Members, shares: Mapping[Member, float]) -> bool:
    """Whether the sum of the parts left out tells nothing: two of them at least, of enough others."""
    full = [key for key in hidden if members[key]]
    return not full or (len(full) > 1 and may_tell(viewer, {one for key in full for one in members[key]}, shares))
