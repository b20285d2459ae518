"""From the file of a tool to the right estimate with one confirmation at most, as docs/files.md says row by row."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from benchmarks.intake.load import check, load
from benchmarks.intake.reread import reread
from benchmarks.intake.sending import Outcome, Sending
from benchmarks.reading import Reading, estimates
from benchmarks.specs.spec import load_specs
from data.kept.batches import Upload
from data.mapping.mapping import parse
from data.read import READERS, read
from data.read.kind import of as told_by_bytes
from data.read.manner import Manner, manner_of
from data.store import Store, open_store
from data.viewer import LOCAL
from tests.exports.files import ESTIMATES, EXPORTS, NAMES
from tests.intake.mutated import good

ROOT = Path(__file__).parents[2]
SPECS = load_specs(ROOT / "benchmarks" / "specs")
SECTOR = "home_furnishings"
REGISTER = "enterprise,name_en,name_zh,sector\n" + "".join(
    f"{code},{code} Ltd,{name},{SECTOR}\n" for code, name in NAMES.items()
)
LABS = "lab,name,accreditation,scope,valid_until\nL1,x,CNAS L1,*,2030-12-31\n"
SENT: dict[str, tuple[Store, Outcome]] = {}


def sent(tool: str) -> tuple[Store, Outcome]:
    """The store into which the tool's file was loaded, and what became of it; once for all tests."""
    if tool not in SENT:
        store, export = open_store(":memory:"), EXPORTS[tool]()
        for kind, text in (("register", REGISTER), ("labs", LABS)):
            assert (
                load(store, SPECS, LOCAL, Sending(Upload(kind, SECTOR, text.encode(), "f", "", ""))).batch is not None
            )
        mapping = None if export.mapping is None else parse(json.dumps(export.mapping))
        upload = Upload(export.kind, SECTOR, export.content, "export", "S1", "2026H1")
        SENT[tool] = store, load(store, SPECS, LOCAL, Sending(upload, mapping=mapping))
    return SENT[tool]


@pytest.mark.parametrize("tool", EXPORTS)
def test_the_file_of_a_tool_gives_the_right_estimates(tool):
    store, outcome = sent(tool)
    assert [(each.code, each.line, each.column, each.got) for each in outcome.errors] == []
    found = estimates(Reading(store, SPECS, LOCAL)).set_index(["enterprise", "indicator"])["estimate"]
    expected = EXPORTS[tool]().estimates or ESTIMATES
    assert {key: found[key] for key in expected} == {key: pytest.approx(value) for key, value in expected.items()}


@pytest.mark.parametrize("tool", [tool for tool in EXPORTS if EXPORTS[tool]().mapping is not None])
def test_where_a_confirmation_is_needed_the_file_is_not_loaded_without_it(tool):
    store, export = sent(tool)[0], EXPORTS[tool]()
    upload = Upload(export.kind, SECTOR, export.content, "export", "S2", "2026H1")
    assert check(store, SPECS, LOCAL, Sending(upload, mapping=parse('{"mapping": 1}'))).errors


def table() -> dict[str, list[str]]:
    """The rows of the table in docs/files.md by their first cell."""
    lines = (ROOT / "docs" / "files.md").read_text(encoding="utf-8").splitlines()
    at = next(place for place, line in enumerate(lines) if line.startswith("| tool |"))
    rows = {}
    for line in lines[at + 2 :]:
        if not line.startswith("|"):
            break
        first, *rest = (cell.strip() for cell in line.strip("|").split("|"))
        rows[first] = rest
    return rows


def test_the_document_has_a_row_for_each_tool_and_none_besides():
    assert list(table()) == list(EXPORTS)


@pytest.mark.parametrize("tool", EXPORTS)
def test_a_row_of_the_document_says_what_is_confirmed_and_every_choice_that_is_told(tool):
    *_, confirmed, chosen = table()[tool]
    needs = EXPORTS[tool]().mapping
    assert confirmed == (
        "nothing" if needs is None else "the reading, once" if "reading" in needs else "the mapping, once"
    )
    outcome = sent(tool)[1]
    codes = list(dict.fromkeys(each.code for each in outcome.choices))
    assert chosen == (", ".join(f"`{code}`" for code in codes) or "nothing")


def test_the_document_names_every_kind_of_file_that_is_read():
    text = (ROOT / "docs" / "files.md").read_text(encoding="utf-8")
    kinds = re.findall(r"^\| `(\w+)` \|", text.split("## Kinds of files")[1].split("\n## ")[0], re.MULTILINE)
    assert kinds == list(READERS)
    (written,) = re.findall(r'"reading": (\{.*?\})', text, re.DOTALL)
    assert manner_of(json.loads(written)).as_dict().keys() == {each.name for each in fields(Manner)}


@pytest.mark.parametrize("kind", READERS)
def test_each_kind_of_the_document_is_told_by_its_bytes_and_read(kind):
    of_kind = [content for content in good().values() if told_by_bytes(content) == kind]
    assert of_kind
    for content in of_kind:
        table = read(content, "named.exe")
        assert len(table.columns) >= 4 and len(table.lines) == (1 if kind == "dcc" else 12) and table.problems == []


@pytest.mark.parametrize("tool", EXPORTS)
def test_what_is_kept_of_an_export_gives_the_same_rows_again(tool):
    store, outcome = sent(tool)
    again = reread(store, SPECS, LOCAL, outcome.batch)
    assert (again.rows, again.differing) == (outcome.rows, 0)
