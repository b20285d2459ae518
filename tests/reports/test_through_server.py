"""A running server in place of the store: commands say through it, to the last byte, what they say of the store."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from starlette.applications import Starlette
from starlette.testclient import TestClient

from benchmarks.cli import main
from benchmarks.reports import remote
from benchmarks.reports.questions import QUESTIONS
from benchmarks.specs import spec
from data.kept import batches
from data.store import Store, open_store
from data.viewer import LOCAL
from pages.parts.frame import platform
from pages.parts.shell import api
from tests.demo_kit import SPECS

CLIENT = remote.httpx.Client
URL = "http://localhost:8501"
ONE = "--sector catering --wave 2026H1"
ASKED = {  # by address; what is no command of its own is left out
    **{name: [f"{name} {ONE}"] for name in QUESTIONS},
    "index": [f"index {ONE}", f"index {ONE} --ranks weights"],
    "peer-gaps": [f"peer-gaps {ONE} --enterprise CAT-02"],
    "cuts": [f"cuts {ONE} --facet buyer_region", f"cuts {ONE} --facet buyer_region --change"],
    "headline": ["headline", "headline --change --by place", "headline --bias", "headline --period 2026H1"],
    "leverage": [f"leverage {ONE}", f"leverage {ONE} --together cleanliness;recommend"],
    "states": ["states --on 2026-05-01", "states --kind scope"],
    "scopes": [f"scopes {ONE} --state in"],
    "standards": ["standards", "standards --coming --on 2026-03-01", "standards --draft frying_oil_polar=25"],
    "waves": ["waves --sector catering"],
    "published": ["published"],
    "tiers": ["tiers --on 2026-09-01", "tiers --edges 0.05 0.1 0.2"],
    "clock": ["clock --on 2026-06-01", "clock --on 2026-06-01 --suppose correction=30"],
    "plan": ["plan --sector catering --indicator satisfaction --change 0.3 --power 0.9"],
    "plan-next": ["plan next --sector catering --budget 500 --sample-price 40"],
    "track-look": ["track look --sector catering"],
    "track-rates": ["track rates"],
    "track-margins": ["track margins"],
    "whatif": [f"whatif {ONE}", f"whatif {ONE} --level frying_oil_polar:floor=26 --show verdicts"],
    "batches": ["batches --kind test --live", "batches --sector catering --withdrawn"],
}
NO_COMMAND = {"indicators", "levels", "enterprises", "bottom_lines", "counts", "board", "standing"}
Say = Callable[..., Result]


@pytest.fixture(scope="module")
def store(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = open_store(shutil.copy(demo_file, tmp_path_factory.mktemp("server") / "demo.duckdb"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(platform, "store", lambda: opened)
        patch.setattr(platform, "specs", lambda: SPECS)
        patch.setattr(spec, "load_specs", lambda _: SPECS)  # what both make of them is made once
        patch.setenv("QUALITY_MODE", "local")
        patch.setattr(api, "A_MINUTE", 100_000)
        app, sent = Starlette(routes=api.routes()), {}

        def client(headers: dict[str, str], timeout: int) -> TestClient:
            sent["client"] = TestClient(app, URL, client=("127.0.0.1", 5000), headers=headers)
            return sent["client"]

        patch.setattr(remote.httpx, "Client", client)
        yield opened
    opened.close()


@pytest.fixture
def say(store: Store) -> Say:
    def one(words: str, *more: str, server: bool = True) -> Result:
        return CliRunner().invoke(
            main, [*words.split(), *more, *(["--server", URL] if server else ["--store", store.path])]
        )

    return one


@pytest.mark.parametrize("words", [each for name, said in ASKED.items() if name not in NO_COMMAND for each in said])
def test_a_result_through_a_server_is_that_of_the_store_to_the_last_byte(say: Say, words: str):
    form = "table" if words.startswith("waves") else "json"
    near, far = say(words, "--format", form, server=False), say(words, "--format", form)
    assert (near.exit_code, near.stderr) == (0, "")
    assert (far.exit_code, far.stdout) == (0, near.stdout)


def test_a_result_that_is_refused_is_refused_in_the_same_words(say: Say):
    assert "There is no sector 'nope'" in say("gaps --sector nope").stderr
    assert say("cuts --facet nope").stderr == say("cuts --facet nope", server=False).stderr


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(
        "enterprise,name_en,name_zh,sector,output_share\nCAT-77,Seventy-Seven Kitchens,七七餐饮,catering,0.01\n",
        "utf-8",
    )
    return path


def test_a_file_goes_in_through_a_server_once_and_is_refused_whole(
    say: Say, store: Store, register: Path, tmp_path: Path
):
    about = f"{register} --kind register --sector catering"
    assert say(f"check {about}", server=False).stdout == say(f"check {about}").stdout
    made = json.loads(say(f"load {about} --format json").stdout)
    assert batches.batches(store, LOCAL)["batch"].iloc[0] == made["batch"]
    assert made["rows"] == 1
    assert f"Batch {made['batch']} already holds this very file" in say(f"load {about}").stderr
    bad = tmp_path / "bad.csv"
    bad.write_text("enterprise,name_en,name_zh,sector,output_share\n,,,catering,\nX,,,catering,\n", "utf-8")
    near, far = (say(f"load {bad} --kind register --sector catering", server=each) for each in (False, True))
    assert (far.exit_code, far.stderr) == (1, near.stderr)
    assert batches.batches(store, LOCAL)["batch"].iloc[0] == made["batch"]


def test_a_report_comes_with_its_facts_and_answers_back(say: Say, store: Store, tmp_path: Path):
    asked = f"report ranking --sector catering --category canteen --wave 2026H1 --format docx -o {tmp_path}/"
    for name, server in (("near", False), ("far", True)):
        assert say(f"{asked}{name}.docx", server=server).exit_code == 0
    assert (tmp_path / "far.facts.json").read_bytes() == (tmp_path / "near.facts.json").read_bytes()
    assert (
        say(f"report verify {tmp_path}/far.docx").stdout
        == say(f"report verify {tmp_path}/far.docx", server=False).stdout
    )


@pytest.mark.parametrize("words", ["withdraw 3 --why mistake", "token list", "publish --sector catering --wave 2026H1"])
def test_what_needs_the_store_itself_says_so(say: Say, words: str):
    found = say(words)
    assert found.exit_code == 1
    assert "needs the store itself. Through a server work check, load, batches, results and report." in found.stderr


def test_a_server_that_is_not_there_and_a_token_it_does_not_know_are_one_sentence(
    say: Say, monkeypatch: pytest.MonkeyPatch
):
    assert "does not know this token" in say("gaps", "--token", "dbt_wrong").stderr
    monkeypatch.setattr(remote.httpx, "Client", CLIENT)
    found = CliRunner().invoke(main, ["gaps", "--server", "http://127.0.0.1:1"])
    assert found.exit_code == 1
    assert len(found.stderr.splitlines()) == 1
