"""What the running server counts and writes of itself: right figures, at a closed address, and never about whom."""

import json
import logging
from collections.abc import Iterator

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.testclient import TestClient

from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from data import counted
from data.kept.batches import Upload
from data.refusal import Refused
from data.viewer import LOCAL
from pages.parts.frame import platform
from pages.parts.shell import logs, metrics, server
from tests import kit

SECRET = "a secret of the operators"
WHO = "li.lei@people.example"


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[kit.Shop]:
    """A store behind the figures; whoever listened before the test goes on afterwards."""
    shop = kit.Shop(kit.specs(kit.indicator("comfort")))
    monkeypatch.setattr(platform, "store", lambda: shop.store)
    monkeypatch.setattr(counted, "_LISTENERS", [])
    yield shop


def figures(said: str = f"Bearer {SECRET}") -> dict[str, float]:
    """Every figure by its name and labels, without the buckets."""
    client = TestClient(Starlette(routes=metrics.routes()))
    answer = client.get("/metrics", headers={"authorization": said})
    answer.raise_for_status()
    return {
        each.name + "".join(f" {value}" for value in each.labels.values()): each.value
        for family in text_string_to_metric_families(answer.text)
        for each in family.samples
        if not each.name.endswith("_bucket")
    }


def test_the_address_is_off_until_it_has_a_secret_and_then_asks_for_it(monkeypatch, shop):
    client = TestClient(Starlette(routes=metrics.routes()))
    for set_to in ("", "1", "short"):
        monkeypatch.setenv("QUALITY_METRICS", set_to)
        assert client.get("/metrics", headers={"authorization": f"Bearer {set_to}"}).status_code == 404
        assert server.elsewhere("/metrics", "") == "./missing"
    monkeypatch.setenv("QUALITY_METRICS", SECRET)
    assert server.elsewhere("/metrics", "") is None
    for said in ("", "Bearer wrong", f"Basic {SECRET}", "Bearer "):
        assert client.get("/metrics", headers={"authorization": said}).status_code == 401
    assert client.get("/metrics", headers={"authorization": f"Bearer {SECRET}"}).status_code == 200


def test_loads_refusals_runs_errors_waits_and_the_version_are_counted(monkeypatch, shop):
    monkeypatch.setenv("QUALITY_METRICS", SECRET)
    metrics.start()
    metrics.start()  # a second start counts nothing twice
    before = figures()
    register = b"enterprise,name_en,name_zh,sector\nA,x,x,things\n"
    sent = Sending(Upload("register", "things", register, "register.csv"))
    assert load(shop.store, shop.specs, LOCAL, sent).batch == 1
    with pytest.raises(Refused):
        load(shop.store, shop.specs, LOCAL, sent)
    with server.counted():
        pass
    with pytest.raises(ZeroDivisionError), server.counted():
        _ = 1 / 0
    moved = {name: value - before.get(name, 0) for name, value in figures().items() if name.startswith("duibiao")}
    assert moved["duibiao_loads_total register accepted"] == moved["duibiao_loads_total register refused"] == 1
    assert moved["duibiao_refusals_total twin"] == 1
    assert moved["duibiao_run_seconds_count home"] == 2
    assert moved["duibiao_errors_total ZeroDivisionError"] == 1
    assert moved["duibiao_wait_seconds_count"] == 2
    assert figures()["duibiao_store_version"] == 1


def test_nothing_is_counted_where_nobody_asks(monkeypatch, shop):
    monkeypatch.delenv("QUALITY_METRICS", raising=False)
    metrics.start()
    assert counted._LISTENERS == []


def test_a_browser_counts_as_long_as_it_is_connected(monkeypatch, shop):
    held: list[float] = []

    async def inside(scope, receive, send) -> None:
        held.append(metrics.SESSIONS._value.get())

    around = metrics.Connected(inside)
    kit.finished(around({"type": "websocket"}, None, None))
    kit.finished(around({"type": "http"}, None, None))
    assert held == [1, 0]
    assert metrics.SESSIONS._value.get() == 0


def test_a_line_of_the_log_is_json_and_holds_nobody(capsys):
    said = logging.getLogger("duibiao.of_a_test")
    handler = logging.StreamHandler()
    handler.setFormatter(logs.Lines())
    said.addHandler(handler)
    said.propagate = False
    said.warning("a file of %s was refused", WHO)
    said.warning(f"a file of {WHO} was refused")
    try:
        raise ValueError(f"{WHO}, 13800138000")
    except ValueError:
        said.exception("an address failed")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["message"] for line in lines][0::2] == ["a file of %s was refused", "an address failed"]
    assert (lines[2]["error"], lines[2]["at"][-1].split(":")[0]) == ("ValueError", "test_metrics.py")
    assert lines[0]["level"] == "warning" and lines[0]["time"].endswith("+00:00")
    assert all(WHO not in json.dumps(line) and "13800138000" not in json.dumps(line) for line in lines)


def test_what_happens_is_a_line_each(monkeypatch, capsys, shop):
    monkeypatch.setenv("QUALITY_LOG", "json")
    monkeypatch.setattr(logs.EVENTS, "handlers", [])
    monkeypatch.setattr(logging.root, "handlers", [logging.NullHandler()])
    logs.start()
    with server.counted():
        Refused("twin", batch=3)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["message"], line.get("code"), line.get("page")) for line in lines] == [
        ("refusal", "twin", None),
        ("run", None, "home"),
    ]
    assert lines[1]["seconds"] >= 0
