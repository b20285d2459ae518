"""A running server in place of a store: the same commands, asked under its addresses with a token."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

import httpx

from benchmarks.intake.sending import Sending
from data.refusal import Refused

_SECONDS = 600  # a whole sector's file, or its report
_REFUSED = 422


class Server:
    """Where a server is reached, and by which token."""

    def __init__(self, url: str, token: str | None = None) -> None:
        """Nothing is asked yet; url: as a browser has it, without a page's name."""
        self.url = url.rstrip("/")
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(headers=headers, timeout=_SECONDS)

    def result(self, name: str, form: str, said: Mapping[str, Any]) -> bytes:
        """A result in a format, by the names of the command's options."""
        return self._get(name, {**said, "format": form}).content

    def send(self, verb: str, sending: Sending) -> dict[str, Any]:
        """What becomes of a file under check or load."""
        upload = sending.upload
        names = ("kind", "sector", "survey", "wave", "title")
        fields = {name: value for name in names if (value := getattr(upload, name))}
        fields |= {} if sending.sheet is None else {"sheet": sending.sheet}
        if sending.mapping is not None:
            fields["mapping"] = json.dumps(sending.mapping.as_dict(), ensure_ascii=False)
        files = {"file": (upload.file_name, upload.content)}
        if sending.margins is not None:
            files["margins"] = ("margins.csv", sending.margins)
        made = self._asked("POST", verb, data=fields, files=files)
        told: dict[str, Any] = made.json()
        return told["outcome"] if made.status_code == _REFUSED else told

    def report(self, kind: str, form: str, language: str, chosen: Mapping[str, Any]) -> dict[str, bytes]:
        """A report and the facts of its numbers, by file name."""
        made = self._get(f"report/{kind}", {**chosen, "format": form, "language": language, "facts": True})
        with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
            return {each.filename.rpartition("/")[2]: archive.read(each) for each in archive.infolist()}

    def members(self, chosen: Mapping[str, Any]) -> list[str]:
        """Codes of the makers that were measured in a wave."""
        return [str(each["enterprise"]) for each in self._get("members", chosen).json()]

    def verified(self, report: bytes) -> list[dict[str, Any]]:
        """Every number of a report with what became of it."""
        return list(self._asked("POST", "verify", files={"file": ("report", report)}).json())

    def _get(self, name: str, said: Mapping[str, Any]) -> httpx.Response:
        params = {key: _written(value) for key, value in said.items() if value not in (None, (), "")}
        return self._asked("GET", name, params=params)

    def _asked(self, method: str, name: str, **request: Any) -> httpx.Response:
        try:
            made = self._client.request(method, f"{self.url}/api/v1/{name}", **request)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Refused("server_unreached", url=self.url, why=str(error) or type(error).__name__) from None
        if made.status_code == httpx.codes.UNAUTHORIZED:
            raise Refused("server_no_token", url=self.url)
        kind = made.headers.get("content-type", "")
        if made.status_code != httpx.codes.OK:
            problem = made.json() if kind.startswith("application/problem+json") else None
            if problem is None:
                raise Refused("server_strange", url=self.url, status=made.status_code)
            if "outcome" not in problem:
                raise Refused(problem["detail"])
        elif kind.startswith("text/html"):
            raise Refused("server_strange", url=self.url, status=made.status_code)
        return made


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and all(isinstance(each, float) for each in value):
        return ",".join(map(repr, value))
    return list(value) if isinstance(value, tuple) else value
