"""Whether a wave of a sector is open, in preview or published: a pure function of what was decided and a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from data.kept.publishing import PUBLISHED, Event
from data.wave import Wave

OPEN, PREVIEW, SHOWN = STATES = ("open", "preview", "published")
RULES = ("decided", "waiting", "before", "as_loaded")


class Standing(NamedTuple):
    """State of a wave, the last day of its preview (None: none is running), by which of RULES, and the decision."""

    state: str
    until: date | None
    rule: str
    event: Event | None


def standing(events: Sequence[Event], wave: str, day: date) -> Standing:
    """The state of one wave on a day, from the decisions on its sector in order.

    The newest decision on the wave counts (rule decided): taken back is open; published is preview up to and with its
    last day, and published from the day after, or at once where no preview was asked for. Without a decision of its
    own a wave is published where nobody ever decided in the sector (as_loaded), or where it starts before the wave of
    the sector's first decision (before); else it is open (waiting).
    """
    own = [each for each in events if each.wave == wave]
    if own:
        last = own[-1]
        if last.kind != PUBLISHED:
            return Standing(OPEN, None, "decided", last)
        running = last.until is not None and day <= last.until
        return Standing(PREVIEW, last.until, "decided", last) if running else Standing(SHOWN, None, "decided", last)
    if not events:
        return Standing(SHOWN, None, "as_loaded", None)
    before = Wave.parse(wave).start < Wave.parse(events[0].wave).start
    return Standing(SHOWN, None, "before", None) if before else Standing(OPEN, None, "waiting", None)


def standings(events: Iterable[Event], waves: Iterable[tuple[str, str]], day: date) -> dict[tuple[str, str], Standing]:
    """The standing of each (sector, wave) on a day."""
    by_sector: dict[str, list[Event]] = {}
    for each in events:
        by_sector.setdefault(each.sector, []).append(each)
    return {(sector, wave): standing(by_sector.get(sector, ()), wave, day) for sector, wave in waves}
