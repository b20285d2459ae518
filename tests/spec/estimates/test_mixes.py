"""Laboratories that differ: no verdict on a level that is not mandatory from their mix, until somebody decides."""

import pandas as pd
import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.columns import MIX, VALUES
from benchmarks.index.receipt import receipt
from benchmarks.laboratories.mixes import decide as decide_mix
from benchmarks.laboratories.mixes import mixes, values
from benchmarks.reading import Reading, estimates, gaps
from benchmarks.scope.selection import Selection
from data.kept.mixes import decide
from data.refusal import Refused
from data.viewer import LOCAL, Viewer, association, manufacturer
from pages.parts.views.receipt import Bill
from pages.parts.words import laboratories
from pages.parts.words.language import Language
from tests.kit import Shop, indicator, specs
from tests.spec.estimates.test_laboratories import LEAD, by

PLACE = ("things", "thing", "lead", "2026H1")


@pytest.fixture
def shop() -> Shop:
    """A's samples were measured by two laboratories 10 apart with U = 2 each, so En = 10 / sqrt(8); B's by one."""
    return filled(Shop(specs(LEAD)))


def filled(shop: Shop) -> Shop:
    near = {"s1": 30.0, "s2": 34.0, "s3": 32.0}
    far = {sample: value + 10 for sample, value in near.items()}
    one = {f"b{sample}": value for sample, value in near.items()}
    shop.tests(by("L1", near, 2.0) + by("L2", far, 2.0) + by("L1", one, 2.0, enterprise="B"))
    return shop


def at_floor(shop: Shop, viewer: Viewer = LOCAL) -> pd.DataFrame:
    frame = gaps(Reading(shop.store, shop.specs, viewer))
    return frame[frame["level"] == "floor"].set_index("enterprise")


def flag(shop: Shop) -> str:
    return estimates(Reading(shop.store, shop.specs, LOCAL)).set_index("enterprise").loc["A", "flag"]


def test_of_laboratories_that_differ_the_gap_is_told_and_no_verdict(shop):
    row = at_floor(shop).loc["A"]
    # the mean of each sample is that of both: 35, 39, 37; the floor is 90, lower is better
    assert row["gap"] == pytest.approx(90 - (35 + 39 + 37) / 3)
    assert (row["verdict"], row["reason"]) == ("cannot_tell", "labs_differ") and pd.isna(row["p_met"])
    other = at_floor(shop).loc["B"]
    assert (other["verdict"], other["reason"]) == ("met", "") and other["p_met"] > 0.975


def test_decided_together_their_values_give_a_verdict_and_apart_they_give_none(shop):
    decide(shop.store, association("things", "s@people.example"), *PLACE, "together", "Both were checked again.")
    assert (at_floor(shop).loc["A", "verdict"], flag(shop)) == ("met", "labs_differ;mix_together")
    decide(shop.store, LOCAL, *PLACE, "apart", "L2 was not calibrated.")
    row = at_floor(shop).loc["A"]
    assert (row["verdict"], row["reason"], flag(shop)) == ("cannot_tell", "labs_differ", "labs_differ;mix_apart")


def test_a_mandatory_level_is_judged_sample_by_sample_whoever_measured_it():
    levels = {"floor": 90, "benchmark": 40, "frontier": 20}
    more = {name: LEAD[name] for name in ("source", "unit", "direction", "range")}
    shop = filled(Shop(specs(indicator("lead", **more, levels=levels, kind="mandatory"))))
    assert tuple(at_floor(shop).loc["A", ["verdict", "reason"]]) == ("met", "")


def test_who_decided_why_and_when_stands_beside_the_result(shop):
    (row,) = mixes(Reading(shop.store, shop.specs, LOCAL)).to_dict("records")
    assert tuple(row) == MIX and (row["labs"], row["decision"]) == ("L1;L2", "")
    decide(shop.store, association("things", "s@people.example"), *PLACE, "together", "Both were checked again.")
    (row,) = mixes(Reading(shop.store, shop.specs, manufacturer("things", "A"))).to_dict("records")
    assert [row[name] for name in ("decision", "decision_reason", "by_name", "by_role")] == [
        *("together", "Both were checked again.", "s@people.example", "association")
    ]
    assert not pd.isna(row["decided_at"])
    assert mixes(Reading(shop.store, shop.specs, association("elsewhere"))).empty


