"""Programs that send a file while others are read wait as long as they say, and are told their place in the line."""

import io
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from data import limits
from data.read import apart
from data.store import Store, open_store
from pages.parts.frame import platform
from pages.parts.shell import api, sent
from tests.demo_kit import SPECS
from tests.reports.asking import HERE


@pytest.fixture
def store(demo_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The demo's store as that of this server."""
    opened = open_store(shutil.copy(demo_file, tmp_path / "demo.duckdb"))
    monkeypatch.setattr(platform, "store", lambda: opened)
    monkeypatch.setattr(platform, "specs", lambda: SPECS)
    monkeypatch.setenv("QUALITY_MODE", "local")
    yield opened
    opened.close()


def test_who_will_not_wait_while_others_are_read_is_told_the_place_in_the_line(store: Store):
    book = io.BytesIO()
    pd.DataFrame({"enterprise": ["CAT-02"]}).to_excel(book, index=False)
    about = {"kind": "test", "sector": "catering"}

    def ask(prefer: str) -> httpx.Response:
        with TestClient(Starlette(routes=api.routes()), "http://localhost:8501", client=HERE) as client:
            files = {"file": ("tests.xlsx", book.getvalue())}
            return client.post("/api/v1/check", data=about, files=files, headers={"Prefer": prefer})

    with ExitStack() as others:
        for _ in range(limits.READERS_AT_ONCE):
            others.enter_context(apart._TURNS.taken())
        busy = ask("respond-async, wait=0")
    assert (busy.status_code, busy.headers["retry-after"], busy.json()["place"]) == (503, "5", 1)
    assert busy.json()["detail"] == "Other files are read first: this one is number 1 in the line. Nothing was written."
    assert ask("wait=0").status_code == 200  # nobody is before it
    assert apart._TURNS._line == []


@pytest.mark.parametrize(
    ("header", "seconds"), [("wait=10", 10), ('a=b; wait = "3"', 3), ("", None), ("await=3", None), ("wait=x", None)]
)
def test_how_long_a_program_waits_is_read_from_its_preference(header: str, seconds: float | None):
    assert sent.patience(header) == seconds
