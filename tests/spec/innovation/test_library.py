"""What worked: effects of closed actions, pooled, failures counted, nobody named."""

import pandas as pd
import pytest

from benchmarks.innovation.library import LIBRARY, effects_of, library_of, of_projects
from data.viewer import LOCAL, manufacturer
from tests import kit

SPECS = kit.specs(kit.indicator("comfort", levels={"floor": 60, "benchmark": 70, "frontier": 90}))


def acts(*changes: float, state: str = "delivered", **more: object) -> pd.DataFrame:
    """Closed actions of makers M0, M1, ... with these changes, each known to +- 1.96."""
    rows = [
        {
            **{"sector": "things", "enterprise": f"M{at}", "indicator": "comfort", "state": state, "change": change},
            **{"change_low": change - 1.96, "change_high": change + 1.96, "approach": "training"},
            **{"partners": [["laboratory", "L"]], "cost_class": "low"},
            **more,
        }
        for at, change in enumerate(changes)
    ]
    return pd.DataFrame(rows)


def group(rows: pd.DataFrame, viewer=LOCAL, by: str = "indicator") -> dict:
    """The first group of a kind."""
    found = library_of(effects_of(rows, SPECS), {}, viewer)
    assert tuple(found) == LIBRARY
    return found[found["by"] == by].iloc[0].to_dict()


def test_an_effect_is_in_ladder_points_so_that_indicators_can_be_pooled():
    """Floor 60 and benchmark 70 are 10 apart and 20 points: a change of 3 is 6 points, its standard error of 1 is 2."""
    known = effects_of(acts(3.0), SPECS)
    assert (known["effect"][0], known["variance"][0]) == pytest.approx((6, 4), abs=1e-3)


def test_failures_count_and_an_action_under_way_does_not():
    rows = pd.concat([acts(3.0, 4.0, 5.0), acts(-1.0, state="not_delivered"), acts(9.0, state="open")])
    row = group(rows)
    assert (row["actions"], row["worked"], row["failed"]) == (4, 3, 1)
    assert row["mean"] == pytest.approx((6 + 8 + 10 - 2) / 4, abs=1e-6)  # equal variances: the plain mean


def test_two_effects_are_listed_and_not_pooled():
    assert group(acts(3.0, 4.0))["reason"] == "too_few_effects"


def test_a_maker_is_told_of_a_group_from_six_others_on_and_of_nobody_by_name():
    """Of six makers M0 is one: the five others are too few; of seven they are six."""
    few, enough = acts(*range(1, 7)), acts(*range(1, 8))
    maker = manufacturer("things", "M0")
    assert group(few, maker)["reason"] == "too_few" and pd.isna(group(few, maker)["mean"])
    told = group(enough, maker)
    assert told["reason"] == "" and told["makers"] == 7
    assert not any("M1" in str(value) for value in told.values())


@pytest.mark.parametrize("by", ["all", "approach", "partner", "cost"])
def test_what_was_done_with_whom_and_at_what_cost_is_pooled_too(by):
    assert group(acts(3.0, 4.0, 5.0), by=by)["actions"] == 3


def run(verdict: str, beyond: float = 5.0, se: float = 1.0, measured: str = "2026H1") -> pd.DataFrame:
    """A project of M0 and M1, as PROJECT_EFFECT tells it; 10 units are floor to benchmark, so one unit is 2 points."""
    row = {"sector": "things", "project": "P", "indicator": "comfort", "verdict": verdict, "measured_wave": measured}
    return pd.DataFrame([row | {"beyond": beyond, "se": se}])


JOINT = pd.DataFrame([{"sector": "things", "project": "P", "members": "M0;M1"}])


def test_a_project_that_is_over_counts_with_its_effect_beyond_others_and_all_its_members():
    """Beyond others 5 units +- se 1: 10 points, variance (2 x 1)^2 = 4; with two actions of M2 and M3, four makers."""
    joint = of_projects(run("fell_short"), JOINT, SPECS)
    assert joint[["effect", "variance", "state"]].iloc[0].tolist() == [10, 4, "not_delivered"]
    alone = effects_of(acts(5, 5), SPECS).assign(enterprise=["M2", "M3"])
    rows = library_of(pd.concat([alone, joint], ignore_index=True), {}, LOCAL).set_index("by")
    told = rows.loc["all"]
    assert told[["actions", "projects", "makers", "worked", "failed"]].tolist() == [2, 1, 4, 2, 1]
    assert rows.loc["cost", "projects"] == 0  # a project has no class of cost, nor a partner of an action
    assert told["mean"] == pytest.approx(10)


def test_a_project_under_way_or_never_measured_is_not_closed():
    assert of_projects(run("running"), JOINT, SPECS).empty
    assert of_projects(run("cannot_tell", measured=""), JOINT, SPECS).empty
