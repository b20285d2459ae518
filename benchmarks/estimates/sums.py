"""Survey sums from the store: one row a result, by the store's ids, with the rules of its indicator."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.estimates.exact import exact_sums
from benchmarks.estimates.given import added
from benchmarks.scope.selection import Selection
from benchmarks.specs.lookup import find
from benchmarks.specs.spec import Indicator, Specs
from data.frames import Engine, each_row

_SURVEY = Path(__file__).with_name("survey.sql").read_text(encoding="utf-8")
_LIVE = """
SELECT batch, kind, sector, survey, wave,
    CAST(MIN(batch) OVER (PARTITION BY sector, survey, wave, kind) AS INTEGER) AS round,
    CAST(DENSE_RANK() OVER (ORDER BY wave) AS INTEGER) AS place
FROM batch
WHERE kind IN {kinds} AND batch NOT IN (SELECT batch FROM withdrawal) AND {rounds}
"""
_SPLIT = """
SELECT DISTINCT p.round FROM (
    SELECT l.round FROM frame_cell f JOIN live l ON l.batch = f.batch WHERE f.psu <> 0
    GROUP BY l.round, f.enterprise, f.category, f.stratum, f.psu HAVING COUNT(*) > 1
) p
"""
_DOMAIN = ("enterprise", "category", "indicator")
_KEYS = ["place", *_DOMAIN]
_STRATUM = ("round", *_DOMAIN, "stratum")
_TERMS, _COUNTS = ("sw", "swy", "swyy", "swyyy", "sww", "a", "b", "c"), ("n", "psus")
_COLUMNS = ", ".join((*_STRATUM, *_COUNTS, *_TERMS))
_STRATA = """SELECT l.round, c.enterprise, c.category, c.indicator, c.stratum,
    c.n, c.psus, c.sw, c.swy, c.swyy, c.swyyy, c.sww, c.a, c.b, c.c
FROM stratum_cell c JOIN live l ON l.batch = c.batch WHERE {condition}"""
# Several batches a round, but no PSU has members of one domain in two of them: the strata add up.
_ADDED = f"SELECT {_COLUMNS} FROM {exact_sums(_STRATA, _STRATUM, _TERMS, _COUNTS, within=4)}"
# A PSU came in pieces: its sums are put together before they are squared.
_PIECES = exact_sums(
    """SELECT l.round, c.enterprise, c.category, c.indicator, c.stratum, c.psu, CAST(c.n AS DOUBLE) AS n,
    c.sw, {swy} AS swy, {swyy} AS swyy, {swyyy} AS swyyy, c.sww, {swwy} AS swwy, {swwyy} AS swwyy
FROM {cells} c JOIN live l ON l.batch = c.batch WHERE {condition}""",
    (*_STRATUM, "psu"),
    ("sw", "swy", "swyy", "swyyy", "sww", "swwy", "swwyy"),
    ("n",),
    within=4,
)
_SQUARED = f"""SELECT round, enterprise, category, indicator, stratum, n, sw, swy, swyy, swyyy, sww,
    CASE WHEN psu = 0 THEN swwyy ELSE swy * swy END AS a,
    CASE WHEN psu = 0 THEN swwy ELSE swy * sw END AS b,
    CASE WHEN psu = 0 THEN sww ELSE sw * sw END AS c,
    CASE WHEN psu = 0 THEN n ELSE 1e0 END AS psus
FROM {_PIECES} p"""
_MERGED = f"SELECT {_COLUMNS} FROM {exact_sums(_SQUARED, _STRATUM, _TERMS, _COUNTS, within=4)}"
_RESULT = exact_sums(
    "SELECT * FROM stratum_term",
    _KEYS,
    ("sw", "swy", "swyy", "swyyy", "sww", "va", "vb", "vc", "cc"),
    ("n", "psus", "strata", "lonely"),
    within=4,
)
_OF_NPS = "c.indicator IN (SELECT indicator FROM measure WHERE statistic = 'nps')"
_Y = {name: f"c.{name}" for name in ("swy", "swyy", "swyyy", "swwy", "swwyy")}


@dataclass(frozen=True)
class SurveySums:
    """`rows`: the wave's place, ids and sums, a row a result; `rules`: a row an indicator id; `text`: id -> code."""

    rows: pd.DataFrame
    rules: pd.DataFrame
    waves: list[str]
    text: dict[int, str]

    def rule(self, name: str) -> NDArray:
        """A column of the rules for every row."""
        return self.rules[name].to_numpy()[self.rules.index.searchsorted(self.rows["indicator"])]


