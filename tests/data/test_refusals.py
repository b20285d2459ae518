"""What is refused is said in both languages: no sentence of a screen stands in the code in English alone."""

import ast
import json
from pathlib import Path

import pytest

from data.mapping.file import parse
from data.problems.wording.mappings import MAPPINGS
from data.refusal import REFUSALS, Refused
from pages.parts.words.language import CHINESE

ROOT = Path(__file__).resolve().parents[2]
SHOWN = [path for room in ("data", "benchmarks", "pages") for path in sorted((ROOT / room).rglob("*.py"))]


def raised(path: Path) -> list[ast.expr]:
    """What `Refused` is made from in a file."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    return [call.args[0] for call in calls if getattr(call.func, "id", "") == "Refused" and call.args]


def test_every_refusal_of_a_screen_has_a_code_with_a_sentence_in_both_languages():
    unknown = [
        f"{path.relative_to(ROOT)}:{code.lineno}"
        for path in SHOWN
        if "cli" not in path.parts  # the command line speaks English
        for code in raised(path)
        if isinstance(code, ast.JoinedStr) or (isinstance(code, ast.Constant) and code.value not in REFUSALS)
    ]
    assert unknown == []


def test_several_refusals_are_said_together_in_the_readers_language():
    both = Refused.together([Refused("margins_row", line=2), Refused("margins_share", line=3, got="x")])
    assert str(both) == (
        "Line 2: a row names a variable, one of its values and a share. "
        "Line 3: a share is a number above 0, such as 0.4 or 40%; got x."
    )
    said = both.said(CHINESE.gettext)
    assert "第2行" in said and "第3行" in said and "share" not in said


def test_one_refusal_stays_itself():
    assert Refused.together([Refused("margins_empty")]).code == "margins_empty"


def test_what_is_wrong_with_a_mapping_has_a_code_and_is_said_in_chinese_too():
    bad = {"mapping": 2, "columns": {"a": "x"}, "ignored": ["a"], "reading": {"long": 1}, "recode": {"b": {"k": 9}}}
    with pytest.raises(Refused) as refused:
        parse(json.dumps(bad))
    codes = [each.code for each in refused.value.parts]
    assert codes == ["mapping_version", "mapping_mapped_ignored", "recode_k", "manner_long"]
    said = refused.value.said(CHINESE.gettext)
    assert said.startswith('"mapping" 应写明版本，即 1；实为 2。') and "a 既被映射又被忽略。" in said
    unsaid = [code for code, text in MAPPINGS.items() if CHINESE.gettext(text) == text]
    assert unsaid == []


def test_a_refusal_has_the_thousands_of_its_counts_apart_and_names_a_row_as_it_is():
    refused = Refused("excel_cell", most=32_767, row=10_000, n=32_768)
    assert str(refused) == "An Excel cell holds 32,767 characters; one of row 10000 has 32,768: take CSV."
    assert str(Refused("no_decision", known="together", got="10000")).endswith("10000 is none.")
