"""A receipt opens a score to everything that went into it, and computes it again without this project's code."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.columns import OVERALL
from benchmarks.index.receipt import REASONS, NoReceipt, receipt_of
from benchmarks.index.scores import Options, worlds_of
from tests.index_frames import CATEGORY, SECTOR, WAVE, cell, frames_of, index_of, weights_of
from tests.recompute_receipt import recomputed

SCRIPT = Path(__file__).parents[2] / "recompute_receipt.py"
WEIGHTS = weights_of(
    {
        "smell": ("health", 0.4, 0.25),
        "formaldehyde": ("health", 0.4, 0.75),
        "rating": ("service", 0.6, 0.5),
        "repair": ("service", 0.6, 0.5),
    }
).assign(spec_version="2026.1", spec_digest="abc")
BROKEN = {"kind": "mandatory", "verdicts": ("not_met", "not_met", "not_met")}


def slip_of(cells, weights=WEIGHTS, options=None, **more):
    keys = {"sector": SECTOR, "category": CATEGORY, "wave": WAVE, "enterprise": "a"}
    frames = frames_of(cells)
    return receipt_of(worlds_of(*frames, weights, options), *frames, **keys, **more)


def whole():
    return [cell("a", name, value) for name, value in zip(WEIGHTS["indicator"], [70, 90, 65, 75], strict=True)]


def test_weights_stand_before_and_after_what_is_missing_handed_its_weight_on():
    slip = slip_of(whole()[1:])
    used = {each["indicator"]: each["weight_used"] for each in slip["inputs"]}
    assert used == pytest.approx({"smell": 0, "formaldehyde": 1, "rating": 0.5, "repair": 0.5})
    in_index = {each["indicator"]: each["weight_in_index"] for each in slip["inputs"]}
    assert in_index == pytest.approx({"smell": 0, "formaldehyde": 0.4, "rating": 0.3, "repair": 0.3})
    assert {each["indicator"]: each["weight"] for each in slip["inputs"]}["smell"] == 0.25


def test_every_input_that_does_not_count_says_why():
    few = cell("a", "smell", 70, verdicts=("too_few",) * 3)
    no_level = cell("a", "formaldehyde", 90, levels=(60, 80, float("nan")))
    slip = slip_of([few, no_level, cell("a", "rating", 65)])
    assert {each["indicator"]: each["reason"] for each in slip["inputs"]} == {
        "smell": "too_few",
        "formaldehyde": "no_level",
        "repair": "no_data",
        "rating": "dimension_not_rated",
    }
    assert all(each["reason"] in REASONS for each in slip["inputs"])


def test_levels_batches_spec_seed_and_caps_are_on_it():
    batches = pd.DataFrame({"indicator": ["smell", "smell", "rating"], "batch": ["b1", "b2", "b3"], "title": "x"})
    cells = [*whole()[:1], cell("a", "formaldehyde", 90, **BROKEN), *whole()[2:]]
    slip = slip_of(cells, batches=batches, options=Options(seed=42, draws=50))
    inputs = {each["indicator"]: each for each in slip["inputs"]}
    assert [each["batch"] for each in inputs["smell"]["batches"]] == ["b1", "b2"]
    assert inputs["formaldehyde"]["levels"]["floor"]["kind"] == "mandatory"
    assert inputs["formaldehyde"]["levels"]["floor"]["cite"] == "rule floor"
    assert slip["spec"] == {"version": "2026.1", "digest": "abc"}
    assert slip["method"]["seed"] == 42
    assert slip["broken_floors"] == ["formaldehyde"]
    assert slip["result"]["score"] == 59.9
    assert slip["result"]["uncapped"] == pytest.approx(0.4 * (0.25 * 70 + 0.75 * 90) + 0.6 * 70)


def test_the_result_is_the_row_of_the_index():
    cells = [*whole(), cell("b", "rating", 99), cell("b", "repair", 99), cell("b", "formaldehyde", 99)]
    found = index_of(*frames_of(cells), WEIGHTS)
    row = found[(found["enterprise"] == "a") & (found["dimension"] == OVERALL)].iloc[0]
    result = slip_of(cells)["result"]
    assert {name: row[name] for name in result if name in row} == {n: v for n, v in result.items() if n != "uncapped"}


def test_nothing_of_the_rivals_is_on_it():
    cells = [*whole(), cell("rival", "rating", 99.125)]
    text = json.dumps(slip_of(cells))
    assert "rival" not in text and "99.125" not in text


def test_an_enterprise_without_results_is_refused():
    with pytest.raises(NoReceipt, match="no results of a"):
        slip_of([cell("b", "rating", 1)])


def test_the_script_prints_the_score_from_the_file_alone(tmp_path):
    slip = slip_of(whole())
    file = tmp_path / "receipt.json"
    file.write_text(json.dumps(slip, allow_nan=False), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", SCRIPT, file], capture_output=True, text=True, check=True)
    assert float(done.stdout) == pytest.approx(slip["result"]["score"], rel=1e-12)


levels = st.sampled_from([(60, 80, 100), (100, 80, 60), (70, 70, 90), (50, 80, 80), (80, 80, 80), (0, 0, 0)])
value = st.one_of(st.none(), st.tuples(st.floats(0, 120), levels, st.booleans(), st.booleans()))


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(value, value, value, value),
    st.lists(st.floats(0, 5), min_size=6, max_size=6),
    st.sampled_from(["arithmetic", "geometric"]),
    st.sampled_from(["spec", "equal"]),
)
def test_any_receipt_recomputes_its_score(values, weights, aggregation, weighting):
    drawn = WEIGHTS.assign(
        indicator_weight=weights[:4],
        dimension_weight=[*weights[4:5] * 2, *weights[5:] * 2],
        direction=["lower" if each and (each[1][2] < each[1][0] or each[3]) else "higher" for each in values],
    )
    cells = [
        cell("a", name, each[0], levels=each[1], lower=each[3], **(BROKEN if each[2] else {}))
        for name, each in zip(WEIGHTS["indicator"], values, strict=True)
        if each
    ]
    drawn["direction"] = [
        "higher" if each and each[1][2] > each[1][0] else direction
        for each, direction in zip(values, drawn["direction"], strict=True)
    ]
    if cells:
        slip = slip_of(cells, drawn, options=Options(aggregation, weighting, draws=0))
        again = recomputed(json.loads(json.dumps(slip, allow_nan=False)))
        assert again == (None if slip["result"]["score"] is None else pytest.approx(slip["result"]["score"], rel=1e-9))
