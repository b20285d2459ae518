"""Who may come in and what they may see: people invited by email, known by their sign-in, kept as events.

An event holds all that is known of a person; the newest counts, and nothing is overwritten. Only administrators read
and write people; a person changes their own language.
"""

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import duckdb

from data.refusal import Refused
from data.store import Store, run, single
from data.viewer import ROLES, Viewer

LANGUAGES = ("", "en", "zh")
SCOPED = {"association": "sectors", "manufacturer": "enterprises", "laboratory": "laboratories"}
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3
_NEWEST = """
SELECT person, revision, email, role, scope, active, language, name, issuer, subject FROM (
    SELECT *, row_number() OVER (PARTITION BY person ORDER BY revision DESC) AS place FROM person_event
) WHERE place = 1"""


@dataclass(frozen=True)
class Identity:
    """What a sign-in provider says of somebody; verified: it has checked that the address is theirs."""

    issuer: str
    subject: str
    email: str
    verified: bool
    name: str = ""


@dataclass(frozen=True)
class Scope:
    """What a role is about: only the field that belongs to it is filled; never empty where it has one."""

    sectors: tuple[str, ...] = ()
    enterprises: tuple[tuple[str, str], ...] = ()
    laboratories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """One person as they stand: `revision` counts the events, issuer and subject are empty until they have come in."""

    person: int
    revision: int
    email: str
    role: str
    scope: Scope = Scope()
    active: bool = True
    language: str = ""
    name: str = ""
    issuer: str = ""
    subject: str = ""

    @property
    def viewer(self) -> Viewer:
        """What this person may see; nothing but national aggregates where they are not active."""
        if not self.active:
            return Viewer("visitor", name=self.email)
        sectors = self.scope.sectors if self.role == "association" else tuple(s for s, _ in self.scope.enterprises)
        return Viewer(
            self.role,
            sectors=frozenset(sectors) if self.role in ("association", "manufacturer") else None,
            enterprises=frozenset(self.scope.enterprises) if self.role == "manufacturer" else None,
            laboratories=frozenset(self.scope.laboratories) if self.role == "laboratory" else None,
            name=self.email,
        )


def admit(store: Store, identity: Identity, first: str = "") -> Person | None:
    """The person behind a sign-in, active or not; None for whom nobody has invited.

    Known by issuer and subject. The first time by the invited address, if the provider has verified it and nobody else
    came in with it; `first` is the address that becomes administrator while the store has no active one.
    """
    if not identity.issuer or not identity.subject:
        return None
    known = _one(store, "issuer = ? AND subject = ?", [identity.issuer, identity.subject])
    email = _address(identity.email)
    claims_first = identity.verified and email == _address(first) and email != ""
    if not identity.verified or (known is not None and (known.active or not claims_first)):
        return known
    with store.write() as cursor:
        return _enter(cursor, identity, email, claims_first) or known


def invite(store: Store, viewer: Viewer, email: str, role: str, scope: Scope, *, language: str = "") -> int:
    """Let an address in from its first sign-in on; returns the person's number.

    Refuses an address that is none or is known already, a role without its scope, and who is no administrator.
    """
    _administrators_only(viewer)
    email = _address(email)
    if not _is_address(email):
        raise Refused("no_address", got=email)
    with store.write() as cursor:
        if any(each.email == email for each in _all(cursor)):
            raise Refused("known_person", email=email)
        number = int(single(cursor, "SELECT coalesce(max(person), 0) + 1 FROM person_event"))
        person = _valid(Person(number, 0, email, role, scope, language=language))
        _append(cursor, "invited", person, viewer)
    return number


def change(
    store: Store, viewer: Viewer, person: int, revision: int, *, role: str, scope: Scope, active: bool
) -> Person:
    """Set what a person may see and whether they come in; holds from their next click.

    Refuses a change made on an older revision, a role without its scope, and to leave no active administrator.
    """
    _administrators_only(viewer)
    with store.write() as cursor:
        now = _writable(cursor, person, revision)
        new = _valid(replace(now, role=role, scope=scope, active=active))
        others = [each for each in _all(cursor) if each.person != person]
        if not any(each.role == "administrator" and each.active for each in [*others, new]):
            raise Refused("last_administrator")
        return now if new == now else _append(cursor, "changed", new, viewer)


def release(store: Store, viewer: Viewer, person: int, revision: int) -> Person:
    """Forget by which sign-in a person came in, so that the next one with their verified address is taken as theirs."""
    _administrators_only(viewer)
    with store.write() as cursor:
        now = _writable(cursor, person, revision)
        return _append(cursor, "released", replace(now, issuer="", subject=""), viewer)


