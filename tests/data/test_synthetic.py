"""Taking the demo back before real data come: all of it or nothing, with its actions."""

import pytest
from click.testing import CliRunner

from benchmarks.cli import main
from benchmarks.intake import load as intake
from benchmarks.intake.sending import Sending
from data.kept import actions, batches
from data.kept.batches import Upload
from data.kept.synthetic import any_synthetic, withdraw_synthetic
from data.refusal import Refused
from data.store import open_store
from data.viewer import LOCAL, Viewer, manufacturer
from tests import kit

REGISTER = "enterprise,name_en,name_zh,sector\n{code},Name,名称,things\n"
ANSWERS = "response,enterprise,category,comfort\nr1,{code},thing,70\n"


def load(shop: kit.Shop, kind: str, text: str, synthetic: bool) -> None:
    survey, wave = ("S1", "2026H1") if kind == "survey" else ("", "")
    upload = Upload(kind, "things", text.encode(), f"{kind}.csv", survey, wave, synthetic=synthetic)
    assert intake.load(shop.store, shop.specs, LOCAL, Sending(upload)).batch


@pytest.fixture
def shop() -> kit.Shop:
    """A register and answers of maker A, made up."""
    shop = kit.Shop(kit.specs(kit.indicator("comfort")))
    load(shop, "register", REGISTER.format(code="A"), True)
    load(shop, "survey", ANSWERS.format(code="A"), True)
    return shop


def test_every_synthetic_batch_goes_and_what_is_real_stays(shop):
    load(shop, "register", REGISTER.format(code="B"), False)
    load(shop, "survey", ANSWERS.replace("r1", "r2").format(code="B"), False)
    assert any_synthetic(shop.store)
    assert withdraw_synthetic(shop.store, LOCAL) == 2
    assert not any_synthetic(shop.store)
    assert list(batches.batches(shop.store, LOCAL, live=True)["batch"]) == [4, 3]
    assert withdraw_synthetic(shop.store, LOCAL) == 0


def test_a_real_batch_that_leans_on_the_made_up_register_is_named_and_nothing_goes(shop):
    load(shop, "survey", ANSWERS.replace("r1", "r2").format(code="A"), False)
    with pytest.raises(Refused, match=r"not synthetic \(3\) speak of enterprises that only the demo has registered"):
        withdraw_synthetic(shop.store, LOCAL)
    assert len(batches.batches(shop.store, LOCAL, live=True)) == 3


@pytest.mark.parametrize("viewer", [Viewer("regulator"), manufacturer("things", "A")])
def test_only_an_administrator_takes_it_back(shop, viewer):
    with pytest.raises(Refused, match="Only an administrator"):
        withdraw_synthetic(shop.store, viewer)


def test_the_actions_of_the_demo_go_with_its_batches_and_others_stay(shop):
    fields = {
        **{"category": "thing", "indicator": "comfort", "aimed_value": 80.0, "measures": "Softer seats"},
        **{"baseline_wave": "2026H1", "due_wave": "2027H1"},
    }
    made_up = actions.register(shop.store, LOCAL, "things", "A", fields, synthetic=True)
    real = actions.register(shop.store, LOCAL, "things", "A", fields)
    withdraw_synthetic(shop.store, LOCAL)
    assert list(actions.actions(shop.store, LOCAL)["action"]) == [real]
    with pytest.raises(Refused, match=f"no action {made_up}"):
        actions.note(shop.store, LOCAL, made_up, "still there?")


def test_the_command_says_how_many_went(tmp_path):
    path = str(tmp_path / "store.duckdb")
    store = open_store(path)
    kit_store = kit.Shop(kit.specs(kit.indicator("comfort")), store=store)
    load(kit_store, "register", REGISTER.format(code="A"), True)
    store.close()
    done = CliRunner().invoke(main, ["--store", path, "withdraw-demo"])
    assert (done.exit_code, done.output) == (0, "1 synthetic batches withdrawn from store.duckdb.\n")
