"""What if: the index computed again with values or levels that are supposed, in the same simulated worlds.

Of a supposed value all that was measured moves with it: every answer or sample by as much, so that spread, uncertainty
and number stay; a share keeps its number of answers (Wilson again), and as many samples pass as it says. Then gaps,
verdicts, scores, caps and ranks are made by the same functions and drawn from the same random numbers as the board.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from benchmarks.columns import KEYS, OVERALL, WHATIF, WHATIF_LEVEL
from benchmarks.estimates import intervals
from benchmarks.estimates.samples import states_of, tally
from benchmarks.gaps.gap import gaps_of
from benchmarks.index import coverage, national, rank
from benchmarks.index.index import index_of
from benchmarks.index.scores import Scored, worlds_of
from benchmarks.reading import Reading
from benchmarks.scope import disclosure
from benchmarks.scope.once import once
from benchmarks.scope.selection import EVERYTHING
from benchmarks.specs import lookup
from benchmarks.specs.supposed import number, refuse_impossible, shifts, supposed
from data.refusal import Refused
from data.wave import Wave

_BY = ["sector", "category", "enterprise", "wave"]
_NOW = ["score", "low", "high", "rank_low", "rank_high", "of", "capped_by"]
_RANKS = ["rank_low", "rank_high"]
_LEVEL = [*KEYS, "level"]


def whatif(reading: Reading, values: str = "", levels: str = "") -> pd.DataFrame:
    """WHATIF rows of the viewer's scope in one wave: the overall index as it is, and as it would be.

    values: indicator=value of the selected enterprise and category; levels: indicator:level=value of the selected
    sector, for everyone; both separated by commas, in the reported unit. change: its interval from the same worlds.
    to_rank is empty for a maker whose rivals are too few to be shown: by trying values it would find them. Refuses
    (Refused) what cannot be read, was not measured, or is no value of the indicator.
    """
    here = _in_wave(reading)
    then = _with_levels(here, levels)
    frames = then.estimates, then.gaps
    if changes := _values(values):
        frames = _moved(then, changes)
    before = worlds_of(here.estimates, here.gaps, here.weights)
    after = worlds_of(*frames, then.weights)
    out = _overall(before).merge(_overall(after)[[*_BY, *_NOW]], on=_BY, suffixes=("", "_then"))
    out = out.rename(columns={f"{name}_then": f"to_{name}" for name in _NOW}).merge(_changes(before, after), on=_BY)
    told = here.told(out[list(WHATIF)])
    if reading.viewer.enterprises is not None:
        hidden = [not _among_enough(here, before, row) for row in zip(told["sector"], told["category"], strict=True)]
        told = told.assign(**{f"to_{name}": told[f"to_{name}"].mask(np.array(hidden, dtype=bool)) for name in _RANKS})
    return told


def whatif_levels(reading: Reading, levels: str = "") -> pd.DataFrame:
    """WHATIF_LEVEL rows of the viewer's scope: each result against each level supposed, as it is and as it would be."""
    here = _in_wave(reading)
    asked = shifts(levels)
    then = _with_levels(here, levels)
    wanted = pd.DataFrame([each[:2] for each in asked], columns=["indicator", "level"])
    rows = here.told(here.gaps).merge(wanted.drop_duplicates(), on=["indicator", "level"])
    names = {"level_value": "to_value", "verdict": "to_verdict", "p_met": "to_p_met"}
    other = then.gaps[[*_LEVEL, *names]].rename(columns=names)
    rows = rows.merge(other, on=_LEVEL).merge(here.estimates[[*KEYS, "n", "estimate"]], on=list(KEYS))
    rows = rows.assign(falls=(rows["verdict"] != "not_met") & (rows["to_verdict"] == "not_met"))
    order = rows.sort_values(["falls", "to_p_met"], ascending=[False, True], kind="stable")
    return order[list(WHATIF_LEVEL)].reset_index(drop=True)


def whatif_board(reading: Reading, levels: str = "") -> pd.DataFrame:
    """ROLLUP rows as national.board gives them, were these levels those of the selected sector and wave."""
    return national.board(_with_levels(_in_wave(reading), levels))


def _in_wave(reading: Reading) -> Reading:
    """The reading in the wave that is selected, else the one that screens start with."""
    if reading.selection.wave is not None:
        return reading
    found = coverage.coverage(reading.of(EVERYTHING))
    sector = reading.selection.sector or ""
    wave = coverage.start(found, sector, list(found.loc[found["sector"] == sector, "wave"]))
    return reading.of(replace(reading.selection, wave=wave))


def _with_levels(reading: Reading, levels: str) -> Reading:
    """The same reading under specs with these levels; made once for all who suppose the same."""
    asked, chosen = shifts(levels), reading.selection
    if not asked:
        return reading
    sector, wave = chosen.one_sector(), chosen.wave or ""
    specs = once(
        reading.store,
        ("supposed", sector, wave, asked, id(reading.specs)),
        0,
        lambda: supposed(reading.specs, sector, wave, Wave.parse(wave).start, asked),
        reading.specs,
    )
    return replace(reading, specs=specs)


