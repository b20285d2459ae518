"""What to do next, read from the store: the demo's truths are found, and nobody sees beyond their scope."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.index.contradictions import contradictions
from benchmarks.index.importance import importance
from benchmarks.index.index import index
from benchmarks.index.national import standing
from benchmarks.index.peers import Peers, index_peers
from benchmarks.index.priorities import priorities
from benchmarks.index.receipt import NoReceipt, receipt
from benchmarks.index.robustness import robustness, sensitivity
from benchmarks.reading import Reading, gaps
from benchmarks.scope.selection import Selection
from data.demo import TRUTHS, WAVES
from data.kept.responses import responses
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests.demo_kit import SPECS, table
from tests.recompute_receipt import recomputed

SOFAS = Selection("home_furnishings", "upholstered_furniture", "FUR-01", wave=WAVES[-1])
PANELS = Selection("home_furnishings", "wood_panel", "FUR-06", wave=WAVES[-1])
CLASHES = {"loved_but_fails": "hidden_risk", "passes_but_unloved": "missed_by_test"}


@pytest.mark.parametrize("product", [SOFAS, PANELS], ids=["capped", "free"])
def test_the_command_writes_a_receipt_that_recomputes_the_published_score(demo_store, demo_file, product, tmp_path):
    published = index(Reading(demo_store, SPECS, LOCAL, product)).set_index("dimension").loc["overall", "score"]
    words = ["--enterprise", product.enterprise, "--category", product.category, "--wave", product.wave]
    file = tmp_path / "receipt.json"
    done = CliRunner().invoke(main, ["--store", str(demo_file), "receipt", *words, "-o", str(file)])
    assert done.exit_code == 0, done.output
    slip = json.loads(file.read_text(encoding="utf-8"))
    assert recomputed(slip) == pytest.approx(published, abs=1e-9)
    assert slip["spec"]["digest"] == SPECS["home_furnishings"].digest


def test_a_receipt_names_the_batches_behind_each_figure_with_their_counts(demo_store):
    slip = receipt(Reading(demo_store, SPECS, LOCAL, SOFAS))
    for entry in slip["inputs"]:
        assert sum(batch["n"] for batch in entry["batches"]) == entry["n"]
        assert {batch["kind"] for batch in entry["batches"]} == {entry["source"]}
        assert all(len(batch["sha256"]) == 64 for batch in entry["batches"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["FUR-99", "wood_panel", "2026H1"], "no results of FUR-99 in home_furnishings, wood_panel, 2026H1"),
        (["FUR-01", "spoons", "2026H1"], "There is no category 'spoons'"),
        (["FUR-01", "wood_panel", "spring"], "The wave cannot be read"),
    ],
)
def test_an_unknown_receipt_is_refused_in_one_sentence(demo_file, words, sentence):
    named = [part for pair in zip(("--enterprise", "--category", "--wave"), words, strict=True) for part in pair]
    done = CliRunner().invoke(main, ["--store", str(demo_file), "receipt", *named])
    assert done.exit_code == 1
    assert sentence in done.output
    assert "Traceback" not in done.output


def test_a_rival_gets_the_words_of_an_unknown_enterprise(demo_store):
    rival = manufacturer("home_furnishings", "FUR-06")
    with pytest.raises(NoReceipt) as hidden:
        receipt(Reading(demo_store, SPECS, rival, SOFAS))
    assert str(hidden.value) == "no results of FUR-01 in home_furnishings, upholstered_furniture, 2026H1"


@pytest.mark.parametrize("truth", [each for each in TRUTHS if each.kind in CLASHES], ids=lambda each: each.text)
def test_a_planted_contradiction_is_found_and_named(demo_store, truth):
    chosen = Selection(truth.sector, truth.category, truth.enterprise, wave=WAVES[-1])
    found = contradictions(Reading(demo_store, SPECS, LOCAL, chosen))
    overall = found.set_index("topic").loc["overall"]
    assert overall["finding"] == CLASHES[truth.kind]
    if truth.kind == "loved_but_fails":
        assert truth.indicator in overall["failed_floors"].split(";")


def test_the_broken_floor_comes_first_and_lifts_the_cap(demo_store):
    first = priorities(Reading(demo_store, SPECS, LOCAL, SOFAS)).iloc[0]
    slip = receipt(Reading(demo_store, SPECS, LOCAL, SOFAS))
    assert (first["indicator"], first["next_level"], bool(first["lifts_cap"])) == (
        "furniture_formaldehyde",
        "floor",
        True,
    )
    assert slip["result"]["score"] == 59.9
    # Lifting the cap frees what it held down, and the indicator itself adds its own points.
    freed = slip["result"]["uncapped"] - 59.9
    assert first["gain"] == pytest.approx(freed + first["gain_uncapped"])


@pytest.mark.parametrize("read", [priorities, contradictions, robustness, sensitivity])
def test_a_maker_gets_its_own_rows_only_and_a_visitor_none(demo_store, read):
    chosen = Selection("home_furnishings", "wood_panel", wave=WAVES[-1])

    def told(viewer: Viewer) -> set[str]:
        return set(read(Reading(demo_store, SPECS, viewer, chosen))["enterprise"]) - {""}

    assert told(manufacturer("home_furnishings", "FUR-06")) == {"FUR-06"}
    assert told(Viewer("visitor")) == told(association("catering")) == set()


def test_responses_are_those_of_the_file_in_scope(demo_store):
    asked = table("home_furnishings", "survey", WAVES[-1])
    mine = asked[(asked["enterprise"] == "FUR-01") & (asked["category"] == "upholstered_furniture")]
    place = ("home_furnishings", "upholstered_furniture", WAVES[-1])
    rows = responses(demo_store, manufacturer("home_furnishings", "FUR-01"), *place)
    assert set(rows["enterprise"]) == {"FUR-01"}
    assert len(rows) == len(mine)
    assert rows["satisfaction"].sum() == mine["satisfaction"].sum()
    assert rows["satisfaction"].isna().sum() == mine["satisfaction"].isna().sum()
    assert responses(demo_store, manufacturer("home_furnishings", "FUR-02"), *place, "FUR-01").empty
    assert responses(demo_store, Viewer("laboratory"), *place).empty


def test_importance_is_of_the_survey_s_ratings_and_leaves_other_outcomes_out(demo_store):
    found = importance(Reading(demo_store, SPECS, LOCAL, SOFAS))
    assert set(found.table["item"]) == {"odour_free", "problems_per_100", "delivery_installation", "extra_charges"}
    assert found.table["share"].sum() == pytest.approx(found.r2)
    nobody = importance(Reading(demo_store, SPECS, Viewer("visitor"), SOFAS))
    assert nobody.refused == "no_outcome"


def test_others_indices_are_whole_points_without_the_own_one(demo_store):
    place = Selection("home_furnishings", "wood_panel", wave=WAVES[-1])
    every = index(Reading(demo_store, SPECS, LOCAL, place))
    every = every[every["dimension"] == "overall"].set_index("enterprise")["score"].dropna()
    own = replace(place, enterprise="FUR-06")
    found = index_peers(Reading(demo_store, SPECS, manufacturer("home_furnishings", "FUR-06"), own))
    assert list(found.scores) == sorted(round(score) for score in every.drop("FUR-06"))
    assert all(isinstance(score, int) for score in found.scores)
    assert index_peers(Reading(demo_store, SPECS, manufacturer("home_furnishings", "FUR-01"), own)) == Peers(
        (), "no_permission"
    )


def test_the_share_at_the_benchmark_counts_what_was_judged(demo_store):
    wave = Selection(sector="catering", wave=WAVES[-1])
    rows = gaps(Reading(demo_store, SPECS, LOCAL, wave))
    verdicts = rows.loc[rows["level"] == "benchmark", "verdict"].value_counts()
    row = standing(Reading(demo_store, SPECS, Viewer("visitor"), wave)).iloc[0]
    assert row["met"] == verdicts["met"]
    assert row["judged"] == verdicts["met"] + verdicts["not_met"] + verdicts["cannot_tell"]
