"""Thousands of surveys of one design in one file: each is a maker with strata of its own, which keeps them apart."""

from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa

from benchmarks import policy
from benchmarks.columns import KEYS
from benchmarks.estimates import cells
from benchmarks.estimates.estimate import unscoped
from benchmarks.estimates.intervals import skewed_student
from benchmarks.estimates.samples import tally
from benchmarks.gaps.gap import gaps_of
from benchmarks.progress.between import between
from benchmarks.specs.spec import Specs
from data.kept import batches
from data.store import open_store
from data.viewer import LOCAL
from tests.kit import indicator, specs
from tests.simulation.populations import DESIGNS, SEED, Answer, Design, answers

REPEATS = 10_000
OFF = 2.8  # standard errors from the level at which a known normal mean is seen in 80 % of surveys
Rows = list[dict[str, object]]


def drawn(design: Design, rng: np.random.Generator, repeats: int) -> dict[str, np.ndarray]:
    """Respondents of all repeats: survey number, part of the population, stratum, PSU, weight, member of the domain."""
    strata = len(design.parts) if design.stratified else 1
    if design.psus:
        members = design.n * (3 if design.domain else 1) / (strata * design.psus)
        sizes = 1 + rng.poisson(members - 1, (repeats, strata, design.psus))
        survey, stratum, psu = (np.repeat(index.ravel(), sizes.ravel()) for index in np.indices(sizes.shape))
    else:
        # Between equal numbers a stratum and numbers in proportion to its share.
        sizes = np.round(design.n * np.sqrt(design.shares) / np.sqrt(design.shares).sum()).astype(int)[:strata]
        sizes = np.tile(sizes if design.stratified else [design.n], (repeats, 1))
        survey, stratum = (np.repeat(index.ravel(), sizes.ravel()) for index in np.indices(sizes.shape))
        psu = np.arange(len(survey))
    rows = len(survey)
    rate = np.array([part[2] for part in design.parts])
    part, weight = stratum, design.shares[stratum]
    if design.stratified and not design.psus:
        weight = weight / sizes[0, stratum]
    if not design.stratified:
        part = rng.choice(len(rate), rows, p=design.shares * rate / (design.shares @ rate))
        weight = 1 / rate[part]
    if design.psus and design.stratified:
        weight = weight * rng.choice([0.5, 1.0, 1.5], rows)
    unit = (survey * strata + stratum) * max(design.psus, 1) + psu if design.psus else psu
    # A maker's customers live where they live: in some places half of all, in some none.
    places = unit.max() + 1
    here = rng.uniform(0.15, 0.55, places) * (rng.random(places) > 0.1)
    member = rng.random(rows) < here[unit] if design.domain else np.ones(rows, dtype=bool)
    place = survey * strata + stratum
    return {"survey": survey, "stratum": place, "unit": unit, "part": part, "weight": weight, "member": member}


