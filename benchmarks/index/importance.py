"""What goes with overall satisfaction: each rating item's share of its R2, with an interval. Association, not cause.

Weighted least squares on complete answers; LMG shares up to 12 items, Johnson's relative weights above. Intervals by
resampling whole PSUs inside their strata, n_h - 1 of n_h (Rao and Wu 1988, JASA 83).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks import policy
from benchmarks.columns import IMPORTANCE
from benchmarks.index import r2_shares, rank
from benchmarks.reading import Reading
from data.kept.responses import responses

OUTCOME = "satisfaction"  # the overall question; what goes with it is looked for among the other answers
REFUSALS = ("", "no_items", "no_outcome", "too_few_responses", "too_few_psus", "no_variance")
_AT_A_TIME = 4_000_000  # multiplicities of PSUs held at once while resampling


@dataclass(frozen=True)
class Importance:
    """table: IMPORTANCE rows, the most important first, empty if refused; shares are of 0 to 1 and sum to r2.

    n complete answers of `asked`; method lmg or johnson; refused: one of REFUSALS, "" if not; about: what is short of
    the rule (the items without variance, or the number needed).
    """

    table: pd.DataFrame
    n: int
    asked: int
    r2: float = np.nan
    r2_low: float = np.nan
    r2_high: float = np.nan
    method: str = ""
    refused: str = ""
    about: str = ""


def importance(reading: Reading) -> Importance:
    """What goes with overall satisfaction, from the responses the viewer may see; association, not cause.

    The selection names sector, category and wave; with an enterprise only its own respondents. Items are the survey's
    indicators of the category but for the outcome and nps, which asks for another outcome.
    """
    sector, category, wave = reading.selection.product()
    items = [
        each.id
        for each in reading.specs[sector].indicators
        if each.source == "survey" and each.statistic != "nps" and each.id != OUTCOME and each.applies_to(category)
    ]
    if not reading.shows(sector, wave):
        return _refused("no_outcome", OUTCOME, 0, 0)
    answers = responses(reading.store, reading.viewer, sector, category, wave, reading.selection.enterprise)
    return importance_of(answers, [name for name in items if name in answers])


def importance_of(
    responses: pd.DataFrame,
    items: Sequence[str],
    outcome: str = OUTCOME,
    bootstraps: int = policy.BOOTSTRAPS,
    seed: int = policy.SEED,
    confidence: float = policy.CONFIDENCE,
) -> Importance:
    """Shares of R2 of the outcome on the items, both columns of numbers; optional columns weight, stratum and psu.

    Answers missing the outcome or any item are left out. Without psu each response is its own PSU. Refuses, with a
    reason in the result: no items, no outcome column, fewer answers than the policy asks for, too few PSUs to
    resample, an item (or the outcome) that everybody answers alike.
    """
    names = [name for name in items if name != outcome]
    if outcome not in responses:
        return _refused("no_outcome", outcome, 0, len(responses))
    if not names:
        return _refused("no_items", "", 0, len(responses))
    values = responses[[outcome, *names]].to_numpy(dtype=float, na_value=np.nan)
    weight = _column(responses, "weight", 1.0).astype(float)
    kept = ~np.isnan(values).any(axis=1) & (weight > 0)
    values, weight, n = values[kept], weight[kept], int(kept.sum())
    needed = max(policy.MIN_COMPLETE_RESPONSES, policy.RESPONSES_PER_ITEM * len(names))
    if n < needed:
        return _refused("too_few_responses", str(needed), n, len(responses))
    flat = [name for name, spread in zip([outcome, *names], np.ptp(values, axis=0), strict=True) if spread == 0]
    if flat:
        return _refused("no_variance", ";".join(flat), n, len(responses))
    psus, strata = _design(responses, kept)
    if len(strata) - len(np.unique(strata)) < policy.MIN_RESAMPLED_PSUS:
        return _refused("too_few_psus", str(policy.MIN_RESAMPLED_PSUS), n, len(responses))
    sums = _moments(values, weight, psus, len(strata))
    drawn = _covariance(np.concatenate(list(resampled(sums, strata, bootstraps, seed))))
    means = np.average(values[:, 1:], axis=0, weights=weight)
    return _found(names, means, _covariance(sums.sum(axis=0)), drawn, (n, len(responses)), confidence)


def _found(
    names: list[str], means: NDArray, covariance: NDArray, drawn: NDArray, counts: tuple[int, int], confidence: float
) -> Importance:
    """The result from the covariance of outcome and items, and its resamples; those that hold no variance are left."""
    shares_of = r2_shares.lmg if len(names) <= policy.EXACT_SHAPLEY_ITEMS else r2_shares.johnson
    drawn = shares_of(drawn[(np.diagonal(drawn, axis1=1, axis2=2) > 0).all(axis=1)])
    table = _table(names, covariance, shares_of(covariance), drawn, confidence)
    table["mean"] = table["item"].map(dict(zip(names, means, strict=True)))
    low, high = rank.limits(drawn.sum(axis=1), confidence)
    whole = float(r2_shares.r2(covariance))
    return Importance(table[list(IMPORTANCE)], *counts, whole, float(low), float(high), shares_of.__name__)


def _refused(reason: str, about: str, n: int, asked: int) -> Importance:
    return Importance(pd.DataFrame(columns=list(IMPORTANCE)), n, asked, refused=reason, about=about)


def _column(responses: pd.DataFrame, name: str, otherwise: object) -> NDArray:
    return responses[name].to_numpy() if name in responses else np.full(len(responses), otherwise)


def _design(responses: pd.DataFrame, kept: NDArray) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The PSU of each kept answer, and the stratum of each PSU, both as numbers from 0; PSUs are nested in strata."""
    stratum = pd.factorize(pd.Series(_column(responses, "stratum", "")).fillna("").astype(str)[kept])[0]
    if "psu" not in responses:
        return np.arange(int(kept.sum())), stratum
    psu = pd.factorize(responses["psu"].fillna("").astype(str).to_numpy()[kept])[0]
    pairs = pd.MultiIndex.from_arrays([stratum, psu])
    number, seen = pd.factorize(pairs)
    return number, np.array([pair[0] for pair in seen])


