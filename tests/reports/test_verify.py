"""A document answers back: every number is made again, and is the same, superseded, withdrawn or altered."""

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from benchmarks.columns import REPORT_FACT
from benchmarks.reading import Reading
from benchmarks.reports import facts
from benchmarks.reports.document import Document
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
def store(read_by_all: Store) -> Store:
    return read_by_all


@pytest.fixture(scope="module")
def held(store: Store) -> dict[str, Any]:
    made = report.document("enterprise", Reading(store, SPECS, LOCAL, ABOUT), LANGUAGES["en"])
    return verify.facts_of(report.FORMATS["pdf"](made))


@pytest.fixture(scope="module")
def ranking(store: Store) -> Document:
    about = Selection("catering", "canteen", wave="2026H1")
    return report.document("ranking", Reading(store, SPECS, LOCAL, about), LANGUAGES["zh"])


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


@pytest.mark.parametrize("form", report.FORMATS)
def test_a_document_of_any_format_answers_by_itself(store: Store, ranking: Document, form: str):
    found = verify.facts_of(report.written(ranking, form))
    assert found.pop("gone") == []
    assert found == json.loads(json.dumps(ranking.facts))
    assert asked(store, found) == {"same": len(ranking.facts["facts"])}


PARTS = {"docx": "word/document.xml", "pptx": "ppt/slides/slide4.xml", "xlsx": "xl/sharedStrings.xml"}


@pytest.mark.parametrize("form", PARTS)
def test_a_digit_changed_in_what_an_office_document_shows_is_found(store: Store, ranking: Document, form: str):
    """The rank of who is last alone is 9 of 9 makers: 8-9 in the table; its facts stay as they were."""
    old, changed = io.BytesIO(report.written(ranking, form)), io.BytesIO()
    score = next(each["shown"] for each in ranking.facts["facts"] if each["column"] == "score")
    with zipfile.ZipFile(old) as before, zipfile.ZipFile(changed, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename.startswith(PARTS[form].rstrip("4.xml")):
                content = content.replace(f">{score}".encode(), b">99.9")
            after.writestr(part, content)
    rows = verify.verified(verify.facts_of(changed.getvalue()), store, SPECS, LOCAL, LANGUAGES["zh"])
    altered = rows[rows["verdict"] == "altered"]
    assert score in set(altered["shown"])
    assert set(altered["why"]) == {f"文档中 {score} 出现的次数比生成时少：其文字被改动过"}
    assert set(rows["verdict"]) == {"same", "altered"}


def broken(**about: Any) -> bytes:
    whole = {"kind": "board", "wave": "2026H1", "language": "en", "specs": "", "method": "", "batches": [], **about}
    return json.dumps({"about": whole, "facts": about.pop("facts", []), "digest": ""}).encode()


NOTHING = [
    *(b"", b"%PDF-1.7 nothing", b"{}", b"[]", b"PK\x03\x04 nothing", b"[" * 100_000),
    b'{"about": {}, "facts": [], "digest": ""}',
    *(broken(kind="poem"), broken(batches=[["x", "y"]]), broken(sector=["catering"]), broken(facts=[{"page": 1}])),
    broken(facts=[dict.fromkeys(REPORT_FACT, 1)]),
]


@pytest.mark.parametrize("content", NOTHING)
def test_a_file_without_facts_is_refused_in_one_sentence(content: bytes):
    with pytest.raises(Refused, match="holds no facts of a report"):
        verify.facts_of(content)
