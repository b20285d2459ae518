"""A document answers back: every number is made again, and is the same, superseded, withdrawn or altered."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.made import report, verify
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import batches
from data.refusal import Refused
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.demo_kit import SPECS
from tests.kit import empty_store

ABOUT = Selection("catering", "canteen", "CAT-02", wave="2026H1")


@pytest.fixture(scope="module")
def store(demo_file: Any) -> Iterator[Store]:
    opened = open_store(demo_file)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def held(store: Store) -> dict[str, Any]:
    made = report.document("enterprise", Reading(store, SPECS, LOCAL, ABOUT), LANGUAGES["en"])
    return verify.facts_of(report.FORMATS["pdf"](made))


def asked(store: Store, held: dict[str, Any]) -> dict[str, int]:
    return dict(verify.counted(verify.verified(held, store, SPECS, LOCAL)))


def test_a_document_asked_at_once_is_the_same_in_every_number(store: Store, held: dict[str, Any]):
    assert asked(store, held) == {"same": len(held["facts"])}


def test_a_digit_changed_in_the_facts_is_found_even_with_a_new_digest(store: Store, held: dict[str, Any]):
    copy = json.loads(json.dumps(held))
    at = next(i for i, each in enumerate(copy["facts"]) if each["result"] == "index" and each["column"] == "score")
    copy["facts"][at]["value"] += 0.1
    for digest in (copy["digest"], facts.digest(copy)):
        rows = verify.verified({**copy, "digest": digest}, store, SPECS, LOCAL)
        assert list(rows.index[rows["verdict"] == "altered"]) == [at]


def test_a_digit_changed_in_what_is_shown_is_found(store: Store, held: dict[str, Any]):
    copy = json.loads(json.dumps(held))
    copy["facts"][0]["shown"] = copy["facts"][0]["shown"] + "0"
    assert asked(store, copy) == {"same": len(copy["facts"]) - 1, "altered": 1}


def test_a_document_of_another_store_is_altered_and_says_why(held: dict[str, Any]):
    rows = verify.verified(held, empty_store(), SPECS, LOCAL)
    assert set(rows["verdict"]) == {"altered"}
    assert rows["why"].str.contains("not known to this store").all()


def test_other_specs_supersede_what_they_moved(store: Store, held: dict[str, Any]):
    copy = json.loads(json.dumps(held))
    copy["about"]["specs"] = "older"
    copy["facts"][0]["value"] = -1
    copy["digest"] = facts.digest(copy)
    rows = verify.verified(copy, store, SPECS, LOCAL)
    assert rows["verdict"].value_counts().to_dict() == {"same": len(rows) - 1, "superseded": 1}
    assert rows["why"][0] == "the specs were changed since"


def test_a_batch_taken_back_withdraws_what_rested_on_it(demo_file: Path, tmp_path: Path, held: dict[str, Any]):
    copy = open_store(shutil.copy(demo_file, tmp_path / "copy.duckdb"))
    rows = batches.batches(copy, LOCAL, kind="test", sector="catering", wave="2026H1", live=True)
    number = int(rows["batch"].iloc[0])
    batches.withdraw(copy, LOCAL, number, "a wrong file")
    told = verify.verified(held, copy, SPECS, LOCAL)
    copy.close()
    gone = told[told["verdict"] == "withdrawn"]
    assert len(gone) > 0
    assert (gone["why"] == f"batches {number} were withdrawn since").all()
    assert set(told["verdict"]) == {"same", "withdrawn"}


NOTHING = [b"", b"%PDF-1.7 nothing", b"{}", b"[]", b'{"about": {}, "facts": [], "digest": ""}']


@pytest.mark.parametrize("content", NOTHING)
def test_a_file_without_facts_is_refused_in_one_sentence(content: bytes):
    with pytest.raises(Refused, match="holds no facts of a report"):
        verify.facts_of(content)
