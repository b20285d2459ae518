"""One word for one thing: the catalogue held against the glossary, and nothing left in English for a Chinese reader."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from benchmarks.specs.spec import load_specs
from pages.parts.words import catalogue

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = yaml.safe_load((ROOT / "pages" / "locale" / "glossary.yaml").read_text(encoding="utf-8"))
MESSAGES = [
    (catalogue._ids(message)[-1], text)
    for message in catalogue.translated()
    if message.id
    for text in catalogue._strings(message)
]
FILLED = re.compile(r"\{[^}]*\}")  # what is put in: a name, a number
CODE = re.compile(r'`[^`]*`|\$[^$]*\$|"[^"]*"(: ?\w+)?')  # as it is typed; what Chinese quotes has other marks
NEGATIONS = re.compile(r"没有|尚未|并未|未|无|不|非")
# What has a negation in it and is one word, or stands in quotes.
WORDS = re.compile(
    r"“[^”]*”|无法判定|未达标|未见效|未实测|未核实|未评分|未测量|未检出|未反映|不合格|不确定度|不确定性|不足|不同|不是|不超过"
    r"|不少于|不大于|不小于|不等于|不可见|无论|非合成|未知|不一致|不显示|不通过|无效|既非"
)


@pytest.mark.parametrize("term", GLOSSARY["terms"], ids=lambda term: term["english"])
def test_a_term_has_its_word_wherever_a_message_speaks_of_it(term):
    speaking = [pair for pair in MESSAGES if re.search(term["english"], FILLED.sub("", pair[0]), re.I)]
    assert speaking, "no message speaks of it: take the line away"
    assert term["meaning"]
    assert [pair for pair in speaking if not any(word in pair[1] for word in term["chinese"])] == []


@pytest.mark.parametrize("word", GLOSSARY["never"], ids=lambda word: word["chinese"])
def test_a_second_word_for_the_same_thing_is_in_no_message(word):
    used = [english for english, chinese in MESSAGES if word["chinese"] in chinese]
    assert sorted(used) == sorted(word.get("but", [])), f"say {word['say']}"


def test_no_word_is_left_in_english_for_a_chinese_reader():
    known = {str(word) for words in GLOSSARY["latin"].values() for word in words}
    left = {}
    for english, chinese in MESSAGES:
        plain = CODE.sub("", FILLED.sub("", chinese))
        if strange := set(re.findall(r"[A-Za-z][A-Za-z.\-]+", plain)) - known:
            left[english] = strange
    assert left == {}


def test_no_clause_says_no_more_than_once():
    twice = [
        clause
        for _english, chinese in MESSAGES
        for clause in re.split(r"[，；。：·]|还是", chinese)
        if len(NEGATIONS.findall(WORDS.sub("", clause))) > 1
    ]
    assert twice == []


def _texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every Chinese text of a spec with its place."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(each, f"{place}/{name}")
    elif isinstance(value, list):
        for n, each in enumerate(value):
            yield from _texts(each, f"{place}/{n}")
    elif isinstance(value, str) and place.endswith("/zh"):
        yield place, value


def test_the_specs_call_levels_as_the_screens_do():
    for sector, spec in load_specs(ROOT / "benchmarks" / "specs").items():
        texts = list(_texts(spec.model_dump(), sector))
        assert texts
        assert [place for place, text in texts if "标杆" in text] == []
