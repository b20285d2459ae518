"""Tested results of the parts of a cut: the samples of a maker, and of all makers with each maker a sampling point.

What a part and its rest have in common goes out of their difference: makers that have samples in both, and the
uncertainty of a laboratory that measured both, for it is common to all its samples (JCGM 100:2008, 5.2).
"""

from collections.abc import Collection, Sequence
from math import inf
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.columns import SHARES
from benchmarks.cuts import gap
from benchmarks.cuts.made import Made, Names, named, nothing
from benchmarks.cuts.parts import ALL, CROSS, PART, WHOLE, chosen_facets, part_of, sides
from benchmarks.estimates import convolution, intervals, laboratory
from benchmarks.estimates.agreement import counted
from benchmarks.estimates.readings import readings
from benchmarks.rounds import Round
from benchmarks.specs.parts import Facet
from data.kept.mixes import decisions
from data.viewer import LOCAL

_APART = "\x1f"  # between a maker and the number of its sample
_KEYS = ["domain", "category", "indicator"]
_BESIDE = ("between", "degrees")


class Tested(NamedTuple):
    """Measurements that count, with maker, of and part_0, part_1, ...; and which of them stand beside one left out."""

    rows: pd.DataFrame
    left: NDArray[np.bool_]


def tested_by(one: Round, facets: Sequence[Facet]) -> Tested:
    """The measurements of a round, each with its part in facets of makers and products; samples named with their maker.

    Reported units, columns of benchmarks.estimates.readings.
    """
    rows, left = counted(readings(one.store, one.specs, one.selection), decisions(one.store, LOCAL))
    rows = rows.assign(maker=rows["enterprise"], of=rows["indicator"], product=rows["product"].fillna(""))
    parts = {f"part_{k}": part_of(one.store, rows, facet, (), one.sector) for k, facet in enumerate(facets)}
    return Tested(rows.assign(sample=rows["enterprise"] + _APART + rows["sample"], **parts), left)


def tested_parts(one: Round, names: Names) -> Made:
    """What is estimated of all samples of a round by these facets; nothing where respondents are what they tell apart.

    A maker's part is a result of its samples, as benchmarks.estimates.laboratory makes it. Over all makers the spread
    is that of their sums around the mean, m / (m - 1) sum of ((sum of (x - mean)) / n)2 over the m makers with samples
    in the part, with m - 1 degrees of freedom. Formula: docs/method.md, "Where a gap sits".
    """
    facets = chosen_facets(one.specs[one.sector], names)
    if not facets or any(each.of == "respondent" for each in facets):
        return nothing()
    tested = tested_by(one, facets)
    if tested.rows.empty:
        return nothing()
    part = tested.rows["part_0"] if len(facets) == 1 else tested.rows["part_0"] + CROSS + tested.rows["part_1"]
    slot, pairs = pd.factorize(pd.MultiIndex.from_arrays([tested.rows["maker"], part]))
    pair = pd.DataFrame(list(pairs), columns=["enterprise", "part"]).assign(slot=np.arange(len(pairs), dtype=np.int32))
    makers = [] if all(each.of == "enterprise" for each in facets) else sorted(set(pair["enterprise"]))
    domains, members = sides(pair, [ALL, *makers])
    if domains.empty:
        return nothing()
    each = tested.rows.assign(slot=slot, left=tested.left).merge(members, on="slot")
    who = tested.rows[["category", "of"]].assign(part=part, enterprise=tested.rows["maker"]).drop_duplicates()
    who = who.assign(sector=one.sector, wave=one.wave)
    rows = named(_results(one, tested.rows, each, domains), domains, who, one, names)
    return Made(gap.with_rest(rows, differences, _BESIDE), rows[rows["side"] == WHOLE], who)


def _results(one: Round, everyone: pd.DataFrame, each: pd.DataFrame, domains: pd.DataFrame) -> pd.DataFrame:
    """ESTIMATE rows of every domain (as -1 - its number), and of a part covariance and in_common with its rest.

    each: measurements of each domain; everyone: each once. covariance: of what makers with samples in both move;
    in_common: of laboratories and limits.
    """
    each = each.assign(enterprise=each["domain"].astype(str))
    out = laboratory.combined(each)
    out = out.assign(domain=out["enterprise"].astype(int), weight=out["n"].astype(float))
    over_all = set(domains.loc[domains["enterprise"] == ALL, "domain"])
    first = set(domains.loc[domains["side"] == PART, "domain"])
    scores = _scores(each[each["domain"].isin(over_all)], out)
    out = laboratory.compared(
        _by_maker(out, scores), each, each["left"].to_numpy(bool), everyone, decisions(one.store, LOCAL)
    )
    out = laboratory.with_intervals(out)
    makers = (
        scores.groupby(["category", "indicator"])["maker"]
        .nunique()
        .reindex(pd.MultiIndex.from_frame(out[["category", "indicator"]]))
    )
    stretch = (makers / (makers - 1).where(makers > 1)).to_numpy()
    shared = _shared(scores, first, "maker", out) * stretch
    common = _shared(_known(each, out), first, "lab", out)
    df = out["df"].fillna(inf)
    return out.assign(domain=-1 - out["domain"], covariance=np.nan_to_num(shared), in_common=common, df=df)


