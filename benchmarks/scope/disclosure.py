"""What must not be told of a few: small survey cells, aggregates of few, and a whole less the parts that are shown.

A group is shown to those who do not see its members by name from 6 members on, so that a member who takes its own value
off is left with 5, and where no two members make over 85 % of the output. Sources: OECD Glossary of Statistical Terms
(threshold and (n, k) rules); Hundepool et al. (2012), Statistical Disclosure Control, 4.2 (complementary suppression).
"""

from collections.abc import Collection, Mapping, Sequence
from math import nan

import numpy as np
import pandas as pd

from benchmarks import policy
from benchmarks.columns import KEYS, OVERALL
from data.frames import each_row
from data.viewer import Viewer

Member = tuple[str, str]  # sector and enterprise
Part = tuple[str, str, str]  # sector, category ("" for all of it) and wave
Members = Mapping[Part, Collection[Member]]
SMALL = "small_cell"  # the flag of an estimate that is not shown
_KEPT = {"n", "confidence"}
_SCORES = ["score", "low", "high"]
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


def names_all(viewer: Viewer, sector: str) -> bool:
    """Whether the viewer sees all of a sector by name; for the row of all sectors ("") all of everything."""
    if not viewer.sees_names or viewer.enterprises is not None:
        return False
    return viewer.sees_sector(sector) if sector else viewer.sectors is None


def aggregates(frame: pd.DataFrame, viewer: Viewer, members: Members, shares: Mapping[Member, float]) -> pd.DataFrame:
    """ROLLUP rows the viewer may have: parts of too few are left out, dimensions rated at too few have no score.

    members: who was measured in each (sector, category, wave), with category "" for the whole sector; shares: output
    share of each. Where parts left out hold too few together, the smallest shown one is left out too, and so is the row
    of all sectors: the whole less what is shown would be what is not.
    """
    if names_all(viewer, "") or frame.empty:
        return frame
    overall = frame[(frame["dimension"] == OVERALL) & (frame["level"] != "all")]
    shown = {
        (row.sector, row.category, row.wave): names_all(viewer, row.sector)
        or enough(row.rated, [shares.get(one) for one in members[row.sector, row.category, row.wave]])
        for row in each_row(overall)
    }
    for sector, wave in {(sector, wave) for sector, _, wave in shown}:
        _complete(shown, [key for key in shown if key[::2] == (sector, wave) and key[1]], members, shares)
    for wave in {wave for _, _, wave in shown}:
        hidden = _hidden(shown, [key for key in shown if not key[1] and key[2] == wave], members)
        shown["", "", wave] = not hidden or enough(len(hidden), [shares.get(one) for one in hidden])
    keys = zip(frame["sector"], frame["category"], frame["wave"], strict=True)
    return _without_scores(frame[[shown[key] for key in keys]].reset_index(drop=True), viewer)


def enough(n: int, output_shares: Sequence[float | None]) -> bool:
    """Whether an aggregate over n members may be shown to one of them: 5 are left beside it, and no two dominate."""
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


def _complete(shown: dict[Part, bool], parts: list[Part], members: Members, shares: Mapping[Member, float]) -> None:
    """Leave out more parts of one whole, the smallest first, until those left out are enough or nothing is shown."""
    while hidden := _hidden(shown, parts, members):
        if enough(len(hidden), [shares.get(one) for one in hidden]):
            return
        left = [key for key in parts if shown[key]]
        if not left:
            return
        shown[min(left, key=lambda key: (len(members[key]), key))] = False


def _hidden(shown: dict[Part, bool], parts: list[Part], members: Members) -> set[Member]:
    return {one for key in parts if not shown[key] for one in members[key]}


def _without_scores(frame: pd.DataFrame, viewer: Viewer) -> pd.DataFrame:
    """Dimensions rated at too few lose their score; a single one takes the next smallest with it."""
    named = np.array([names_all(viewer, sector) for sector in frame["sector"]], dtype=bool)
    dimension = (frame["dimension"] != OVERALL).to_numpy() & ~named
    few = dimension & (frame["rated"] <= policy.MIN_PEERS).to_numpy()
    for _, part in frame[dimension].groupby(["sector", "category", "wave"]):
        blank = few[part.index]
        if blank.sum() == 1 and not blank.all():
            few[part.index[~blank][np.argmin(part["rated"][~blank])]] = True
    return frame.assign(**{name: frame[name].mask(few) for name in _SCORES})
