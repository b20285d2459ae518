"""Every problem the check can find has a file that gives it, and nothing beside it."""

import json
import string

import pytest

from data.check.check import Checked
from data.problems.problem import TEMPLATES, sentence
from data.problems.wording.digital import DIGITAL
from data.problems.wording.personal import PERSONAL
from data.problems.wording.reading import READING
from data.problems.wording.sheet import SHEET
from tests.data.cases_beside import BESIDE
from tests.data.check_corpus import CASES
from tests.data.check_files import FIVE, SURVEY, Case, checked, found

EACH = [pytest.param(case, id=f"{code}-{place}") for code, cases in CASES.items() for place, case in enumerate(cases)]

RESULTS: dict[int, Checked] = {}


def outcome(case: Case) -> Checked:
    """What the check says of a case; found once and looked at by several tests."""
    if id(case) not in RESULTS:
        RESULTS[id(case)] = checked(case.kind, case.text, case.known)
    return RESULTS[id(case)]


@pytest.mark.parametrize("case", EACH)
def test_a_file_gives_exactly_its_problems(case: Case):
    assert found(outcome(case)) == case.problems


@pytest.mark.parametrize("case", EACH)
def test_a_file_with_an_error_gives_no_table_and_one_with_warnings_only_gives_all_its_rows(case: Case):
    result = outcome(case)
    if any(TEMPLATES[code].severity == "error" for code, _, _ in case.problems):
        assert result.typed is None
    else:
        assert result.typed.num_rows == result.rows == len(case.rows)


@pytest.mark.parametrize("case", EACH)
def test_every_problem_reads_as_a_sentence_and_travels_as_json(case: Case):
    for problem in outcome(case).problems:
        text = sentence(problem)
        assert "{" not in text and "}" not in text
        assert text.endswith((".", "?"))
        assert json.loads(json.dumps(dict(problem.rule))) is not None


def test_no_code_of_the_check_is_without_a_file_and_each_file_gives_the_code_it_is_listed_under():
    listed = set(CASES) | set(BESIDE) | {"more_errors", "more_warnings"}
    assert listed == set(TEMPLATES) - set(READING) - set(DIGITAL) - set(SHEET) - set(PERSONAL)
    assert not set(CASES) & set(BESIDE)
    for code, cases in CASES.items():
        assert all(code in {name for name, _, _ in case.problems} for case in cases)


@pytest.mark.parametrize("code", BESIDE)
def test_a_frame_a_plan_or_an_export_of_other_questions_gives_exactly_its_problems_each_a_sentence(code: str):
    for case, expected in BESIDE[code]:
        problems = case.found()
        assert [(each.code, each.line, each.column) for each in problems] == expected
        assert code in {each.code for each in problems}
        for problem in problems:
            text = sentence(problem)
            assert "{" not in text and "}" not in text
            assert text.endswith((".", "?"))
            assert json.loads(json.dumps(dict(problem.rule))) is not None


def test_no_wording_names_a_field_that_its_problem_does_not_carry():
    carried: dict[str, set[str]] = {}
    for code, cases in CASES.items():
        problems = [problem for case in cases for problem in outcome(case).problems]
        named = [set(problem.rule) for problem in problems if problem.code == code]
        carried[code] = set.intersection(*named) | {"got", "column", "line"}
    for code, fields in carried.items():
        text = TEMPLATES[code].sentence + TEMPLATES[code].todo
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= fields, code


def test_of_more_problems_than_a_file_may_name_the_rest_is_counted_and_still_refuses(monkeypatch):
    monkeypatch.setattr("data.check.findings.LISTED", 4)
    rows = [f"r{i},ACME,sofa,{text}" for i, text in enumerate(["99"] * 6 + ["7", "8"])]
    result = checked("survey", "\n".join([SURVEY, *rows, "q,NORD,sofa,7"]))
    assert [problem.code for problem in result.problems] == ["out_of_range"] * 4 + ["more_errors"]
    assert (result.problems[-1].got, result.problems[-1].column, result.typed) == ("2", "satisfaction", None)


def test_warnings_beyond_the_listed_ones_do_not_refuse(monkeypatch):
    monkeypatch.setattr("data.check.findings.LISTED", 2)
    rows = [f"r{i},{maker},sofa,6,6,6,6,6" for i, maker in enumerate(["ACME", "NORD"] * 2)]
    result = checked("survey", "\n".join([FIVE, *rows]))
    assert [problem.code for problem in result.problems] == ["answers_all_same"] * 2 + ["more_warnings"]
    assert result.typed.num_rows == 4
