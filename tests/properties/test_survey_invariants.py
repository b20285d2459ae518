"""What must not change a survey's results, held on random files."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.estimates.cells import rebuild
from benchmarks.reading import Reading, estimates, gaps
from data.kept import batches
from data.viewer import LOCAL
from tests.kit import Shop
from tests.properties.survey_files import ANSWERED, QUICK, Variants, files, pieces, same, spec

COUNTS = {"rating", "price"}


@pytest.fixture(scope="module")
def variants():
    sectors = ("whole", "split", "withdrawn", "heavier", "renamed")
    return Variants.of(*(spec(name) for name in sectors), spec("dearer", unit=1000.0), spec("mirror", mirrored=True))


@QUICK
@given(rows=files(), cuts=st.lists(st.integers(0, 2), min_size=3, max_size=24), seed=st.integers(0, 99))
def test_a_file_in_any_pieces_and_order_with_or_without_a_withdrawn_one_gives_the_same(variants, rows, cuts, seed):
    shop, wave = variants.shop, variants.wave()
    parts = list(pieces(rows, cuts))
    Random(seed).shuffle(parts)
    shop.survey(rows, wave=wave, sector="whole")
    for part in parts:
        shop.survey(part, wave=wave, sector="split")
    shop.survey(rows, wave=wave, sector="withdrawn")
    wrong = shop.survey(parts[0] + [{"enterprise": "D", "rating": 1.0}], wave=wave, sector="withdrawn")
    batches.withdraw(shop.store, LOCAL, wrong, "sent twice")
    found = variants.results(wave)
    same(found["split"], found["whole"])
    same(found["withdrawn"], found["whole"])


@QUICK
@given(rows=files(), factor=st.sampled_from([0.001, 0.7, 30.0, 12345.0]))
def test_only_the_ratios_of_weights_count(variants, rows, factor):
    shop, wave = variants.shop, variants.wave()
    shop.survey(rows, wave=wave, sector="whole")
    shop.survey([row | {"weight": row["weight"] * factor} for row in rows], wave=wave, sector="heavier")
    found = variants.results(wave)
    same(found["heavier"], found["whole"])


@QUICK
@given(rows=files(), names=st.permutations(["A", "B", "C", "Z"]))
def test_other_names_for_the_enterprises_give_the_same_results_under_them(variants, rows, names):
    shop, wave = variants.shop, variants.wave()
    new = dict(zip("ABC", names, strict=False))
    shop.survey(rows, wave=wave, sector="whole")
    shop.survey([row | {"enterprise": new[row["enterprise"]]} for row in rows], wave=wave, sector="renamed")
    found = variants.results(wave)
    same(found["renamed"], found["whole"].rename(index=new).sort_index())


@QUICK
@given(rows=files())
def test_another_unit_gives_the_same_results_in_it(variants, rows):
    shop, wave = variants.shop, variants.wave()
    dear = [row | {"price": None if row["price"] is None else 1000 * row["price"]} for row in rows]
    shop.survey(rows, wave=wave, sector="whole")
    shop.survey(dear, wave=wave, sector="dearer")
    found = variants.results(wave)
    one, other = found["whole"], found["dearer"]
    scaled = one.index.get_level_values("indicator") == "price"
    one.loc[scaled, ["estimate", "se", "low", "high"]] *= 1000
    same(other, one)


@QUICK
@given(rows=files())
def test_a_scale_and_a_direction_turned_over_leave_gaps_verdicts_and_scores_as_they_are(variants, rows):
    shop, wave = variants.shop, variants.wave()
    turn = {"rating": 11, "yes": 1, "price": 1000}
    over = [row | {name: None if row[name] is None else turn[name] - row[name] for name in turn} for row in rows]
    shop.survey(rows, wave=wave, sector="whole")
    shop.survey(over, wave=wave, sector="mirror")
    found = variants.results(wave, gaps, ["enterprise", "indicator", "level"])
    one, other = found["whole"], found["mirror"]
    kept = one.index.get_level_values("indicator").isin(list(turn))
    columns = ["gap", "gap_low", "gap_high", "p_met", "verdict", "score"]
    same(other[kept], one[kept], columns)


@QUICK
@given(rows=files())
def test_missing_answers_leave_both_sums_and_are_counted(variants, rows):
    wave = variants.wave()
    variants.shop.survey(rows, wave=wave, sector="whole")
    frame = variants.results(wave)["whole"]
    for (enterprise, name), found in frame.iterrows():
        mine = [row for row in rows if row["enterprise"] == enterprise]
        given_ = [row for row in mine if row[name] is not None]
        assert found["n"] == len(given_)
        assert found["missing_share"] == pytest.approx(1 - len(given_) / len(mine))
        if name in COUNTS:
            total = sum(row["weight"] for row in given_)
            mean = sum(row["weight"] * row[name] for row in given_) / total
            assert found["estimate"] == pytest.approx(mean, rel=1e-12)
    answered = {(row["enterprise"], name) for row in rows for name in ANSWERED if row[name] is not None}
    assert set(frame.index) == answered


@settings(QUICK, max_examples=3)
@given(
    sent=st.lists(st.tuples(files(most=8), st.sampled_from(["2025", "2026"])), min_size=1, max_size=4),
    back=st.sets(st.integers(0, 3)),
)
def test_a_rebuild_finds_no_difference_after_any_loads_and_withdrawals(sent, back):
    shop = Shop(spec("things"))
    numbers = [shop.survey(rows, wave=wave) for rows, wave in sent]
    for place in back & set(range(len(numbers))):
        batches.withdraw(shop.store, LOCAL, numbers[place], "wrong")
    before = estimates(Reading(shop.store, shop.specs, LOCAL))
    assert rebuild(shop.store, shop.specs)["differed"] == 0
    if len(before):
        after = estimates(Reading(shop.store, shop.specs, LOCAL))
        same(
            after.set_index(["enterprise", "wave", "indicator"]), before.set_index(["enterprise", "wave", "indicator"])
        )