def _moments(values: NDArray, weight: NDArray, psus: NDArray, count: int) -> NDArray[np.float64]:
    """Sums of w, w x and w x x' of each PSU, as (PSUs, 1 + v, 1 + v); x centred, so that no digits are lost."""
    centred = np.column_stack([np.ones(len(values)), values - np.average(values, axis=0, weights=weight)])
    size = centred.shape[1]
    out = np.empty((count, size, size))
    for row in range(size):
        for column in range(row, size):
            sums = np.bincount(psus, weight * centred[:, row] * centred[:, column], minlength=count)
            out[:, row, column] = out[:, column, row] = sums
    return out


def _covariance(moments: NDArray) -> NDArray[np.float64]:
    """Weighted covariance from sums of moments, any leading axes."""
    whole = moments[..., :1, :1]
    mean = moments[..., 0, 1:] / whole[..., 0]
    return moments[..., 1:, 1:] / whole - mean[..., :, None] * mean[..., None, :]


def resampled(sums: NDArray, strata: NDArray, bootstraps: int, seed: int) -> Iterator[NDArray]:
    """Sums over PSUs (PSUs first) in resamples of n_h - 1 of each stratum, scaled to n_h; a lone PSU stays as it is."""
    random = np.random.default_rng(seed)
    flat = sums.reshape(len(sums), -1)
    members = [np.flatnonzero(strata == stratum) for stratum in np.unique(strata)]
    step = max(1, _AT_A_TIME // len(sums))
    for start in range(0, bootstraps, step):
        times = np.ones((min(step, bootstraps - start), len(sums)))
        for who in members:
            if len(who) > 1:
                drawn = random.multinomial(len(who) - 1, np.full(len(who), 1 / len(who)), size=len(times))
                times[:, who] = drawn * (len(who) / (len(who) - 1))
        yield (times @ flat).reshape(-1, *sums.shape[1:])


def _table(names: list[str], covariance: NDArray, shares: NDArray, drawn: NDArray, confidence: float) -> pd.DataFrame:
    """IMPORTANCE rows but for the mean."""
    low, high = rank.limits(drawn.T, confidence)
    best, worst = rank.limits(rank.ranks(drawn.T), confidence)
    deviation = np.sqrt(np.diagonal(covariance))
    place = rank.ranks(shares)
    columns = {"item": names, "share": shares, "low": np.minimum(low, shares), "high": np.maximum(high, shares)}
    columns |= {"share_of_r2": shares / shares.sum() if shares.sum() > 0 else np.nan}
    whole = {"rank": place, "rank_low": np.minimum(best, place), "rank_high": np.maximum(worst, place)}
    columns |= {name: values.astype(int) for name, values in whole.items()}
    columns |= {"correlation": covariance[0, 1:] / (deviation[0] * deviation[1:])}
    return pd.DataFrame(columns).sort_values(["rank", "item"], ignore_index=True)
