"""Words that mean no answer leave no answer, and it is said; other words are still wrong."""

from dataclasses import replace

import pytest

from data.check.check import check
from data.check.worded import means_none
from data.mapping.checked import checked as under
from data.mapping.mapping import Mapping, Recode
from data.read import read
from tests.data.check_files import KNOWN, contract


def outcome(answers: list[str], column: str = "satisfaction", labels: dict[str, str] | None = None):
    rows = [f"r{place},{'ACME' if place % 2 else 'NORD'},sofa,{each}" for place, each in enumerate(answers)]
    table = read("\n".join([f"response,enterprise,category,{column}", *rows]).encode(), "f")
    if labels:
        table.note["value_labels"] = {column: labels}
    return check(table, contract("survey"), KNOWN)


@pytest.mark.parametrize("word", ["(跳过)", "（空）", "N/A", "n/a", "不知道", "Don't know", "refused", "不适用", "-"])
def test_a_word_that_means_no_answer_is_none_and_is_told(word):
    done = outcome(["7", word, "9"])
    assert done.problems == () and done.typed["satisfaction"].to_pylist() == [7, None, 9]
    assert [(each.code, each.lines) for each in done.choices] == [("answers_none", (3,))]
    assert outcome(["yes", word, "no"], "would_buy").typed["would_buy"].to_pylist() == [1, None, 0]


def test_a_code_that_a_labelled_file_calls_dont_know_is_no_count():
    done = outcome(["0", "1", "9"], "problems", {"9": "不知道 / Don't know"})
    assert done.typed["problems"].to_pylist() == [0, 1, None]
    assert outcome(["0", "1", "9"], "problems", {"9": "nine times"}).typed["problems"].to_pylist() == [0, 1, 9]


@pytest.mark.parametrize("label", ["nine or more", "9+", "9次及以上", "9 or more problems"])
def test_an_open_end_of_a_count_is_counted_as_its_number_and_said(label):
    done = outcome(["0", "1", "9"], "problems", {"9": label})
    assert done.typed["problems"].to_pylist() == [0, 1, 9] and done.problems == ()
    assert [(each.code, each.lines, each.got, each.rule) for each in done.choices] == [
        ("count_open", (4,), label, {"number": "9"})
    ]


@pytest.mark.parametrize("label", ["其他", "不止一次但记不清", "other", "nine or ten", "see remark"])
def test_a_code_of_a_count_with_another_name_is_asked_about(label):
    (asked,) = outcome(["0", "1", "9"], "problems", {"9": label}).problems
    assert (asked.code, asked.rule) == ("label_in_count", {"code": "9", "label": label})


@pytest.mark.parametrize(
    "labels", [{"0": "没有", "1": "一个", "2": "两次"}, {"0": "No problems", "1": "One", "2": "2 times"}]
)
def test_a_label_that_says_the_number_is_a_count(labels):
    done = outcome(["0", "1", "2"], "problems", labels)
    assert done.problems == () and done.typed["problems"].to_pylist() == [0, 1, 2]


def test_empty_counts_are_asked_about_where_none_is_zero():
    rows = [*("1", "2", "1"), *[""] * 3]
    (asked,) = outcome(rows, "problems").problems
    assert (asked.code, asked.rule) == ("blank_or_zero", {"given": 3, "empty": 3})
    assert outcome([*rows, "0"], "problems").problems == ()
    zero = Mapping({}, {"problems": Recode(blank="0")})
    text = "\n".join(
        ["response,enterprise,category,problems", *(f"r{n},ACME,sofa,{each}" for n, each in enumerate(rows))]
    )
    read_so = under(read(text.encode(), "f"), zero, contract("survey"), KNOWN)
    assert read_so.typed["problems"].to_pylist() == [1, 2, 1, 0, 0, 0]


def test_ticks_and_crosses_say_yes_and_no():
    assert outcome(["✓", "√", "×", "✗"], "would_buy").typed["would_buy"].to_pylist() == [1, 1, 0, 0]
    assert [each.code for each in outcome(["x", "no"], "would_buy").problems] == ["not_yes_no"]


def test_other_words_are_wrong_as_before():
    assert [each.got for each in outcome(["7", "还行"]).problems] == ["还行"]
    assert not means_none("none") and not means_none("无") and not means_none("1")


def test_a_registered_name_is_read_as_its_code_and_an_unknown_one_is_asked_about():
    named = replace(KNOWN, names={"Acme Works": "ACME", "北方": "NORD"})
    text = "response,enterprise,category,satisfaction\na,acme works,sofa,7\nb,北方,sofa,8\nc,NORD,sofa,9\n"
    done = check(read(text.encode(), "f"), contract("survey"), named)
    assert done.problems == () and done.typed["enterprise"].to_pylist() == ["ACME", "NORD", "NORD"]
    assert [each.got for each in done.choices] == ["acme works = ACME, 北方 = NORD"]
    other = check(read(text.replace("北方", "南方").encode(), "f"), contract("survey"), named)
    assert [(each.code, each.got) for each in other.problems] == [("enterprise_unknown", "南方")]
