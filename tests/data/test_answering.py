"""Each question a file leaves open has answers, and each answer settles it for the file."""

import pytest

from data.check.check import Checked
from data.mapping.answering import WHOLE, answered, questions, said, worded
from data.mapping.checked import checked
from data.mapping.mapping import Mapping, parse
from data.problems.wording.answers import ANSWERS
from data.read import read
from tests.data.check_corpus import CASES
from tests.data.check_files import TEST, TODAY, WAVE, Case, contract
from tests.data.read.test_read_looks import hidden_book
from tests.data.test_wide import INDICATORS, REPEATED, SIDE, outcome

EACH = [
    pytest.param(code, answer, id=f"{code}-{answer}")
    for code, answers in ANSWERS.items()
    if code not in WHOLE
    for answer in answers
]
SAMPLES = f"{TEST}\nP1,ACME,panel,L1,2026-03-01,formaldehyde,0.02\n"
PARALLEL = f"{SAMPLES}P1平行样,ACME,panel,L1,2026-03-01,formaldehyde,0.04\n"
MARKED = SAMPLES.replace("\n", ",单次\n").replace("value,单次", "value,类型") + (
    "P2,ACME,panel,L1,2026-03-01,formaldehyde,0.04,平均值\n"
)
# A file whose reading is open -> the answers, and what the mapping then says.
READINGS = {
    "rows_hidden": (hidden_book(), ["read", "left out"]),
    "wide_indicators": (INDICATORS.encode(), ["indicators"]),
    "wide_replicates": (REPEATED.encode(), ["samples", "means"]),
    "rows_marked": (MARKED.encode(), ["left out", "read"]),
    "samples_parallel": (PARALLEL.encode(), ["means", "samples"]),
    "tables_beside": (SIDE.encode(), ["1", "2"]),
    "encoding_several": (b"code,name\nr1,\xb6\xa7\xb4\xba\xb5\xc2\xb6\xa7\xb4\xba\xb1\x67\n", ["gb18030", "big5"]),
}


def asked(case: Case, mapping: Mapping) -> Checked:
    """What the check says of a case under a mapping."""
    table = read(case.text.encode(), "file.csv")
    return checked(table, mapping, contract(case.kind), case.known, wave=WAVE, today=TODAY)


@pytest.mark.parametrize(("code", "answer"), EACH)
def test_an_answer_settles_its_question_and_travels_in_a_mapping(code: str, answer: str):
    case = CASES[code][0]
    open_ones = [each for each in questions(asked(case, Mapping()).problems) if each.problem.code == code]
    assert len(open_ones) == 1 and answer in open_ones[0].answers
    mapping = answered(Mapping(), [(open_ones[0], answer)])
    assert parse(mapping.json()) == mapping
    left = {each.code for each in asked(case, mapping).problems}
    assert code not in left


@pytest.mark.parametrize(
    ("code", "place"), [(code, k) for code, (_, answers) in READINGS.items() for k in range(len(answers))]
)
def test_how_a_file_is_read_is_one_question_and_its_answer_settles_it(code: str, place: int):
    content, answers = READINGS[code]
    found = questions(outcome(content).problems)
    (question,) = [each for each in found if each.key[0] == WHOLE[code]]
    assert list(question.answers) == answers and said(question)[place]["said"]
    mapping = answered(Mapping(), [(question, answers[place])])
    assert parse(mapping.json()) == mapping
    assert code not in {each.code for each in outcome(content, **mapping.reading.as_dict()).problems}


def test_an_unknown_name_is_one_question_however_often_it_stands_there():
    rows = tuple(f"r{line},ACME,{'布艺沙发套装' if line % 2 else 'sofa'},7" for line in range(240))
    case = Case("survey", "response,enterprise,category,satisfaction", rows, ())
    open_ones = questions(asked(case, Mapping()).problems)
    assert [each.key for each in open_ones] == [("category_unknown", "category", "布艺沙发套装")]
    done = asked(case, answered(Mapping(), [(open_ones[0], "sofa")]))
    assert done.typed is not None and done.typed["category"].to_pylist() == ["sofa"] * 240


def test_the_answers_are_said_with_their_part_of_a_mapping():
    case = CASES["scale_said"][0]
    (question,) = questions(asked(case, Mapping()).problems)
    assert worded(question, "convert").startswith("Convert from 1-5 to 1-10: x becomes ")
    assert said(question)[0]["recode"] == {"满意度(1-5分)": {"scale": {"from": [1.0, 5.0], "to": [1.0, 10.0]}}}
