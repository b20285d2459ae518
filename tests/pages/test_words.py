"""Every code that results, specs and viewers use has words, in both languages and each its own."""

from typing import get_args

import pytest

from benchmarks.columns import FLAGS, LEVELS, METHODS, VERDICTS
from benchmarks.specs import models as spec_models
from benchmarks.specs import parts as spec_parts
from data.viewer import ROLES
from pages.parts.words import vocabulary as words
from pages.parts.words.language import CHINESE, ENGLISH

VOCABULARIES = {
    words.verdict: VERDICTS,
    words.verdict_meaning: VERDICTS,
    words.level: LEVELS,
    words.polarity: get_args(spec_models.Indicator.model_fields["direction"].annotation),
    words.kind: get_args(spec_parts.Kind),
    words.checked: get_args(spec_parts.Checked),
    words.source: get_args(spec_parts.Source),
    words.statistic: get_args(spec_parts.Statistic),
    words.role: ROLES,
    words.method: METHODS,
    words.flag: FLAGS,
    words.section: ("results", "improve", "submit", "rules", "manage"),
}


@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=lambda one: one.code)
@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda one: one.__name__)
def test_every_code_has_a_word_of_its_own(vocabulary, language):
    said = [vocabulary(code, language) for code in VOCABULARIES[vocabulary]]
    assert len(set(said)) == len(said) >= 2
    assert all(said)


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda one: one.__name__)
def test_no_word_is_left_in_english_for_a_chinese_reader(vocabulary):
    assert all(vocabulary(code, CHINESE) != vocabulary(code, ENGLISH) for code in VOCABULARIES[vocabulary])


def test_verdicts_in_the_words_of_the_field():
    assert [words.verdict(code, CHINESE) for code in VERDICTS] == ["达标", "未达标", "无法判定", "样本过少"]
    assert [words.verdict(code, ENGLISH) for code in VERDICTS] == ["met", "not met", "cannot tell", "too few"]


def test_levels_in_the_words_of_the_field():
    assert [words.level(code, CHINESE) for code in LEVELS] == ["底线", "对标水平", "标杆水平"]


def test_how_a_level_was_checked_is_said_plainly():
    assert words.checked("source", ENGLISH) == "checked at the source"
    assert words.checked("memory", ENGLISH) == "not verified"
    assert words.checked("editorial", CHINESE) == "本平台自定"


def test_flags_are_said_in_order_and_a_share_is_written_out():
    assert words.flags("censored=0.25;no_uncertainty", ENGLISH) == [
        "25% of the values below the limit of detection",
        "a laboratory stated no uncertainty",
    ]
    assert words.flags("lonely_psu", CHINESE) == ["有的层只有一个抽样点"]
    assert words.flags("", ENGLISH) == []
