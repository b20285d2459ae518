"""A questionnaire in a browser: off by default, one answer a link, and the batch has the estimates of the answers."""

import json
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import pytest
from starlette.applications import Starlette

from benchmarks.intake import answers as intake
from benchmarks.intake.load import load
from benchmarks.intake.sending import Sending
from benchmarks.reading import Reading, estimates
from data.kept import audit
from data.kept.batches import Upload
from data.kept.forms import links
from data.kept.forms.links import Round
from data.refusal import Refused
from data.store import Store, open_store
from data.viewer import LOCAL, association, manufacturer
from pages.parts.frame import platform
from pages.parts.shell import answers
from pages.parts.shell.api import A_MINUTE, Meter
from tests.benchmarks.test_questionnaire import SPECS, answered, expected, form, register
from tests.kit import finished

SECTOR = "automobiles"
ASKS = Round(SECTOR, "W1", "2026H1")
HERE, AWAY = ("127.0.0.1", 5000), ("10.0.0.9", 5000)
OWN = association(SECTOR, "me@example.org")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    opened = open_store(":memory:")
    load(opened, SPECS, LOCAL, Sending(Upload("register", SECTOR, register(SECTOR), "r.csv")))
    monkeypatch.setattr(platform, "store", lambda: opened)
    monkeypatch.setattr(platform, "specs", lambda: SPECS)
    monkeypatch.setattr(answers, "METER", Meter())
    monkeypatch.setenv("QUALITY_MODE", "local")
    monkeypatch.setenv("QUALITY_WEB_FORM", "1")
    yield opened
    opened.close()


def asked(path: str, sent: dict | None = None, client: tuple[str, int] = HERE, query: str = "") -> tuple[int, str]:
    """Status and body of one request to the web form, without a server."""
    said: list[dict] = []
    content = b"" if sent is None else urlencode(sent).encode()

    async def receive() -> dict:
        return {"type": "http.request", "body": content, "more_body": False}

    async def send(message: dict) -> None:
        said.append(message)

    scope = {
        **{"type": "http", "http_version": "1.1", "method": "GET" if sent is None else "POST", "scheme": "http"},
        **{"path": path, "root_path": "", "raw_path": path.encode(), "query_string": query.encode()},
        **{"client": client, "server": ("localhost", 8501), "headers": [(b"host", b"localhost:8501")]},
    }
    finished(Starlette(routes=answers.routes())(scope, receive, send))
    return said[0]["status"], b"".join(each.get("body", b"") for each in said[1:]).decode()


def test_answers_of_links_become_a_batch_with_the_estimates_they_have(store: Store):
    rows = answered(SECTOR)
    tokens = intake.make(store, SPECS, OWN, ASKS, len(rows) + 1, 30)
    for token, row in zip(tokens, rows, strict=False):
        status, said = asked(f"/answer/{token}", row)
        assert (status, "your answers are in" in said) == (200, True)
    found = links.rounds(store, OWN)
    assert found[["issued", "answered", "closed"]].values.tolist() == [[len(rows) + 1, len(rows), False]]
    outcome = intake.close(store, SPECS, OWN, ASKS)
    assert (outcome.errors, outcome.rows) == ((), len(rows))
    measured = estimates(Reading(store, SPECS, LOCAL)).set_index(["enterprise", "category", "indicator"])["estimate"]
    assert dict(measured.dropna()) == pytest.approx(expected(SECTOR), rel=1e-12, abs=1e-12)
    assert asked(f"/answer/{tokens[-1]}")[0] == 410  # the round is over
    with pytest.raises(Refused, match="a batch already"):
        intake.close(store, SPECS, OWN, ASKS)
    assert audit.chained(store, LOCAL).whole


