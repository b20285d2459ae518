"""The sentences a screen starts with, in both languages."""

from datetime import date
from types import SimpleNamespace

import pytest

from benchmarks.specs.spec import LevelEntry
from pages.parts.words import sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import CHINESE, ENGLISH, word

NAN = float("nan")


def level(**changes: object) -> LevelEntry:
    """A reference level of 1, used since 2020, read at the source; changes as in a spec file."""
    first = {"value": 1.0, "kind": "reference", "cite": "a standard", "from": date(2020, 1, 1), "checked": "source"}
    return LevelEntry.model_validate(first | changes)


EMISSION = SimpleNamespace(statistic="mean", unit="mg/m3", decimals=3, direction="lower")
SHARE = SimpleNamespace(statistic="share", unit="share", decimals=2, direction="higher")


def test_a_gap_short_of_a_level_names_the_level_and_orders_its_interval_from_near_to_far():
    # 0.093 measured, 0.050 the benchmark, lower is better: -(0.093 - 0.050) = -0.043
    gap, low, high = -(0.093 - 0.050), -(0.100 - 0.050), -(0.086 - 0.050)
    said = sentences.gap("benchmark", gap, low, high, EMISSION, ENGLISH, 0.050)
    assert said == "0.043 mg/m³ short of the benchmark 0.050 (0.036 to 0.050)"
    said = sentences.gap("benchmark", gap, low, high, EMISSION, CHINESE, 0.050)
    assert said == "距对标水平（0.050）还差 0.043 mg/m³（0.036～0.050）"


def test_a_gap_on_the_better_side_says_better():
    gap, low, high = 0.124 - 0.093, 0.124 - 0.100, 0.124 - 0.086
    assert (
        sentences.gap("floor", gap, low, high, EMISSION, ENGLISH)
        == "0.031 mg/m³ better than the floor (0.024 to 0.038)"
    )
    assert sentences.gap("floor", gap, low, high, EMISSION, CHINESE) == "优于底线 0.031 mg/m³（0.024～0.038）"


def test_a_floor_that_is_no_bottom_line_is_called_what_it_is():
    def said(kind, language):
        return sentences.gap("floor", -0.02, NAN, NAN, EMISSION, language, 0.08, kind)

    assert said("mandatory", ENGLISH) == "0.020 mg/m³ short of the bottom line 0.080"
    assert said("recommended", ENGLISH) == "0.020 mg/m³ short of the recommended floor 0.080"
    assert said("editorial", ENGLISH) == "0.020 mg/m³ short of the floor of our choice 0.080"
    assert said("mandatory", CHINESE) == "距强制性底线（0.080）还差 0.020 mg/m³"
    assert said("reference", CHINESE) == "距参考底线（0.080）还差 0.020 mg/m³"


def test_an_interval_that_reaches_to_both_sides_says_which_end_is_which():
    assert sentences.gap("benchmark", -0.01, -0.03, 0.012, SHARE, ENGLISH) == (
        "1.0 percentage points short of the benchmark (3.0 short to 1.2 better)"
    )
    assert sentences.gap("benchmark", -0.01, -0.03, 0.012, SHARE, CHINESE) == (
        "距对标水平还差 1.0 个百分点（差 3.0～优 1.2）"
    )


def test_a_gap_without_an_interval_has_no_brackets_and_one_of_nothing_is_level():
    assert sentences.gap("frontier", -0.02, NAN, NAN, EMISSION, ENGLISH) == "0.020 mg/m³ short of the frontier"
    assert sentences.gap("floor", 0.0, NAN, NAN, EMISSION, ENGLISH) == "level with the floor"
    assert sentences.gap("floor", NAN, NAN, NAN, EMISSION, ENGLISH) == "not measured against the floor"


def test_a_gap_in_points():
    assert sentences.points_gap("benchmark", -4.2, -7.3, -1.1, ENGLISH) == (
        "4.2 points short of the benchmark (1.1 to 7.3)"
    )
    assert sentences.points_gap("benchmark", -4.2, -7.3, -1.1, CHINESE) == "距对标水平还差 4.2 分（1.1～7.3）"


@pytest.mark.parametrize(
    ("failing", "samples", "english", "chinese"),
    [
        (1, 8, "1 of 8 samples fails", "8 个样品中 1 个不合格"),
        (3, 8, "3 of 8 samples fail", "8 个样品中 3 个不合格"),
        (1, 1, "the one sample fails", "唯一的样品不合格"),
        (0, 1, "the one sample passes", "1 个样品全部合格"),
        (0, 8, "all 8 samples pass", "8 个样品全部合格"),
    ],
)
def test_samples_that_fail_are_counted(failing, samples, english, chinese):
    assert sentences.samples_fail(failing, samples, ENGLISH) == english
    assert sentences.samples_fail(failing, samples, CHINESE) == chinese


