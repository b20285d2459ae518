"""Every problem of the corpus, and every trap of a format, from the bytes of a file to the named problem."""

import pytest

from data.problems.problem import TEMPLATES
from tests.data.check_corpus import CASES
from tests.data.check_files import KNOWN, Case
from tests.intake import homes
from tests.intake.homes import found, looked_at, sent
from tests.intake.kit import counts

EACH = [
    pytest.param(case, id=f"{code}-{place}")
    for code, cases in CASES.items()
    for place, case in enumerate(cases)
    if case.known is KNOWN
]
FORMATS = {
    "csv": lambda text: text.encode(),
    "csv-bom": lambda text: text.encode("utf-8-sig"),
    "csv-utf16": lambda text: text.encode("utf-16"),
    "csv-gb18030": lambda text: text.encode("gb18030"),
    "xlsx": homes.as_workbook,
    "xls": homes.as_old_workbook,
    "ods": homes.as_opendocument,
}
GOOD = "response,enterprise,category,satisfaction\nr1,ACME,sofa,7\nr2,NORD,沙发,8\n"


@pytest.fixture(scope="module")
def known():
    return homes.specs()


@pytest.fixture(scope="module")
def store(known):
    return homes.store(known)


@pytest.mark.parametrize("case", EACH)
def test_a_file_gives_exactly_its_problems_and_changes_nothing(store, known, case: Case):
    before = counts(store)
    assert found(looked_at(store, known, case.kind, case.text.encode())) == case.problems
    if any(TEMPLATES[code].severity == "error" for code, _, _ in case.problems):
        outcome = sent(store, known, case.kind, case.text.encode())
        assert (outcome.batch, found(outcome)) == (None, case.problems)
    assert counts(store) == before


@pytest.mark.parametrize("form", [name for name in FORMATS if name != "csv"])
def test_the_problems_are_the_same_in_every_encoding_and_in_a_workbook(store, known, form):
    for code, cases in CASES.items():
        for case in cases[:1]:
            # A workbook counts rows where text counts lines, cannot hold some characters, and has no rows too long.
            apart = form in ("xlsx", "xls", "ods") and ("\n" in "".join(case.rows) or code == "control_character")
            if case.known is KNOWN and not apart:
                outcome = looked_at(store, known, case.kind, FORMATS[form](case.text))
                assert found(outcome) == case.problems, (code, case.text)


@pytest.mark.parametrize("form", FORMATS)
def test_a_good_file_is_good_in_every_format(known, form):
    store = homes.store(known)
    outcome = sent(store, known, "survey", FORMATS[form](GOOD))
    assert (outcome.batch, outcome.rows, outcome.errors) == (4, 2, ())
    assert sorted(store.query("SELECT y FROM answer")["y"]) == [7, 8]


TRAPS = {
    "decimal comma": ("r1;ACME;sofa;4,5\nr2;NORD;sofa;8,25\n", [4.5, 8.25]),
    "tab": ("r1\tACME\tsofa\t4.5\nr2\tNORD\tsofa\t8\n", [4.5, 8]),
    "full-width digits and spaces": ("r1,ACME,sofa,　７．５\u00a0\nr2,NORD,沙发,８\n", [7.5, 8]),
    "quoted empty cells are no answers": ('r1,ACME,sofa,""\nr2,NORD,sofa,8\n', [8]),
    "line break inside a cell, blank rows": ('r1,ACME,sofa,7\n\n\n"r2",NORD,sofa,8\n', [7, 8]),
    "carriage returns": ("r1,ACME,sofa,7\r\nr2,NORD,sofa,8\r\n", [7, 8]),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_read_as_a_person_would(known, trap):
    body, expected = TRAPS[trap]
    sign = next(each for each in ";\t," if each in body.splitlines()[0] and not (each == "," and ";" in body))
    head = sign.join(["response", "enterprise", "category", "satisfaction"]) + "\n"
    store = homes.store(known)
    assert sent(store, known, "survey", (head + body).encode()).errors == ()
    assert sorted(store.query("SELECT y FROM answer")["y"]) == expected


@pytest.mark.parametrize("text", ["4.5.1", "0x1F", "nan", "inf", "1_000", "1,000", "七", "7 分", "#DIV/0!"])
def test_what_a_person_would_not_call_a_number_is_refused(store, known, text):
    body = f'response,enterprise,category,satisfaction\nr1,ACME,sofa,"{text}"\nr2,NORD,sofa,8\n'
    (problem,) = looked_at(store, known, "survey", body.encode()).errors
    assert (problem.line, problem.column, problem.got) == (2, "satisfaction", text)


def test_what_earlier_batches_hold_is_known(known):
    store = homes.store(known)
    assert sent(store, known, "survey", GOOD.encode()).batch is not None
    again = looked_at(store, known, "survey", GOOD.replace("r2", "r9").encode())
    assert found(again) == [("response_known", 2, "response")]
    test = "sample,enterprise,category,lab,tested_on,indicator,value\na,ACME,panel,L1,2026-03-01,formaldehyde,0.1\n"
    assert sent(store, known, "test", test.encode()).batch is not None
    assert found(looked_at(store, known, "test", test.encode())) == [("sample_known", 2, "sample")]


def test_what_moved_or_vanished_since_the_wave_before_is_said(known):
    store, head = homes.store(known), "response,enterprise,category,satisfaction,finish\n"
    before = "".join(f"a{i},{code},sofa,{8 + i % 2},9\n" for i in range(40) for code in [("ACME", "NORD")[i % 4 > 1]])
    assert sent(store, known, "survey", (head + before).encode(), wave="2025H2").batch is not None
    now = "".join(f"b{i},ACME,sofa,{3 + i % 2}\n" for i in range(40)) + "c,0071,sofa,9\n"
    outcome = looked_at(store, known, "survey", ("response,enterprise,category,satisfaction\n" + now).encode())
    assert sorted(code for code, _, _ in found(outcome)) == ["enterprise_vanished", "indicator_vanished", "moved_far"]
