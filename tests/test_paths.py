"""The README and the documents name files, functions and folders that are there."""

import ast
import re
from pathlib import Path

import pytest

from tests import measured

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("how-to-add", "sign-in", "deployment"))]
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|md|toml|txt|sql))(?:: ([\w, ]+))?`")
MADE = ("data/quality.duckdb", ".streamlit/secrets.toml")  # by whoever runs it, not in the checkout
COLUMNS = re.compile(r"\(`([\w/]+/)`\)")


def named(document: Path) -> list[tuple[str, str]]:
    """(path from the root, names defined in it) of every path in backticks; a table's head may name the folder."""
    found, folders = [], []
    for line in document.read_text(encoding="utf-8").splitlines():
        cells = line.strip().strip("|").split("|") if line.startswith("|") else [line]
        if len(cells) > 1 and COLUMNS.search(line):
            folders = [match[1] if (match := COLUMNS.search(cell)) else "" for cell in cells]
        elif len(cells) == 1:
            folders = []
        for place, cell in enumerate(cells):
            above = folders[place] if folders and not COLUMNS.search(line) else ""
            found += [(above + path, names or "") for path, names in PATH.findall(cell)]
    return found


def defined(path: Path) -> set[str]:
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
    return names


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_and_name_in_a_document_is_there(document):
    told = [each for each in named(document) if each[0] not in MADE]
    assert told or document.name not in ("README.md", "how-to-add.md")
    assert [path for path, _ in told if not (ROOT / path).exists()] == []
    missing = [
        f"{path}: {name}"
        for path, names in told
        for name in filter(None, map(str.strip, names.split(",")))
        if name not in defined(ROOT / path)
    ]
    assert missing == []


def test_a_path_in_a_table_is_read_with_the_folder_of_its_column(tmp_path):
    table = "| screen (`pages/`) | what |\n|---|---|\n| `results/gaps.py: show` | `benchmarks/policy.py` |\n"
    (tmp_path / "x.md").write_text(table + "\nand `docs/`\n", encoding="utf-8")
    found = [("pages/", ""), ("pages/results/gaps.py", "show"), ("benchmarks/policy.py", ""), ("docs/", "")]
    assert named(tmp_path / "x.md") == found


def test_every_test_that_is_named_long_is_there():
    """A test that is renamed comes back among the quick ones unseen."""
    named_long = [name.split("::") for name in measured.long_tests()]
    gone = [f"{file}::{name}" for file, name in named_long if name not in defined(ROOT / "tests" / file)]
    assert gone == []