def survey_sums(store: Engine, specs: Specs, selection: Selection, *, own: bool = False) -> SurveySums | None:
    """Sums of every survey result with its responses; None where there is none.

    own: without what other associations gave of theirs.
    Left out: indicators that no spec names any more, or that it asks for otherwise than the cells were summed.
    """
    live = live_rounds(store, selection, own=own)
    rules = indicator_rules(store, specs)
    if live.empty or rules.empty:
        return None
    condition, parameters = cell_filter(selection)
    strata = _strata(store, live, condition)
    rows = store.query(_summed(strata), parameters * strata.count(condition), live=live)
    rows = rows.assign(responses=_responses(store, live, rows)) if len(rows) else rows
    rows = added(store, live, rows, condition, parameters)
    rows = rows[rows["indicator"].isin(rules.index)].reset_index(drop=True)
    if rows.empty:
        return None
    return SurveySums(rows, rules, sorted(set(live["wave"])), _codes(store))


def nps_side(store: Engine, sums: SurveySums, selection: Selection, side: str, *, own: bool = False) -> pd.DataFrame:
    """Sums of promoters or detractors instead of answers, row for row those of the nps results in `sums`."""
    condition, parameters = cell_filter(selection)
    live = live_rounds(store, selection, own=own)
    rows = store.query(merged("cell", halves(side), f"{condition} AND {_OF_NPS}"), parameters, live=live)
    rows = added(store, live, rows.assign(responses=0.0), condition, parameters, side)
    mine = sums.rows.loc[sums.rule("statistic") == "nps", _KEYS]
    return mine.merge(rows, on=_KEYS, how="left")


def halves(side: str) -> dict[str, str]:
    """What promoters or detractors add to each sum of a cell.

    An nps answer is +1, -1 or 0: y2 + y is twice a promoter's 1, and y2 - y twice a detractor's.
    """
    sign = {"promoters": "+", "detractors": "-"}[side]
    return {
        **dict.fromkeys(("swy", "swyy", "swyyy"), f"(c.swyy {sign} c.swy) / 2"),
        **dict.fromkeys(("swwy", "swwyy"), f"(c.swwyy {sign} c.swwy) / 2"),
    }


def live_rounds(store: Engine, selection: Selection, *, own: bool = False) -> pd.DataFrame:
    """Live survey batches of the chosen sector and wave: batch, kind, sector, survey, wave, round, place of
    the wave. With batches of others' sums, each a round of its own that has no cells; own: without them.
    Whole rounds only, whatever enterprise is chosen: the design is that of the whole survey.
    """
    names = [name for name in ("sector", "wave") if getattr(selection, name)]
    rounds = " AND ".join(f"{name} = ?" for name in names) or "TRUE"
    kinds = "('survey')" if own else "('survey', 'sums')"
    return store.query(_LIVE.format(rounds=rounds, kinds=kinds), [getattr(selection, name) for name in names])


def indicator_rules(store: Engine, specs: Specs) -> pd.DataFrame:
    """What the specs say of each indicator with cells, by id: code, statistic, scale, range; and the cells' centre."""
    measures = store.query(
        "SELECT m.sector, m.indicator, c.code, m.statistic, m.top_from, m.centre "
        "FROM measure m JOIN code c ON c.id = m.indicator ORDER BY m.indicator"
    )
    rows = []
    for row in each_row(measures):
        known = find(specs, row.sector, row.code)
        if known is None or as_summed(known) != (row.statistic, None if pd.isna(row.top_from) else row.top_from):
            continue
        per = 100.0 if known.statistic in ("per_100", "nps") else 1.0
        # Shares and nps have units of their own: a scale is for means and counts.
        scaled = (per * known.slope, per * known.offset) if known.statistic in ("mean", "per_100") else (per, 0.0)
        rows.append((row.indicator, row.sector, row.code, known.statistic, row.centre, *scaled, *_ends(known)))
    columns = ["id", "sector", "code", "statistic", "centre", "slope", "offset", "lowest", "highest"]
    return pd.DataFrame(rows, columns=columns).set_index("id")


