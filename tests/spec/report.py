"""Writes docs/method.md and docs/worked-examples.md: `python -m tests.spec.report --check` or `--write`.

The words and formulas are those of the method page, the choices those of benchmarks/policy.py, the examples the spec
tests themselves: a test's name is the sentence it proves, its code the arithmetic.
"""

import ast
import sys
from functools import cache
from pathlib import Path

from benchmarks import policy
from pages.parts.words import method_caveats
from pages.parts.words.language import ENGLISH
from pages.parts.words.method import Section, written

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
FOLDERS = (
    *("intake", "estimates", "gaps", "scope", "index", "cuts", "progress", "actions", "headline", "infrastructure"),
    *("governance", "innovation", "fieldwork"),
)
COMMAND = "python -m tests.spec.report --write"
NOTE = f"<!-- Made by `{COMMAND}`; edits here are lost. -->"


@cache
def examples(name: str) -> list[tuple[str, str]]:
    """(sentence, code) of each test of a spec file; the sentence is the test's name."""
    text = _text(name)
    lines = text.splitlines()
    return [
        (node.name.removeprefix("test_").replace("_", " "), _body(lines, node))
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def subject(name: str) -> str:
    """What a spec file is about: the first line of its docstring."""
    return ast.get_docstring(ast.parse(_text(name))).splitlines()[0]


def method() -> str:
    """docs/method.md."""
    parts = ["# Method", NOTE, "What is computed, by which formula, from which source. The levels stand in"]
    parts[-1] += " `benchmarks/specs`, the arithmetic in [worked examples](worked-examples.md)."
    parts += [_section(section) for section in method_caveats.sections(ENGLISH)]
    rows = [(each.group, f"`{name}`", each.written, each.why, each.source) for name, each in policy.choices().items()]
    parts += ["## Choices", "Every number that somebody chose, with its source; from `benchmarks/policy.py`."]
    parts += [_table(("subject", "choice", "value", "reason", "source"), rows)]
    parts += ["## Deviations", "Where the method departs from the tools it follows, and why."]
    parts += [_table(("tool", "here", "why"), method_caveats.deviations(ENGLISH))]
    parts += ["## What the numbers must not be used for"]
    parts += ["\n".join(f"- {each}" for each in method_caveats.limits(ENGLISH))]
    return "\n\n".join(parts) + "\n"


def worked() -> str:
    """docs/worked-examples.md: every spec test, its sentence and its arithmetic."""
    parts = ["# Worked examples", NOTE, "Each heading is a rule of the method, the code beneath it its proof: run by"]
    parts[-1] += " `pytest tests/spec`. Terse names are helpers of the same file."
    for name in spec_files():
        parts += [f"## {subject(name)}", f"`{_file(name).relative_to(HERE.parents[1]).as_posix()}`"]
        for sentence, code in examples(name):
            parts += [f"### {sentence}", f"```python\n{code}\n```"]
    return "\n\n".join(parts) + "\n"


def spec_files() -> list[str]:
    """The spec tests, by file name without .py; a subject a folder, in the order of the method."""
    return [path.stem for folder in FOLDERS for path in sorted((HERE / folder).glob("test_*.py"))]


def _file(name: str) -> Path:
    [path] = HERE.glob(f"*/{name}.py")
    return path


def _text(name: str) -> str:
    return _file(name).read_text(encoding="utf-8")


DOCUMENTS = {DOCS / "method.md": method, DOCS / "worked-examples.md": worked}


def stale() -> list[str]:
    """Names of the documents that are not what the command would write."""
    return [
        path.name for path, make in DOCUMENTS.items() if not path.exists() or path.read_text(encoding="utf-8") != make()
    ]


def _section(section: Section) -> str:
    parts = [f"## {section.title}", *section.paragraphs]
    for formula in section.formulas:
        parts += [f"$$\n{written(formula.latex, ENGLISH)}\n$$", f"Source: {formula.source}."]
    parts += ["Worked examples:"]
    lines = [f"- [{sentence}](worked-examples.md#{_anchor(sentence)})" for sentence in _sentences(section)]
    return "\n\n".join([*parts, "\n".join(lines)])


def _sentences(section: Section) -> list[str]:
    return [sentence for name in section.examples for sentence, _ in examples(name)]


def _anchor(sentence: str) -> str:
    return sentence.replace(" ", "-")


def _table(head: tuple[str, ...], rows: object) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def _body(lines: list[str], node: ast.FunctionDef) -> str:
    """The whole function as it stands in its file: cut down to its body, other line breaks would be right."""
    start = min([node.lineno, *(each.lineno for each in node.decorator_list)])
    return "\n".join(lines[start - 1 : node.end_lineno])


def main(arguments: list[str]) -> int:
    """--write makes both anew; --check names what is stale and ends with 1 if anything is."""
    if "--write" in arguments:
        DOCS.mkdir(exist_ok=True)
        for path, make in DOCUMENTS.items():
            path.write_text(make(), encoding="utf-8")
    found = stale()
    print("\n".join(f"{name} is stale: {COMMAND}" for name in found) or "The method documents are in step.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
