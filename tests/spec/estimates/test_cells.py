"""What the cells keep of the answers, and how a rebuild checks them, in small examples."""

from math import sqrt

import pandas as pd
import pytest

from benchmarks.estimates.cells import centre_of, rebuild, stale
from benchmarks.reading import Reading, estimates, gaps
from data import migrating
from data import store as stores
from data.viewer import LOCAL
from tests.kit import Shop, indicator, specs
from tests.spec.estimates.test_survey_estimates import MEAN, answers, one


def test_an_indicator_asked_otherwise_than_it_was_summed_has_no_estimate_until_the_cells_are_rebuilt():
    shop = Shop(specs(indicator("rating", range={"min": 1, "max": 10}, levels={"floor": 5})))
    shop.survey(answers(8, 9, 10, 10))
    shop.specs = specs(
        indicator("rating", statistic="top_box", top_from=9, range={"min": 1, "max": 10}, levels={"floor": 0.5})
    )
    assert stale(shop.store, shop.specs) == [("things", "rating")]
    assert estimates(Reading(shop.store, shop.specs, LOCAL)).empty
    rebuild(shop.store, shop.specs)
    assert one(shop).estimate == 3 / 4


def test_responses_of_a_batch_in_which_nobody_answered_still_count_as_missing():
    whole, parts = Shop(specs(MEAN)), Shop(specs(MEAN))
    whole.survey(answers(60, 80, None, None))
    parts.survey(answers(60, 80))
    parts.survey(answers(None, None))
    assert one(whole).missing_share == one(parts).missing_share == 2 / 4


def test_a_very_narrow_spread_far_from_zero_keeps_its_digits():
    shop = Shop(specs(indicator("rating", range={"min": 0, "max": 1e9})))
    shop.survey(answers(1234567.0, 1234567.0009765625, 1234567.001953125))
    step = 0.0009765625  # 1 / 1024, exact in binary
    assert one(shop).se == pytest.approx(sqrt((step**2 + 0 + step**2) / 2 / 3), rel=1e-12)


def test_a_rebuild_without_the_sectors_spec_keeps_its_cells():
    shop = Shop(specs(MEAN))
    shop.survey(answers(60, 70, 80, 90))
    counts = rebuild(shop.store, specs(MEAN, sector="others"))
    assert (counts["cells"], counts["differed"]) == (1, 0)
    assert one(shop).estimate == 75


def test_a_rebuild_tells_how_many_sums_were_wrong_and_mends_them():
    shop = Shop(specs(MEAN))
    shop.survey([*answers(60, 70), *answers(80, 90, enterprise="B")])
    with shop.store.write() as cursor:
        cursor.execute("UPDATE cell SET swy = swy + 1e-6 * swyy WHERE enterprise = (SELECT min(enterprise) FROM cell)")
        cursor.execute("UPDATE stratum_cell SET a = a * 1.001")
    assert rebuild(shop.store, shop.specs)["differed"] == 1 + 2
    assert rebuild(shop.store, shop.specs)["differed"] == 0


@pytest.mark.parametrize(("mean", "sd", "centre"), [(7.43, 1.6, 7), (1234567.8, 0.02, 1234567.8), (52.0, 30.0, 50)])
def test_cells_of_a_wide_scale_are_centred_on_a_round_number_within_a_deviation_of_the_mean(mean, sd, centre):
    wide = specs(indicator("price", range={"min": 0, "max": 1e9}))["things"].indicator("price")
    assert centre_of(wide, mean, sd) == pytest.approx(centre)
    assert abs(centre_of(wide, mean, sd) - mean) <= sd


def test_cells_of_equal_answers_on_a_wide_scale_are_centred_on_them():
    assert (
        centre_of(specs(indicator("price", range={"min": 0, "max": 1e9}))["things"].indicator("price"), 7.25, 0.0)
        == 7.25
    )


def test_no_file_decides_on_what_the_answers_of_a_scale_are_centred():
    rating = specs(indicator("rating", range={"min": 1, "max": 10}, levels={"floor": 5}))["things"].indicator("rating")
    assert centre_of(rating, 9.9, 0.1) == centre_of(rating, 2.0, 3.0) == 5.5
    assert (
        centre_of(
            specs(indicator("problems", statistic="per_100", direction="lower", levels={"floor": 200}))[
                "things"
            ].indicator("problems"),
            3.0,
            1.0,
        )
        == 0
    )


def test_a_store_from_before_the_third_powers_gets_them_by_its_migration():
    lopsided = [*answers(*[90] * 30, psu="p"), *answers(*[80, 20, 60] * 3, psu="q"), *answers(85, 95, psu="r")]
    shop = Shop(specs(MEAN), stores.open_store(":memory:"))
    shop.survey(lopsided)
    shop.survey(answers(70, 75, psu="p"))
    now = gaps(Reading(shop.store, shop.specs, LOCAL))
    steps = dict(migrating.migrations(migrating.SCHEMA.read_text(encoding="utf-8")))
    with shop.store.write() as cursor:
        for table in ("cell", "stratum_cell"):
            cursor.execute(f"ALTER TABLE {table} DROP COLUMN swyyy")
        cursor.execute(steps[7])
    assert rebuild(shop.store, shop.specs)["differed"] == 0
    pd.testing.assert_frame_equal(gaps(Reading(shop.store, shop.specs, LOCAL)), now)
