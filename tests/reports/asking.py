"""One request to the addresses for programs, without a server."""

import json
from typing import Any

from starlette.applications import Starlette

from pages.parts.shell import api
from tests.kit import finished

HERE, AWAY = ("127.0.0.1", 5000), ("10.0.0.9", 5000)


class Answer:
    """Status, headers and body of one answer."""

    def __init__(self, said: list[dict]) -> None:
        self.status = said[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        self.body = b"".join(each.get("body", b"") for each in said[1:])

    @property
    def told(self) -> Any:
        return json.loads(self.body)


def get(path: str, query: str = "", client: tuple[str, int] = HERE, **headers: str) -> Answer:
    """One request to the addresses, without a server."""
    said: list[dict] = []
    sent = {"host": "localhost:8501", **{name.replace("_", "-"): value for name, value in headers.items()}}

    async def receive() -> dict:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict) -> None:
        said.append(message)

    scope = {
        **{"type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": path, "root_path": ""},
        **{"raw_path": path.encode(), "query_string": query.encode(), "client": client, "server": ("localhost", 8501)},
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
    }
    finished(Starlette(routes=api.routes())(scope, receive, send))
    return Answer(said)
