"""Who agrees to be asked for help with a gap, and what was asked, promised and done: events, nothing is overwritten.

A request is told to the maker that asks, to the partner it asks and to administrators; to nobody else, so that no maker
learns of a rival's gap. A partner is a maker or a laboratory that reads here itself, or another of the innovation
chain, for which the association or an administrator enters what came by letter.
"""

import json
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from data.frames import each_row
from data.kept.action_rules import PARTNERS
from data.kept.batches import LIVE
from data.kept.register import enterprises
from data.refusal import Refused
from data.store import Store, run, single
from data.viewer import LOCAL, Viewer

KINDS = ("maker", *PARTNERS)
OFFER = ("sector", "indicator", "partner_kind", "partner", "since", "by_name")
REQUEST = (
    *("request", "sector", "category", "enterprise", "indicator", "partner_kind", "partner", "state", "asked_on"),
    *("answered_on", "promised_days", "ended_on", "text", "answer", "synthetic"),
)
STATES = ("asked", "promised", "declined", "done", "withdrawn")
# What may follow what, and whose word it is: the partner answers, the maker says when help came or is not wanted.
_AFTER = {"promised": ("asked",), "declined": ("asked",), "done": ("promised",), "withdrawn": ("asked", "promised")}
_PARTNERS = ("promised", "declined")
LONGEST, LONGEST_NAME, MOST_DAYS = 1000, 200, 730
# What the demo said goes with its batches.
_COUNTS = f"(NOT synthetic OR (SELECT count(*) FROM ({LIVE}) WHERE synthetic) > 0)"


def may_offer(viewer: Viewer, sector: str, kind: str, partner: str) -> bool:
    """Whether this person says for a partner that it may be asked."""
    if viewer.role == "administrator":
        return True
    if kind == "maker":
        return viewer.role == "manufacturer" and viewer.sees_enterprise(sector, partner)
    if not viewer.sees_sector(sector):
        return False
    if viewer.role == "laboratory":
        return kind == "laboratory" and partner in (viewer.laboratories or ())
    return viewer.role == "association"


def may_answer(viewer: Viewer, sector: str, kind: str, partner: str) -> bool:
    """Whether this person answers for a partner that is asked; of the association's word none is needed here."""
    return viewer.role != "association" and may_offer(viewer, sector, kind, partner)


def may_ask(viewer: Viewer, sector: str, enterprise: str) -> bool:
    """Whether this person asks for help in a maker's name."""
    return viewer.role in ("administrator", "manufacturer") and viewer.sees_enterprise(sector, enterprise)


def offers(store: Store, viewer: Viewer) -> pd.DataFrame:
    """OFFER rows of the viewer's sectors: who agreed to be asked, and has not taken it back. Visitors are told none."""
    held: dict[tuple, dict] = {}
    for row in each_row(_events(store, "offered", "offer_ended")):
        key = row.sector, row.indicator, row.partner_kind, row.partner
        held.pop(key, None)
        if row.kind == "offered":
            said = dict(zip(OFFER[:4], key, strict=True))
            held[key] = said | {"since": row.happened_at.date(), "by_name": row.by_name}
    told = [one for one in held.values() if viewer.role != "visitor" and viewer.sees_sector(one["sector"])]
    return pd.DataFrame(told, columns=list(OFFER))


def offer(
    store: Store,
    viewer: Viewer,
    sector: str,
    indicator: str,
    kind: str,
    partner: str,
    *,
    open_to: bool = True,
    at: datetime | None = None,
    synthetic: bool = False,
) -> None:
    """Keep that a partner may be asked about an indicator, or (open_to False) no longer.

    Refuses (Refused) who does not speak for it, a maker or laboratory code that is not registered, an empty name.
    """
    partner = partner.strip()
    if kind not in KINDS:
        raise ValueError(f"a partner is one of {', '.join(KINDS)}; got {kind!r}")
    if not 0 < len(partner) <= LONGEST_NAME:
        raise Refused("help_partner", most=LONGEST_NAME)
    if not may_offer(viewer, sector, kind, partner):
        raise Refused("help_not_yours_to_offer")
    known = enterprises(store, LOCAL)
    if kind == "maker" and not ((known["sector"] == sector) & (known["enterprise"] == partner)).any():
        raise Refused("no_maker", enterprise=partner, sector=sector)
    what = "offered" if open_to else "offer_ended"
    with store.write() as cursor:
        _append(cursor, viewer, (what, 0, sector, "", "", indicator, kind, partner), {}, at, synthetic)


