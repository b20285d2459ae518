"""What browsers send over the connection of a session: of it only what screens of ours need reaches the server."""

import asyncio
import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data import limits
from pages.parts.shell import internals

LOG = logging.getLogger("duibiao.messages")
# Not among them, and sent by whoever wants to: clear_cache, which empties the caches of everybody; install_skills,
# which writes files; load_git_info, set_run_on_save and what only developers need.
NEEDED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
NEEDED_OPERATIONS = frozenset(f"{internals.OPERATION}.{kind}" for kind in ("deferred_file", "dataframe_chunk"))


class Sifted:
    """Lets through what is needed, no faster than `limits.MESSAGES_A_SECOND`: who sends more waits for themselves."""

    def __init__(self, app: ASGIApp) -> None:
        """The server inside."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request or connection."""
        await self.app(scope, sifted(receive) if scope["type"] == "websocket" else receive, send)


def sifted(receive: Receive) -> Receive:
    """The messages of one connection without those that nothing of ours sends; they are dropped and logged."""
    credit, at = float(limits.MESSAGES_AT_ONCE), time.monotonic()

    async def next_one() -> Message:
        nonlocal credit, at
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or message.get("bytes") is None:
                return message
            now = time.monotonic()
            credit = min(limits.MESSAGES_AT_ONCE, credit + (now - at) * limits.MESSAGES_A_SECOND) - 1
            at = now
            if credit < 0:
                await asyncio.sleep(-credit / limits.MESSAGES_A_SECOND)
            kind = internals.kind_of(message["bytes"])
            if kind in NEEDED or kind in NEEDED_OPERATIONS:
                return message
            LOG.warning("a browser's message was refused: %s", kind or "unreadable")

    return next_one