def test_an_answer_is_kept_without_its_link_its_moment_and_its_address(store: Store):
    [token] = intake.make(store, SPECS, OWN, ASKS, 1, 30)
    asked(f"/answer/{token}", {**answered(SECTOR)[0], "interviewer": "Zhang", "stratum": "north", "mail": "a@b.cn"})
    kept = store.query("SELECT * FROM form_given").to_csv()
    assert not any(word in kept for word in ("Zhang", "north", "a@b.cn", "127.0.0.1"))
    assert token not in store.query("SELECT * FROM form_event").to_csv() + kept


def rows_of(path: Path) -> dict[str, str]:
    """Every table of a store's file with all its rows in the order in which they lie there."""
    with duckdb.connect(str(path), read_only=True) as found:
        names = [name for (name,) in found.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {name: str(found.execute(f"SELECT rowid, * FROM {name} ORDER BY rowid").fetchall()) for name in names}


def test_no_order_in_the_file_pairs_a_link_with_its_answer(store: Store, tmp_path: Path, monkeypatch):
    """Six links answered in their order: after each, one row of one table differs, and its two lists are sorted.

    By the hash of the token, and by a number drawn at random: both the same however the links were used. The log beside
    the file is empty, the audit no longer, and in the batch the answers stand in the order of those numbers.
    """
    path = tmp_path / "q.duckdb"
    with closing(open_store(path)) as opened:
        load(opened, SPECS, LOCAL, Sending(Upload("register", SECTOR, register(SECTOR), "r.csv")))
        monkeypatch.setattr(platform, "store", lambda: opened)
        tokens = intake.make(opened, SPECS, OWN, ASKS, 6, 30)
        opened.settle()
    for token, row in zip(tokens, answered(SECTOR), strict=False):
        before = rows_of(path)
        with closing(open_store(path)) as opened:
            monkeypatch.setattr(platform, "store", lambda opened=opened: opened)
            assert asked(f"/answer/{token}", row)[0] == 200
            log = path.with_name("q.duckdb.wal")
            assert not log.exists() or not log.stat().st_size
        after = rows_of(path)
        assert [name for name in after if after[name] != before[name]] == ["form_given"]
    with closing(open_store(path)) as opened:
        used, given = opened.query("SELECT used, answers FROM form_given").iloc[0]
        numbers = [json.loads(each)["response"] for each in given]
        assert list(used) == sorted(sha256(token.encode()).hexdigest() for token in tokens)
        assert numbers == sorted(numbers) and len(set(numbers)) == 6
        batch = intake.close(opened, SPECS, OWN, ASKS).batch
        kept = opened.query("SELECT code FROM response WHERE batch = ? ORDER BY rowid", [batch])["code"]
        assert list(kept) == numbers
        assert opened.query("SELECT len(answers) AS n FROM form_given")["n"][0] == 0
        assert audit.chained(opened, LOCAL).whole


def test_a_link_takes_one_answer_and_says_why_it_takes_no_other(store: Store):
    first, second = intake.make(store, SPECS, OWN, ASKS, 2, 30)
    assert asked(f"/answer/{first}", answered(SECTOR)[0])[0] == 200
    status, said = asked(f"/answer/{first}", answered(SECTOR)[1])
    assert (status, "was answered already" in said) == (410, True)
    assert store.query("SELECT len(answers) AS n FROM form_given")["n"][0] == 1
    assert asked("/answer/none")[0] == 404
    with store.write() as cursor:
        cursor.execute("UPDATE form_event SET until = TIMESTAMP '2020-01-01' WHERE link = 2")
    status, said = asked(f"/answer/{second}", query="lang=zh")
    assert (status, "此链接已过期" in said) == (410, True)


def test_what_is_missing_or_cannot_be_is_named_at_its_question_and_nothing_is_kept(store: Store):
    [token] = intake.make(store, SPECS, OWN, ASKS, 1, 30)
    counts = [each.name for each in form(SECTOR).items if each.kind == "count"]
    row, count = next((row, name) for row in answered(SECTOR) for name in counts if name in row)
    status, said = asked(f"/answer/{token}", {**row, "enterprise": "nobody", count: "many"})
    assert (status, said.count('<p class="wrong">')) == (422, 2)
    assert "Please choose one answer." in said and "Please give a whole number" in said
    assert store.query("SELECT count(*) AS n FROM form_given")["n"][0] == 0
    assert asked(f"/answer/{token}", {"a": "x" * 70_000})[0] == 413
    assert asked(f"/answer/{token}")[0] == 200  # still open


@pytest.mark.parametrize("setting", [{"QUALITY_WEB_FORM": "0"}, {"QUALITY_WEB_FORM": ""}, {"QUALITY_MODE": "demo"}])
def test_it_is_off_unless_the_settings_turn_it_on(store: Store, monkeypatch: pytest.MonkeyPatch, setting: dict):
    [token] = intake.make(store, SPECS, OWN, ASKS, 1, 30)
    assert asked(f"/answer/{token}")[0] == asked("/answer/steer.js")[0] == 200
    assert asked(f"/answer/{token}", client=AWAY)[0] == 404  # in local mode this very machine alone
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    assert asked(f"/answer/{token}")[0] == asked("/answer/steer.js")[0] == 404
    if "QUALITY_WEB_FORM" in setting:
        with pytest.raises(Refused, match="QUALITY_WEB_FORM=1"):
            intake.make(store, SPECS, OWN, ASKS, 1, 30)


def test_who_asks_without_end_is_told_to_wait(store: Store):
    [token] = intake.make(store, SPECS, OWN, ASKS, 1, 30)
    assert [asked(f"/answer/{token}")[0] for _ in range(A_MINUTE + 1)][-2:] == [200, 429]


@pytest.mark.parametrize("viewer", [association("catering", "other"), manufacturer(SECTOR, "M3", "maker")])
def test_another_sectors_association_and_a_maker_make_see_and_close_nothing(store: Store, viewer):
    [token] = intake.make(store, SPECS, OWN, ASKS, 1, 30)
    asked(f"/answer/{token}", answered(SECTOR)[0])
    with pytest.raises(Refused):
        intake.make(store, SPECS, viewer, ASKS, 1, 30)
    with pytest.raises(Refused, match="may not"):
        intake.close(store, SPECS, viewer, ASKS)
    assert links.rounds(store, viewer).empty and len(links.rounds(store, OWN)) == 1


BAD = {
    "count": (ASKS, {"n": 0}, "Between 1 and 2,000 links"),
    "days": (ASKS, {"days": 93}, "1 to 92 days"),
    "wave": (Round(SECTOR, "W1", "soon"), {}, "soon"),
    "code": (Round(SECTOR, " ", "2026"), {}, "code"),
    "sector": (Round("toys", "W1", "2026"), {}, "toys"),
    "category": (ASKS, {"category": "boat"}, "no category 'boat'"),
    "register": (Round("catering", "W1", "2026"), {}, "register of catering"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_asked_is_refused_in_a_sentence(store: Store, case: str):
    asks, options, said = BAD[case]
    with pytest.raises(Refused, match=said):
        intake.make(store, SPECS, LOCAL, asks, **{"n": 1, "days": 30, **options})
    with pytest.raises(Refused, match="No answer is waiting"):
        intake.close(store, SPECS, LOCAL, ASKS)


def test_links_sent_before_a_question_was_changed_ask_for_new_ones(store: Store, monkeypatch: pytest.MonkeyPatch):
    [token] = intake.make(store, SPECS, OWN, ASKS, 1, 30)
    spec = SPECS[SECTOR]
    other = [each.model_copy(update={"order": 99} if each.id == "satisfaction" else {}) for each in spec.indicators]
    changed = {**SPECS, SECTOR: spec.model_copy(update={"indicators": tuple(other)})}
    monkeypatch.setattr(platform, "specs", lambda: changed)
    assert asked(f"/answer/{token}", answered(SECTOR)[0])[0] == 409
    with pytest.raises(Refused, match=r"other questions \(satisfaction\)"):
        intake.make(store, changed, OWN, ASKS, 1, 30)
