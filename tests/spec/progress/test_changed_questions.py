"""A question that changed starts a new series from the wave that asked it on."""

import json
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default

import pandas as pd
import pytest

from benchmarks.actions.changes import changes
from benchmarks.intake.load import load
from benchmarks.intake.preview import rehearse
from benchmarks.intake.sending import Sending
from benchmarks.progress.progress import progress
from benchmarks.reading import Reading
from benchmarks.reports.content import board, moved
from benchmarks.reports.content.source import Source
from benchmarks.reports.facts import Ledger
from benchmarks.reports.made.digest import mail
from benchmarks.reports.questions import answer
from benchmarks.scope.selection import Selection
from benchmarks.specs.asked import asked_anew, breaks_of, prints, reworded
from benchmarks.words import breaks
from benchmarks.words import progress as words
from benchmarks.words.language import Language
from data.kept.batches import Upload, withdraw
from data.viewer import LOCAL
from pages.parts.frame import platform
from pages.parts.views.board import BoardView
from tests.kit import empty_store, indicator, specs

ASK = {"en": "How good is it?", "zh": "它好不好？"}
ENDS = {"en": ["bad", "good"], "zh": ["差", "好"]}
REGISTER = "enterprise,name_en,name_zh,sector\nA,Ash,梣木,things\n"


def asked(**changes):
    entry = {"ask": ASK, "ends": ENDS, "order": 1, "range": {"min": 0, "max": 100}} | changes
    return specs(indicator("quality", **entry))


def answers(base: int, makers: str = "A") -> bytes:
    """Forty answers a maker around a base, five to each side."""
    rows = [f"r{base}-{code}{n},{code},thing,{base + n % 11 - 5}" for code in makers for n in range(40)]
    return "\n".join(["response,enterprise,category,quality", *rows, ""]).encode()


def sent(store, known, wave, base, makers="A"):
    upload = Upload("survey", "things", answers(base, makers), "f.csv", "S1", wave)
    return load(store, known, LOCAL, Sending(upload))


@pytest.mark.parametrize(
    ("changes", "words", "scale"),
    [
        ({"ask": {"en": "How bad is it?", "zh": "它差不差？"}}, ["quality"], []),
        ({"ends": {"en": ["poor", "good"], "zh": ["差", "好"]}}, ["quality"], []),
        ({"asked_if": {"en": "Did you use it?", "zh": "您用过吗？"}}, ["quality"], []),
        ({"order": 2}, ["quality"], []),
        ({"range": {"min": 0, "max": 200}}, [], ["quality"]),
        ({"whole": True}, [], ["quality"]),
        ({"weight": 0.5, "synonyms": ["goodness"]}, [], []),
    ],
)
def test_wording_ends_filter_and_place_are_the_question_and_range_is_its_scale(changes, words, scale):
    before, now = prints(asked()["things"]), prints(asked(**changes)["things"])
    assert reworded(before, now) == (words, scale)


def test_a_series_breaks_at_the_wave_that_asked_otherwise_than_the_wave_before_it():
    rows = [("2025H1", "a"), ("2025H2", "a"), ("2026H2", "b"), ("2026H1", "b"), ("2027H1", "b")]
    frame = pd.DataFrame([("things", wave, "quality", said) for wave, said in rows])
    frame.columns = ["sector", "wave", "indicator", "asked"]
    assert breaks_of(asked(), frame) == {("things", "quality"): (date(2026, 1, 1),)}
    # what the spec says of other breaks stays, and two forms in one wave are another question than one of them
    both = pd.concat([frame, pd.DataFrame([("things", "2025H2", "quality", "b")], columns=frame.columns)])
    known = asked(breaks=[date(2024, 7, 1)])
    assert breaks_of(known, both)["things", "quality"] == (date(2024, 7, 1), date(2025, 7, 1), date(2026, 1, 1))


def test_the_trend_counts_only_the_waves_since_the_question_changed_and_says_so():
    store = empty_store()
    before, now = asked(), asked(ask={"en": "How very good is it?", "zh": "它有多好？"})
    load(store, before, LOCAL, Sending(Upload("register", "things", REGISTER.encode(), "r.csv")))
    for wave, base in (("2025H1", 50), ("2025H2", 60)):
        sent(store, before, wave, base)
    trend = progress(Reading(store, before, LOCAL)).iloc[0]
    assert (trend["from_wave"], trend["to_wave"], "series_break" in trend["reason"]) == ("2025H1", "2025H2", False)
    outcome = sent(store, now, "2026H1", 90)
    kept = json.loads(store.query("SELECT record FROM batch ORDER BY batch DESC LIMIT 1")["record"][0])
    assert kept["asked"] == prints(now["things"])
    trend = progress(Reading(store, now, LOCAL)).iloc[0]
    assert (trend["verdict"], trend["from_wave"]) == ("too_few_waves", "2026H1")
    assert "series_break" in trend["reason"].split(";")
    # a batch that is withdrawn has asked nothing: the two waves before it are one series again
    withdraw(store, LOCAL, outcome.batch, "sent by mistake")
    assert progress(Reading(store, now, LOCAL)).iloc[0]["from_wave"] == "2025H1"


