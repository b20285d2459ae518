"""Sums that associations give one another: pooled estimates without pooled answers, and no answer that can be had."""

import json
from itertools import product
from random import Random

import numpy as np
import pandas as pd
import pytest

from benchmarks.columns import KEYS
from benchmarks.estimates.estimate import unscoped
from benchmarks.intake.giving import give, least_hidden, telling
from benchmarks.intake.taking import take
from data.kept import batches
from data.kept.given.sums import Held
from data.viewer import LOCAL
from tests import kit

SCALES = (
    kit.indicator("taste"),
    kit.indicator("price", range={"min": 0, "max": 9000}, levels={"floor": 10}),
    kit.indicator("faults", statistic="per_100", direction="lower", unit="per 100", levels={"floor": 50}),
    kit.indicator("pleased", statistic="top_box", top_from=8, range={"min": 1, "max": 10}, levels={"floor": 0.1}),
    kit.indicator("again", statistic="share", range={"min": 0, "max": 1}, levels={"floor": 0.1}),
    kit.indicator("loyal", statistic="nps", range={"min": 0, "max": 10}, levels={"floor": 0}),
)
SPECS = kit.specs(*SCALES)
WAVE = "2026H1"


def answered(seed: int, makers: str, *, psus: bool, n: int = 600) -> list[dict]:
    """Answers by stratum, sampling point and weight, some missing; a last maker with three."""
    draw = Random(seed)
    rows = []
    for i in range(n):
        place = {"stratum": f"s{i % 3}", "psu": f"p{draw.randrange(12)}"} if psus else {}
        answers = {
            **{"taste": draw.uniform(0, 100), "price": draw.gauss(5000, 40), "faults": float(draw.randrange(4))},
            **{"pleased": float(draw.randint(1, 10)), "again": float(draw.random() < 0.7)},
            "loyal": float(draw.randint(0, 10)),
        }
        kept = {name: value for name, value in answers.items() if draw.random() < 0.9}
        rows.append(
            {"enterprise": makers[i % len(makers)], "weight": draw.choice([0.5, 1.0, 1.5, 2.0]), **place, **kept}
        )
    return [*rows, *({"enterprise": "Z", "taste": 50.0 + i} for i in range(3))]


def of_others() -> kit.Shop:
    """A shop whose files are not those of another."""
    return kit.Shop(SPECS, _sent=500)


def registered(shop: kit.Shop) -> kit.Shop:
    """The shop with makers A, B, C and Z in its register."""
    with shop.store.write() as cursor:
        cursor.execute(
            "INSERT INTO batch (batch, kind, sector, survey, wave) VALUES (900, 'register', 'things', '', '')"
        )
        for code in "ABCZ":
            cursor.execute("INSERT INTO registration (batch, sector, enterprise) VALUES (900, 'things', ?)", [code])
    return shop


def given(shop: kit.Shop) -> bytes:
    return give(shop.store, SPECS, LOCAL, "things", WAVE).content


