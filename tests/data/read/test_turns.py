"""Files are read so many at a time; who waits is told the place in the line, and served in the order of coming."""

from threading import Event, Thread

import pytest

from data import limits
from data.read import apart, read
from data.read.turns import Turns
from tests.data.read.reading import table_book


@pytest.fixture
def one_at_a_time(monkeypatch):
    """A line in which one file is read at a time."""
    monkeypatch.setattr(limits, "READERS_AT_ONCE", 1)
    turns = Turns()
    monkeypatch.setattr(apart, "_TURNS", turns)
    return turns


class Sender(Thread):
    """Somebody who takes a turn and keeps it until told to stop; `places`: each that was told, once."""

    def __init__(self, turns: Turns, served: list[str], name: str) -> None:
        super().__init__(daemon=True, name=name)
        self.turns, self.served, self.places = turns, served, []
        self.waits, self.reads, self.done = Event(), Event(), Event()

    def run(self) -> None:
        with self.turns.taken(self.told):
            self.served.append(self.name)
            self.reads.set()
            assert self.done.wait(20)

    def told(self, place: int) -> None:
        if self.places[-1:] != [place]:
            self.places.append(place)
        self.waits.set()


def test_who_comes_while_others_read_is_told_the_place_and_served_in_the_order_of_coming(one_at_a_time):
    served: list[str] = []
    senders = [Sender(one_at_a_time, served, name) for name in "abcd"]
    for place, sender in enumerate(senders):
        sender.start()
        assert (sender.waits if place else sender.reads).wait(20)
    for sender in senders:
        assert sender.reads.wait(20)
        sender.done.set()
        sender.join(20)
    assert served == ["a", "b", "c", "d"]
    assert [sender.places[:1] for sender in senders] == [[], [1], [2], [3]]
    assert all(sender.places == sorted(set(sender.places), reverse=True) for sender in senders)


def test_who_leaves_the_line_gives_the_place_to_the_one_behind(one_at_a_time):
    first, last = (Sender(one_at_a_time, [], name) for name in "az")

    def gone(_: int) -> None:
        last.start()
        assert last.waits.wait(20) and last.places == [2]
        raise InterruptedError

    first.start()
    assert first.reads.wait(20)
    with pytest.raises(InterruptedError), one_at_a_time.taken(gone):
        pass
    first.done.set()
    assert last.reads.wait(20) and last.places[0] == 2
    last.done.set()


def test_a_workbook_waits_for_its_turn_and_a_text_does_not(one_at_a_time):
    busy, places = Sender(one_at_a_time, [], "a"), []

    def told(place: int) -> None:
        places.append(place)
        busy.done.set()

    busy.start()
    assert busy.reads.wait(20)
    assert read(b"a,b\n1,2\n", "x", told=told).columns == ["a", "b"] and places == []
    assert read(table_book(["a", "b"], [1, 2]), "x", told=told).columns == ["a", "b"]
    assert set(places) == {1}


def test_a_turn_is_given_back_by_a_file_that_cannot_be_read(one_at_a_time):
    for _ in range(3):
        assert read(table_book(["a"], [1])[:-40], "x").problems
    with one_at_a_time.taken(lambda _: pytest.fail("nobody reads")):
        pass
