"""A maker's reply to its own result: while the wave is in preview, and on what was measured of it alone."""

from datetime import date

from benchmarks.publishing.states import PREVIEW, standings
from data.kept import publishing, replies
from data.refusal import Refused
from data.store import Store
from data.viewer import Viewer


def reply(
    store: Store,
    viewer: Viewer,
    place: tuple[str, str, str, str, str],
    text: str,
    day: date | None = None,
) -> None:
    """Keep what a maker says of one result: place is sector, category, enterprise, wave, indicator.

    "" takes the last reply back. Refused where the wave is not in preview on the day (today by default), and as
    data.kept.replies.keep refuses.
    """
    sector, _, enterprise, wave, _ = place
    if not replies.may_reply(viewer, sector, enterprise):
        raise Refused("not_yours_to_reply")
    now = standings(publishing.events(store, viewer), [(sector, wave)], day or date.today())[sector, wave]
    if now.state != PREVIEW:
        raise Refused("no_preview", wave=wave)
    replies.keep(store, viewer, *place, text)
