"""What is due, as calendars read it: every kind on its day, once, and nothing of others."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from benchmarks.publishing import deeds
from benchmarks.reading import Reading
from benchmarks.reports.made.calendar import calendar
from benchmarks.scope.selection import EVERYTHING
from benchmarks.words.language import LANGUAGES
from data.kept.register import enterprises
from data.store import Store, open_store
from data.viewer import LOCAL, Viewer, manufacturer
from tests.demo_kit import SPECS

DAY = date(2026, 11, 30)
OWN = manufacturer("catering", "CAT-02")


@pytest.fixture(scope="module")
def store(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(shutil.copy(demo_file, tmp_path_factory.mktemp("due") / "demo.duckdb"))
    deeds.publish(opened, LOCAL, "catering", "2026H1", 365)
    yield opened
    opened.close()


def _due(store: Store, viewer: Viewer, language: str = "en") -> dict[str, Calendar]:
    content = calendar(Reading(store, SPECS, viewer, EVERYTHING), LANGUAGES[language], "https://here.example/", DAY)
    found = Calendar.from_ical(content).walk("VEVENT")
    assert len({str(each["uid"]) for each in found}) == len(found)
    return {str(each["uid"]).removesuffix("@duibiao"): each for each in found}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_replies_are_due_on_the_last_day_of_the_preview(store: Store, language: str):
    until = Reading(store, SPECS, LOCAL).standings["catering", "2026H1"].until
    entry = _due(store, OWN, language)["replies-catering-2026H1"]
    assert entry.decoded("dtstart") == until
    assert str(entry["url"]) == f"https://here.example/gaps?sector=catering&wave=2026H1&lang={language}"
    assert ("last day for replies" if language == "en" else "答复截止日") in str(entry["summary"])


def test_a_wave_that_was_taken_back_waits_for_who_decides_on_it_alone(store: Store):
    deeds.unpublish(store, LOCAL, "catering", "2026H1", "a batch is missing")
    entry = _due(store, LOCAL)["publish-catering-2026H1"]
    assert entry.decoded("dtstart") == date(2026, 6, 30)
    assert not [name for name in _due(store, OWN) if name.startswith("publish")]


def test_a_maker_reads_of_no_other_maker(store: Store):
    names = enterprises(store, LOCAL)
    names = dict(names.loc[names["sector"] == "catering", ["enterprise", "name_en"]].values.tolist())
    told = " ".join(str(each["summary"]) for each in _due(store, OWN).values())
    assert names.pop("CAT-02") in told
    assert not [name for pair in names.items() for name in pair if name in told]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_whoever_something_is_due_for_stands_by_name_and_not_by_code(store: Store, language: str):
    names = enterprises(store, LOCAL).set_index(["sector", "enterprise"])[f"name_{language}"]
    found = {
        kind: [str(each["summary"]) for name, each in _due(store, LOCAL, language).items() if name.startswith(kind)]
        for kind in ("action-", "certificate-")
    }
    codes = [code for _, code in names.index]
    for kind, titles in found.items():
        assert titles and not [title for title in titles for code in codes if code in title.split()], kind
        assert [name for name in names if name in titles[0]], kind


def test_what_ended_is_left_out_and_what_ends_later_is_told(store: Store):
    found = {name: each for name, each in _due(store, LOCAL).items() if name.split("-")[0] in ("scope", "certificate")}
    assert {name.split("-")[0] for name in found} == {"scope", "certificate"}
    assert min(each.decoded("dtstart") for each in found.values()) >= DAY
