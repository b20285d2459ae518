"""Who is shown a wave: its state from what was decided and a day, and what each role is told until it is published."""

from datetime import date, datetime

import pandas as pd
import pytest

from benchmarks.index import national
from benchmarks.index.coverage import coverage, start
from benchmarks.index.peers import peers
from benchmarks.index.waves import replies, round_cells_of, waves
from benchmarks.publishing import deeds
from benchmarks.publishing.replies import reply
from benchmarks.publishing.states import standing
from benchmarks.reading import Reading, estimates
from benchmarks.scope.selection import Selection
from data.kept.publishing import Event
from data.refusal import Refused
from data.viewer import LOCAL, Viewer, association, manufacturer
from tests import kit

ASSOCIATION, MAKER, REGULATOR = association("things", name="Li"), manufacturer("things", "A"), Viewer("regulator")
DAY = date(2026, 11, 30)


def event(wave: str, kind: str = "published", until: date | None = None) -> Event:
    return Event("things", wave, kind, until, "", datetime(2026, 11, 1), "Li", "association")


@pytest.mark.parametrize(
    ("events", "wave", "state", "rule"),
    [
        ([], "2026H1", "published", "as_loaded"),  # nobody ever decided in the sector: as it was before
        ([event("2026H1")], "2026H1", "published", "decided"),
        ([event("2026H1")], "2025H2", "published", "before"),  # older than the first decision
        ([event("2026H1")], "2026H2", "open", "waiting"),  # newer, and nobody has decided
        ([event("2026H1"), event("2026H1", "taken_back")], "2026H1", "open", "decided"),
        (
            [event("2026H1"), event("2024H1", "taken_back")],
            "2025H1",
            "published",
            "before",
        ),  # the first counts
        ([event("2026H1", until=date(2026, 11, 30))], "2026H1", "preview", "decided"),  # its last day is part of it
        ([event("2026H1", until=date(2026, 11, 29))], "2026H1", "published", "decided"),  # over: published by itself
        ([event("2026H1", until=date(2026, 12, 9)), event("2026H1")], "2026H1", "published", "decided"),
    ],
)
def test_the_state_of_a_wave_follows_from_what_was_decided_and_a_day(events, wave, state, rule):
    found = standing(events, wave, DAY)
    assert (found.state, found.rule) == (state, rule)
    assert (found.until is not None) == (state == "preview")


@pytest.fixture
def shop() -> kit.Shop:
    """Seven makers in the first wave, two of them in the second, which nobody has decided on."""
    shop = kit.Shop(kit.specs(kit.indicator("comfort")))
    for wave, makers in (("2026H1", "ABCDEFG"), ("2026H2", "AB")):
        shop.survey([{"comfort": 60.0 + i, "enterprise": code} for code in makers for i in range(30)], wave=wave)
    return shop


def seen(shop: kit.Shop, viewer: Viewer) -> set[str]:
    return set(estimates(Reading(shop.store, shop.specs, viewer, day=DAY))["wave"])


def boards(shop: kit.Shop, viewer: Viewer) -> set[str]:
    return set(national.board(Reading(shop.store, shop.specs, viewer, day=DAY))["wave"])


def test_who_sees_what_in_a_wave_that_is_open_in_preview_or_published(shop):
    both, one = {"2026H1", "2026H2"}, {"2026H1"}
    roles = LOCAL, ASSOCIATION, MAKER, REGULATOR
    assert [seen(shop, who) for who in roles] == [both, both, both, both]  # nobody ever published here
    deeds.publish(shop.store, ASSOCIATION, "things", "2026H1", day=DAY)
    assert [seen(shop, who) for who in roles] == [both, both, one, one]
    deeds.publish(shop.store, ASSOCIATION, "things", "2026H2", 9, day=DAY)
    assert [seen(shop, who) for who in roles] == [both, both, both, one]
    assert [seen(shop, each) for each in (association("other"), Viewer("visitor"))] == [set(), set()]
    deeds.publish(shop.store, LOCAL, "things", "2026H2", day=DAY)
    assert seen(shop, REGULATOR) == both
    deeds.unpublish(shop.store, ASSOCIATION, "things", "2026H2", "One laboratory was wrong")
    assert [seen(shop, who) for who in roles] == [both, both, one, one]


def test_a_preview_ends_by_itself_on_the_day_after_its_last(shop):
    deeds.publish(shop.store, ASSOCIATION, "things", "2026H2", 9, day=DAY)  # until 9 December
    told = [
        set(estimates(Reading(shop.store, shop.specs, REGULATOR, day=date(2026, 12, day)))["wave"]) for day in (9, 10)
    ]
    assert told == [{"2026H1"}, {"2026H1", "2026H2"}]


def test_in_a_preview_a_maker_is_told_of_itself_and_neither_of_others_nor_of_the_whole(shop):
    shop.survey([{"comfort": 70.0, "enterprise": c} for c in "CDEFG" for _ in range(30)], wave="2026H2", survey="S2")
    deeds.publish(shop.store, ASSOCIATION, "things", "2026H2", 9, day=DAY)
    asked = Reading(shop.store, shop.specs, MAKER, Selection(enterprise="A"), day=DAY)
    assert {key[2] for key in peers(asked)} == {"2026H1"}  # 6 others in each wave
    assert boards(shop, MAKER) == {"2026H1"}
    assert boards(shop, ASSOCIATION) == {"2026H1", "2026H2"}


