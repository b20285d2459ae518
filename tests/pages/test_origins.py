"""Which pages may connect to the server: those of its own address."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.parts.shell import origins
from pages.parts.shell.origins import welcome

HERE = "https://quality.example"


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "quality.example"])
def test_without_sign_in_a_page_connects_to_where_it_came_from(host):
    assert welcome(f"http://{host}", host, "", [])
    assert welcome(f"https://{host.upper()}", host, "", [])


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "http://localhost:8501.evil.example", "http://localhost", "null", "", "http://[", "x"],
)
def test_a_page_of_another_address_does_not(origin):
    assert not welcome(origin, "localhost:8501", "", [])


def test_with_sign_in_only_the_address_that_the_provider_sends_back_to_connects():
    assert welcome(HERE, "quality.example", HERE, [])
    # a name that somebody else points at this server comes with its own Host
    assert not welcome("https://evil.example", "evil.example", HERE, [])
    assert not welcome("http://quality.example", "quality.example", HERE, [])
    assert not welcome(None, "quality.example", HERE, [])


def test_what_the_settings_name_is_welcome_too():
    assert welcome("https://portal.example", "quality.example", HERE, ["https://portal.example/ "])
    assert not welcome("https://portal.example.evil", "quality.example", HERE, ["https://portal.example"])


def test_with_sign_in_a_program_with_a_token_changes_something_without_an_origin_and_nobody_else_does(monkeypatch):
    monkeypatch.setattr(origins, "own_origin", lambda: HERE)
    there = Route("/api/v1/load", lambda request: PlainTextResponse("taken"), methods=["POST"])
    asked = TestClient(Starlette(routes=[there], middleware=[Middleware(origins.Homely)]))
    token = {"Authorization": "Bearer secret"}
    said = {name: asked.post("/api/v1/load", headers=headers).status_code for name, headers in {
        "a program": token, "nobody": {}, "no token": {"Authorization": "Basic eDp5"},
        "a page of another address": token | {"Origin": "https://evil.example"}, "a page of ours": {"Origin": HERE},
    }.items()}  # fmt: skip
    assert said == {
        "a program": 200, "nobody": 403, "no token": 403, "a page of another address": 403, "a page of ours": 200
    }  # fmt: skip
