"""A file above a limit is refused in one clear sentence and nothing is written, whatever it would unpack to."""

import zipfile
from io import BytesIO
from threading import Event, Thread

import pytest

from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending, Waiting
from data import limits
from data.kept.batches import Upload
from data.problems.problem import sentence
from data.read import apart
from data.viewer import LOCAL
from pages.parts.panels.intake import in_line
from pages.parts.words.language import CHINESE, ENGLISH
from tests.data.read.reading import hand_made
from tests.intake.homes import as_workbook
from tests.intake.kit import counts, opened, send, survey


def refused(content: bytes) -> str:
    """The code of the only problem; nothing is written, and the problem reads as a sentence."""
    store, known = opened()
    before = counts(store)
    outcome = send(store, known, content)
    assert outcome.batch is None and counts(store) == before
    (problem,) = outcome.errors
    assert sentence(problem).endswith(".")
    return problem.code


def test_a_file_above_the_size_limit(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1000)
    assert refused(survey(100)) == "file_large"


def test_a_file_with_too_many_rows(monkeypatch):
    monkeypatch.setattr(limits, "FILE_ROWS", 50)
    assert refused(survey(51)) == "file_long"
    store, known = opened()
    assert send(store, known, survey(50)).rows == 50


def test_the_limits_are_200_megabytes_and_5_million_rows():
    assert (limits.FILE_BYTES, limits.FILE_ROWS) == (200 * 1024 * 1024, 5_000_000)


def test_a_workbook_that_would_unpack_to_gigabytes_is_refused_before_it_is_unpacked():
    content = BytesIO(hand_made("<row/>"))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * (limits.XLSX_BYTES + limits.MEGABYTE))
    assert len(content.getvalue()) < limits.MEGABYTE
    assert refused(content.getvalue()) == "file_inflates"


def test_a_stray_cell_in_the_last_corner_claims_no_memory():
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>response</t></is></c></row>'
    corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refused(hand_made(rows + corner)) == "sheet_large"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x.csv", "a\0b.csv", "x" * 5000, ""])
def test_a_file_name_decides_nothing(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store, known = opened()
    outcome = load(store, known, LOCAL, Sending(Upload("survey", "things", survey(3), name, "S1", "2026")))
    assert outcome.batch == 2
    assert list(tmp_path.iterdir()) == []


def test_who_sends_while_all_readers_are_busy_is_told_the_place_in_the_line_in_both_languages(monkeypatch):
    monkeypatch.setattr(limits, "READERS_AT_ONCE", 1)
    store, known = opened()
    busy, left, steps = Event(), Event(), []

    def others() -> None:
        with apart._TURNS.taken():
            busy.set()
            assert left.wait(20)

    def progress(step: str) -> None:
        steps.append(step)
        if isinstance(step, Waiting):
            left.set()

    Thread(target=others, daemon=True).start()
    assert busy.wait(20)
    upload = Upload("survey", "things", as_workbook(survey(3).decode()), "f", "S1", "2026")
    assert load(store, known, LOCAL, Sending(upload), progress).batch is not None
    places = [step.place for step in steps if isinstance(step, Waiting)]
    assert set(places) == {1} and [each for each in steps if each != "waiting"] == ["reading", "checking", "writing"]
    said = [in_line(places[0], language) for language in (ENGLISH, CHINESE)]
    assert said == [
        "Other files are being read: yours is number 1 in the line.",
        "正在读取其他文件：您的文件排在第 1 位。",
    ]
