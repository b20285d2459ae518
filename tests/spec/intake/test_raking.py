"""How weights are raked to margins, worked out by hand."""

import numpy as np
import pytest

from benchmarks.intake.raking import kish, rake
from data.read.margins import Margin, margins
from data.refusal import Refused

SIDES = np.array(["a", "a", "a", "b"], dtype=object)
HALF = Margin("stratum", {"a": 0.5, "b": 0.5})


def test_one_margin_is_met_by_one_factor_a_group_and_the_sum_stays():
    raked = rake(np.ones(4), {"stratum": SIDES}, [HALF])
    # a holds 3 of 4 and shall hold half: 4 x 0.5 / 3 each; b: 4 x 0.5 / 1
    assert raked.weights == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2])
    assert raked.weights.sum() == pytest.approx(4)


def test_the_effective_sample_size_falls_to_kishs():
    raked = rake(np.ones(4), {"stratum": SIDES}, [HALF])
    assert raked.n_eff_before == 4
    assert raked.n_eff == pytest.approx(4**2 / (3 * (2 / 3) ** 2 + 2**2)) == pytest.approx(kish(raked.weights))


def test_weights_that_would_stand_above_five_means_are_trimmed_and_it_is_said():
    sides = np.array(["a"] * 99 + ["b"], dtype=object)
    raked = rake(np.ones(100), {"stratum": sides}, [HALF])
    assert raked.weights.max() == 5
    assert (raked.settled, raked.trimmed >= 1) == (False, True)


def test_a_value_without_a_margin_is_refused():
    with pytest.raises(Refused, match="say nothing of b"):
        rake(np.ones(4), {"stratum": SIDES}, [Margin("stratum", {"a": 1.0})])


def test_a_margin_without_a_response_is_refused():
    with pytest.raises(Refused, match="No response has stratum c"):
        rake(np.ones(4), {"stratum": SIDES}, [Margin("stratum", {"a": 0.5, "b": 0.3, "c": 0.2})])


def test_a_margins_file_is_read_with_shares_or_percentages():
    for text in (
        "variable,value,share\nstratum,a,0.5\nstratum,b,50%\n",
        "variable;value;share\nstratum;a;0,5\nstratum;b;0,5\n",
        "variable\tvalue\tshare\nstratum\ta\t0,5\nstratum\tb\t50%\n",
        "variable;value;share\nstratum;a;50,0%\nstratum;b;50%\n",
        "variable,value,share (%)\nstratum,a,50\nstratum,b,50\n",
        "variable,value,share\nstratum,a,50\nstratum,b,50\n",
        "变量,取值,占比\nstratum,a,50%\nstratum,b,0.5\n",
        "变量,取值,占比（%）\nstratum,a,50\nstratum,b,50\n",
    ):
        assert margins(text.encode()) == (HALF,)


def test_every_problem_of_a_margins_file_is_named_at_once():
    content = b"variable,value,share\n,a,0.5\nstratum,a,x\nstratum,b,0.4\nstratum,b,0.6\n"
    with pytest.raises(Refused) as told:
        margins(content)
    lines = ("Line 2: a row names", "Line 3: a share is a number above 0", "Line 5: b of stratum")
    for said in (*lines, "add up to 0.4, neither"):
        assert said in str(told.value)
