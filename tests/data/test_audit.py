"""The audit: every deed with its author, from the rows it left or as it happened; nothing is changed or taken out."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.chain import SOURCES
from data.kept import audit, batches, people
from data.kept.people import Identity, Scope
from data.store import Store, open_store
from data.viewer import LOCAL, ROLES, Viewer, association, manufacturer
from tests import kit

HEAD = association("things", name="head@things.example")
DATA = Path(audit.__file__).parents[1]


@pytest.fixture
def store():
    """One deed of each kind that needs no action."""
    shop = kit.Shop(kit.specs(kit.indicator("comfort")))
    number = shop.survey([{"comfort": 80.0}])
    batches.withdraw(shop.store, HEAD, number, "a wrong round")
    people.invite(shop.store, LOCAL, "anna@things.example", "visitor", Scope())
    people.admit(shop.store, Identity("https://id.example", "a-1", "anna@things.example", True))
    audit.note(shop.store, HEAD, "viewed", "A", "things")
    audit.note(shop.store, HEAD, "exported", "league-things.csv", "things")
    return shop.store


def test_every_deed_has_its_author_and_its_object(store):
    told = {(row.what, row.who, row.object) for row in audit.trail(store, LOCAL).itertuples()}
    assert told == {
        ("uploaded", "local", "batch 1: rows"),
        ("withdrew", "head@things.example", "batch 1: a wrong round"),
        ("invited", "local", "anna@things.example: visitor"),
        ("signed_in", "anna@things.example", "anna@things.example: visitor"),
        ("viewed", "head@things.example", "A"),
        ("exported", "head@things.example", "league-things.csv"),
    }
    assert set(audit.trail(store, LOCAL)["what"]) <= set(audit.WHAT)


def test_filters_narrow_the_trail(store):
    assert set(audit.trail(store, LOCAL, who="HEAD@")["what"]) == {"withdrew", "viewed", "exported"}
    assert list(audit.trail(store, LOCAL, what="viewed")["object"]) == ["A"]
    assert set(audit.trail(store, LOCAL, contains="League")["what"]) == {"exported"}
    now = datetime.now(UTC).replace(tzinfo=None)
    assert len(audit.trail(store, LOCAL, since=now - timedelta(hours=1), until=now + timedelta(hours=1))) == 6
    assert audit.trail(store, LOCAL, until=now - timedelta(hours=1)).empty
    assert audit.trail(store, LOCAL, contains="%").empty


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators_read_it(store, role):
    known = {"association": HEAD, "manufacturer": manufacturer("things", "A")}
    assert audit.trail(store, known.get(role) or Viewer(role)).empty


def test_a_sealed_store_notes_nothing_and_an_unknown_deed_is_an_error(store):
    with pytest.raises(ValueError, match="what is one of"):
        audit.note(store, HEAD, "uploaded", "x")
    store.seal()
    audit.note(store, HEAD, "viewed", "B", "things")
    assert "B" not in set(audit.trail(store, LOCAL)["object"])


def test_a_view_is_noted_while_somebody_writes_and_survives_their_rollback():
    store = open_store(":memory:")
    with pytest.raises(KeyError), store.write() as cursor:
        cursor.execute("INSERT INTO withdrawal VALUES (1, 'why', now()::TIMESTAMP, 'me')")
        audit.note(store, HEAD, "viewed", "A", "things")
        raise KeyError("halfway")
    assert list(audit.trail(store, LOCAL)["what"]) == ["viewed"]


def test_no_code_changes_or_takes_out_what_was_noted():
    kept = "(audit_event|person_event|action_event|withdrawal|batch|original)"
    for path in (DATA.parent / room for room in ("data", "benchmarks", "pages")):
        for file in [*path.rglob("*.py"), *path.rglob("*.sql")]:
            said = " ".join(file.read_text(encoding="utf-8").split())
            assert not re.search(rf"(DELETE FROM|UPDATE|DROP TABLE|TRUNCATE|ALTER TABLE) {kept}\b", said), file


def by_hand(store: Store, sql: str) -> None:
    """What somebody does who has the file and a DuckDB of their own."""
    with store.cursor() as cursor:
        cursor.execute(sql)


ALTERED = {
    "changed": ("UPDATE audit_event SET object = 'B' WHERE object = 'A'", 1),
    "taken out": ("DELETE FROM audit_event WHERE object = 'A'", 1),
    "put in between, its link too": (
        "UPDATE audit_event SET by_name = 'nobody' WHERE object = 'C'; UPDATE audit_link SET sha256 = repeat('0', 64) "
        "WHERE entry = 3",
        3,
    ),
    "a link taken out": ("DELETE FROM audit_link WHERE entry = 2", 3),
}


@pytest.mark.parametrize("how", ALTERED)
def test_an_entry_of_the_audit_that_is_altered_is_named(how):
    store = open_store(":memory:")
    for name in "ABC":
        audit.note(store, HEAD, "viewed", name, "things")
    found = audit.chained(store, LOCAL)
    assert (found.whole, found.entries, found.unlinked, len(found.heads)) == (True, 3, 0, 3)
    sql, entry = ALTERED[how]
    by_hand(store, sql)
    after = audit.chained(store, LOCAL)
    assert not after.whole and after.broken.entry == entry


def test_a_chain_made_anew_does_not_run_through_a_head_that_was_noted():
    store = open_store(":memory:")
    audit.note(store, HEAD, "viewed", "A", "things")
    noted = audit.chained(store, LOCAL).head
    by_hand(store, "DELETE FROM audit_link; UPDATE audit_event SET object = 'B'")
    store.link()
    again = audit.chained(store, LOCAL)
    assert again.whole and again.entries == 1 and noted not in again.heads


def test_every_table_that_names_who_did_something_is_in_the_chain(store):
    said = "SELECT DISTINCT table_name FROM information_schema.columns WHERE column_name IN ('by_name', 'accepted_by', "
    tables = store.query(said + "'withdrawn_by')")["table_name"]
    assert set(tables) == set(SOURCES) - {"form_answer"}  # answers name nobody
    assert audit.chained(store, HEAD) is None and audit.chained(store, LOCAL).whole


def test_decisions_and_replies_are_deeds_too():
    store = open_store(":memory:")
    now, who = "now()::TIMESTAMP", "'me', 'association'"
    with store.write() as cursor:
        cursor.execute(f"INSERT INTO mix_decision VALUES (1, 's', 'c', 'i', '2026', 'apart', 'why', {now}, {who})")
        cursor.execute(f"INSERT INTO wave_event VALUES (1, 's', '2026', 'published', NULL, '', {now}, {who}, FALSE)")
        cursor.execute(f"INSERT INTO wave_reply VALUES (1, 's', 'c', 'E', '2026', 'i', 'so', {now}, {who})")
        for kind in ("tier_decided", "reply"):
            cursor.execute(f"INSERT INTO governance_event VALUES (1, '{kind}', 's', 'E', 'R', {now}, {who}, FALSE, '')")
    told = {(row.what, row.object) for row in audit.trail(store, LOCAL).itertuples()}
    assert told == {
        *(("decided", "2026, c, i: apart"), ("decided", "E: tier_decided")),
        *(("showed", "2026: published"), ("replied", "2026, E, i"), ("replied", "E: reply")),
    }
    assert audit.chained(store, LOCAL).entries == 5