def ask(
    store: Store,
    viewer: Viewer,
    place: tuple[str, str, str, str],
    partner: tuple[str, str],
    text: str,
    *,
    at: datetime | None = None,
    synthetic: bool = False,
) -> int:
    """Keep a request; returns its number. place: sector, category, enterprise, indicator; partner: kind and name.

    Refuses (Refused) who does not speak for the maker, a partner that has not agreed or is the maker itself, an empty
    or endless text, and a second request to one partner about one gap while the first is open.
    """
    sector, category, enterprise, indicator = place
    if not may_ask(viewer, sector, enterprise):
        raise Refused("help_not_yours_to_ask")
    if not 0 < len(text.strip()) <= LONGEST:
        raise Refused("help_text", most=LONGEST)
    if partner == ("maker", enterprise):
        raise Refused("help_self")
    held = offers(store, LOCAL)
    agreed = set(held[list(OFFER[:4])].itertuples(index=False, name=None))
    if (sector, indicator, *partner) not in agreed:
        raise Refused("help_no_consent", partner=partner[1])
    said = {"text": text.strip()}
    with store.write() as cursor:
        for one in _requests(_rows(cursor)):
            same = tuple(one[name] for name in ("sector", "category", "enterprise", "indicator")) == place
            if same and (one["partner_kind"], one["partner"]) == partner and one["state"] in ("asked", "promised"):
                raise Refused("help_open_already", partner=partner[1])
        number = int(single(cursor, "SELECT coalesce(max(request), 0) + 1 FROM help_event"))
        row = ("asked", number, sector, category, enterprise, indicator, *partner)
        _append(cursor, viewer, row, said, at, synthetic)
    return number


def answer(
    store: Store,
    viewer: Viewer,
    request: int,
    kind: str,
    days: int | None = None,
    text: str = "",
    *,
    at: datetime | None = None,
    synthetic: bool = False,
) -> None:
    """Keep what follows a request: the partner promises help within days or declines; the maker ends or withdraws it.

    days: from the day of asking, 1 to MOST_DAYS. The maker says when the help had come, so that no partner sets its own
    days. Refuses (Refused) whose word it is not, and what does not follow from where the request stands.
    """
    if kind not in _AFTER:
        raise ValueError(f"an answer is one of {', '.join(_AFTER)}; got {kind!r}")
    if kind == "promised" and not (days is not None and 1 <= days <= MOST_DAYS):
        raise Refused("help_days", most=MOST_DAYS)
    if len(text.strip()) > LONGEST:
        raise Refused("help_text", most=LONGEST)
    with store.write() as cursor:
        now = next((one for one in _requests(_rows(cursor)) if one["request"] == request), None)
        if now is None or not _told(viewer, now):
            raise Refused("help_no_request", request=request)
        partners = may_answer(viewer, now["sector"], now["partner_kind"], now["partner"])
        if not (partners if kind in _PARTNERS else may_ask(viewer, now["sector"], now["enterprise"])):
            raise Refused("help_not_yours_to_answer")
        if now["state"] not in _AFTER[kind]:
            raise Refused("help_moved_on")
        names = ("sector", "category", "enterprise", "indicator", "partner_kind", "partner")
        said = {"text": text.strip()} | ({"days": days} if kind == "promised" else {})
        row = (kind, request, *(now[name] for name in names))
        _append(cursor, viewer, row, said, at, synthetic)


def requests(store: Store, viewer: Viewer) -> pd.DataFrame:
    """REQUEST rows, newest first, told to the maker that asks, the partner that is asked and administrators.

    promised_days and ended_on are empty where there are none; days are of UTC.
    """
    with store.cursor() as cursor:
        found = [one for one in _requests(_rows(cursor)) if _told(viewer, one)]
    return pd.DataFrame(found, columns=list(REQUEST)).sort_values("request", ascending=False, ignore_index=True)


def version(store: Store) -> int:
    """A number that grows with every event, for caches."""
    with store.cursor() as cursor:
        return int(single(cursor, "SELECT count(*) FROM help_event"))


def _told(viewer: Viewer, one: dict[str, Any]) -> bool:
    sector, kind, partner = one["sector"], one["partner_kind"], one["partner"]
    return may_ask(viewer, sector, one["enterprise"]) or may_answer(viewer, sector, kind, partner)


def _requests(events: pd.DataFrame) -> list[dict[str, Any]]:
    """Every request as it stands, in the order they were made."""
    found: dict[int, dict[str, Any]] = {}
    for row in each_row(events[events["request"] > 0]):
        said, day = json.loads(row.content), row.happened_at.date()
        if row.kind == "asked":
            names = ("sector", "category", "enterprise", "indicator", "partner_kind", "partner")
            one: dict[str, Any] = {name: getattr(row, name) for name in names} | dict.fromkeys(REQUEST[9:12])
            one |= {"request": int(row.request), "state": "asked", "asked_on": day, "text": said["text"]}
            found[one["request"]] = one | {"answer": "", "synthetic": bool(row.synthetic)}
            continue
        one = found[int(row.request)]
        one["state"] = row.kind
        if row.kind in _PARTNERS:
            one |= {"answered_on": day, "answer": said["text"], "promised_days": said.get("days")}
        if row.kind != "promised":
            one["ended_on"] = day
    return list(found.values())


def _events(store: Store, *kinds: str) -> pd.DataFrame:
    with store.cursor() as cursor:
        found = _rows(cursor)
    return found[found["kind"].isin(kinds)]


def _rows(cursor: Any) -> pd.DataFrame:
    return run(cursor, f"SELECT * FROM help_event WHERE {_COUNTS} ORDER BY event").df()


def _append(
    cursor: Any, viewer: Viewer, row: tuple, said: dict[str, Any], at: datetime | None, synthetic: bool
) -> None:
    number = int(single(cursor, "SELECT coalesce(max(event), 0) + 1 FROM help_event"))
    values = [number, *row, at or datetime.now(UTC).replace(tzinfo=None), viewer.name, viewer.role, synthetic]
    text = json.dumps(said, ensure_ascii=False)
    run(cursor, "INSERT INTO help_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [*values, text])
