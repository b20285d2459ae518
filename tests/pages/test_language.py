"""Words, numbers and dates in the reader's language, and whose language counts."""

import builtins
from datetime import date
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.words.language import CHINESE, ENGLISH, nearest


def test_a_number_in_a_sentence_has_a_true_minus_and_one_in_a_metric_an_ascii_one():
    assert ENGLISH.number(-4.25, 1) == "\N{MINUS SIGN}4.2"
    assert ENGLISH.plain(-4.25, 1) == "-4.2"


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_numbers_are_grouped_rounded_and_signed_on_request(language):
    assert language.number(92000) == "92,000"
    assert language.number(3.0, 2) == "3.00"
    assert language.number(2.6, 1, sign=True) == "+2.6"
    assert language.number(0.0, 1, sign=True) == "0.0"


def test_what_rounds_to_nothing_has_no_sign():
    assert ENGLISH.number(-0.04, 1) == "0.0"
    assert ENGLISH.percent(-0.0004, 1) == "0.0%"


def test_a_missing_number_is_an_en_dash():
    assert ENGLISH.number(float("nan"), 1) == ENGLISH.plain(None) == ENGLISH.percent(None) == "\N{EN DASH}"


def test_a_share_is_written_as_a_percentage():
    assert ENGLISH.percent(0.9393, 1) == CHINESE.percent(0.9393, 1) == "93.9%"


def test_dates_and_waves_follow_the_language():
    assert (ENGLISH.date(date(2021, 10, 1)), CHINESE.date(date(2021, 10, 1))) == ("1 Oct 2021", "2021年10月1日")
    assert [ENGLISH.wave(code) for code in ("2026", "2026H1", "2026Q4", "2026-07")] == [
        *("2026", "first half of 2026", "fourth quarter of 2026", "July 2026")
    ]
    assert [CHINESE.wave(code) for code in ("2026", "2026H2", "2026Q3", "2026-07")] == [
        *("2026年", "2026年下半年", "2026年第三季度", "2026年7月")
    ]


def test_a_wave_in_a_box_sorts_as_it_is_read_and_is_words_in_chinese():
    codes = ("2025H2", "2026", "2026H1", "2026H2", "2026Q4")
    names = [ENGLISH.wave_name(code) for code in codes]
    assert names == ["2025 H2", "2026", "2026 H1", "2026 H2", "2026 Q4"] == sorted(names)
    assert ENGLISH.wave_name("2026-07") == "2026-07"
    assert [CHINESE.wave_name(code) for code in codes] == [CHINESE.wave(code) for code in codes]


def test_items_in_a_row_are_joined_as_the_language_does():
    assert (ENGLISH.both(["a", "b", "c"]), CHINESE.both(["甲", "乙", "丙"])) == ("a, b, and c", "甲、乙和丙")


def test_a_label_is_taken_in_the_language_and_in_english_where_it_is_empty():
    assert CHINESE.label(SimpleNamespace(en="Safety", zh="安全")) == "安全"
    assert CHINESE.label(SimpleNamespace(en="Safety", zh="")) == "Safety"


@pytest.mark.parametrize(
    ("tag", "code"), [("zh", "zh"), ("zh-CN", "zh"), ("zh_Hans_CN", "zh"), ("ZH-tw", "zh"), ("en-GB", "en")]
)
def test_a_language_tag_finds_the_nearest_language(tag, code):
    assert nearest(tag).code == code


@pytest.mark.parametrize("tag", [None, "", "fr-FR", "../../etc"])
def test_a_tag_of_another_language_finds_none(tag):
    assert nearest(tag) is None


def _words() -> None:
    import streamlit as st

    from pages.parts.frame.reader import current, switch

    switch()
    language = current()
    st.text(language.gettext("Verdict") + "|" + language.ngettext("{n} sample", "{n} samples", 2).format(n=2))


def _run(locale: str = "en-US", **query: str) -> AppTest:
    app = AppTest.from_function(_words)
    app.context["locale"] = locale
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def test_without_a_wish_the_browser_s_language_counts_and_else_english():
    assert _run("zh-CN").text[0].value == "判定|2 个样品"
    assert _run("fr-FR").text[0].value == "Verdict|2 samples"


def test_the_address_counts_before_the_browser_and_is_remembered():
    app = _run("en-US", lang="zh-CN")
    assert app.text[0].value == "判定|2 个样品"
    del app.query_params["lang"]
    assert app.run().text[0].value == "判定|2 个样品"


def test_an_address_that_names_no_language_spoken_here_is_passed_over():
    assert _run("zh-CN", lang="fr").text[0].value == "判定|2 个样品"


def test_the_switch_changes_the_language_and_the_address():
    app = _run("en-US", lang="zh")
    app.button_group(key="language_switch").set_value("en").run()
    assert app.text[0].value == "Verdict|2 samples"
    assert app.query_params["lang"] in ("en", ["en"])


def test_one_reader_s_language_does_not_reach_another():
    chinese, english = _run("zh-CN"), _run("en-US")
    assert chinese.run().text[0].value == "判定|2 个样品"
    assert english.run().text[0].value == "Verdict|2 samples"
    assert not hasattr(builtins, "_")