def pooled(ours: list[dict], theirs: list[dict], own_code: str, their_code: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """ESTIMATE rows of all answers in one store, and of ours with their sums."""
    whole, here, there = registered(kit.Shop(SPECS)), registered(kit.Shop(SPECS)), of_others()
    whole.survey(ours, survey=own_code)
    whole.survey(theirs, survey=their_code)
    here.survey(ours, survey=own_code)
    there.survey(theirs, survey=their_code)
    done = take(here.store, SPECS, LOCAL, given(there), "sums.json", ("things", WAVE))
    assert done.problems == ()
    return tuple(unscoped(each.store, SPECS).set_index(list(KEYS)) for each in (whole, here))


def test_the_mean_of_ours_with_their_sums_is_that_of_all_answers():
    here, there = registered(kit.Shop(SPECS)), of_others()
    here.survey([{"taste": y} for y in (10.0, 20, 30, 40, 50)], survey="OURS")
    there.survey([{"taste": y} for y in (60.0, 70, 80, 90, 100)], survey="THEIRS")
    take(here.store, SPECS, LOCAL, given(there), "sums.json", ("things", WAVE))
    row = unscoped(here.store, SPECS).iloc[0]
    # Two strata of five answers each: variance (5/4 x 1000 + 5/4 x 1000) / 10^2 = 25.
    assert (row["n"], row["estimate"], row["se"], row["df"]) == (10, pytest.approx(55), pytest.approx(5), 8)


@pytest.mark.parametrize("psus", [True, False])
def test_every_estimate_with_their_sums_is_that_of_the_pooled_answers(psus: bool):
    ours, theirs = answered(1, "AB", psus=psus), answered(2, "BC", psus=psus)
    whole, here = pooled(ours, theirs, "OURS", "THEIRS")
    small = [key for key in whole.index if key[2] == "Z"]
    whole, here = whole.drop(small), here.drop(small)
    assert list(whole.index) == list(here.index) and len(whole) == 18
    for name in whole.select_dtypes(np.floating):
        np.testing.assert_allclose(here[name], whole[name], rtol=1e-9, atol=1e-9, err_msg=name)
    assert here[["method", "flag", "n"]].equals(whole[["method", "flag", "n"]])


def test_one_survey_in_strata_of_their_own_is_pooled_as_one():
    ours, theirs = answered(3, "AB", psus=True), answered(4, "AB", psus=True)
    for row in theirs:
        row["stratum"] = f"north {row.get('stratum', '')}"
    ours = [row | {"stratum": row.get("stratum", "rest")} for row in ours]
    whole, here = pooled(ours, theirs, "S1", "S1")
    whole, here = whole.drop("Z", level="enterprise"), here.drop("Z", level="enterprise")
    np.testing.assert_allclose(here["se"], whole["se"], rtol=1e-9)
    np.testing.assert_allclose(here["high"], whole["high"], rtol=1e-9)


def test_fewer_than_five_answers_are_named_and_blank():
    there = kit.Shop(SPECS)
    there.survey([{"taste": y} for y in (1.0, 2, 3, 4)])
    file = json.loads(given(there))
    assert [(each["indicator"], each["sums"], each["responses"]) for each in file["results"]] == [("taste", None, None)]


@pytest.mark.parametrize("seed", range(5))
def test_nobody_solves_many_files_for_the_sum_of_four_answers_or_fewer(seed: int):
    """Batches come and go between files; each file that tells the result is an equation in the answers."""
    draw, key, sizes = Random(seed), ("A", "thing", "taste"), [3, 4, 1, 5, 6, 9, 5, 12, 2, 7]
    counts = {batch: {key: Held(n)} for batch, n in enumerate(sizes)}
    first = np.cumsum([0, *sizes])
    before: list[frozenset[int]] = []
    equations = []
    for _ in range(60):
        live = frozenset(batch for batch in counts if draw.random() < 0.5)
        if telling(live, counts, before, key):
            equations.append(np.concatenate([np.arange(first[each], first[each + 1]) for each in sorted(live)]))
        before.append(live)
    assert len({tuple(one) for one in equations}) > 3
    matrix = np.zeros((len(equations), sum(sizes)))
    for row, places in enumerate(equations):
        matrix[row, places] = 1
    _, size, basis = np.linalg.svd(matrix, full_matrices=False)
    known = (basis[size > 1e-9] ** 2).sum(axis=0)
    # The sum of g answers can be solved for only where 1/g or more of each of them is known: here less than 1/4 is.
    assert known.max() < 1 / 4
    for one in equations:
        assert all(len(set(one) - set(other)) not in (1, 2, 3, 4) for other in equations)


def test_a_second_file_is_blank_where_it_would_tell_of_the_four_answers_that_came_since():
    shop = kit.Shop(SPECS)
    shop.survey([{"taste": float(y)} for y in range(10)])
    assert json.loads(given(shop))["results"][0]["sums"][""]["swy"] == sum(range(10)) - 50 * 10
    shop.survey([{"taste": 7.0}] * 4)
    assert json.loads(given(shop))["results"][0]["sums"] is None


def test_a_file_is_the_same_when_two_respondents_of_one_weight_change_their_answers():
    files = []
    for answers in ((1.0, 9, 5, 5, 7), (9.0, 1, 5, 5, 7)):
        shop = kit.Shop(SPECS)
        shop.survey([{"pleased": y, "loyal": y} for y in answers])
        files.append(given(shop))
    assert files[0] == files[1]


def test_four_answers_that_came_since_the_last_file_blank_the_result():
    key = ("A", "thing", "taste")
    counts = {1: {key: Held(20)}, 2: {key: Held(4)}, 3: {key: Held(5)}}
    assert telling([1], counts, [], key)
    assert not telling([1, 2], counts, [frozenset([1])], key)
    assert telling([1, 3], counts, [frozenset([1])], key)
    assert not telling([3], counts, [frozenset([1, 2, 3])], key)
    assert telling([2, 3], counts, [frozenset([2])], key)  # the earlier file was blank there


def test_who_knows_every_weight_solves_no_sums_for_single_answers():
    draw = Random(7)
    weights = [draw.uniform(0.5, 2) for _ in range(8)]
    answers = [float(draw.random() < 0.5) for _ in weights]
    shop = kit.Shop(SPECS)
    shop.survey([{"again": y, "weight": w} for y, w in zip(answers, weights, strict=True)])
    # What a file without this rule would say is reached by one of the 256 possible lots of answers alone ...
    swy = shop.store.query("SELECT sum(swy) AS swy FROM cell")["swy"][0]
    reached = [lot for lot in product((0.0, 1.0), repeat=8) if abs(np.dot(lot, weights) - swy) < 1e-9]
    assert reached == [tuple(answers)]
    # ... so that it says nothing; of 159 answers of such weights, and of 5 of one weight, it does.
    assert json.loads(given(shop))["results"][0]["sums"] is None
    assert (least_hidden("share", 2), least_hidden("mean", 10), least_hidden("nps", 11)) == (159, 80, 123)
    key, many = ("A", "thing", "again"), {1: {("A", "thing", "again"): Held(159, 159)}}
    assert telling([1], many, [], key, 159) and not telling([1], many, [], key, 160)
    assert telling([1], {1: {key: Held(5, 0)}}, [], key, 159)


def test_an_answer_of_a_weight_that_hardly_another_has_blanks_the_result():
    shop = kit.Shop(SPECS)
    shop.survey([*({"taste": 10.0 * i, "weight": 1.0} for i in range(9)), {"taste": 50.0, "weight": 1.7}])
    assert json.loads(given(shop))["results"][0]["sums"] is None


def test_an_answer_alone_in_its_sampling_point_or_stratum_blanks_the_result():
    # Four answers of sum s in one point and y alone in another: s s + y y and s + y are told, and y is had of them.
    for place in ("psu", "stratum"):
        shop = kit.Shop(SPECS)
        shop.survey([{"taste": 10.0 * i, place: "one" if i < 9 else "other"} for i in range(10)])
        assert json.loads(given(shop))["results"][0]["sums"] is None


def test_sums_of_others_are_not_passed_on():
    here, there = registered(kit.Shop(SPECS)), of_others()
    here.survey([{"taste": 10.0 + i} for i in range(6)], survey="OURS")
    there.survey([{"taste": 60.0 + i} for i in range(6)], survey="THEIRS")
    before = given(here)
    take(here.store, SPECS, LOCAL, given(there), "sums.json", ("things", WAVE))
    assert given(here) == before


def test_sums_that_are_withdrawn_leave_every_result():
    here, there = registered(kit.Shop(SPECS)), of_others()
    here.survey([{"taste": 10.0 + i} for i in range(6)], survey="OURS")
    there.survey([{"taste": 60.0 + i} for i in range(6)], survey="THEIRS")
    before = unscoped(here.store, SPECS)
    done = take(here.store, SPECS, LOCAL, given(there), "sums.json", ("things", WAVE))
    assert unscoped(here.store, SPECS)["n"].iloc[0] == 12
    batches.withdraw(here.store, LOCAL, done.batch, "not agreed")
    pd.testing.assert_frame_equal(unscoped(here.store, SPECS), before)
