"""The demo's files: the same every time, in the formats of the upload page, and of the size that was promised."""

import hashlib
import time
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from benchmarks.specs.contracts import contract
from data import demo
from data.check.check import check
from data.demo import checks, more
from data.demo.makers import makers
from data.read import read
from data.wave import Wave
from tests.demo_kit import LATEST, SPECS, contribution, made, results, room, table

SECTORS = sorted(SPECS)
PLANTED_FEW = {(t.sector, t.enterprise, wave) for t in demo.TRUTHS if t.kind == "too_few" for wave in t.waves}
each_sector = pytest.mark.parametrize("sector", SECTORS)
each_wave = pytest.mark.parametrize("wave", demo.WAVES)


def test_the_same_specs_give_the_same_bytes_twice():
    began = time.perf_counter()
    again = list(demo.files(SPECS))
    size = sum(len(file.content) for file in again)
    print(f"\n{len(again)} files, {size / 1e6:.1f} MB, made in {time.perf_counter() - began:.2f} s")
    assert [hashlib.sha256(file.content).digest() for file in again] == [
        hashlib.sha256(file.content).digest() for file in made()
    ]


def test_a_sector_alone_gives_the_same_bytes_as_among_the_others():
    alone = list(demo.files({"catering": SPECS["catering"]}))
    assert alone == [file for file in made() if file.sector == "catering"]


def test_registers_come_first_then_products_laboratories_long_series_and_a_survey_and_a_test_by_sector_and_wave():
    order = [(file.kind, file.sector, file.wave) for file in made()]
    assert order == [
        *(("register", sector, None) for sector in SECTORS),
        *(("products", sector, None) for sector in SECTORS),
        *(("labs", sector, None) for sector in SECTORS),
        *((kind, sector, None) for sector in SECTORS for kind in ("states", "standards")),
        *(("test", sector, wave) for sector in SECTORS for wave in more.EARLIER),
        *((kind, sector, wave) for wave in demo.WAVES for sector in SECTORS for kind in ("survey", "test")),
        *(("checks", sector, wave) for wave in checks.YEAR for sector in SECTORS),
        *(("test", "automobiles", LATEST), ("test", "automobiles", more.LATER)),
    ]
    files = 4 + 4 + 4 + 4 * 2 + 6 * 4 + 6 * 4 * 2 + 4 * 2 + 2
    assert len({file.name for file in made()}) == len({file.content for file in made()}) == files
    assert {(f.sector, f.kind, f.survey) for f in made() if f.survey} - {("automobiles", "test", "AUT-ring")} == {
        (sector, kind, f"{prefix}-{kind}")
        for sector, prefix in zip(SECTORS, ("AUT", "CAT", "APP", "FUR"), strict=True)
        for kind in ("survey", "test")
    }
    assert all(file.title_en and any("一" <= sign <= "鿿" for sign in file.title_zh) for file in made())


@each_sector
def test_the_check_of_every_upload_finds_no_error_in_a_file_of_the_demo(sector):
    for file in made():
        if file.sector == sector and file.wave in (None, LATEST, more.EARLIER[0], more.LATER):
            wave = Wave.parse(file.wave) if file.wave else None
            found = check(read(file.content, file.name), contract(SPECS[file.sector], file.kind), wave=wave)
            assert [problem for problem in found.problems if problem.severity == "error"] == [], file.name
            assert found.typed.num_rows == found.rows > 2, file.name


@each_sector
def test_a_register_holds_nine_to_eleven_makers_whose_skewed_shares_sum_to_one(sector):
    register = table(sector, "register")
    attributes = ["region", "size", "uscc", "founded"]
    assert list(register) == ["enterprise", "name_en", "name_zh", "sector", "output_share", *attributes]
    assert 9 <= len(register) <= 11
    assert register["output_share"].sum() == pytest.approx(1, abs=1e-12)
    assert register["output_share"].nlargest(2).sum() < 0.85
    assert register["output_share"].max() > 5 * register["output_share"].min()


def test_no_two_makers_share_a_code_or_a_name():
    everyone = pd.concat([table(sector, "register") for sector in SECTORS])
    assert everyone[["enterprise", "name_en", "name_zh"]].nunique().tolist() == [len(everyone)] * 3


@each_sector
def test_every_category_has_six_makers_and_every_maker_one_to_four_categories(sector):
    makes = table(sector, "test", LATEST)[["enterprise", "category"]].drop_duplicates()
    assert makes["category"].value_counts().min() >= 6
    assert makes["category"].nunique() == len(SPECS[sector].categories)
    assert makes["enterprise"].value_counts().between(1, 4).all()
    asked = table(sector, "survey", LATEST)[["enterprise", "category"]].drop_duplicates()
    assert set(map(tuple, asked.values)) == set(map(tuple, makes.values))


@pytest.mark.parametrize("categories", [1, 2, 3, 4, 5, 6])
def test_six_makers_in_a_category_also_hold_for_specs_with_more_or_fewer_categories(categories):
    crew = makers("catering", categories)
    assert min(sum(c in maker.makes for maker in crew) for c in range(categories)) >= 6


@each_sector
@each_wave
def test_a_maker_has_about_300_responses_a_category_and_wave(sector, wave):
    counts = table(sector, "survey", wave).groupby(["enterprise", "category"]).size()
    few = np.array([(sector, enterprise, wave) in PLANTED_FEW for enterprise, _ in counts.index])
    assert counts[~few].between(220, 380).all()
    assert counts[few].eq(12).all()
    assert 270 <= counts[~few].mean() <= 330


