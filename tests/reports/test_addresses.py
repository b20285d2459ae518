"""Programs read under addresses what the command line writes, by tokens that end, within the same rights."""

import io
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pandas as pd
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from benchmarks.fieldwork import allocation
from benchmarks.fieldwork.frame import check_frame
from benchmarks.formats import encode, records
from benchmarks.reading import Reading
from benchmarks.reports.addresses import ADDRESSES
from benchmarks.reports.tables import TABLES
from benchmarks.scope.selection import Selection
from data.kept import audit, people, tokens
from data.kept.audit import DOCUMENT
from data.kept.people import Scope
from data.kept.promised import help as asking
from data.read import read
from data.refusal import Refused
from data.store import Store, open_store
from data.viewer import LOCAL, Viewer, manufacturer
from pages.parts.frame import platform
from pages.parts.shell import api
from tests.demo_kit import SPECS
from tests.kit import empty_store
from tests.reports.asking import AWAY, HERE, get

OWN = manufacturer("catering", "CAT-02", "maker@example.org")


@pytest.fixture(scope="module")
def store(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(shutil.copy(demo_file, tmp_path_factory.mktemp("api") / "demo.duckdb"))
    people.invite(opened, LOCAL, OWN.name, "manufacturer", Scope(enterprises=(("catering", "CAT-02"),)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(platform, "store", lambda: opened)
        patch.setattr(platform, "specs", lambda: SPECS)
        patch.setenv("QUALITY_MODE", "local")
        yield opened
    opened.close()


@pytest.fixture
def bearer(store: Store) -> str:
    return f"Bearer {tokens.issue(store, OWN, 'notebook', 30)}"


@pytest.mark.parametrize("name", ["board", "gaps", "levels", "waves"])
@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_answer_is_what_the_command_line_writes_to_the_last_byte(store: Store, name: str, form: str):
    found = get(f"/api/v1/{name}", f"sector=catering&wave=2026H1&format={form}")
    about = Reading(store, SPECS, LOCAL, Selection("catering", wave="2026H1"))
    assert (found.status, found.body) == (200, encode(TABLES[name](about), form))


def test_parquet_holds_the_same_rows(store: Store):
    found = pd.read_parquet(io.BytesIO(get("/api/v1/gaps", "sector=catering&wave=2026H1&format=parquet").body))
    told = TABLES["gaps"](Reading(store, SPECS, LOCAL, Selection("catering", wave="2026H1")))
    assert list(found["gap"]) == list(told["gap"])


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_address_answers_a_maker_with_nothing_of_others_by_name(store: Store, bearer: str, name: str):
    more = {
        "cuts": "&facet=buyer_region",
        "peer-gaps": "&enterprise=CAT-02",
        "plan": "&indicator=satisfaction&change=0.3",
        "plan-next": "&budget=500",
    }.get(name, "")
    found = get(f"/api/v1/{name}", f"sector=catering&wave=2026H1{more}", AWAY, authorization=bearer)
    assert found.status == 200
    assert {row["enterprise"] for row in found.told if row.get("enterprise")} <= {"CAT-02", "all"}
    assert not any(f"CAT-{n:02d}" in found.body.decode() for n in (1, *range(3, 11)))


FRAME = "stratum,psu,size\n" + "".join(f"{at},{at}{n},{100 + n}\n" for at in ("north", "south") for n in range(40))


def test_a_budget_is_divided_as_the_command_line_divides_it_for_who_gathers_the_answers(store: Store, bearer: str):
    app = Starlette(routes=api.routes())
    asked = {"sector": "catering", "category": "canteen", "budget": "3000", "seed": "spring"}

    def sent(frame: str = FRAME, **headers: str) -> httpx.Response:
        client = TestClient(app, "http://localhost:8501", client=HERE, headers=headers)
        return client.post("/api/v1/plan-allocate", data=asked, files={"frame": ("frame.csv", frame.encode())})

    _, frame = check_frame(read(FRAME.encode(), "frame.csv"))
    about = Reading(store, SPECS, LOCAL, Selection("catering", "canteen"))
    made = allocation.allocate(frame, allocation.Wish(3000, "spring"), about)
    assert sent().json() == {"rows": records(made.rows), "makers": records(made.makers), "cost": 3000}
    refused = sent(authorization=bearer)  # a maker's
    assert (refused.status_code, "Only the association" in refused.json()["detail"]) == (422, True)
    wrong = sent("stratum,psu,size\nnorth,,x\n").json()["outcome"]["errors"]
    assert {(each["line"], each["column"]) for each in wrong} >= {(2, "psu"), (2, "size")}


def test_who_has_the_answer_already_gets_none_and_another_reader_has_another_mark(store: Store, bearer: str):
    first = get("/api/v1/board", "wave=2026H1")
    assert get("/api/v1/board", "wave=2026H1", if_none_match=first.headers["etag"]).status == 304
    other = get("/api/v1/board", "wave=2026H1", authorization=bearer)
    assert other.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "deed"),
    [
        ("helpers", lambda store: asking.offer(store, LOCAL, "catering", "satisfaction", "laboratory", "CAT-L1")),
        ("scopes", lambda store: audit.made(store, LOCAL, dict.fromkeys(DOCUMENT[:5], ""), "", [])),
    ],
    ids=["asked", "made"],
)
def test_what_people_ask_and_make_gives_the_answers_that_hang_on_it_another_mark(store: Store, path: str, deed):
    first = get(f"/api/v1/{path}")
    assert get(f"/api/v1/{path}", if_none_match=first.headers["etag"]).status == 304
    deed(store)
    assert get(f"/api/v1/{path}", if_none_match=first.headers["etag"]).status == 200


@pytest.mark.parametrize(
    ("path", "query", "status", "said"),
    [
        ("/api/v1/gaps", "sector=nope", 400, "There is no sector 'nope'"),
        ("/api/v1/gaps", "wave=soon", 400, "A wave is written 2026"),
        ("/api/v1/gaps", "format=pdf", 400, "There is no format pdf"),
        ("/api/v1/gaps", "colour=red", 400, "There is no parameter colour"),
        ("/api/v1/counts", "", 400, "needs wave: name it, for example wave=2026H1"),
        ("/api/v1/cuts", "", 400, "needs facet"),
        ("/api/v1/cuts", "facet=price_class&by=price_class", 422, "facet"),
        ("/api/v1/gaps", "sector=catering&sector=automobiles", 400, "sector was said more than once"),
        ("/api/v1/gaps", "enterprise=", 400, "enterprise is written as 1 to 200 characters"),
        ("/api/v1/clock", "on=tomorrow", 400, "on is written as YYYY-MM-DD; got 'tomorrow'"),
        ("/api/v1/headline", "change=yes", 400, "change is written as true or false"),
        ("/api/v1/tiers", "edges=0.1,2,3", 400, "three shares of 0 to 1"),
        ("/api/v1/tiers", "edges=0.3,0.2,0.1", 422, "Three edges of 0 to 1 rise"),
        ("/api/v1/whatif", "values=x=1", 400, "There is no parameter values. Known: sector"),
        ("/api/v1/whatif", "level=frying_oil_polar:floor=20", 422, "name the sector"),
        ("/api/v1/whatif", "sector=catering&show=board&set=x=1", 422, "leave the values of one maker out"),
        ("/api/v1/plan", "indicator=satisfaction", 400, "needs change: name it"),
        ("/api/v1/plan", "indicator=satisfaction&change=much", 400, "change is written as a number, such as 0.5"),
        ("/api/v1/plan", "indicator=satisfaction&change=-1", 422, "a change to show is above 0; got -1.0"),
        ("/api/v1/plan", "indicator=frying_oil_polar&change=1", 422, "is measured by tests; responses are planned"),
        ("/api/v1/plan-next", "", 400, "needs budget: name it"),
        ("/api/v1/report/enterprise", "sector=catering", 400, "name the enterprise"),
        ("/api/v1/report/enterprise", "sector=catering&enterprise=X", 422, "There is no enterprise X"),
        ("/api/v1/check", "", 405, "There is no method GET at this address; it takes POST."),
        ("/api/v1/nothing", "", 404, "There is nothing at this address"),
    ],
)
def test_a_refusal_is_a_problem_in_one_sentence(store: Store, path: str, query: str, status: int, said: str):
    found = get(path, query)
    assert (found.status, found.headers["content-type"]) == (status, "application/problem+json")
    assert found.told["status"] == status
    assert said in found.told["detail"]


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        (AWAY, {}),
        (HERE, {"x-forwarded-for": "10.0.0.9"}),
        (HERE, {"host": "rebound.example"}),
        (HERE, {"authorization": "Bearer dbt_wrong"}),
        (HERE, {"authorization": "Basic bG9jYWw6"}),
    ],
)
def test_without_a_token_only_this_very_machine_is_answered(store: Store, client: tuple[str, int], headers: dict):
    found = get("/api/v1/board", "", client, **headers)
    assert found.status == 401
    assert found.headers["www-authenticate"] == "Bearer"


