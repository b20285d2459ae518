"""Publish a wave, with or without a preview before, and take it back: what may be done, and what is refused."""

from datetime import date, datetime, timedelta

from benchmarks.publishing.states import OPEN, SHOWN, Standing, standings
from data.kept import publishing as kept
from data.refusal import Refused
from data.store import Store
from data.viewer import Viewer

LONGEST_REASON = 2000
LONGEST_PREVIEW = 365  # days


def publish(
    store: Store,
    viewer: Viewer,
    sector: str,
    wave: str,
    preview_days: int = 0,
    day: date | None = None,
    at: datetime | None = None,
    *,
    synthetic: bool = False,
) -> Standing:
    """Show a wave: at once, or after so many days in which its makers alone see their own; returns its standing.

    day: on which it is decided, today by default; at: the moment that is kept, UTC. Refused without the right, for a
    wave that was not measured, for a preview of more than LONGEST_PREVIEW days, and where it is published already.
    """
    day = day or date.today()
    now = _standing(store, viewer, sector, wave, day)
    if not 0 <= preview_days <= LONGEST_PREVIEW:
        raise Refused("preview_days", most=LONGEST_PREVIEW, got=preview_days)
    if now.state == SHOWN and now.rule == "decided" and not preview_days:
        raise Refused("published_before", sector=sector, wave=wave)
    until = day + timedelta(days=preview_days) if preview_days else None
    kept.keep(store, viewer, sector, wave, kept.PUBLISHED, until, at=at, synthetic=synthetic)
    return _standing(store, viewer, sector, wave, day)


def unpublish(store: Store, viewer: Viewer, sector: str, wave: str, why: str) -> None:
    """Take a wave back, out of its preview too: it is open from now on. Refused without the right or a reason.

    Refused too where it is open by a decision already.
    """
    why, now = why.strip(), _standing(store, viewer, sector, wave, date.today())
    if not 0 < len(why) <= LONGEST_REASON:
        raise Refused("no_unpublish_reason", most=LONGEST_REASON, got=len(why))
    if now.state == OPEN:
        raise Refused("not_published", sector=sector, wave=wave)
    kept.keep(store, viewer, sector, wave, kept.TAKEN_BACK, why=why)


def _standing(store: Store, viewer: Viewer, sector: str, wave: str, day: date) -> Standing:
    """Where a measured wave of the viewer's sector stands; refused where it is not the viewer's to decide."""
    if not kept.may_publish(viewer, sector):
        raise Refused("not_yours_to_publish", sector=sector)
    if (sector, wave) not in store.versions().measured():
        raise Refused("wave_not_measured", sector=sector, wave=wave)
    return standings(kept.events(store, viewer), [(sector, wave)], day)[sector, wave]