@each_sector
def test_weights_are_unequal_and_cities_lie_in_one_stratum_and_mostly_stay(sector):
    waves = [table(sector, "survey", wave) for wave in demo.WAVES]
    for survey in waves:
        assert survey["weight"].between(0.3, 3).all()
        assert 0.3 < survey["weight"].std() / survey["weight"].mean() < 0.6
        assert set(survey["stratum"]) == {"east", "central", "west", "northeast"}
        assert survey.groupby("psu")["stratum"].nunique().eq(1).all()
        assert survey["psu"].nunique() == 12 + 8 + 7 + 5
    cities = [set(survey["psu"]) for survey in waves]
    for before, after in pairwise(cities):
        assert 0.85 < len(before & after) / len(before) < 1
    assert len(cities[0] & cities[-1]) >= 16


@each_sector
def test_two_to_six_per_cent_of_the_answers_to_each_question_are_missing(sector):
    survey = pd.concat([table(sector, "survey", wave) for wave in demo.WAVES])
    for indicator in SPECS[sector].indicators:
        if indicator.source == "survey":
            asked = survey["category"].isin(indicator.categories)
            assert 0.02 < survey.loc[asked, indicator.id].isna().mean() < 0.06
            assert survey.loc[~asked, indicator.id].isna().all()


def design_effect(y: pd.Series, rows: pd.DataFrame) -> float:
    """Variance of a weighted mean with its cities and strata, over that of a random sample of the same size."""
    w = rows["weight"] / rows["weight"].sum()
    off = y - (y * w).sum()
    by_stratum = (off * w).groupby([rows["stratum"], rows["psu"]]).sum().groupby(level=0)
    n = by_stratum.size()
    return (n * by_stratum.var()).sum() / ((off**2 * w).sum() / len(rows))


@each_sector
def test_cities_and_weights_make_an_answer_worth_half_to_three_quarters_of_a_random_one(sector):
    effects = []
    for indicator in (SPECS[sector].indicator("satisfaction"), SPECS[sector].indicator("recommend")):
        survey = table(sector, "survey", "2025H1").dropna(subset=indicator.id)
        for _, rows in survey.groupby(["enterprise", "category"]):
            effects.append(design_effect(contribution(indicator, rows[indicator.id]), rows))
    assert 1 / 0.75 < np.mean(effects) < 1 / 0.5


@each_sector
def test_satisfaction_follows_the_first_two_questions_more_than_the_others(sector):
    survey = table(sector, "survey", LATEST)
    category = SPECS[sector].categories[0].id
    asked = [i for i in SPECS[sector].indicators if i.source == "survey" and i.applies_to(category)]
    answers = survey.loc[survey["category"] == category, [i.id for i in asked]]
    ties = answers.corr(method="spearman")["satisfaction"].drop("satisfaction").abs()
    assert ties.iloc[:2].max() == ties.max()
    assert ties.max() > 0.6
    assert ties.min() > 0.05


@each_sector
@each_wave
def test_three_to_eight_specimens_are_measured_by_three_laboratories_inside_the_wave(sector, wave):
    tests = table(sector, "test", wave)
    assert tests.groupby(["indicator", "enterprise", "category"])["sample"].nunique().between(3, 8).all()
    assert not tests.duplicated(["sample", "indicator"]).any()
    assert set(tests["lab"]) == set(table(sector, "labs")["lab"])
    assert tests["lab"].value_counts(normalize=True).min() > 0.25
    days = pd.to_datetime(tests["tested_on"])
    assert days.min() >= pd.Timestamp(Wave.parse(wave).start)
    assert days.max() <= pd.Timestamp(Wave.parse(wave).end)
    assert tests["product"].notna().all()
    measured = tests[tests["unit"].notna() & ~tests["censored"]]
    assert (measured["U"] > 0).all()
    assert (measured["U"] < 0.06 * measured["value"].abs()).all()


def test_a_few_results_lie_under_the_limit_of_detection():
    tests = pd.concat([table(sector, "test", wave) for sector in SECTORS for wave in demo.WAVES])
    assert 3 <= tests["censored"].sum() < 0.01 * len(tests)
    assert (tests.loc[tests["censored"], "value"] > 0).all()


@each_sector
@each_wave
def test_mandatory_floors_are_broken_by_the_planted_makers_and_kept_clearly_by_all_others(sector, wave):
    held = room(sector, wave)
    keys = ["enterprise", "category", "indicator"]
    broken = {tuple(row) for row in held.loc[held["room"] < -held["U"], keys].values}
    unclear = {tuple(row) for row in held.loc[(held["room"] < held["U"]) & (held["room"] >= -held["U"]), keys].values}

    def planted(*kinds: str) -> set[tuple]:
        chosen = (t for t in demo.TRUTHS if t.sector == sector and t.kind in kinds and wave in t.waves)
        return {(t.enterprise, t.category, t.indicator) for t in chosen}

    assert broken == planted("breaks_floor", "loved_but_fails")
    assert unclear == planted("near_floor")


@each_sector
def test_a_laboratory_measures_the_same_maker_not_far_from_the_others(sector):
    tests = pd.concat([table(sector, "test", wave).assign(wave=wave) for wave in demo.WAVES])
    tests = tests[tests["U"] > 0]
    typical = tests.groupby(["indicator", "enterprise", "category", "wave"])["value"].transform("mean")
    bias = ((tests["value"] - typical) / tests["U"]).groupby([tests["indicator"], tests["lab"]]).mean()
    assert 0.1 < bias.abs().max() < 0.5


@each_sector
def test_every_result_of_a_sector_lies_inside_what_its_spec_allows(sector):
    found = results(sector, LATEST)
    expected = {(i.id, category) for i in SPECS[sector].indicators for category in i.categories}
    assert {(indicator, category) for indicator, _, category in found.index} == expected
    assert np.isfinite(found).all()
