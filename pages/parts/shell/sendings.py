"""Who may send files to the server, and how much of them: sessions that were let in with something to send."""

import logging
import time
from collections import OrderedDict, deque
from threading import Lock

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import limits
from data.kept.actions import WRITERS
from data.viewer import Viewer
from pages.parts.frame.screens import screen_of
from pages.parts.shell import internals

LOG = logging.getLogger("duibiao.sendings")
SENDERS = {*screen_of("upload").roles, *WRITERS}  # files of results, and evidence of an action
_MOST_SESSIONS = 10_000  # remembered; who was let in the longest ago opens the page again
_HOUR = 3600


class Ledger:
    """Which session is whose, and what each person has sent in the last hour."""

    def __init__(self) -> None:
        """Nobody may send anything."""
        self._people: OrderedDict[str, str] = OrderedDict()
        self._sent: dict[str, deque[tuple[float, int]]] = {}
        self._lock = Lock()

    def admit(self, session: str, viewer: Viewer) -> None:
        """Let a session send as this viewer; who has nothing to send is turned away."""
        with self._lock:
            self._people.pop(session, None)
            if viewer.role in SENDERS:
                self._people[session] = viewer.name or session
                while len(self._people) > _MOST_SESSIONS:
                    self._people.popitem(last=False)

    def turn_away(self, session: str) -> None:
        """Let a session send nothing (any more)."""
        with self._lock:
            self._people.pop(session, None)

    def person(self, session: str) -> str | None:
        """Who sends in this session; None where nobody may."""
        with self._lock:
            return self._people.get(session)

    def takes(self, person: str, size: int, first: bool) -> bool:
        """Whether so many bytes more, of a new file or of one that is coming, stay within an hour's limits; counted."""
        now = time.monotonic()
        with self._lock:
            sent = self._sent.setdefault(person, deque())
            while sent and sent[0][0] < now - _HOUR:
                sent.popleft()
            files, total = len(sent), sum(each for _, each in sent)
            if total + size > limits.SENT_BYTES_AN_HOUR or (first and files >= limits.SENT_FILES_AN_HOUR):
                return False
            if first or not sent:
                sent.append((now, size))
            else:
                at, before = sent[-1]
                sent[-1] = at, before + size
            return True


LEDGER = Ledger()  # of this server


class Admitted:
    """Answers whoever sends a file without having been let in, or more than a person may, before it is read."""

    def __init__(self, app: ASGIApp) -> None:
        """The server inside."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or connection."""
        sends = scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if not sends or not internals.is_upload(scope["path"]):
            await self.app(scope, receive, send)
            return
        person = LEDGER.person(internals.session_of_upload(scope["path"]))
        if person is None:
            LOG.warning("a file of somebody who was not let in was refused")
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
        elif scope["method"] == "PUT" and not LEDGER.takes(person, _said_size(scope), first=True):
            LOG.warning("a file of %s was refused: more than a person may send in an hour", person)
            await PlainTextResponse("Too Many Requests", 429)(scope, receive, send)
        else:
            await self.app(scope, _counted(receive, person, _said_size(scope)), send)


def _said_size(scope: Scope) -> int:
    """Bytes of the body as the request says; 0 where it does not."""
    said = Headers(scope=scope).get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() else 0


def _counted(receive: Receive, person: str, said: int) -> Receive:
    """The body; what comes beyond the size that was said is counted as it comes, and cut off beyond the limit."""
    come = 0

    async def next_one() -> Message:
        nonlocal come
        message = await receive()
        size = len(message.get("body", b""))
        beyond = max(0, come + size - max(come, said))
        come += size
        if beyond and not LEDGER.takes(person, beyond, first=False):
            return {"type": "http.disconnect"}
        return message

    return next_one
