"""Who reaches a server on which nobody signs in, and what a demonstration keeps: nothing."""

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.kept import actions, batches
from data.refusal import Refused
from data.store import open_store
from data.viewer import LOCAL, manufacturer
from pages.parts.frame import mode, platform
from tests import kit
from tests.pages.conftest import forgotten

APP = str(platform._ROOT / "streamlit_app.py")
OTHER = SimpleNamespace(ip_address="10.0.0.5", headers={"Host": "quality.example:8501"}, locale="en", url="")
BEHIND = SimpleNamespace(
    ip_address=None, headers={"Host": "localhost", "X-Forwarded-For": "10.0.0.5"}, locale="en", url=""
)


@pytest.fixture
def demonstration(sealed, monkeypatch):
    """The app as a demonstration on a copy of the demo's store, which nothing changes from one test to the next."""
    monkeypatch.setenv("QUALITY_STORE", str(sealed))
    monkeypatch.setenv("QUALITY_MODE", "demo")
    forgotten()
    yield
    forgotten()


@pytest.fixture(scope="module")
def sealed(demo_file, tmp_path_factory):
    copy = Path(shutil.copy(demo_file, tmp_path_factory.mktemp("sealed") / "demo.duckdb"))
    yield copy
    open_store(copy).close()


def opened() -> AppTest:
    app = AppTest.from_file(APP, default_timeout=120)
    app.query_params.update({"lang": "en", "role": "regulator"})
    return app.run()


@pytest.mark.parametrize("address", [None, "127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1", ""])
def test_a_browser_on_this_machine_is_let_in(address, host):
    assert mode.from_this_machine(address, ["Host", "User-Agent"], host)


@pytest.mark.parametrize(
    ("address", "headers", "host"),
    [
        ("10.0.0.5", ["Host"], "localhost"),
        ("::ffff:10.0.0.5", ["Host"], "localhost"),
        ("2001:db8::1", ["Host"], "localhost"),
        ("nonsense", ["Host"], "localhost"),
        (None, ["Host", "x-forwarded-for"], "localhost"),
        (None, ["Host", "Forwarded"], "localhost"),
        (None, ["Host", "X-Real-IP"], "127.0.0.1"),
        (None, ["Host"], "quality.example"),
        (None, ["Host"], "127.0.0.1.example"),
        (None, ["Host"], "10.0.0.5"),
    ],
)
def test_another_machine_a_proxy_and_a_foreign_name_are_not(address, headers, host):
    assert not mode.from_this_machine(address, headers, host)


@pytest.mark.parametrize(
    ("asked", "is_mode"), [("", "local"), ("Demo", "local"), ("open", "local"), ("demo", "demo"), ("shared", "local")]
)
def test_only_a_known_word_opens_the_server(monkeypatch, asked, is_mode):
    monkeypatch.setenv("QUALITY_MODE", asked)
    assert mode.mode() == is_mode


@pytest.mark.parametrize("context", [OTHER, BEHIND], ids=["another machine", "behind a proxy"])
def test_in_local_mode_others_get_one_page_and_nothing_else(shown, monkeypatch, context):
    monkeypatch.delenv("QUALITY_MODE", raising=False)
    monkeypatch.setattr(st, "context", context)
    app = opened()
    assert [each.value for each in app.title] == ["This server answers only its own machine"]
    assert "docs/deployment.md" in app.markdown[0].value
    assert [each.key for each in app.segmented_control] == ["language_switch"]
    assert not app.selectbox and not app.sidebar.children


def test_a_demonstration_lets_others_in_and_says_what_it_is(demonstration, monkeypatch):
    monkeypatch.setattr(st, "context", OTHER)
    app = opened()
    assert not app.exception
    assert "nothing is kept" in app.sidebar.caption[0].value


def test_a_demonstration_keeps_no_withdrawal_and_no_action(demonstration):
    app = opened()
    assert not app.exception
    store, before = platform.store(), platform.store().version()
    told = len(actions.actions(store, LOCAL))
    with pytest.raises(Refused, match="keeps nothing"):
        batches.withdraw(store, LOCAL, int(batches.batches(store, LOCAL)["batch"].iloc[0]), "a try")
    one = actions.actions(store, LOCAL).iloc[0]
    maker = manufacturer(one["sector"], one["enterprise"])
    with pytest.raises(Refused, match="keeps nothing"):
        actions.change(store, maker, int(one["action"]), int(one["revision"]), {"measures": "Something else"})
    assert (store.version(), len(actions.actions(store, LOCAL))) == (before, told)


def test_a_demonstration_does_not_show_a_store_with_real_batches(tmp_path, monkeypatch):
    monkeypatch.setenv("QUALITY_MODE", "demo")
    shop = kit.Shop(kit.specs(kit.indicator("comfort")))
    shop.survey([{"comfort": 80.0}])
    monkeypatch.setattr(platform, "store", lambda: shop.store)
    assert [each.value for each in opened().title] == ["This store is not shown in a demonstration"]


def test_emptied_caches_open_no_second_store_and_undo_no_seal(demonstration):
    assert not opened().exception
    store, known = platform.store(), platform.specs()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert platform.store() is store and platform.specs() is known
    with pytest.raises(Refused), platform.store().write():
        pass