@pytest.mark.parametrize(
    "viewer", [Viewer("regulator"), manufacturer("things", "A"), association("elsewhere"), Viewer("laboratory")]
)
def test_only_the_association_and_an_administrator_decide(shop, viewer):
    with pytest.raises(Refused, match="Only the association"):
        decide(shop.store, viewer, *PLACE, "together", "Because.")
    assert flag(shop) == "labs_differ"


@pytest.mark.parametrize(("decision", "reason"), [("together", "  "), ("never", "Because."), ("apart", "x" * 2001)])
def test_a_decision_without_a_reason_or_of_another_word_is_refused(shop, decision, reason):
    with pytest.raises(Refused, match="A decision"):
        decide(shop.store, LOCAL, *PLACE, decision, reason)
    assert flag(shop) == "labs_differ"


def test_every_value_says_whether_its_laboratory_differs(shop):
    frame = values(Reading(shop.store, shop.specs, manufacturer("things", "A")))
    assert tuple(frame.columns) == VALUES and set(frame["enterprise"]) == {"A"}
    assert dict(frame.groupby("lab")["value"].max()) == {"L1": 34, "L2": 44}
    assert frame["differs"].all()


def test_where_laboratories_agree_there_is_nothing_to_decide(tmp_path):
    asked = ["--sector", "automobiles", "--category", "passenger_car_ev", "--indicator", "brake_distance_100"]
    words = [*asked, "--wave", "2026H1", "--verdict", "together", "--why", "Because."]
    done = CliRunner().invoke(main, ["--store", str(tmp_path / "x.duckdb"), "decide", *words])
    assert done.exit_code != 0 and "nothing to decide" in done.output


def test_without_one_laboratory_the_others_give_the_verdict(shop):
    reading = Reading(shop.store, shop.specs, LOCAL, Selection("things", "thing", indicator="lead", wave="2026H1"))
    decide_mix(reading, "without", "L2 had used another method.", "L2")
    row = at_floor(shop).loc["A"]
    # L1 alone measured 30, 34 and 32; with both the gap was 90 - 37
    assert row["gap"] == pytest.approx(90 - 32) and (row["verdict"], row["reason"]) == ("met", "")
    assert flag(shop) == "mix_without" and row["p_met"] > 0.975
    kept = mixes(Reading(shop.store, shop.specs, LOCAL)).iloc[0]
    assert (kept["decision"], kept["left_out"], kept["labs"]) == ("without", "L2", "L1;L2")
    told = laboratories.mix(kept, Language("en"))
    assert "Their values count without L2: the others give the verdict" in told and "L2 had used another" in told
    slip = receipt(Reading(shop.store, shop.specs, LOCAL, Selection("things", "thing", "A", wave="2026H1")))
    decided = next(each for each in slip["inputs"] if each["indicator"] == "lead")["laboratories"]
    assert (decided["decision"], decided["left_out"]) == ("without", "L2")
    assert decided["decision_reason"] == "L2 had used another method."
    bill = Bill(slip, Language("en"))._decided(decided)
    assert bill.startswith("Their values count without L2") and bill.endswith("L2 had used another method.")


def test_a_maker_that_only_the_laboratory_left_out_measured_has_no_verdict(shop):
    reading = Reading(shop.store, shop.specs, LOCAL, Selection("things", "thing", indicator="lead", wave="2026H1"))
    decide_mix(reading, "without", "L1 had used another method.", "L1")
    assert at_floor(shop)["gap"].to_dict() == pytest.approx({"A": 90 - 42, "B": 90 - 32})
    assert at_floor(shop)["reason"].to_dict() == {"A": "", "B": "labs_differ"}


def test_only_a_laboratory_that_differs_is_left_out_and_it_is_named(shop):
    reading = Reading(shop.store, shop.specs, LOCAL, Selection("things", "thing", indicator="lead", wave="2026H1"))
    for decision, left_out, said in (
        ("without", "L9", "Only a laboratory"),
        ("without", "", "names that one"),
        ("apart", "L2", "names that one"),
    ):
        with pytest.raises(Refused, match=said):
            decide_mix(reading, decision, "Because.", left_out)
    assert flag(shop) == "labs_differ"