def speak(store: Store, viewer: Viewer, language: str) -> None:
    """Keep the language of the person who is looking; "" leaves it to the browser."""
    if language not in LANGUAGES:
        raise Refused("no_language", got=language)
    with store.write() as cursor:
        mine = [each for each in _all(cursor) if each.email == viewer.name and each.active]
        if not mine:
            raise Refused("not_administrator")
        if mine[0].language != language:
            _append(cursor, "spoke", replace(mine[0], language=language), viewer)


def people(store: Store, viewer: Viewer) -> list[Person]:
    """Everybody, by address; none for who is no administrator."""
    if viewer.role != "administrator":
        return []
    with store.cursor() as cursor:
        return sorted(_all(cursor), key=lambda each: each.email)


def still_in(store: Store, viewer: Viewer) -> bool:
    """Whether the person who is looking is active with the same rights as when the page was drawn."""
    found = _one(store, "email = ?", [viewer.name])
    return found is not None and found.active and found.viewer == viewer


def viewer_of(store: Store, email: str) -> Viewer | None:
    """What an active person of this address may see now; None where there is none."""
    found = _one(store, "email = ?", [email])
    return found.viewer if found is not None and found.active else None


def _enter(cursor: duckdb.DuckDBPyConnection, identity: Identity, email: str, claims_first: bool) -> Person | None:
    """Tie a sign-in to the person invited by its verified address, or make the first administrator."""
    everyone = _all(cursor)
    found = next((each for each in everyone if each.email == email), None)
    if claims_first and not any(each.role == "administrator" and each.active for each in everyone):
        number = max((each.person for each in everyone), default=0) + 1
        found = found or Person(number, 0, email, "administrator")
        found = replace(found, role="administrator", scope=Scope(), active=True, issuer="", subject="")
    if found is None or found.issuer:
        same = found is not None and (found.issuer, found.subject) == (identity.issuer, identity.subject)
        return found if same else None
    came = replace(found, issuer=identity.issuer, subject=identity.subject, name=identity.name)
    return _append(cursor, "signed_in", came, came.viewer)


def _administrators_only(viewer: Viewer) -> None:
    if viewer.role != "administrator":
        raise Refused("not_administrator")


def _writable(cursor: duckdb.DuckDBPyConnection, person: int, revision: int) -> Person:
    now = next((each for each in _all(cursor) if each.person == person), None)
    if now is None:
        raise Refused("no_person", person=person)
    if now.revision != revision:
        raise Refused("stale_person", email=now.email)
    return now


def _valid(person: Person) -> Person:
    """The person with the scope of their role and no other; refuses a role that is none or has no scope."""
    if person.role not in ROLES or person.language not in LANGUAGES:
        raise Refused("no_role", got=person.role)
    needed = SCOPED.get(person.role)
    kept = tuple(dict.fromkeys(getattr(person.scope, needed))) if needed else ()
    if needed and not kept:
        raise Refused("no_scope")
    return replace(person, scope=Scope(**({needed: kept} if needed else {})))


def _append(cursor: duckdb.DuckDBPyConnection, kind: str, person: Person, by: Viewer) -> Person:
    new, when = replace(person, revision=person.revision + 1), datetime.now(UTC).replace(tzinfo=None)
    scope = json.dumps(asdict(new.scope), ensure_ascii=False)
    values = [
        *(new.person, new.revision, kind, when, by.name, by.role, new.issuer, new.subject, new.email, new.name),
        *(new.role, scope, new.active, new.language),
    ]
    run(cursor, f"INSERT INTO person_event VALUES ({', '.join('?' * len(values))})", values)
    return new


def _one(store: Store, condition: str, values: list[str]) -> Person | None:
    with store.cursor() as cursor:
        row = run(cursor, f"{_NEWEST} AND {condition}", values).fetchone()
    return None if row is None else _person(row)


def _all(cursor: duckdb.DuckDBPyConnection) -> list[Person]:
    return [_person(row) for row in run(cursor, _NEWEST).fetchall()]


def _person(row: tuple) -> Person:
    person, revision, email, role, scope, active, *rest = row
    said = json.loads(scope)
    pairs = tuple((sector, enterprise) for sector, enterprise in said["enterprises"])
    known = Scope(tuple(said["sectors"]), pairs, tuple(said["laboratories"]))
    return Person(person, revision, email, role, known, bool(active), *rest)


def _address(email: str) -> str:
    return email.strip().lower()


def _is_address(email: str) -> bool:
    name, _, host = email.rpartition("@")
    plain = all(sign.isprintable() and not sign.isspace() for sign in email)
    return bool(name) and "." in host.strip(".") and plain and len(email) <= LONGEST_EMAIL