def _ends(indicator: Indicator) -> tuple[float, float]:
    return indicator.range.min, indicator.range.max


def as_summed(indicator: Indicator) -> tuple[str, float | None]:
    """What cells depend on: the statistic and the lowest answer of a top box."""
    return indicator.statistic, float(indicator.top) if indicator.statistic == "top_box" else None


def merged(cells: str, y: dict[str, str], condition: str = "TRUE") -> str:
    """SQL of the sums of every result over cells (a relation), y in place of the sums that hold answers.

    PSUs are put together from cells before they are squared. The relation `live` is the caller's.
    """
    return _summed(_MERGED.format(cells=cells, condition=condition, **y))


def _summed(strata: str) -> str:
    return _SURVEY.format(stratum_total=strata, result=_RESULT)


def _strata(store: Engine, live: pd.DataFrame, condition: str) -> str:
    """SQL of the sums of each stratum, each round by the quickest way that is right for it.

    The way hangs on the round alone: what else is selected beside it moves no digit.
    """
    whole = ~live["round"].duplicated(keep=False)
    split = live["round"].isin(set() if whole.all() else store.query(_SPLIT, live=live)["round"])
    ways = ((_STRATA, whole), (_ADDED, ~whole & ~split), (_MERGED, ~whole & split))
    parts = []
    for way, here in ways:
        if here.any():
            only = f"l.round IN ({', '.join(str(int(number)) for number in live.loc[here, 'round'].unique())})"
            parts.append(way.format(condition=f"{only} AND {condition}", cells="cell", **_Y))
    return " UNION ALL BY NAME ".join(parts)


def cell_filter(selection: Selection) -> tuple[str, list[str]]:
    """A cell filter by code: domains may be left out, their PSUs stay counted through the frame."""
    subjects = [name for name in _DOMAIN if getattr(selection, name)]
    terms = [f"c.{name} IN (SELECT id FROM code WHERE subject = '{name}' AND code = ?)" for name in subjects]
    return " AND ".join(terms) or "TRUE", [getattr(selection, name) for name in subjects]


def _responses(store: Engine, live: pd.DataFrame, rows: pd.DataFrame) -> NDArray:
    """Responses of each row's domain in the rounds of its wave that asked the indicator, answered or not."""
    frame = store.query(
        "SELECT l.round, l.place, f.enterprise, f.category, CAST(SUM(f.n) AS DOUBLE) AS responses "
        "FROM frame_cell f JOIN live l ON l.batch = f.batch GROUP BY l.round, l.place, f.enterprise, f.category",
        live=live,
    )
    domain = ["place", "enterprise", "category"]
    if not live.drop_duplicates("round").duplicated(["sector", "wave"]).any():
        return _matched(rows, frame, domain)
    asked = store.query(
        "SELECT DISTINCT l.round, c.indicator FROM stratum_cell c JOIN live l ON l.batch = c.batch", live=live
    )
    each = frame.merge(asked, on="round").groupby([*domain, "indicator"], as_index=False)[["responses"]].sum()
    return _matched(rows, each, [*domain, "indicator"])


def _matched(rows: pd.DataFrame, frame: pd.DataFrame, keys: list[str]) -> NDArray:
    """`responses` of the frame for each row, by whole-number keys."""
    here, there = np.zeros(len(rows), dtype=np.int64), np.zeros(len(frame), dtype=np.int64)
    for name in keys:
        values, place = np.unique(frame[name].to_numpy(), return_inverse=True)
        here = here * len(values) + np.searchsorted(values, rows[name].to_numpy())
        there = there * len(values) + place
    order = np.argsort(there)
    return frame["responses"].to_numpy()[order][np.searchsorted(there, here, sorter=order)]


def _codes(store: Engine) -> dict[int, str]:
    codes = store.query("SELECT id, code FROM code WHERE subject IN ('enterprise', 'category')")
    return dict(zip(codes["id"].tolist(), codes["code"].tolist(), strict=True))
