"""Estimates, covariances and differences agree with R survey to 1e-9 on seeded cases; see survey_cases.R."""

import json
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.estimates.covariance import covariances
from benchmarks.estimates.estimate import estimates
from benchmarks.progress.difference import difference
from benchmarks.scope.selection import Selection
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs

CASES = json.loads((Path(__file__).parent / "survey_cases.json").read_text(encoding="utf-8"))["cases"]
RATING = {"range": {"min": 0, "max": 10}}
SPECS = specs(
    indicator("points", range={"min": -1e9, "max": 1e9}),
    indicator("yes", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.5}),
    indicator("problems", statistic="per_100", direction="lower", levels={"floor": 200}),
    indicator("top", statistic="top_box", top_from=9, levels={"floor": 0.5}, **RATING),
    indicator("net", statistic="nps", levels={"floor": 0}, **RATING),
)
FAR = ("offset_1e6", "narrow_at_offset")  # the first file of a store fixes where its cells are centred


@pytest.fixture(scope="module")
def shops():
    """Every case loaded: each survey and wave of it one file, its enterprises and surveys marked by the case."""
    near, far = Shop(SPECS), {name: Shop(SPECS) for name in FAR}
    for name, case in CASES.items():
        rows = pd.DataFrame(case["rows"]).rename(columns={"rating": "top"})
        rows = rows.assign(net=rows["top"], enterprise=name + "/" + rows["enterprise"])
        rows = rows.astype(object).where(lambda frame: frame.notna(), None)
        for (survey, wave), part in rows.groupby(["survey", "wave"]):
            records = part.drop(columns=["survey", "wave"]).to_dict("records")
            far.get(name, near).survey(records, survey=f"{name}/{survey}", wave=wave)
    return {name: far.get(name, near) for name in CASES}


@pytest.fixture(scope="module")
def estimated(shops):
    kept = [estimates(shops[name].store, SPECS, LOCAL) for name in ("neither", *FAR)]
    return pd.concat(kept).set_index(["wave", "enterprise", "indicator"])


@pytest.fixture(scope="module")
def crossed(shops):
    frame = covariances(shops["neither"].store, SPECS, LOCAL)
    return frame.set_index(["enterprise", "indicator", "wave", "other_wave"])["covariance"]


def close(value: float, expected: float) -> bool:
    return value == pytest.approx(expected, rel=1e-9, abs=1e-13)


@pytest.mark.parametrize("name", CASES)
def test_estimates_standard_errors_design_effects_and_degrees_of_freedom_are_rs(estimated, name):
    for expected in CASES[name]["estimates"]:
        row = estimated.loc[(expected["wave"], f"{name}/{expected['enterprise']}", expected["indicator"])]
        assert (row.n, row.df) == (expected["n"], expected["df"])
        assert close(row.estimate, expected["estimate"])
        if expected["se"] < 1e-9:  # one PSU alone, or answers that all agree: R's 0 is rounding
            assert row.se == 0 or pd.isna(row.se)
        else:
            assert close(row.se, expected["se"])
            assert close(row.deff, expected["deff"])


def test_every_result_of_every_case_is_there_and_no_other(estimated):
    assert len(estimated) == sum(len(case["estimates"]) for case in CASES.values())


@pytest.mark.parametrize("name", CASES)
def test_differences_of_enterprises_and_of_waves_are_rs(shops, name):
    told = [each for each in CASES[name]["covariances"] if each["indicator"] == "points"]
    assert told
    for expected in told[:4]:
        chosen = [
            Selection("things", "thing", f"{name}/{enterprise}", expected["indicator"], wave)
            for enterprise, wave in zip(expected["enterprises"], expected["waves"], strict=True)
        ]
        found = difference(shops[name].store, SPECS, LOCAL, *chosen)
        assert close(found.covariance, expected["covariance"])
        assert close(found.se, expected["se_difference"])
        assert found.df == expected["df"]


@pytest.mark.parametrize("name", [name for name in CASES if "waves" in name])
def test_covariances_of_all_results_at_once_are_rs(crossed, name):
    across = [each for each in CASES[name]["covariances"] if len(set(each["waves"])) == 2]
    assert across
    for expected in across:
        found = crossed[f"{name}/{expected['enterprises'][0]}", expected["indicator"], *expected["waves"]]
        assert close(found, expected["covariance"])


def test_only_waves_that_share_psus_have_a_covariance(crossed):
    assert {enterprise.split("/")[0] for enterprise, *_ in crossed.index} == {n for n in CASES if "waves" in n}