def latent(design: Design, people: dict[str, np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Normal numbers with the shift of each part and the correlation inside a PSU."""
    own = rng.standard_normal(len(people["unit"]))
    shared = rng.standard_normal(people["unit"].max() + 1)[people["unit"]]
    return design.shifts[people["part"]] + np.sqrt(design.icc) * shared + np.sqrt(1 - design.icc) * own


def spec_of(asked: dict[str, Answer], truth: dict[str, float]) -> Specs:
    """Every answer as an indicator whose only level is the truth."""
    return specs(
        *(
            indicator(
                name,
                statistic=answer.statistic,
                range={"min": answer.low, "max": answer.high},
                levels={"floor": truth[name]},
            )
            for name, answer in asked.items()
        )
    )


def surveyed(design: Design, repeats: int = REPEATS) -> pd.DataFrame:
    """Estimates of every repeat with `truth` in reported units; through the store, as any file."""
    rng = np.random.default_rng([SEED, design.n, *design.name.encode()])
    people = drawn(design, rng, repeats)
    asked = answers(design.shifts, design.shares)
    truth = truths(design)
    known, store = spec_of(asked, truth), open_store(":memory:")
    columns = {name: pa.array(answer.of(latent(design, people, rng))) for name, answer in asked.items()}
    with store.write() as cursor:
        upload = batches.Upload("survey", "things", b"x", "x", "S1", "2026")
        table = pa.table(_frame(design, people) | columns)
        batches.write_batch(cursor, upload, table, LOCAL, partial(cells.add, spec=known["things"]))
    found = unscoped(store, known)
    store.close()
    found = found[found["enterprise"] != "nobody"]
    return found.assign(truth=found["indicator"].map(truth))


def truths(design: Design) -> dict[str, float]:
    """What is true of the whole population, in reported units."""
    asked, per = answers(design.shifts, design.shares), {"per_100": 100.0}
    truth = {name: per.get(a.statistic, 1.0) * a.expected(design.shifts, design.shares) for name, a in asked.items()}
    return truth | {"net": 100 * _net(asked["net"], design)}


def judged(design: Design, found: pd.DataFrame, levels: dict[str, float]) -> pd.DataFrame:
    """GAP rows of one level an indicator, with the number of answers; indicators without a level are left out."""
    asked = answers(design.shifts, design.shares)
    found = found[found["indicator"].isin(list(levels))]
    gaps = gaps_of(found, spec_of({name: asked[name] for name in levels}, levels), tally(pd.DataFrame()))
    return gaps.merge(found[[*KEYS, "n", "estimate", "se", "df", "statistic", "method"]], on=list(KEYS))


def _net(answer: Answer, design: Design) -> float:
    side = tuple(1.0 if v >= 9 else -1.0 if v <= 6 else 0.0 for v in answer.values)
    return Answer("mean", side, answer.chances).expected(design.shifts, design.shares)


def _frame(design: Design, people: dict[str, np.ndarray]) -> dict[str, pa.Array]:
    rows = len(people["survey"])
    maker = np.where(people["member"], people["survey"] + 1, 0)
    coded = {
        "enterprise": (maker, ["nobody", *(f"m{i}" for i in range(maker.max()))]),
        "category": (np.zeros(rows, dtype=int), ["thing"]),
        "stratum": (people["stratum"], [f"h{i}" for i in range(people["stratum"].max() + 1)]),
    }
    if design.psus:
        coded["psu"] = (people["unit"], [f"p{i}" for i in range(people["unit"].max() + 1)])
    frame = {n: pa.DictionaryArray.from_arrays(pa.array(v, pa.int32()), pa.array(t)) for n, (v, t) in coded.items()}
    return frame | {"response": pa.array(np.arange(rows).astype(str)), "weight": pa.array(people["weight"])}


def part() -> Rows:
    """How often intervals cover and verdicts are wrong, and right, for every design and every kind of answer."""
    rows: Rows = []
    for design in DESIGNS:
        found = surveyed(design)
        found = found[found["n"] >= policy.MIN_RESPONSES]
        seen = judgements(design, found)
        for name, gaps in judged(design, found, truths(design)).groupby("indicator", sort=False):
            said = {"case": design.name, "of": name, "n": round(gaps["n"].mean()), "psus": strata_psus(design)}
            unchanged = {"change_covers": unchanged_covered(found[found["indicator"] == name])}
            rows.append(told(gaps, part="surveys", **said) | unchanged | seen.get(name, {}))
    return rows


def unchanged_covered(found: pd.DataFrame) -> float:
    """Share of intervals of a change that hold 0, of neighbouring repeats read as two waves of one maker."""
    pairs, taken = len(found) // 2, ["estimate", "se", "df", "low", "high"]
    first, last = (found[start : 2 * pairs : 2].reset_index(drop=True) for start in (0, 1))
    rows = last.assign(**{f"first_{name}": first[name] for name in taken}, direction="higher", covariance=0.0)
    moved = between(rows)
    return share_of((moved["change_low"] <= 0) & (moved["change_high"] >= 0))


def judgements(design: Design, found: pd.DataFrame) -> dict[str, dict[str, float]]:
    """How often a maker OFF standard errors worse or better than its level is called so, and by its interval alone."""
    off = OFF * found.groupby("indicator")["estimate"].std()
    off = {name: float(value) for name, value in off.items()}
    truth = {name: value for name, value in truths(design).items() if name not in ("nine_tenths", "nearly_all")}
    worse, better = (
        judged(design, found, {name: value + side * off[name] for name, value in truth.items()}) for side in (1, -1)
    )
    seen = {}
    for name in truth:
        low, high = (each[each["indicator"] == name] for each in (worse, better))
        seen[name] = {
            "worse": share_of(low["verdict"] == "not_met"),
            "better": share_of(high["verdict"] == "met"),
            "alone_worse": share_of(uncorrected(low)[1] < 0),
            "alone_better": share_of(uncorrected(high)[0] >= 0),
        }
    return seen


def told(gaps: pd.DataFrame, **row: object) -> dict[str, object]:
    """A row of figures from GAP rows to the truth: coverage and verdicts, and those without any correction."""
    low, high = uncorrected(gaps)
    return row | {
        "repeats": len(gaps),
        "covers": share_of((gaps["gap_low"] <= 0) & (gaps["gap_high"] >= 0)),
        "not_met": share_of(gaps["verdict"] == "not_met"),
        "met": share_of(gaps["verdict"] == "met"),
        "alone_covers": share_of((low <= 0) & (high >= 0)),
        "alone_not_met": share_of(high < 0),
        "alone_met": share_of(low >= 0),
    }


def uncorrected(gaps: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Limits of the gaps as Student's t would have them of a mean, whatever its answers; of a share as they are."""
    low, high = skewed_student(gaps["gap"], gaps["se"], gaps["df"], 0.0)
    mean = gaps["statistic"].isin(["mean", "per_100"])
    return gaps["gap_low"].where(~mean, low), gaps["gap_high"].where(~mean, high)


def strata_psus(design: Design) -> int | None:
    """PSUs of the whole design; none where each response is its own."""
    return design.psus * (len(design.parts) if design.stratified else 1) or None


def share_of(yes: pd.Series) -> float:
    return round(float(yes.mean()), 4)
