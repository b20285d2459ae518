"""Gaps to the levels: signed so that positive is better, with interval, probability, verdict and score."""

import numpy as np
import pandas as pd
from scipy import special

from benchmarks import policy
from benchmarks.columns import ESTIMATE, GAP, KEYS, LEVELS
from benchmarks.estimates import convolution, intervals
from benchmarks.estimates.estimate import JUDGED
from benchmarks.gaps import ladder
from benchmarks.specs import lookup
from benchmarks.specs.spec import Specs
from data.frames import first_rows, numbered

_KEYS = list(KEYS)
_SCORES = ("score", "score_low", "score_high")
DRAWN = ("p_broken",)  # beside GAP, for simulated worlds and told to nobody: chance that the level is missed again


def gaps_of(estimates: pd.DataFrame, specs: Specs, samples: pd.DataFrame) -> pd.DataFrame:
    """GAP rows, and DRAWN, from ESTIMATE rows and the tally of sample states: one a result and level in force.

    Levels and directions come from the specs. `gap`, `gap_low`, `gap_high` are in the reported unit, positive is better
    than the level; `score` is the indicator's place on the ladder, 0 to 100, `score_low` and `score_high` those of the
    ends of its interval, the same on all its rows, empty where a level is missing. Of laboratories that differ no
    verdict is told on a level that is not mandatory (`reason` labs_differ), until someone decides that they count.
    """
    levels = lookup.levels(specs, estimates)
    if levels.empty:
        return pd.DataFrame(columns=[*GAP, *DRAWN])
    rows = estimates.reindex(columns=[*ESTIMATE, *JUDGED]).merge(levels, on=["sector", "indicator", "wave"])
    rows = rows.merge(samples, on=[*_KEYS, "level"], how="left")
    higher = (rows["direction"] == "higher").to_numpy()
    ends = rows["low"] - rows["level_value"], rows["high"] - rows["level_value"]
    rows["gap"] = np.where(higher, 1, -1) * (rows["estimate"] - rows["level_value"])
    rows["gap_low"], rows["gap_high"] = np.where(higher, ends[0], -ends[1]), np.where(higher, ends[1], -ends[0])
    by_sample = _judged_by_sample(rows)
    open_mix = _undecided_mix(rows["flag"]) & ~by_sample
    rows["p_met"] = np.where(by_sample, rows["p_all"], np.where(open_mix, np.nan, probability_met(rows)))
    verdict = _interval_verdict(rows)
    told = np.where(open_mix & np.isin(verdict, ("met", "not_met")), "cannot_tell", verdict)
    rows["verdict"], rows["reason"] = (
        np.where(by_sample, sample_verdict(rows), told),
        np.where(open_mix, "labs_differ", ""),
    )
    rows["p_broken"] = np.where(by_sample, rows["p_beyond"], _missed_again(rows["p_met"]))
    return rows.assign(**_scores(rows))[[*GAP, *DRAWN]]


def _undecided_mix(flags: pd.Series) -> np.ndarray:
    """Results of laboratories that differ, of which nobody has decided that their values count together."""
    marks = [set(str(each).split(";")) for each in flags]
    return np.array(["labs_differ" in each and "mix_together" not in each for each in marks], dtype=bool)


def _missed_again(p_met: pd.Series) -> np.ndarray:
    """Chance that an estimate drawn around this one would be not_met, from how far it is on the normal scale."""
    tail = special.ndtri((1 - policy.CONFIDENCE) / 2)
    return special.ndtr(tail - special.ndtri(p_met.to_numpy(float)))


def probability_met(rows: pd.DataFrame) -> np.ndarray:
    """Probability that the true value is at the level or better; 0.975 where the interval's end touches the level.

    Of a mean of answers Student's t for the skewness of the mean (intervals.hall), of a tested mean the spread and all
    else convolved, both as their interval; of a share the exact binomial tail, with the n behind its interval; else the
    half of the interval on the level's side is read as a normal one.
    """
    split = special.ndtr(_halves(rows))
    with np.errstate(divide="ignore", invalid="ignore"):
        n = intervals.wilson_n(rows["estimate"], rows["low"], rows["high"])
        tail = intervals.share_tail(rows["estimate"], n, rows["level_value"])
    of_share = np.where(rows["gap"] == 0, 0.5, np.where(rows["gap"] > 0, 1 - tail, tail))
    told = np.select(
        _by(rows, "taylor_hall", "gum_101", "wilson"), [_of_mean(rows), _of_samples(rows), of_share], split
    )
    return np.where(rows["gap_low"].isna(), np.nan, told)