def _values(text: str) -> dict[str, float]:
    found = {}
    for each in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = each.partition("=")
        try:
            found[name.strip()] = number(value)
        except ValueError:
            raise Refused("bad_supposed_value", form="indicator=value", got=each) from None
    return found


def _moved(reading: Reading, values: Mapping[str, float]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """ESTIMATE and GAP rows of everyone with those of one product at other values."""
    chosen, estimates, gaps = reading.selection, reading.estimates, reading.gaps
    if chosen.sector is None or chosen.category is None or chosen.enterprise is None:
        raise Refused("supposes_nobody")
    if not reading.viewer.sees_enterprise(chosen.sector, chosen.enterprise):
        raise Refused("no_maker", enterprise=chosen.enterprise, sector=chosen.sector)
    own = estimates[(estimates["enterprise"] == chosen.enterprise) & estimates["indicator"].isin(values)]
    own = own.dropna(subset="estimate")
    for name, value in values.items():
        measure = lookup.find(reading.specs, chosen.sector, name)
        if measure is None:
            raise Refused("no_indicator", got=name)
        refuse_impossible(measure, value)
        if name not in set(own["indicator"]):
            told = {"indicator": name, "enterprise": chosen.enterprise, "wave": chosen.wave}
            raise Refused("supposes_unmeasured", **told)
    rows = reading.measurements
    rows = rows[(rows["enterprise"] == chosen.enterprise) & rows["indicator"].isin(values)]
    samples = readings_at(rows, own.set_index("indicator")["estimate"], values)
    judged = samples.drop(columns="direction").merge(
        lookup.levels(reading.specs, samples), on=["sector", "indicator", "wave"]
    )
    there = estimates_at(own, values)
    new = gaps_of(there, reading.specs, tally(states_of(judged)))
    old = (gaps["enterprise"] == chosen.enterprise) & gaps["indicator"].isin(values)
    return (
        pd.concat([estimates.drop(index=own.index), there], ignore_index=True),
        pd.concat([gaps[~old], new], ignore_index=True),
    )


def estimates_at(rows: pd.DataFrame, values: Mapping[str, float]) -> pd.DataFrame:
    """ESTIMATE rows at other values by indicator: the interval goes along, that of a share is Wilson's of as many."""
    to = rows["indicator"].map(values).astype(float)
    by, share = to - rows["estimate"], (rows["method"] == "wilson").to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        n = intervals.wilson_n(rows["estimate"], rows["low"], rows["high"])
        low, high = intervals.wilson(to, n)
    same = (by == 0).to_numpy()
    ends = {"low": (rows["low"] + by, low), "high": (rows["high"] + by, high)}
    moved = {name: np.where(share & ~same, wilson, plain) for name, (plain, wilson) in ends.items()}
    return rows.assign(estimate=to, **moved)


def readings_at(rows: pd.DataFrame, now: pd.Series, values: Mapping[str, float]) -> pd.DataFrame:
    """Readings moved with their mean from `now` to other values by indicator; of pass/fail as many pass as it says."""
    to = rows["indicator"].map(values).astype(float)
    by = to - rows["indicator"].map(now).astype(float)
    plain = rows["statistic"] == "mean"
    order = rows.sort_values("value", ascending=False, kind="stable").groupby("indicator").cumcount()
    size = rows.groupby("indicator")["value"].transform("size")
    ones = (order.reindex(rows.index) < (to * size).round()).astype(float)
    return rows.assign(**{name: (rows[name] + by).where(plain, ones) for name in ("value", "least", "most")})


def _overall(results: Sequence[Scored]) -> pd.DataFrame:
    frame = index_of(results)
    return frame[frame["dimension"] == OVERALL].reset_index(drop=True)


def _changes(before: Sequence[Scored], after: Sequence[Scored]) -> pd.DataFrame:
    """change, change_low, change_high of the capped overall score of everyone, world by world."""
    parts = []
    for old, new in zip(before, after, strict=True):
        ends = [rank.capped(each.groups[OVERALL].score, each.broken) for each in (new, old)]
        drawn = [rank.capped(each.worlds[OVERALL], each.falls) for each in (new, old)]
        change = ends[0] - ends[1]
        low, high = rank.limits(drawn[0] - drawn[1])
        told = {"change": change, "change_low": np.fmin(low, change), "change_high": np.fmax(high, change)}
        parts.append(pd.DataFrame({**old.board.keys, "enterprise": list(old.board.enterprises), **told}))
    columns = [*_BY, "change", "change_low", "change_high"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _among_enough(reading: Reading, results: Sequence[Scored], place: tuple[str, str]) -> bool:
    """Whether the others on a board are enough to be shown without their names."""
    sector, category = place
    makers = [(sector, each) for one in results if one.board.category == category for each in one.board.enterprises]
    others = disclosure.outside(reading.viewer, makers)
    return disclosure.disclosure_reason([reading.output_shares.get(one) for one in others]) == ""