def _scores(each: pd.DataFrame, out: pd.DataFrame) -> pd.DataFrame:
    """What each maker moves a result over all makers by: x = (sum of (value - mean)) / n, in reported units."""
    samples = laboratory.combined_samples(each)
    samples = samples.assign(domain=samples["enterprise"].astype(int), maker=samples["sample"].str.split(_APART).str[0])
    rows = samples.merge(out[[*_KEYS, "mean", "n"]], on=_KEYS)
    rows = rows.assign(x=(rows["value"] - rows["mean"]) / rows["n"])
    return rows.groupby([*_KEYS, "maker"])["x"].sum().reset_index()


def _by_maker(out: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """Results over all makers with between, degrees and n_eff of makers that are drawn, not samples."""
    found = scores.assign(square=scores["x"] ** 2).groupby(_KEYS).agg(m=("x", "size"), square=("square", "sum"))
    found = found.reindex(pd.MultiIndex.from_frame(out[_KEYS])).reset_index(drop=True)
    here, m = found["m"].notna().to_numpy(), found["m"]
    between = found["square"] * m / (m - 1).where(m > 1)
    n_eff = (out["spread"] / between.where(between > 0)).clip(1, out["n"]).fillna(m)  # all alike: as many as makers
    ours = {"between": between, "degrees": m - 1, "n_eff": n_eff}
    return out.assign(**{name: out[name].where(~here, column) for name, column in ours.items()})


def _known(each: pd.DataFrame, out: pd.DataFrame) -> pd.DataFrame:
    """x: what a laboratory's standard uncertainty moves a result by; of "", the limits below which values lie."""
    n = each[_KEYS].merge(out[[*_KEYS, "n"]], how="left")["n"].to_numpy()
    x = laboratory.weights(each, n) * each["U"].fillna(0) / policy.COVERAGE_FACTOR
    labs = each[[*_KEYS, "lab"]].assign(x=x).groupby([*_KEYS, "lab"])["x"].sum().reset_index()
    return pd.concat([labs, out[_KEYS].assign(lab="", x=np.sqrt(out["limit_variance"]))], ignore_index=True)


def _shared(rows: pd.DataFrame, first: Collection[int], by: str, out: pd.DataFrame) -> NDArray[np.float64]:
    """Sum of the products of x of a part and of its rest, the domain after it, for each result; 0 where none is."""
    part = rows[rows["domain"].isin(first)]
    rest = rows.assign(domain=rows["domain"] - 1)
    both = part.merge(rest, on=[*_KEYS, by])
    found = (both["x_x"] * both["x_y"]).groupby([both[name] for name in _KEYS]).sum().rename("found").reset_index()
    return out[_KEYS].merge(found, how="left")["found"].fillna(0.0).to_numpy(float)


def differences(both: pd.DataFrame) -> gap.Numbers:
    """gap_to_rest, gap_low, gap_high, gap_se and p of tested parts beside their rest.

    A difference of means is Student's t of what samples or makers spread, convolved with the normal of laboratories and
    limits (JCGM 101:2008, 5), each less what the two have in common; one of shares is by MOVER.
    """
    x1, se1, b1, d1 = (both[name].to_numpy(float) for name in ("estimate", "se", *_BESIDE))
    x0, se0, b0, d0 = (both[f"rest_{name}"].to_numpy(float) for name in ("estimate", "se", *_BESIDE))
    shared, common = both["covariance"].to_numpy(float), both["in_common"].to_numpy(float)
    share, sign = both["statistic"].isin(SHARES).to_numpy(), np.where(both["direction"] == "higher", 1.0, -1.0)
    spread = np.clip(b1 + b0 - 2 * shared, 0.0, None)
    of_share = np.clip(se1**2 + se0**2 - 2 * shared, 0.0, None)
    variance = np.where(share, of_share, np.clip(se1**2 + se0**2 - 2 * shared - 2 * common, spread, None))
    with np.errstate(divide="ignore", invalid="ignore"):
        welch = (b1 + b0) ** 2 / (b1**2 / d1 + b0**2 / d0)
        own = np.where(shared != 0, np.minimum(d1, d0), welch)
        df = variance**2 * own / spread**2
        together = np.clip(np.where(se1 * se0 > 0, shared / (se1 * se0), 0.0), -1, 1)
    df = np.where(share | ~(df <= policy.NORMAL_FROM_DF), inf, df)
    se = np.sqrt(np.where(variance > 0, variance, np.nan))
    wide = np.where(np.isinf(df), 0.0, np.sqrt(spread))
    of_means = convolution.limits(x1 - x0, wide, np.nan_to_num(own, nan=1.0), se)
    ends = [[both[f"{side}{end}"].to_numpy(float) for end in ("low", "high")] for side in ("", "rest_")]
    of_shares = intervals.difference_of_shares(x1, x0, (ends[0][0], ends[0][1]), (ends[1][0], ends[1][1]), together)
    low, high = (np.where(share, *pair) for pair in zip(of_shares, of_means, strict=True))
    low, high = np.sort([sign * low, sign * high], axis=0)
    found = np.where(np.isnan(low), np.nan, sign * (x1 - x0))
    return {"gap_to_rest": found, "gap_low": low, "gap_high": high, "gap_se": se, "p": gap.chance(found, low, high, df)}