def test_waves_say_how_much_of_what_was_expected_is_in_and_to_whom_they_are_shown(shop):
    deeds.publish(shop.store, ASSOCIATION, "things", "2026H1", day=DAY)
    rows = waves(Reading(shop.store, shop.specs, ASSOCIATION, day=DAY)).set_index("wave")
    # 2 makers of 7 x 1 category x 1 source: no register was loaded, so all that is measured was expected
    assert rows.loc["2026H2", ["state", "enterprises", "surveys", "tests"]].to_list() == ["open", 2, 1, 0]
    assert rows.loc["2026H1", ["state", "rule", "by_name"]].to_list() == ["published", "decided", "Li"]
    told = waves(Reading(shop.store, shop.specs, REGULATOR, day=DAY)).set_index("wave")
    assert told["state"].to_dict() == {"2026H2": "open", "2026H1": "published"}
    assert told["enterprises"].isna().to_dict() == {"2026H2": True, "2026H1": False}
    visitor = waves(Reading(shop.store, shop.specs, Viewer("visitor"), day=DAY))
    assert set(visitor["by_name"]) == {""}


def test_screens_start_at_the_newest_published_wave_and_at_an_open_one_where_none_is(shop):
    deeds.publish(shop.store, ASSOCIATION, "things", "2026H1", day=DAY)
    found = coverage(Reading(shop.store, shop.specs, ASSOCIATION, day=DAY))
    assert start(found, "things", ["2026H1", "2026H2"]) == "2026H1"
    assert start(found, "things", ["2026H2"]) == "2026H2"
    assert found.set_index(["sector", "wave"])["state"].to_dict()["", "2026H2"] == "open"


def test_what_is_no_deed_is_refused_in_a_sentence_and_nothing_is_kept(shop):
    publish, unpublish = deeds.publish, deeds.unpublish
    refused = [
        (lambda: publish(shop.store, MAKER, "things", "2026H1"), "Only the association of sector things"),
        (lambda: publish(shop.store, REGULATOR, "things", "2026H1"), "Only the association of sector things"),
        (lambda: publish(shop.store, LOCAL, "things", "2027"), "Nothing was loaded for 2027"),
        (lambda: publish(shop.store, LOCAL, "things", "2026H1", 400), "A preview lasts 0 to 365 days; got 400."),
        (lambda: unpublish(shop.store, LOCAL, "things", "2026H1", " "), "needs a reason"),
    ]
    for deed, said in refused:
        with pytest.raises(Refused, match=said):
            deed()
    assert seen(shop, REGULATOR) == {"2026H1", "2026H2"}
    publish(shop.store, LOCAL, "things", "2026H1")
    with pytest.raises(Refused, match="published already"):
        publish(shop.store, LOCAL, "things", "2026H1")
    with pytest.raises(Refused, match="open already"):
        unpublish(shop.store, LOCAL, "things", "2026H2", "Too thin")


def test_a_maker_replies_to_its_own_result_while_its_wave_is_in_preview_and_the_newest_reply_counts(shop):
    place = ("things", "thing", "A", "2026H2", "comfort")
    with pytest.raises(Refused, match="2026H2 is not in preview"):
        reply(shop.store, MAKER, place, "One lot was mixed up", DAY)
    deeds.publish(shop.store, ASSOCIATION, "things", "2026H2", 9, day=DAY)
    for text in ("One lot was mixed up", "Two lots were mixed up"):
        reply(shop.store, MAKER, place, text, DAY)
    for viewer in (ASSOCIATION, REGULATOR, manufacturer("things", "B")):
        with pytest.raises(Refused, match="Only the maker itself"):
            reply(shop.store, viewer, place, "Not theirs", DAY)
    with pytest.raises(Refused, match="at most 2,000 characters; got 2,001"):
        reply(shop.store, MAKER, place, "x" * 2001, DAY)
    told = [list(replies(Reading(shop.store, shop.specs, who, day=DAY))["reply"]) for who in (ASSOCIATION, MAKER)]
    assert told == [["Two lots were mixed up"]] * 2
    later = date(2026, 12, 10)  # published: it stands beside the result for all who see the maker by name
    assert list(replies(Reading(shop.store, shop.specs, REGULATOR, day=later))["reply"]) == ["Two lots were mixed up"]
    for viewer, day in ((REGULATOR, DAY), (manufacturer("things", "B"), later), (Viewer("visitor"), later)):
        assert replies(Reading(shop.store, shop.specs, viewer, day=day)).empty
    reply(shop.store, MAKER, place, "", DAY)  # taken back
    assert replies(Reading(shop.store, shop.specs, MAKER, day=DAY)).empty


def test_a_result_is_in_thin_missing_or_new():
    frame = pd.DataFrame(
        [
            *(("2026H1", "A", 30), ("2026H1", "B", 30), ("2026H1", "C", 40)),
            *(("2026H2", "A", 30), ("2026H2", "B", 29), ("2026H2", "D", 99)),
        ],
        columns=["wave", "enterprise", "n"],
    ).assign(sector="things", category="thing", source="survey")
    register = pd.DataFrame({"sector": "things", "enterprise": list("ABCD")})
    found = round_cells_of(frame, register).set_index(["wave", "enterprise"])
    assert found.loc["2026H2", "state"].to_dict() == {"A": "in", "B": "thin", "C": "missing", "D": "new"}
    assert found.loc["2026H2", "n"].to_dict() == {"A": 30, "B": 29, "C": 0, "D": 99}
