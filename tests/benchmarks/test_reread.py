"""Any batch is read again from its bytes, with its own mapping, margins and sheet, and gives the same rows."""

from io import BytesIO

import pandas as pd
import pytest

from benchmarks.intake.load import load
from benchmarks.intake.reread import reread
from benchmarks.intake.sending import Sending
from data.kept.batches import Upload, batches, receipt_of, withdraw
from data.refusal import Refused
from data.viewer import LOCAL, association
from tests.benchmarks.survey_files import MAPPING, SPECS, answers, registered, upload
from tests.intake.kit import asked, opened, send, survey

MARGINS = b"variable,value,share\nenterprise,A,0.25\nenterprise,B,0.75\n"


def test_a_mapped_and_raked_file_gives_the_same_rows_again():
    store = registered()
    outcome = load(store, SPECS, LOCAL, Sending(upload(answers(1)), mapping=MAPPING, margins=MARGINS))
    again = reread(store, SPECS, LOCAL, outcome.batch)
    assert (again.rows, again.differing, again.problems) == (outcome.rows, 0, ())
    assert receipt_of(store, LOCAL, outcome.batch)["raking"]["margins"] == {"enterprise": {"A": 0.25, "B": 0.75}}
    assert len(batches(store, LOCAL)) == 2


def test_a_sheet_of_a_workbook_is_read_again_and_so_is_a_withdrawn_batch():
    store, known = opened()
    content = BytesIO()
    with pd.ExcelWriter(content, engine="xlsxwriter") as book:
        pd.DataFrame({"note": ["not this one"]}).to_excel(book, sheet_name="Notes", index=False)
        frame = pd.DataFrame({"response": ["r1", "r2"], "enterprise": "A", "category": "thing", "rating": [7, 8]})
        frame.to_excel(book, sheet_name="x'; DROP TABLE answer; --", index=False)
    sent = Upload("survey", "things", content.getvalue(), "b.xlsx", "S1", "2026")
    batch = load(store, known, LOCAL, Sending(sent, sheet="x'; DROP TABLE answer; --")).batch
    withdraw(store, LOCAL, batch, "a trial")
    assert (reread(store, known, LOCAL, batch).rows, reread(store, known, LOCAL, batch).differing) == (2, 0)


def test_rows_that_were_changed_behind_the_stores_back_are_counted():
    store, known = opened()
    batch = send(store, known, survey(20)).batch
    with store.write() as cursor:
        cursor.execute("UPDATE answer SET y = y + 1 WHERE response < 3")
    # three answers as stored, and the same three as read
    assert reread(store, known, LOCAL, batch).differing == 6


def test_a_stranger_may_not_read_a_batch_again():
    store, _ = opened()
    with pytest.raises(Refused):
        reread(store, asked(), association("elsewhere"), 1)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, [3, 2, 1]),
        ({"kind": "survey"}, [3, 2]),
        ({"wave": "2025"}, [2]),
        ({"survey": "S1", "live": True}, [3]),
        ({"live": False}, [2]),
        ({"sector": "elsewhere"}, []),
    ],
)
def test_batches_are_listed_by_kind_sector_round_wave_and_whether_they_count(chosen, expected):
    store, known = opened()
    send(store, known, survey(5), wave="2025")
    send(store, known, survey(5, first=5), wave="2026")
    withdraw(store, LOCAL, 2, "a trial")
    assert list(batches(store, LOCAL, **chosen)["batch"]) == expected
