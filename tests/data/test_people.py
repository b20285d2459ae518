"""People: invited by address, known by their sign-in, out as soon as the newest event says so."""

from dataclasses import replace

import pytest

from data.kept import audit, people
from data.kept.people import Identity, Scope
from data.refusal import Refused
from data.store import open_store
from data.viewer import LOCAL, ROLES, Viewer

ANNA = Identity("https://id.example", "a-1", "Anna@Panels.example", True, "Anna")
MAKER = Scope(enterprises=(("home_furnishings", "FUR-01"),))
LAB = Scope(laboratories=("L1",))
SCOPES = {"association": Scope(sectors=("catering",)), "manufacturer": MAKER, "laboratory": LAB}


@pytest.fixture
def store():
    return open_store(":memory:")


def invited(store, role="manufacturer", scope=MAKER, email="anna@panels.example"):
    people.invite(store, LOCAL, email, role, scope)
    return next(each for each in people.people(store, LOCAL) if each.email == email)


def test_an_invited_address_comes_in_at_its_first_verified_sign_in_whatever_its_case(store):
    invited(store)
    person = people.admit(store, ANNA)
    assert (person.issuer, person.subject, person.name) == ("https://id.example", "a-1", "Anna")
    assert person.viewer == Viewer(
        "manufacturer", frozenset({"home_furnishings"}), frozenset({("home_furnishings", "FUR-01")}), name=person.email
    )


@pytest.mark.parametrize(
    "somebody",
    [
        replace(ANNA, email="else@panels.example"),
        replace(ANNA, verified=False),
        replace(ANNA, subject=""),
        replace(ANNA, issuer=""),
    ],
    ids=["not invited", "address not verified", "without subject", "without issuer"],
)
def test_nobody_else_comes_in(store, somebody):
    invited(store)
    assert people.admit(store, somebody) is None


def test_an_address_that_came_in_is_not_taken_by_another_sign_in(store):
    invited(store)
    people.admit(store, ANNA)
    assert people.admit(store, replace(ANNA, subject="a-2")) is None
    assert people.admit(store, replace(ANNA, issuer="https://other.example")) is None


def test_after_the_first_sign_in_the_subject_counts_and_not_the_address(store):
    invited(store)
    people.admit(store, ANNA)
    moved = people.admit(store, replace(ANNA, email="anna@elsewhere.example", verified=False))
    assert moved.email == "anna@panels.example"


def test_a_released_person_comes_in_with_another_sign_in(store):
    invited(store)
    person = people.admit(store, ANNA)
    people.release(store, LOCAL, person.person, person.revision)
    assert people.admit(store, replace(ANNA, subject="a-2")).subject == "a-2"
    assert people.admit(store, ANNA) is None


def test_who_is_set_inactive_is_out_at_the_next_read(store):
    invited(store, "administrator", Scope(), "boss@panels.example")
    invited(store)
    person = people.admit(store, ANNA)
    assert people.still_in(store, person.viewer)
    people.change(store, LOCAL, person.person, person.revision, role="manufacturer", scope=MAKER, active=False)
    assert not people.admit(store, ANNA).active
    assert people.admit(store, ANNA).viewer.role == "visitor"
    assert not people.still_in(store, person.viewer)


def test_who_gets_another_scope_is_no_longer_who_they_were(store):
    invited(store, "administrator", Scope(), "boss@panels.example")
    person = invited(store)
    other = Scope(enterprises=(("home_furnishings", "FUR-02"),))
    people.change(store, LOCAL, person.person, person.revision, role="manufacturer", scope=other, active=True)
    assert not people.still_in(store, person.viewer)


def test_the_configured_address_is_the_first_administrator_and_gains_nothing_once_there_is_one(store):
    assert people.admit(store, replace(ANNA, verified=False), first="anna@panels.example") is None
    assert people.admit(store, ANNA, first=" Anna@panels.example ").role == "administrator"
    ben = replace(ANNA, subject="b-1", email="ben@panels.example")
    assert people.admit(store, ben, first="ben@panels.example") is None
    assert people.admit(store, replace(ANNA, subject="c-1", email=""), first="") is None