def test_a_token_is_kept_as_a_hash_and_ends_when_it_is_ended_or_its_days_are_over(store: Store):
    secret = tokens.issue(store, OWN, "script", 1)
    assert secret not in store.query("SELECT * FROM token_event").to_csv()
    held = tokens.held(store, secret)
    assert held is not None and held.viewer == OWN
    assert tokens.held(store, secret, datetime.now(UTC).replace(tzinfo=None) + timedelta(days=1)) is None
    tokens.revoke(store, OWN, held.token)
    assert tokens.held(store, secret) is None
    with pytest.raises(Refused, match="no token"):
        tokens.revoke(store, OWN, held.token)


def test_a_token_of_one_sector_sees_no_other_and_one_of_somebody_switched_off_sees_nothing(store: Store):
    secret = tokens.issue(store, LOCAL, "catering only", 1, "catering")
    held = tokens.held(store, secret)
    assert held is not None and held.viewer.sectors == frozenset({"catering"})
    ghost = tokens.issue(store, Viewer("regulator", name="gone@example.org"), "old", 1)
    assert tokens.held(store, ghost) is None


@pytest.mark.parametrize(("name", "days"), [("", 1), ("x" * 101, 1), ("ok", 0), ("ok", 367)])
def test_a_token_without_a_name_or_an_end_is_refused(name: str, days: int):
    with pytest.raises(Refused):
        tokens.issue(empty_store(), LOCAL, name, days)


