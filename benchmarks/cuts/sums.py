"""Survey sums of the domains of a cut, in the form of those of results; and how a part hangs together with its rest."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.cuts.parts import PART, Domains, joins, said
from benchmarks.estimates import cells
from benchmarks.estimates.sums import SurveySums, halves, indicator_rules, merged
from benchmarks.estimates.survey import inferred, linearised
from benchmarks.specs.spec import Specs
from data.store import Store

_CONTRAST = Path(__file__).with_name("contrast.sql").read_text(encoding="utf-8")
# The cells of the store, whose stratum and enterprise say which part they are of.
_KEPT = """SELECT c.batch, t.slot AS enterprise, c.category, c.indicator, c.stratum, c.psu,
    c.n, c.sw, c.swy, c.swyy, c.swyyy, c.sww, c.swwy, c.swwyy
FROM cell c JOIN slot t ON t.enterprise = c.enterprise AND t.stratum = c.stratum
WHERE c.batch IN (SELECT batch FROM live)"""
# Answers, where only their product or the respondent says it: the slot stands in for the enterprise.
_ANSWERS = """SELECT t.slot AS enterprise, r.category, a.indicator, r.stratum, r.psu, r.weight, a.y
FROM answer a JOIN response r ON r.batch = a.batch AND r.response = a.response
{joins}
JOIN slot t ON t.enterprise = r.enterprise AND t.stratum = r.stratum AND t.product = {product} AND t.said = {said}
WHERE a.batch = {batch:d}"""
_DOMAINS = """(SELECT c.batch, m.domain AS enterprise, c.category, c.indicator, c.stratum, c.psu,
    c.n, c.sw, c.swy, c.swyy, c.swyyy, c.sww, c.swwy, c.swwyy
FROM slot_cell c JOIN member m ON m.slot = c.enterprise)"""
_Y = {name: f"c.{name}" for name in ("swy", "swyy", "swyyy", "swwy", "swwyy")}
_KEYS = ["enterprise", "category", "indicator"]


def estimated(store: Store, specs: Specs, live: pd.DataFrame, found: Domains) -> pd.DataFrame:
    """ESTIMATE rows without confidence of every domain, its number in place of the enterprise; and covariance, that
    with the rest (of a part), weight (sum of weights of its answers), in reported units.

    live: the rounds of one sector and wave. Left out: what no spec names any more.
    Formula: survey.sql and contrast.sql, Taylor linearisation; R survey, svyby(..., covmat = TRUE) and svycontrast.
    """
    rules = indicator_rules(store, specs)
    held = _Held(store, live, found, store.query(_cells(live, found), live=live, slot=found.slots))
    sums = _sums(held, rules)
    if sums is None:
        return pd.DataFrame()
    rows = inferred(sums, partial(_nps_side, held, sums))
    covariance = _covariance(held, sums)
    slope = sums.rule("slope").astype(float)
    keyed = sums.rows[_KEYS].rename(columns={"enterprise": "first"}).merge(covariance, how="left")
    return rows.assign(
        domain=sums.rows["enterprise"].to_numpy(),
        covariance=keyed["covariance"].fillna(0.0).to_numpy() * slope**2,
        weight=sums.rows["sw"].to_numpy(),
    )


@dataclass(frozen=True)
class _Held:
    """The rounds that are asked about, their domains, and the cells of each slot: a slot in place of the enterprise."""

    store: Store
    live: pd.DataFrame
    found: Domains
    cells: pd.DataFrame

    def query(self, sql: str, **relations: Any) -> pd.DataFrame:
        """Rows of a read that names live, member and slot_cell."""
        return self.store.query(sql, live=self.live, member=self.found.members, slot_cell=self.cells, **relations)


def _cells(live: pd.DataFrame, found: Domains) -> str:
    """SQL of the cells of each slot."""
    if not found.by_response:
        return _KEPT
    by_product = bool((found.slots["product"] != "").any())
    told = {"said": said(found.said), "joins": joins(found.said, "r")}
    told["product"] = "COALESCE(r.product, '')" if by_product else "''"
    each = [cells.sums(int(batch), _ANSWERS.format(batch=batch, **told)) for batch in live["batch"]]
    return " UNION ALL ".join(f"({one})" for one in each)


def _asked(held: _Held, y: dict[str, str], where: str = "TRUE") -> pd.DataFrame:
    """Sums of each domain, category and indicator, as survey.sql makes them."""
    return held.query(merged(_DOMAINS, y, where))


def _sums(held: _Held, rules: pd.DataFrame) -> SurveySums | None:
    rows = _asked(held, _Y)
    rows = rows[rows["indicator"].isin(rules.index)].reset_index(drop=True)
    if rows.empty:
        return None
    codes = held.store.query("SELECT id, code FROM code WHERE subject = 'category'")
    text = dict(zip(codes["id"].tolist(), codes["code"].tolist(), strict=True))
    # Domains are no codes of the store: they get the names of their numbers, below all ids of categories.
    rows = rows.assign(enterprise=-1 - rows["enterprise"], responses=rows["n"])
    text |= {number: str(-1 - number) for number in rows["enterprise"].unique().tolist()}
    return SurveySums(rows, rules, sorted(set(held.live["wave"])), text)


def _nps_side(held: _Held, sums: SurveySums, side: str) -> pd.DataFrame:
    """Sums of promoters or detractors, row for row those of the nps results."""
    only = "c.indicator IN (SELECT indicator FROM measure WHERE statistic = 'nps')"
    rows = _asked(held, halves(side), only)
    rows = rows.assign(enterprise=-1 - rows["enterprise"])
    mine = sums.rows.loc[sums.rule("statistic") == "nps", ["place", *_KEYS]]
    return mine.merge(rows, on=["place", *_KEYS], how="left")


def _covariance(held: _Held, sums: SurveySums) -> pd.DataFrame:
    """first (a part's domain), category, indicator, covariance with the rest, in the cells' unit."""
    domain = -1 - sums.rows["enterprise"]
    mean = linearised(sums.rows)["mean"].to_numpy()
    result = sums.rows[["category", "indicator"]].assign(enterprise=domain, mean=mean, total=sums.rows["sw"])
    part = held.found.domains.loc[held.found.domains["side"] == PART, "domain"].to_numpy()
    pair = pd.DataFrame({"first": part, "second": part + 1})
    told = held.query(_CONTRAST, pair=pair, result=result)
    return told.assign(first=-1 - told["first"])
