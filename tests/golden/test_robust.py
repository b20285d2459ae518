"""Laboratories against each other: Algorithm A, z, z', En and zeta of another computation and by hand."""

import json
from math import sqrt
from pathlib import Path

import pytest

from benchmarks.estimates.agreement import algorithm_a
from tests.spec.estimates.test_laboratories import by, scores

GOLDEN = json.loads(Path(__file__).with_name("robust.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", GOLDEN["cases"])
def test_the_iteration_ends_at_the_roots_of_its_equations(name):
    case = GOLDEN["cases"][name]
    assert algorithm_a(case["values"]) == pytest.approx((case["mean"], case["sd"]), rel=1e-9)


def test_creosote_by_hand():
    """One value is pulled in from each side, so the mean is that of the seven others: 142.885 / 7.

    s2 = 1.134^2 (SS + 2 (1.5 s)^2) / 8, so s2 = 1.134^2 SS / (8 - 4.5 1.134^2).
    """
    inner = [20.155, 19.500, 20.300, 20.705, 20.100, 20.940, 21.185]
    mean = 142.885 / 7
    squares = sum((each - mean) ** 2 for each in inner)
    expected = mean, sqrt(1.134**2 * squares / (8 - 4.5 * 1.134**2))
    assert algorithm_a(GOLDEN["cases"]["creosote"]["values"]) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize(("name", "score"), [("creosote", "z'"), ("twenty", "z")])
def test_the_scores_of_laboratories_are_those_of_the_other_computation(name, score):
    case = GOLDEN["cases"][name]
    rows = [by(f"L{i:02}", {f"{i}-{k}": 10 * x for k in range(3)}) for i, x in enumerate(case["values"])]
    assert case["score"] == score
    assert list(scores(*rows)["z"]) == pytest.approx(case["scores"], rel=1e-9)


@pytest.mark.parametrize("pair", GOLDEN["pairs"])
def test_en_of_two_laboratories_is_half_their_zeta(pair):
    """U = 2 u, so zeta, which takes u in place of U, is twice En: it says nothing more and has no column of its own."""
    frame = scores(
        by("L1", {"s": 100 * pair["a"]}, 100 * pair["U_a"]), by("L2", {"s": 100 * pair["b"]}, 100 * pair["U_b"])
    )
    assert frame.loc["L1", "en"] == pytest.approx(pair["en"]) == pytest.approx(pair["zeta"] / 2)
