"""Words that mean no answer leave no answer, and it is said; other words are still wrong."""

from dataclasses import replace

import pytest

from data.check.check import check
from data.check.unanswered import means_none
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
    assert outcome(["0", "1", "9"], "problems", {"9": "nine or more"}).typed["problems"].to_pylist() == [0, 1, 9]


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
