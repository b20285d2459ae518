"""What a laboratory may send and take back: measurements under its own code, and nothing else."""

import pytest

from benchmarks.intake.load import check, load
from benchmarks.intake.sending import Sending
from data.kept import batches
from data.kept.batches import Upload
from data.refusal import Refused
from data.viewer import LOCAL, Viewer
from tests import kit

HEADER = "sample,enterprise,category,lab,tested_on,indicator,value"
REGISTER = "enterprise,name_en,name_zh,sector\nA,Alder,赤杨,things\n"
L1 = Viewer("laboratory", laboratories=frozenset({"L1"}), name="one@lab.example")
COLLEAGUE = Viewer("laboratory", laboratories=frozenset({"L1"}), name="two@lab.example")
L2 = Viewer("laboratory", laboratories=frozenset({"L2"}), name="one@other.example")


def row(sample: str, lab: str, value: float = 50.0) -> str:
    return f"{sample},A,thing,{lab},2026-03-01,smoke,{value}"


def sent(*rows: str) -> Upload:
    return Upload("test", "things", "\n".join([HEADER, *rows]).encode(), "t.csv", "T1", "2026H1")


@pytest.fixture
def shop() -> kit.Shop:
    """One sector with one registered maker."""
    shop = kit.Shop(kit.specs(kit.indicator("smoke", source="test"), kit.indicator("comfort")))
    register = Upload("register", "things", REGISTER.encode(), "register.csv")
    assert load(shop.store, shop.specs, LOCAL, Sending(register)).batch == 1
    return shop


def test_its_own_measurements_become_a_batch(shop):
    assert load(shop.store, shop.specs, L1, Sending(sent(row("a", "L1")))).batch == 2


def test_every_row_of_another_laboratory_is_named_and_nothing_is_written(shop):
    done = load(shop.store, shop.specs, L1, Sending(sent(row("a", "L1"), row("b", "L2"), row("c", "L3"))))
    assert [(each.code, each.line, each.got) for each in done.errors] == [
        ("lab_foreign", 3, "L2"),
        ("lab_foreign", 4, "L3"),
    ]
    assert done.batch is None
    assert len(batches.batches(shop.store, LOCAL)) == 1


def test_it_is_not_told_which_samples_another_laboratory_has_sent(shop):
    load(shop.store, shop.specs, LOCAL, Sending(sent(row("a", "L2"), row("b", "L1"))))
    asked = check(shop.store, shop.specs, L1, Sending(sent(row("a", "L2", 51.0), row("b", "L1", 51.0))))
    assert [(each.code, each.line) for each in asked.errors] == [("lab_foreign", 2), ("sample_known", 3)]


@pytest.mark.parametrize("kind", ["register", "survey", "labs", "checks", "published"])
def test_it_sends_nothing_but_tests(shop, kind):
    with pytest.raises(Refused, match="may not load files of this kind"):
        load(shop.store, shop.specs, L1, Sending(Upload(kind, "things", b"x", "x.csv", "S", "2026H1")))


def test_it_sees_the_batches_that_hold_its_own_measurements_and_no_others(shop):
    load(shop.store, shop.specs, L1, Sending(sent(row("a", "L1"))))
    load(shop.store, shop.specs, L2, Sending(sent(row("b", "L2"))))
    load(shop.store, shop.specs, LOCAL, Sending(sent(row("c", "L1"), row("d", "L2"))))
    assert list(batches.batches(shop.store, L1)["batch"]) == [2]
    assert list(batches.counts(shop.store, L1, 2)["n"]) == [1]
    for number in (1, 3, 4):
        with pytest.raises(Refused, match=f"no batch {number} in your"):
            batches.original(shop.store, L1, number)


def test_it_takes_back_what_it_sent_and_not_what_another_person_sent(shop):
    load(shop.store, shop.specs, L1, Sending(sent(row("a", "L1"))))
    with pytest.raises(Refused, match="read batch 2 but not withdraw it"):
        batches.withdraw(shop.store, COLLEAGUE, 2, "not mine")
    batches.withdraw(shop.store, L1, 2, "a wrong unit")
    assert batches.batches(shop.store, L1)["why"][0] == "a wrong unit"


def test_without_a_name_nobody_takes_anything_back(shop):
    nameless = Viewer("laboratory", laboratories=frozenset({"L1"}))
    load(shop.store, shop.specs, nameless, Sending(sent(row("a", "L1"))))
    with pytest.raises(Refused, match="not withdraw"):
        batches.withdraw(shop.store, nameless, 2, "mine?")