@pytest.fixture(scope="module")
def told() -> Reading:
    """Two waves that asked one question and a third that asked another: 50, 60, and 90 as the answers to the other.

    Of seven makers, so that the board is told.
    """
    store = empty_store()
    before, now = asked(), asked(ask={"en": "How very good is it?", "zh": "它有多好？"})
    register = REGISTER + "".join(f"{code},{code}sh,{code}木,things\n" for code in "BCDEFG")
    load(store, before, LOCAL, Sending(Upload("register", "things", register.encode(), "r.csv")))
    for known, wave, base in ((before, "2025H1", 50), (before, "2025H2", 60), (now, "2026H1", 90)):
        sent(store, known, wave, base, "ABCDEFG")
    return Reading(store, now, LOCAL, Selection("things", "thing", "A", wave="2026H1"))


def test_what_a_wave_changed_leaves_out_results_that_were_asked_otherwise_and_counts_them(told: Reading):
    last = changes(told)
    assert (last.compared, last.anew, last.rows["kind"].tolist()) == (0, 1, [])  # 90 is over 80: no "newly met"
    first = changes(told.of(Selection(wave="2025H2")))
    assert (first.compared, first.anew, first.rows["kind"].tolist()) == (7, 0, ["improved"] * 7)


def test_the_preview_of_a_file_compares_no_answer_with_one_to_another_question(told: Reading):
    other = asked(ask={"en": "Is it good?", "zh": "它好吗？"})
    upload = Upload("survey", "things", answers(20), "f.csv", "S1", "2026H2")
    preview = rehearse(told.store, other, LOCAL, Sending(upload))
    assert (preview.before_wave, preview.anew, len(preview.movers)) == ("2026H1", 1, 0)
    preview = rehearse(told.store, told.specs, LOCAL, Sending(upload))
    assert (preview.anew, preview.movers["moved"].tolist()) == (0, [True])


def test_a_table_says_on_which_day_each_series_starts_anew(told: Reading):
    rows = answer("breaks", told, {})
    assert rows.values.tolist() == [["things", "quality", date(2026, 1, 1)]]
    assert asked_anew(told.breaks, "things", "2025H2", "2026H1") == ("quality",)
    assert asked_anew(told.breaks, "things", "2025H1", "2025H2") == asked_anew(told.breaks, "cars", "2025H2", "2026H1")


ANEW = "New series in 2026 H1 (changed question, scale, order or method): quality. Part of the change of the index may"


def text_of(page) -> str:
    return " ".join(str(vars(block)) for block in page.blocks)


def whole(src: Source) -> Source:
    """The same of all makers."""
    return replace(src, reading=src.reading.of(Selection(wave=src.wave)))


@pytest.mark.parametrize(
    "told_by",
    [
        lambda src: text_of(moved.page(src, "thing")),
        lambda src: " ".join(map(text_of, board.pages(whole(src)))),
        lambda src: message_from_bytes(mail(whole(src), "", date(2026, 7, 1)), policy=default).get_content(),
    ],
    ids=["what moved", "board", "digest"],
)
def test_a_document_with_an_index_over_the_waves_says_which_of_its_questions_were_changed(told: Reading, told_by):
    language = Language("en")
    assert ANEW in " ".join(told_by(Source(told, language, Ledger("a test"))).split())
    before = told.of(replace(told.selection, wave="2025H2"))
    assert "New series" not in told_by(Source(before, language, Ledger("a test")))


def test_the_sentence_on_a_series_says_that_a_new_one_has_started(told: Reading):
    row, measure = progress(told).iloc[0], told.specs["things"].indicator("quality")
    assert words.answer(row, measure, Language("en")).startswith("A new series has started, as the question")
    assert "3 indicators" not in breaks.of_the_index(["a", "b", "c"], "2026H1", Language("en"))
    assert breaks.of_the_index(["a"] * 4, "2026H1", Language("en")).startswith("4 indicators start a new series")


def test_the_overview_says_which_questions_were_changed_beside_the_change_of_a_score(told: Reading, monkeypatch):
    monkeypatch.setattr(platform, "store", lambda: told.store)
    monkeypatch.setattr(platform, "specs", lambda: told.specs)
    names = BoardView(LOCAL, "2026H1", Language("en")).anew("things")
    assert breaks.beside(names, Language("en")) == "New series, which moves the score too: quality"
    assert BoardView(LOCAL, "2025H2", Language("en")).anew("things") == []