def test_a_title_is_made_of_its_clauses():
    parts = [sentences.bottom_lines(1, 4, 0, 0, ENGLISH), sentences.certain_gaps(3, 0, ENGLISH)]
    assert sentences.clauses(parts, ENGLISH) == "1 bottom line is broken; 3 gaps to the benchmark are certain"
    assert sentences.certain_gaps(1, 2, ENGLISH) == "1 gap to the benchmark is certain (2 more may be chance)"
    parts = [sentences.bottom_lines(0, 4, 0, 0, ENGLISH), sentences.certain_gaps(1, 0, ENGLISH)]
    assert sentences.clauses(parts, ENGLISH) == "No bottom line is broken; 1 gap to the benchmark is certain"
    parts = [sentences.bottom_lines(2, 4, 1, 0, CHINESE), sentences.certain_gaps(0, 0, CHINESE)]
    assert sentences.clauses(parts, CHINESE) == "突破底线 2 条；暂无确定低于对标水平的指标"


def test_no_bottom_line_is_broken_is_said_only_where_every_one_was_tested():
    # how many apply, how many of them were never tested, how many were tested last before this wave
    cases = ((4, 0, 0), (4, 0, 2), (4, 1, 0), (4, 3, 1), (4, 4, 0), (0, 0, 0))
    said = [sentences.bottom_lines(0, *counts, ENGLISH) for counts in cases]
    assert said == [
        "no bottom line is broken",
        "no bottom line was broken at its last test",
        "no tested bottom line is broken; 1 was never tested",
        "no tested bottom line is broken; 3 were never tested",
        "no bottom line was tested",
        "no bottom line applies",
    ]
    assert sentences.bottom_lines(0, 4, 1, 0, CHINESE) == "已检测的均未突破底线；1 条从未检测"


def test_what_is_reached_and_what_is_open():
    assert sentences.at_benchmark(2, 2, 8, ENGLISH) == (
        "2 of 8 indicators are at the benchmark; for 2 the samples cannot tell"
    )
    assert sentences.at_benchmark(1, 0, 8, ENGLISH) == "1 of 8 indicators is at the benchmark"
    told = {(0, 0, 3, 0): "none of 3", (0, 0, 1, 0): "the one indicator measured is not", (0, 1, 1, 0): "cannot tell"}
    told |= {(1, 0, 1, 0): "the one indicator measured is at", (0, 0, 2, 2): "too little was measured to hold"}
    told |= {(1, 0, 3, 2): "1 of 3 indicators is at the benchmark; for 2 too little was measured"}
    for (*counts, few), said in told.items():
        assert said in sentences.at_benchmark(*counts, ENGLISH, few)
    assert sentences.at_benchmark(2, 1, 8, CHINESE) == "8 项指标中 2 项达到对标水平；1 项因样本所限无法判定"


def test_counts_have_their_singular():
    assert [sentences.count(n, "response", ENGLISH) for n in (0, 1, 1312)] == [
        "0 responses",
        "1 response",
        "1,312 responses",
    ]
    assert sentences.count(1, "response", CHINESE) == "1 份答卷"


def test_a_probability_never_reads_one_hundred_percent():
    assert sentences.probability(0.998, ENGLISH) == "99.8%"
    assert sentences.probability(0.99996, ENGLISH) == ">99.9%"


def test_a_rank_is_a_range_unless_its_ends_agree():
    assert sentences.rank(5, 8, 11, ENGLISH) == "5 to 8 of 11"
    assert sentences.rank(5, 5, 11, ENGLISH) == "5 of 11"
    assert sentences.rank(5, 8, 11, CHINESE) == "5～8 / 11"


def test_where_a_level_comes_from():
    since, day = "GB 18580-2025", date(2026, 6, 1)
    title = {"en": since, "zh": f"{since}《室内装饰装修材料 人造板及其制品中甲醛释放限量》"}
    entry = level(cite=since, title=title, checked="source", binds=day, **{"from": date(2025, 7, 1)})
    assert sentences.level_in_use(entry, ENGLISH) == (
        "GB 18580-2025 · checked at the source · used here since 1 Jul 2025 · binding from 1 Jun 2026"
    )
    assert sentences.level_in_use(entry, CHINESE) == (
        f"{title['zh']} · 已与原文核对 · 本平台自2025年7月1日起采用 · 2026年6月1日起强制实施"
    )


def test_our_choice_is_called_so_and_not_said_to_be_checked():
    entry = level(cite="our choice, two thirds of the limit", kind="editorial", checked="editorial")
    assert sentences.level_in_use(entry, ENGLISH) == "our choice, two thirds of the limit · used here since 1 Jan 2020"
    assert sentences.level_in_use(entry, CHINESE) == "本平台自定 · 本平台自2020年1月1日起采用"


def test_what_is_said_of_a_level_that_nobody_has_seen_carries_its_badge():
    assert sentences.badged("2 short of the floor 72", "memory", ENGLISH) == "2 short of the floor 72 [not verified]"
    assert sentences.badged("2 short of the floor 72", "secondary", ENGLISH) == "2 short of the floor 72"


def test_the_notice_of_the_demo_does_not_call_every_level_real():
    for language in (ENGLISH, CHINESE):
        said = sentences.synthetic_notice(language)
        assert word(words.CHECKED, "memory", language) in said
        assert word(words.CHECKED, "editorial", language) in said


def test_a_sentence_ends_as_the_language_does():
    assert sentences.ended("No bottom line is broken", ENGLISH) == "No bottom line is broken."
    assert sentences.ended("没有底线未达标", CHINESE) == "没有底线未达标。"


def test_the_notice_says_what_is_made_up():
    assert "made up" in sentences.synthetic_notice(ENGLISH)
    assert "虚构" in sentences.synthetic_notice(CHINESE)
