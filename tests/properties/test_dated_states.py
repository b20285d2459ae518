"""What must hold for the states of every subject, whatever its events and in whatever order they were loaded."""

from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.infrastructure.states import Event, deciding, spans, state, states_on
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading
from data.check.dated import STATES
from data.kept import batches
from data.kept.batches import Upload
from data.kept.states import STATE_EVENT
from data.viewer import LOCAL
from tests.action_kit import enrol
from tests.kit import Shop, indicator, specs

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
MARGIN = timedelta(days=3)


@st.composite
def histories(draw) -> list[Event]:
    """Events of one subject of one kind, some with an end, some correcting another's day."""
    words = draw(st.sampled_from(list(STATES.values())))
    one = st.builds(
        lambda word, start, length, corrects: Event(
            word, start, None if length is None else start + timedelta(days=length), corrects
        ),
        st.sampled_from(words),
        DAYS,
        st.none() | st.integers(0, 20),
        st.none() | DAYS,
    )
    return draw(st.lists(one, min_size=1, max_size=6))


def every_day(events: list[Event]) -> list[str]:
    days = (FIRST - MARGIN + timedelta(days=n) for n in range(70))
    return [deciding(events, day)[0] for day in days]


@given(histories().flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))))
def test_the_order_of_loading_does_not_matter(both):
    assert every_day(both[0]) == every_day(both[1])


@given(histories(), st.integers(1, 3))
def test_what_is_sent_again_changes_nothing(events, times):
    assert every_day(events) == every_day(events * times)


@given(histories())
def test_the_spans_say_of_every_day_what_the_events_say(events):
    told = spans(events)
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(told))
    for n in range(70):
        day = FIRST - MARGIN + timedelta(days=n)
        at = [each.state for each in told if each.first <= day and (each.last is None or day <= each.last)]
        assert at == ([] if day < told[0].first else [deciding(events, day)[0]])


@given(histories(), DAYS)
def test_an_event_changes_no_day_before_it_begins_or_corrects(events, day):
    later = Event(events[0].state, day)
    days = [FIRST + timedelta(days=n) for n in range((day - FIRST).days)]
    assert [deciding(events, each) for each in days] == [deciding([*events, later], each) for each in days]


@given(histories(), DAYS)
def test_a_correction_leaves_nothing_of_what_it_takes_the_place_of(events, day):
    kept = [each for each in events if each.corrects is None]
    correction = Event(kept[0].state if kept else "valid", day, corrects=day)
    without = [each for each in kept if each.start != day]
    assert every_day([*kept, correction]) == every_day([*without, correction])


@given(histories(), st.randoms())
def test_a_frame_of_events_gives_the_same_rows_in_any_order(events, random):
    rows = [
        dict.fromkeys(STATE_EVENT, "")
        | {"sector": "s", "kind": "certificate", "subject": "C", "enterprise": "A", "document": f"d{place % 2}"}
        | {"state": each.state, "from": each.start, "until": each.until, "corrects": each.corrects}
        for place, each in enumerate(events)
    ]
    mixed = random.sample(rows, len(rows))
    one, other = (state(pd.DataFrame(each), FIRST + timedelta(days=20)) for each in (rows, mixed))
    pd.testing.assert_frame_equal(one, other)


def test_of_two_files_it_does_not_matter_which_was_loaded_first_and_a_withdrawn_one_never_came():
    head = "subject,kind,enterprise,product,state,from,until,authority,source\n"
    made = head + "C1,certificate,A,P1,valid,2026-01-01,2026-12-31,CQC,register\n"
    paused = head + "C1,certificate,A,,suspended,2026-03-01,2026-03-31,CQC,register\n"
    found = []
    for order in ((made, paused), (paused, made)):
        shop = Shop(specs(indicator("taste")))
        enrol(shop.store, "A")
        sent = [Sending(Upload("states", "things", text.encode(), "states.csv")) for text in order]
        numbers = [load(shop.store, shop.specs, LOCAL, each).batch for each in sent]
        found.append(states_on(Reading(shop.store, shop.specs, LOCAL), date(2026, 3, 31)))
        batches.withdraw(shop.store, LOCAL, numbers[order.index(paused)], "sent in error")
        (row,) = states_on(Reading(shop.store, shop.specs, LOCAL), date(2026, 3, 31)).to_dict("records")
        assert (row["state"], row["product"], row["next"]) == ("valid", "P1", "expired")
    pd.testing.assert_frame_equal(*found)
    assert found[0][["state", "next", "until"]].values.tolist() == [["suspended", "valid", date(2026, 3, 31)]]