def _by(rows: pd.DataFrame, *methods: str) -> list[np.ndarray]:
    return [(rows["method"] == name).to_numpy() for name in methods]


def _of_mean(rows: pd.DataFrame) -> np.ndarray:
    t = (rows["gap"] / rows["se"].where(rows["se"] > 0)).to_numpy(float)
    t = intervals.hall(t, rows["skew"].fillna(0) * np.where(rows["direction"] == "higher", 1, -1))
    df = rows["t_df"].fillna(rows["df"]).to_numpy(float)
    return np.where(np.isnan(df), special.ndtr(t), special.stdtr(np.where(df > 0, df, 1.0), t))


def _halves(rows: pd.DataFrame) -> np.ndarray:
    """The gap in standard errors, read from the half of the interval on the level's side."""
    half = np.where(rows["gap"] >= 0, rows["gap"] - rows["gap_low"], rows["gap_high"] - rows["gap"])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(rows["gap"] == 0, 0.0, rows["gap"] / (half / intervals.critical()))


def _of_samples(rows: pd.DataFrame) -> np.ndarray:
    spread = convolution.spread_of(rows["se"], rows["df"], rows["n"])
    return convolution.chance(rows["gap"], spread, rows["n"] - 1, rows["se"])


def _judged_by_sample(rows: pd.DataFrame) -> np.ndarray:
    """A mandatory level on a measured value is a rule for every sample, and so is a share conforming of 1.

    A share that may stay below 1 says itself that single samples may fail: it is judged by its interval.
    """
    end = np.where(rows["direction"] == "higher", 1.0, 0.0)
    every = np.where(rows["statistic"] == "mean", rows["level_kind"] == "mandatory", rows["level_value"] == end)
    return ((rows["source"] == "test") & every).to_numpy()


def sample_verdict(rows: pd.DataFrame) -> np.ndarray:
    """Not met where a sample is beyond the guard band of all of them, met where each passes with its own.

    Only the first needs a wider band: to be met wrongly the worst sample alone has to come out better by its U.
    """
    few = rows["n"] < policy.MIN_SAMPLES
    return np.select(
        [rows["beyond"] > 0, few, rows["passing"] == rows["samples"]], ["not_met", "too_few", "met"], "cannot_tell"
    )


def _interval_verdict(rows: pd.DataFrame) -> np.ndarray:
    """From the interval alone, but for shares, where the exact tail has to agree.

    Wilson's interval covers, but not evenly: a share exactly at a level of 0.9 would be called not_met in 4 % of
    surveys of 100, one at 0.98 in 5 %, instead of the 2.5 % of one end; docs/simulation.md.
    """
    least = np.where(rows["source"] == "survey", policy.MIN_RESPONSES, policy.MIN_SAMPLES)
    tail = (1 - policy.CONFIDENCE) / 2 + 1e-9  # an end exactly on the level counts as reaching it
    plain = rows["method"] != "wilson"
    met = (rows["gap_low"] >= 0) & (plain | (rows["p_met"] >= 1 - tail))
    not_met = (rows["gap_high"] < 0) & (plain | (rows["p_met"] <= tail))
    return np.select([rows["n"] < least, met, not_met], ["too_few", "met", "not_met"], "cannot_tell")


def _scores(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """The scores of each row's result, from the estimate, the ends of its interval and its three levels.

    A pass/fail test has no ends: what passed is a count of samples, and the interval of their share would be read as a
    stretch below the floor that nobody measured.
    """
    numbers = numbered(rows, _KEYS)
    one = rows[["statistic", "direction", "estimate", "low", "high"]].iloc[first_rows(numbers)]
    posts = np.full((len(LEVELS), len(one)), np.nan)
    posts[rows["level"].map(LEVELS.index).to_numpy(), numbers] = rows["level_value"]
    lower = (one["direction"] == "lower").to_numpy()
    values = (one[name].to_numpy(float) for name in ("estimate", "low", "high"))
    score, *ends = (ladder.score(value, posts[0], posts[1], posts[2], lower=lower) for value in values)
    stretch = (one["statistic"] != "conformity").to_numpy()
    low, high = (np.where(stretch, pick(*ends), np.nan) for pick in (np.minimum, np.maximum))
    return {name: each[numbers] for name, each in zip(_SCORES, (score, low, high), strict=True)}