def test_who_asks_without_end_is_told_to_wait(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(api, "METER", api.Meter())
    monkeypatch.setattr(api, "A_MINUTE", 2)
    asked = [get("/api/v1/indicators") for _ in range(3)]
    assert [each.status for each in asked] == [200, 200, 429]
    assert asked[-1].headers["retry-after"] == "60"


def test_every_use_of_a_token_is_in_the_audit(store: Store, bearer: str):
    get("/api/v1/levels", "", AWAY, authorization=bearer)
    rows = store.query("SELECT by_name, what, object FROM audit_event ORDER BY happened_at")
    assert tuple(rows.iloc[-1])[:2] == (OWN.name, "exported")
    assert rows["object"].iloc[-1].endswith("/api/v1/levels")


def test_the_description_lists_every_address_with_its_parameters(store: Store):
    told = get("/api/v1/openapi.json").told
    assert told["openapi"].startswith("3.1")
    assert {route.path for route in api.routes() if "{" not in route.path} == set(told["paths"])
    for name in ("counts", "bottom_lines"):
        wave = next(each for each in told["paths"][f"/api/v1/{name}"]["get"]["parameters"] if each["name"] == "wave")
        assert wave["required"]


def test_the_feed_tells_of_broken_bottom_lines_to_who_may_see_them(store: Store, bearer: str):
    def titles(**headers: str) -> list[str]:
        root = ElementTree.fromstring(get("/feed/changes", **headers).body)
        return [each.text or "" for each in root.iter("{http://www.w3.org/2005/Atom}title")]

    broken = [each for each in titles() if each.startswith("Bottom line broken")]
    assert len(broken) == 11
    own = [each for each in titles(authorization=bearer) if each.startswith("Bottom line broken")]
    assert own == ["Bottom line broken: Food samples retained as required, CAT-02, canteen"]
