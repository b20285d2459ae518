"""A question that changed starts a new series from the wave that asked it on."""

import json
from datetime import date

import pandas as pd
import pytest

from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.progress.progress import progress
from benchmarks.reading import Reading
from benchmarks.specs.asked import breaks_of, prints, reworded
from data.kept.batches import Upload, withdraw
from data.viewer import LOCAL
from tests.kit import empty_store, indicator, specs

ASK = {"en": "How good is it?", "zh": "它好不好？"}
ENDS = {"en": ["bad", "good"], "zh": ["差", "好"]}
REGISTER = "enterprise,name_en,name_zh,sector\nA,Ash,梣木,things\n"


def asked(**changes):
    entry = {"ask": ASK, "ends": ENDS, "order": 1, "range": {"min": 0, "max": 100}} | changes
    return specs(indicator("quality", **entry))


def answers(base: int) -> bytes:
    """Forty answers around a base, five to each side."""
    rows = [f"r{base}-{n},A,thing,{base + n % 11 - 5}" for n in range(40)]
    return "\n".join(["response,enterprise,category,quality", *rows, ""]).encode()


def sent(store, known, wave, base):
    return load(store, known, LOCAL, Sending(Upload("survey", "things", answers(base), "f.csv", "S1", wave)))


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
