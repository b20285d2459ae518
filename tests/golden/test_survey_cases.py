"""Estimates, covariances and changes agree with R survey to 1e-9 on seeded cases; see survey_cases.R."""

import json
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.estimates.covariance import covariances
from benchmarks.progress.between import between
from benchmarks.reading import Reading, estimates
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
    kept = [estimates(Reading(shops[name].store, SPECS, LOCAL)) for name in ("neither", *FAR)]
    return pd.concat(kept).set_index(["wave", "enterprise", "indicator"])


@pytest.fixture(scope="module")
def crossed(shops):
    frame = covariances(shops["neither"].store, SPECS)
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


@pytest.mark.parametrize("name", [name for name in CASES if "waves" in name])
def test_covariances_of_all_results_at_once_are_rs(crossed, name):
    across = [each for each in CASES[name]["covariances"] if len(set(each["waves"])) == 2]
    assert across
    for expected in across:
        found = crossed[f"{name}/{expected['enterprises'][0]}", expected["indicator"], *expected["waves"]]
        assert close(found, expected["covariance"])


@pytest.mark.parametrize("name", [name for name in CASES if "waves" in name])
def test_the_standard_error_of_a_change_between_waves_is_rs(estimated, crossed, name):
    """As the screens have it: two estimates and their covariance, where R contrasts two domains of one design.

    R's design is of both waves: where PSUs rotate, each wave alone has fewer, and R's own variances are put together.
    """
    for expected in [each for each in CASES[name]["covariances"] if len(set(each["waves"])) == 2]:
        enterprise, indicator = f"{name}/{expected['enterprises'][0]}", expected["indicator"]
        first, last = (estimated.loc[(wave, enterprise, indicator)] for wave in expected["waves"])
        if name == "two_waves_rotating_psus":
            first, last = first.copy(), last.copy()
            first["se"], last["se"] = (expected[f"variance_{which}"] ** 0.5 for which in ("first", "second"))
        pair = last.to_dict() | {f"first_{key}": value for key, value in first.to_dict().items()}
        shared = crossed[enterprise, indicator, *expected["waves"]]
        found = between(pd.DataFrame([pair | {"direction": "higher", "covariance": shared}])).iloc[0]
        assert close(found["change"], last["estimate"] - first["estimate"])
        rounding = 1e-14 * (first["se"] ** 2 + last["se"] ** 2)  # where the waves move as one, all of it cancels
        assert found["change_se"] ** 2 == pytest.approx(expected["se_difference"] ** 2, rel=1e-9, abs=rounding)


def test_only_waves_that_share_psus_have_a_covariance(crossed):
    assert {enterprise.split("/")[0] for enterprise, *_ in crossed.index} == {n for n in CASES if "waves" in n}
