"""Of many cells looked at, how many red ones would chance make, and which stay red."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.gaps.false_alarms import Alarms, alarms, q_values, with_q


def cells(p_met, verdict):
    return pd.DataFrame({"p_met": p_met, "verdict": verdict})


def test_each_q_is_the_smallest_p_times_cells_over_rank_at_or_above_it():
    p = [0.001, 0.008, 0.039, 0.041, 0.042]
    assert q_values(p) == pytest.approx([0.001 * 5 / 1, 0.008 * 5 / 2, 0.042 * 5 / 5, 0.042 * 5 / 5, 0.042 * 5 / 5])


def test_missing_probabilities_are_not_counted_as_looked_at():
    q = q_values([0.01, np.nan, 0.5])
    assert q[[0, 2]] == pytest.approx([0.01 * 2 / 1, 0.5])
    assert np.isnan(q[1])
    assert np.isnan(q_values([np.nan])).all()


def test_a_red_cell_is_an_alarm_only_if_it_survives_the_number_of_cells_looked_at():
    alone = with_q(cells([0.02], ["not_met"]))
    among = with_q(cells([0.02, *[0.9] * 9], ["not_met", *["met"] * 9]))
    assert alone["alarm"].tolist() == [True]
    assert among["q"].iloc[0] == pytest.approx(0.02 * 10)
    assert not among["alarm"].any()


def test_a_cell_that_is_not_red_is_never_an_alarm():
    assert not with_q(cells([0.03], ["cannot_tell"]))["alarm"].any()


def test_cells_with_too_few_data_were_not_looked_at():
    assert alarms(cells([0.001, 0.001], ["not_met", "too_few"])) == Alarms(1, 1, 1, 0.0, pytest.approx(0.025), 0.05)


def test_of_forty_cells_at_their_level_one_is_red_by_chance_at_95_percent():
    view = cells([0.001, *[0.6] * 38, 0.99], ["not_met", *["cannot_tell"] * 38, "met"])
    assert alarms(view) == Alarms(40, 1, 1, pytest.approx(38 * 0.025 / 0.95), pytest.approx(40 * 0.025), 0.05)


def test_cells_far_above_their_level_are_not_counted_as_red_by_chance():
    view = cells([0.001, *[1.0] * 399], ["not_met", *["met"] * 399])
    assert alarms(view).by_chance == 0
    assert alarms(view).at_most == pytest.approx(400 * 0.025)


def test_nothing_looked_at_makes_no_alarm():
    assert alarms(cells([], [])) == Alarms(0, 0, 0, 0.0, 0.0, 0.0)


def test_makers_exactly_at_a_level_raise_a_list_of_alarms_in_at_most_the_tolerated_share_of_views():
    random = np.random.default_rng(3)
    raised = [
        alarms(cells(p, np.where(p < 0.025, "not_met", "cannot_tell"))).stay > 0 for p in random.random((2000, 60))
    ]
    assert np.mean(raised) <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 2000)


def test_a_number_that_is_no_probability_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        q_values([1.2])
