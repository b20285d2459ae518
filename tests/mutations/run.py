"""A copy of the tree, a formula broken in it, the first test that fails, and docs/mutations.md of what was caught."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutations.mutation import Mutation
from tests.mutations.of_judgements import OF_JUDGEMENTS
from tests.mutations.of_surveys import OF_SURVEYS

MUTATIONS = (*OF_SURVEYS, *OF_JUDGEMENTS)
ROOT = Path(__file__).parents[2]
CAUGHT = Path(__file__).with_name("caught.json")
PAGE = ROOT / "docs" / "mutations.md"
COMMAND = "python -m tests.mutations --write"
_PARTS = ("benchmarks", "data", "pages", "tests", "pyproject.toml", "streamlit_app.py")


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the tree to break things in; gone afterwards."""
    with TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in _PARTS:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, tree / name)
        yield tree


def unmatched() -> list[str]:
    """Mutations whose text does not stand exactly once in its file, or changes nothing."""
    return [
        f"{each.file} no longer holds once: {each.old}"
        for each in MUTATIONS
        if (ROOT / each.file).read_text(encoding="utf-8").count(each.old) != 1 or each.old == each.new
    ]


def caught_by(tree: Path, mutation: Mutation) -> str:
    """The first test that fails with the formula broken; empty where none does. The tree is as before afterwards."""
    path = tree / mutation.file
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        return first_failure(tree, mutation.tests)
    finally:
        path.write_text(whole, encoding="utf-8")


def first_failure(tree: Path, tests: Sequence[str]) -> str:
    """The first test that fails, as file::name without parameters; empty where all pass.

    A run that ends otherwise than with passed or failed tests is refused with a RuntimeError: it shows nothing.
    """
    # Compiled files are told apart by the second and the size: a mutation may change neither.
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=no", *tests]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    failed = re.search(r"^FAILED ([^\s\[]+)", done.stdout, flags=re.MULTILINE)
    if done.returncode == 0 or failed:
        return failed[1] if failed else ""
    raise RuntimeError(done.stdout + done.stderr)


def store(caught: dict[str, str]) -> None:
    """Keeps who caught what, and writes docs/mutations.md."""
    CAUGHT.write_text(json.dumps(caught, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")


def stored() -> dict[str, str]:
    """Formula to the test that caught it, from the last `--write`."""
    return json.loads(CAUGHT.read_text(encoding="utf-8"))


def page() -> str:
    """docs/mutations.md."""
    caught = stored()
    parts = [
        "# Formulas broken on purpose",
        f"<!-- Made by `{COMMAND}`; edits here are lost. -->",
        "A test that cannot fail proves nothing. Each formula was broken as said, alone, in a copy of the tree; the "
        "test named is the first that failed. `python -m tests.mutations` does it again and ends with 1 if one "
        "survives. What is replaced by what stands in `tests/mutations/of_surveys.py` and `of_judgements.py`.",
    ]
    lines = ["| formula | broken: | in | caught by |", "|---|---|---|---|"]
    for each in MUTATIONS:
        file, _, name = caught.get(each.formula, "").partition("::")
        said = name.removeprefix("test_").replace("_", " ")
        lines.append(f"| {each.formula} | {each.broken} | `{each.file}` | `{file}`: {said} |")
    return "\n\n".join([*parts, "\n".join(lines)]) + "\n"
