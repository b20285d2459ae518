"""A tab without a browser: what Streamlit's own client sends over its connection, and all that comes back.

It speaks the protocol alone (BackMsg, ForwardMsg over /_stcore/stream), so that hundreds of them cost little beside
the server they ask. Only for servers on this machine.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Selectbox_pb2 import Selectbox
from websockets.asyncio.client import ClientConnection, connect

LOCAL = "127.0.0.1"
WAITS = 120.0  # s; nobody waits longer for a page
_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_WITH_COMPILE_ERROR)
_KEPT = 200  # messages a browser holds, to be told of by their hash alone


@dataclass
class Look:
    """What one run of the script sent: its bytes, its boxes, its headings, and what is shown as an error."""

    frames: list[bytes] = field(default_factory=list)
    boxes: list[Selectbox] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)  # the id of each by its label
    sent_to: str = ""  # where the browser is sent, to sign in or out

    def title(self) -> str:
        """The first heading, which is the screen's answer."""
        return self.headings[0] if self.headings else ""


Awaited = Coroutine[Any, Any, Look]


class Tab:
    """One session; `pages` are those that its list names, by address."""

    def __init__(self, connection: ClientConnection, site: str, keep: bool = False) -> None:
        """A tab on an open connection; keep: hold every frame, for who searches through them."""
        self._connection, self._site, self._keep = connection, site, keep
        self._held: dict[str, None] = {}  # hashes of messages that need not be sent again
        self._query, self._hash, self._page = "", "", ""
        self.pages: dict[str, str] = {}

    async def open(self, page: str = "", **address: str) -> Look:
        """Type an address: a page by its name, and what stands behind the question mark."""
        self._query, self._page, self._hash = urlencode(address), page, ""
        return await self._asked(self._message())

    async def go(self, page: str) -> Look:
        """Click on a page of the list."""
        self._query, self._page, self._hash = "", page, self.pages[page]
        return await self._asked(self._message())

    async def choose(self, box: Selectbox, option: str) -> Look:
        """Choose something else in a box of the page."""
        message = self._message()
        message.rerun_script.widget_states.widgets.add(id=box.id, string_value=option)
        return await self._asked(message)

    async def press(self, button: str) -> Look:
        """Press a button by its id."""
        message = self._message()
        message.rerun_script.widget_states.widgets.add(id=button, trigger_value=True)
        return await self._asked(message)

    def _message(self) -> BackMsg:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash = self._query, self._hash
        if not self._hash:
            run.page_name = self._page
        run.cached_message_hashes.extend(self._held)
        run.context_info.timezone, run.context_info.locale = "Asia/Shanghai", "en-GB"
        run.context_info.url = f"{self._site}/{self._page}"
        return message

    async def _asked(self, message: BackMsg) -> Look:
        await self._connection.send(message.SerializeToString())
        return await asyncio.wait_for(self._read(), WAITS)

    async def _read(self) -> Look:
        look = Look()
        while True:
            content = await self._connection.recv(decode=False)
            if self._keep:
                look.frames.append(content)
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "delta":
                if not self._keep and message.metadata.cacheable:
                    self._hold(message.hash)
                if message.delta.WhichOneof("type") == "new_element":
                    _note(message.delta.new_element, look)
            elif kind == "navigation":
                shown = [each for each in message.navigation.app_pages if not each.is_hidden]
                self.pages = {each.url_pathname: each.page_script_hash for each in shown}
                self._hash = message.navigation.page_script_hash
            elif kind == "auth_redirect":
                look.sent_to = message.auth_redirect.url
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished in _DONE:
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    look.errors.append("the script does not compile")
                return look

    def _hold(self, name: str) -> None:
        self._held[name] = None
        if len(self._held) > _KEPT:
            del self._held[next(iter(self._held))]


def _note(element: Element, look: Look) -> None:
    kind = element.WhichOneof("type")
    if kind == "selectbox":
        look.boxes.append(element.selectbox)
    elif kind == "button":
        look.buttons[element.button.label] = element.button.id
    elif kind == "heading":
        look.headings.append(element.heading.body)
    elif kind == "exception":
        look.errors.append(f"{element.exception.type}: {element.exception.message}")


@asynccontextmanager
async def tab(site: str, keep: bool = False, cookies: str = "", proof: str = "") -> AsyncIterator[Tab]:
    """A tab of its own, as a page of this very server would open it; only on this machine.

    proof: the value of the cookie `_streamlit_xsrf`, without which the server takes nobody for signed in.
    """
    where = urlsplit(site)
    if where.hostname != LOCAL:
        raise ValueError(f"tabs are opened on {LOCAL} only")
    stream = f"ws://{where.netloc}/_stcore/stream"
    sent = {"Cookie": cookies} if cookies else {}
    async with connect(
        stream,
        origin=site,  # type: ignore[arg-type]
        subprotocols=["streamlit", *filter(None, [proof])],  # type: ignore[list-item]
        additional_headers=sent,
        max_size=None,
        open_timeout=60,
        ping_interval=None,
    ) as connection:
        yield Tab(connection, site, keep)
