"""What a file says stays text: it is never a path, a statement or a formula, and never half-loaded."""

import pytest

from benchmarks.reading import Reading, estimates
from data.kept import batches
from data.store import open_store
from data.viewer import LOCAL
from tests.intake.kit import asked, counts, opened, register, send, survey

NASTY = [
    "'; DROP TABLE answer; --",
    '"; DELETE FROM batch; --',
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "A' OR '1'='1",
]


@pytest.mark.parametrize("code", NASTY)
def test_a_code_that_looks_like_a_statement_is_stored_as_text(code):
    store, known = open_store(":memory:"), asked()
    quoted = code.replace('"', '""').encode()
    assert send(store, known, register(code.replace('"', '""')), "register").batch == 1
    content = b"response,enterprise,category,rating\n" + b"".join(b'r%d,"%s",thing,7\n' % (i, quoted) for i in range(3))
    assert send(store, known, content).batch == 2
    assert list(estimates(Reading(store, known, LOCAL))["enterprise"]) == [code]


@pytest.mark.parametrize("name", ["rating'; DROP TABLE answer; --", '"rating" --', "y0", "checked", "*"])
def test_a_column_name_that_looks_like_a_statement_is_an_unknown_column(name):
    store, known = opened()
    before = counts(store)
    quoted = name.replace('"', '""')
    outcome = send(store, known, f'response,enterprise,category,rating,"{quoted}"\nr1,A,thing,7,1\n'.encode())
    assert outcome.batch is None
    assert [problem.code for problem in outcome.errors] == ["column_unknown"]
    assert counts(store) == before


def test_a_column_name_in_quotation_marks_is_that_column_again_and_neither_is_taken():
    store, known = opened()
    before = counts(store)
    outcome = send(store, known, b'response,enterprise,category,rating,"""rating"""\nr1,A,thing,7,1\n')
    assert [problem.code for problem in outcome.errors] == ["column_twice"] and counts(store) == before


def test_a_file_name_is_kept_as_it_was_sent_and_never_used_as_a_path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store, known = opened()
    outcome = send(store, known, survey(5), name="../../escape.csv")
    assert batches.original(store, LOCAL, outcome.batch) == ("../../escape.csv", survey(5))
    assert list(tmp_path.rglob("*")) == [] and not (tmp_path.parent.parent / "escape.csv").exists()