def test_the_configured_address_lifts_an_invited_person_where_nobody_administers(store):
    invited(store)
    person = people.admit(store, ANNA, first="anna@panels.example")
    assert (person.role, person.scope) == ("administrator", Scope())


def test_the_last_active_administrator_stays(store):
    person = people.admit(store, ANNA, first="anna@panels.example")
    for role, active in (("administrator", False), ("regulator", True)):
        with pytest.raises(Refused, match="One active administrator has to remain"):
            people.change(store, person.viewer, person.person, person.revision, role=role, scope=Scope(), active=active)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators_read_and_write_people(store, role):
    person = invited(store)
    viewer = replace(person, role=role, scope=SCOPES.get(role, Scope())).viewer
    assert people.people(store, viewer) == []
    tries = [
        lambda: people.invite(store, viewer, "x@panels.example", "administrator", Scope()),
        lambda: people.change(store, viewer, 1, 1, role="administrator", scope=Scope(), active=True),
        lambda: people.release(store, viewer, 1, 1),
    ]
    for attempt in tries:
        with pytest.raises(Refused, match="Only an administrator"):
            attempt()
    assert list(audit.trail(store, LOCAL)["what"]) == ["invited"]


@pytest.mark.parametrize("role", ["association", "manufacturer", "laboratory"])
def test_a_role_without_its_scope_is_refused_and_never_means_all(store, role):
    wrong = next(scope for name, scope in SCOPES.items() if name != role)
    for scope in (Scope(), wrong):
        with pytest.raises(Refused, match="needs to be told what it is about"):
            people.invite(store, LOCAL, "x@panels.example", role, scope)


def test_a_scope_of_another_role_is_not_kept(store):
    person = invited(store, "association", Scope(("catering", "catering"), MAKER.enterprises, ("L1",)))
    assert person.scope == Scope(sectors=("catering",))


@pytest.mark.parametrize(
    "email", ["", "anna", "anna@", "@panels.example", "a b@panels.example", "a@panels", "a\n@b.example"]
)
def test_what_is_no_address_is_not_invited(store, email):
    with pytest.raises(Refused, match="goes to one email address"):
        people.invite(store, LOCAL, email, "visitor", Scope())


def test_an_address_is_invited_once(store):
    invited(store)
    with pytest.raises(Refused, match="is known already"):
        people.invite(store, LOCAL, "ANNA@panels.example", "visitor", Scope())


def test_a_change_on_an_older_revision_is_refused(store):
    invited(store, "administrator", Scope(), "boss@panels.example")
    person = invited(store)
    people.change(store, LOCAL, person.person, person.revision, role="visitor", scope=Scope(), active=True)
    with pytest.raises(Refused, match="Meanwhile somebody changed"):
        people.change(store, LOCAL, person.person, person.revision, role="regulator", scope=Scope(), active=True)


def test_everybody_chooses_their_own_language_and_nobody_elses(store):
    invited(store)
    person = people.admit(store, ANNA)
    people.speak(store, person.viewer, "zh")
    assert people.admit(store, ANNA).language == "zh"
    with pytest.raises(Refused):
        people.speak(store, Viewer("visitor", name="nobody@panels.example"), "zh")
    with pytest.raises(Refused):
        people.speak(store, person.viewer, "xx")


def test_people_survive_a_restart_and_every_event_is_kept(tmp_path):
    store = open_store(tmp_path / "x.duckdb")
    invited(store)
    before = people.admit(store, ANNA)
    store.close()
    again = open_store(tmp_path / "x.duckdb")
    assert people.admit(again, ANNA) == before
    assert list(audit.trail(again, LOCAL)["what"]) == ["signed_in", "invited"]
    again.close()
