"""What is given to everybody, and what is mailed: open data that others' tools read, and ten lines."""

import email
import email.policy
import hashlib
import json
from datetime import date
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from benchmarks.index.national import board
from benchmarks.reading import Reading
from benchmarks.reports.content.source import Source
from benchmarks.reports.facts import Ledger
from benchmarks.reports.made import digest, package
from benchmarks.scope.selection import Selection
from benchmarks.words.language import LANGUAGES
from data.kept import register
from data.refusal import Refused
from data.store import Store
from data.viewer import LOCAL, Viewer, manufacturer
from tests.demo_kit import SPECS
from tests.reports.kit import everything

VISITOR = Viewer("visitor")


@pytest.fixture(scope="module")
def store(read_by_all: Store) -> Store:
    return read_by_all


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("open") / "package"
    package.package(Reading(store, SPECS, VISITOR), made, package.OPEN, "CC-BY-4.0", lambda name: None)
    return made


def test_the_package_is_valid_by_the_tool_of_those_who_wrote_the_format(folder: Path):
    found = frictionless.validate(str(folder / "datapackage.json"))
    assert found.flatten(["type", "message"]) == []
    assert {task.name for task in found.tasks} == set(package.OPEN)


def test_its_numbers_are_those_of_the_results_to_the_last_digit(store: Store, folder: Path):
    told = pd.read_csv(folder / "data" / "board.csv", keep_default_na=False, na_values=[""])
    assert list(told["score"].dropna()) == list(board(Reading(store, SPECS, VISITOR))["score"].dropna())


def test_its_checksums_are_those_of_its_files(folder: Path):
    for each in json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]:
        content = (folder / each["path"]).read_bytes()
        assert (each["hash"], each["bytes"]) == (f"sha256:{hashlib.sha256(content).hexdigest()}", len(content))


def test_no_maker_is_named_in_open_data(store: Store, folder: Path):
    every = register.enterprises(store, LOCAL)
    named = {*every["enterprise"], *every["name_en"], *every["name_zh"]}
    for path in folder.rglob("*.*"):
        held = path.read_text("utf-8")
        assert [name for name in named if name in held] == [], path.name


def test_a_package_that_is_made_up_says_so(folder: Path):
    assert "SYNTHETIC" in (folder / "README.md").read_text("utf-8")


def test_a_folder_that_holds_something_or_cannot_be_made_is_refused_and_nothing_is_left(store: Store, tmp_path: Path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    about = Reading(store, SPECS, VISITOR, Selection("catering"))
    for place in (tmp_path / "full", tmp_path / "full" / "mine.txt" / "below"):
        with pytest.raises(Refused):
            package.package(about, place, ("indicators",), "CC0-1.0", lambda name: None)
    assert [path.name for path in tmp_path.rglob("*")] == ["full", "mine.txt"]


def mail(store: Store, viewer: Viewer, about: Selection, language: str) -> tuple[str, str]:
    src = Source(Reading(store, SPECS, viewer, about), LANGUAGES[language], Ledger("digest"))
    content = digest.mail(src, "https://quality.example", date(2026, 11, 30))
    made = email.message_from_bytes(content, policy=email.policy.default)
    assert made["X-Unsent"] == "1"
    return made["Subject"], made.get_content()


def test_the_mail_of_all_sectors_has_ten_lines_at_most_and_ways_to_the_screens(store: Store):
    subject, body = mail(store, LOCAL, Selection(wave="2026H1"), "en")
    assert subject == "Duibiao, first half of 2026: what changed for all sectors"
    assert "- Catering: 70.5 points; −1.6 since 2025 H2; 7 bottom lines are broken." in body
    assert body.count("\n- ") <= digest.MOST
    assert "https://quality.example/?wave=2026H1&lang=en" in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mail_of_a_maker_names_no_other(store: Store, language: str):
    about = Selection("catering", enterprise="CAT-02", wave="2026H1")
    subject, body = mail(store, manufacturer("catering", "CAT-02"), about, language)
    every = register.enterprises(store, LOCAL)
    others = every[every["enterprise"] != "CAT-02"]
    held = everything((subject + body).encode())
    assert [name for name in (*others["enterprise"], *others["name_en"], *others["name_zh"]) if name in held] == []
    assert body.count("\n- ") <= digest.MOST
