"""The method documents are made from the code: words, choices and worked examples cannot drift from it."""

import re
from pathlib import Path

import pytest

from benchmarks import policy
from pages.parts.words import method_caveats
from pages.parts.words.language import CHINESE, ENGLISH
from pages.parts.words.method import written
from tests.spec import report

ROOT = Path(__file__).resolve().parents[1]


def test_the_method_documents_are_what_the_code_would_write():
    assert report.stale() == [], f"run: {report.COMMAND}"


def test_every_choice_of_the_policy_stands_in_the_table_with_its_value_and_source():
    table = policy.choices()
    assert {name: each.value for name, each in table.items()} == {
        name: value for name, value in vars(policy).items() if name.isupper() and isinstance(value, int | float)
    }
    assert (table["CAP"].value, table["CAP"].group) == (59.9, "index, ranks and what follows from them")
    assert table["Z_ACTION"].value == 3 and "ISO 13528" in table["Z_ACTION"].source
    assert table["MIN_CELL"].group == "disclosure"
    assert all(each.why and each.source for each in table.values())


def test_a_number_of_the_policy_that_gives_no_reason_is_refused(monkeypatch):
    monkeypatch.setattr(policy, "OF_NO_REASON", 5, raising=False)
    with pytest.raises(ValueError, match="shorter"):
        policy.choices()


def test_a_stale_document_is_named(monkeypatch, tmp_path, capsys):
    old = tmp_path / "method.md"
    old.write_text("# Method of last year\n", encoding="utf-8")
    monkeypatch.setattr(report, "DOCUMENTS", {old: report.method})
    assert report.main(["--check"]) == 1
    assert "method.md is stale" in capsys.readouterr().out
    monkeypatch.setattr(report, "DOCS", tmp_path)
    assert report.main(["--write"]) == 0
    assert old.read_text(encoding="utf-8") == report.method()


def test_an_example_is_a_sentence_with_its_arithmetic():
    code = dict(report.examples("test_planner"))["half the change takes four times the answers"]
    assert code.splitlines() == [
        "def test_half_the_change_takes_four_times_the_answers():",
        "    assert needed_n(20**2, 2.5) == pytest.approx(4 * needed_n(20**2, 5))",
    ]


def test_every_folder_of_worked_examples_is_among_those_that_are_written():
    assert {path.parent.name for path in report.HERE.rglob("test_*.py")} == set(report.FOLDERS)


def test_every_link_to_a_worked_example_lands_on_a_heading():
    links = set(re.findall(r"worked-examples\.md#([^)]+)", report.method()))
    headings = {line[4:].replace(" ", "-") for line in report.worked().splitlines() if line.startswith("### ")}
    assert len(links) > 200
    assert links <= headings


def test_every_formula_has_a_source_and_every_section_worked_examples():
    for section in method_caveats.sections(ENGLISH):
        assert all(each.source for each in section.formulas)
        assert section.examples and all(report.examples(name) for name in section.examples)


def test_formulas_are_written_in_the_readers_language():
    words = {
        language.code: " ".join(
            written(each.latex, language) for part in method_caveats.sections(language) for each in part.formulas
        )
        for language in (ENGLISH, CHINESE)
    }
    assert r"\text{moved by us}" in words["en"]
    assert re.findall(r"\\text\{[a-z ]+\}", words["zh"]) == []
    assert re.sub(r"\\text\{[^}]*\}", "", words["zh"]) == re.sub(r"\\text\{[^}]*\}", "", words["en"])


def test_every_attack_names_tests_that_are_there():
    lines = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and not line.startswith(("| attack", "| requirement"))]
    assert len(rows) >= 15
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py): (test_\w+)`", row.split(" | ")[-1])
        assert named, row
        for path, name in named:
            assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path} has no {name}"
