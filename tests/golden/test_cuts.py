"""Parts, and their difference to the rest, agree with R survey's svyby and svycontrast to 1e-9; see cuts.R."""

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from benchmarks.cuts.cut import parts_of
from benchmarks.reading import Reading
from benchmarks.specs.spec import load_specs
from data.viewer import LOCAL
from tests.kit import Shop

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "cuts.json").read_text(encoding="utf-8"))["rows"]
SPECS = load_specs(HERE / "specs")


def _found(name: str, facet: str) -> pd.DataFrame:
    """Every part of one of the school files, each school a product of its own with its class of pupils."""
    rows = pd.read_csv(HERE / "schools" / f"schools_{name}.csv", dtype={"response": str, "psu": str})
    rows["award"] = (rows["award"] == "Yes").astype(float)
    rows = rows.assign(product=rows["response"])
    shop = Shop(SPECS)
    kept = rows.astype(object).where(rows.notna(), None)
    shop.survey(kept.to_dict("records"), wave="2000", sector="schools")
    sizes = ["small" if n < 300 else "middle" if n < 600 else "large" for n in rows["enrolment"]]
    listed = {"product": rows["response"], "enterprise": rows["enterprise"], "category": rows["category"]}
    table = pa.table({name: pa.array(list(each)) for name, each in (listed | {"pupils": sizes}).items()})
    shop._write("products", table, "", "", "schools")
    (one,) = Reading(shop.store, SPECS, LOCAL).rounds
    return parts_of(one, (facet,)).parts.set_index(["enterprise", "indicator", "part"])


@pytest.fixture(scope="module")
def found():
    each = {"clustered": "pupils", "stratified": "layer", "stratified_by_size": "pupils"}
    return {name: _found(name.removesuffix("_by_size"), facet) for name, facet in each.items()}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda row: "-".join(list(row.values())[:4]))
def test_a_part_and_its_difference_to_the_rest_are_rs(found, expected):
    row = found[expected["file"]].loc[(expected["enterprise"], expected["indicator"], expected["part"])]
    assert row["estimate"] == pytest.approx(expected["estimate"], rel=1e-9)
    assert row["se"] == pytest.approx(expected["se"], rel=1e-9)
    assert row["gap_to_rest"] == pytest.approx(expected["gap"], rel=1e-9)
    assert row["gap_se"] == pytest.approx(expected["gap_se"], rel=1e-9)


def test_parts_that_share_psus_hang_together_and_strata_do_not(found):
    assert (found["clustered"].xs(("all", "score_2000"), level=[0, 1])["covariance"] != 0).all()
    assert (found["stratified"]["covariance"] == 0).all()
