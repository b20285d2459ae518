"""Actions as events: nothing is overwritten, stale edits are refused, and everybody reads what is theirs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from data.kept import actions, evidence
from data.kept.action_rules import EMPTY, findings
from data.kept.actions import BadFields, Stale
from data.refusal import Refused
from data.store import Store, open_store
from data.viewer import LOCAL, Viewer, association
from tests.action_kit import MEMBERS, OWN, RIVAL, enrol, fields

PDF = b"%PDF-1.4 a page"


@pytest.fixture
def store() -> Iterator[Store]:
    opened = open_store(":memory:")
    enrol(opened, "A", "B")
    yield opened
    opened.close()


def registered(store: Store, **changes: object) -> int:
    return actions.register(store, OWN, "things", "A", fields(**changes))


def test_an_action_survives_a_restart_with_its_changes_notes_and_evidence(tmp_path: Path) -> None:
    first = open_store(tmp_path / "store.duckdb")
    enrol(first, "A")
    number = registered(first, partners=[("university", "Willow")])
    actions.change(first, OWN, number, 1, {"status": "running", "started_on": "2025-08-01"})
    actions.note(first, OWN, number, "The filter is in.")
    evidence.attach(first, OWN, number, "record.pdf", PDF)
    before = actions.actions(first, OWN)
    first.close()
    again = open_store(tmp_path / "store.duckdb")
    after = actions.actions(again, OWN)
    assert after.to_dict("records") == before.to_dict("records")
    assert after["status"][0] == "running" and after["partners"][0] == [["university", "Willow"]]
    assert evidence.content(again, OWN, number, evidence.files(again, OWN, number)["sha256"][0]) == PDF
    again.close()


def test_nothing_is_overwritten_every_event_stays_with_its_author(store: Store) -> None:
    number = registered(store, person="Ann")
    actions.change(store, OWN, number, 1, {"person": "Bo"})
    actions.change(store, OWN, number, 2, {"person": "Cy"})
    kept = actions.events(store, OWN, number)
    assert [event["person"] for event in kept["content"]] == ["Ann", "Bo", "Cy"]
    assert list(kept["kind"]) == ["registered", "changed", "changed"]
    assert set(kept["by_name"]) == {"Ann"}
    assert actions.actions(store, OWN)["person"][0] == "Cy"


def test_a_stale_edit_is_refused_and_says_what_changed_since(store: Store) -> None:
    number = registered(store)
    actions.change(store, LOCAL, number, 1, {"status": "running", "person": "Bo"})
    with pytest.raises(Stale, match=r"Meanwhile local changed status, person .*repeat your change") as refusal:
        actions.change(store, OWN, number, 1, {"measures": "Another filter"})
    assert refusal.value.fields == ["status", "person"]
    assert actions.actions(store, OWN)["measures"][0] == "A filter"


def test_a_note_makes_no_edit_stale(store: Store) -> None:
    number = registered(store)
    actions.note(store, OWN, number, "Seen.")
    assert actions.change(store, OWN, number, 1, {"person": "Bo"}) == 3


def test_of_two_edits_at_the_same_moment_one_is_kept_and_one_is_refused(store: Store) -> None:
    number, both = registered(store), Barrier(2)

    def edit(person: str) -> str:
        both.wait()
        try:
            actions.change(store, OWN, number, 1, {"person": person})
        except Stale:
            return "refused"
        return person

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(edit, ["Bo", "Cy"]))
    assert told.count("refused") == 1
    assert actions.actions(store, OWN)["person"][0] in told
    assert len(actions.events(store, OWN, number)) == 2


def test_a_change_that_changes_nothing_writes_nothing(store: Store) -> None:
    number = registered(store)
    assert actions.change(store, OWN, number, 1, {"measures": "A filter"}) == 1
    assert len(actions.events(store, OWN, number)) == 1


@pytest.mark.parametrize("viewer", [OWN, MEMBERS, Viewer("regulator"), LOCAL])
def test_the_maker_its_association_and_the_regulator_read_an_action(store: Store, viewer: Viewer) -> None:
    number = registered(store)
    assert list(actions.actions(store, viewer)["action"]) == [number]
    assert len(actions.events(store, viewer, number)) == 1


@pytest.mark.parametrize("viewer", [RIVAL, association("meals"), Viewer("visitor"), Viewer("laboratory")])
def test_rivals_other_sectors_visitors_and_laboratories_see_nothing(store: Store, viewer: Viewer) -> None:
    number = registered(store)
    evidence.attach(store, OWN, number, "record.pdf", PDF)
    digest = evidence.files(store, OWN, number)["sha256"][0]
    assert actions.actions(store, viewer).empty
    assert actions.events(store, viewer, number).empty
    with pytest.raises(Refused, match="no such file"):
        evidence.content(store, viewer, number, digest)


@pytest.mark.parametrize("viewer", [RIVAL, MEMBERS, Viewer("regulator"), Viewer("visitor")])
def test_only_the_maker_writes_its_actions(store: Store, viewer: Viewer) -> None:
    number = registered(store)
    with pytest.raises(Refused, match="may not write"):
        actions.register(store, viewer, "things", "A", fields())
    for write in (
        lambda: actions.change(store, viewer, number, 1, {"status": "stopped"}),
        lambda: actions.note(store, viewer, number, "Hello."),
        lambda: evidence.attach(store, viewer, number, "record.pdf", PDF),
    ):
        with pytest.raises(Refused):
            write()
    assert len(actions.events(store, LOCAL, number)) == 1


def test_an_enterprise_that_is_not_registered_has_no_actions(store: Store) -> None:
    with pytest.raises(Refused, match="No enterprise Z is registered"):
        actions.register(store, LOCAL, "things", "Z", fields())


def test_the_baseline_cannot_be_picked_after_the_fact(store: Store) -> None:
    number = registered(store)
    with pytest.raises(BadFields) as refusal:
        actions.change(store, OWN, number, 1, {"baseline_wave": "2024H1"})
    assert refusal.value.found == [("baseline_wave", "fixed")]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"measures": "  "}, ("measures", "missing")),
        ({"measures": "x" * 2001}, ("measures", "too_long")),
        ({"due_wave": "soon"}, ("due_wave", "not_a_wave")),
        ({"due_wave": "2025H1"}, ("due_wave", "not_after_baseline")),
        ({"aimed_value": 3.0}, ("aimed_value", "level_or_value")),
        ({"aimed_level": None}, ("aimed_value", "level_or_value")),
        ({"aimed_level": None, "aimed_value": float("nan")}, ("aimed_value", "not_a_number")),
        ({"status": "finished"}, ("status", "unknown_word")),
        ({"status": "done"}, ("done_on", "missing")),
        ({"started_on": "2025-13-01"}, ("started_on", "not_a_date")),
        ({"started_on": "2025-08-02", "done_on": "2025-08-01"}, ("done_on", "before_start")),
        ({"partners": [["friend", "Bo"]]}, ("partners", "unknown_word")),
        ({"partners": [["bank", " "]]}, ("partners", "too_long")),
        ({"partners": [["bank", "B"]] * 21}, ("partners", "too_many")),
    ],
)
def test_each_rule_of_the_fields_is_found_alone(changes: dict, found: tuple[str, str]) -> None:
    assert findings(EMPTY | fields(**changes)) == [found]


def test_good_fields_break_no_rule() -> None:
    assert findings(EMPTY | fields(status="done", started_on="2025-08-01", done_on="2025-09-01")) == []


@pytest.mark.parametrize("content", [b"", b"MZ an executable", b"<html>", b"%PDF-" + bytes(evidence.LARGEST)])
def test_evidence_is_refused_by_its_first_bytes_and_its_size(store: Store, content: bytes) -> None:
    number = registered(store)
    with pytest.raises(Refused):
        evidence.attach(store, OWN, number, "record.pdf", content)
    assert evidence.files(store, OWN, number).empty


def test_the_same_file_twice_is_refused_and_a_path_in_its_name_is_dropped(store: Store) -> None:
    number = registered(store)
    evidence.attach(store, OWN, number, "..\\secret/record.pdf", PDF)
    with pytest.raises(Refused, match="already kept"):
        evidence.attach(store, OWN, number, "other.pdf", PDF)
    assert list(evidence.files(store, OWN, number)["name"]) == ["record.pdf"]
