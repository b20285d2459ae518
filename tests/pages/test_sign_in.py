"""Server mode through the whole app: the sign-in and nothing else, then one's own pages and nobody else's."""

import shutil
import time
from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.kept import audit, people
from data.kept.people import Scope
from data.viewer import LOCAL, ROLES
from pages.parts.frame import platform
from pages.parts.frame.screens import SCREENS
from tests.pages.test_submit_pages import ROOT
from tests.pages.two_makers import SECTOR

AUTH = {"redirect_uri": "https://quality.example/oauth2callback", "cookie_secret": "for-tests-only-" + "0123456789" * 3}
SECRETS = {"auth": AUTH}
SCOPES = {
    "association": Scope(sectors=(SECTOR,)),
    "manufacturer": Scope(enterprises=((SECTOR, "FUR-01"),)),
    "laboratory": Scope(laboratories=("L1",)),
}
TURNED = "You are signed in, but not let in"


@pytest.fixture
def store(two_makers_file, tmp_path, monkeypatch) -> Iterator[object]:
    """A store with real batches of two makers and one person of each role."""
    path = tmp_path / "server.duckdb"
    shutil.copy(two_makers_file, path)
    monkeypatch.setenv("QUALITY_STORE", str(path))
    monkeypatch.delenv("QUALITY_ADMIN", raising=False)
    st.cache_resource.clear()
    st.cache_data.clear()
    opened = platform.store()
    for role in ROLES:
        people.invite(opened, LOCAL, f"{role}@people.example", role, SCOPES.get(role, Scope()))
    yield opened
    opened.close()
    st.cache_resource.clear()
    st.cache_data.clear()


def signed_in(role: str, **changes: object) -> dict[str, object]:
    """What the provider says of the person of a role."""
    email = f"{role}@people.example"
    said = {"is_logged_in": True, "iss": "https://id.example", "sub": role, "email": email, "email_verified": True}
    return said | {"iat": time.time()} | changes


def opened(user: dict[str, object]) -> AppTest:
    """The app in server mode in English, as who the provider says it is."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.secrets.update(SECRETS)
    app.user = user
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> list[str]:
    return [each.value for each in app.title]


def bare(app: AppTest) -> bool:
    """Whether a page holds no data, no name of another page and no switch but that of the language."""
    kinds = (app.sidebar.children, app.selectbox, app.dataframe, app.caption, app.text_input)
    return not any(kinds) and [each.key for each in app.segmented_control] == ["language_switch"]


def test_who_has_not_signed_in_gets_the_sign_in_and_nothing_else(store):
    app = opened({"is_logged_in": False})
    assert said(app) == ["Sign in to Duibiao"]
    assert [each.label for each in app.button] == ["Sign in"]
    assert bare(app)


@pytest.mark.parametrize(
    "changes",
    [{"iat": time.time() - 13 * 3600}, {"iat": None}, {"iat": time.time() - 40 * 24 * 3600}],
    ids=["yesterday", "without a time", "last month"],
)
def test_a_sign_in_of_another_day_is_asked_for_again(store, changes):
    assert said(opened(signed_in("regulator", **changes))) == ["Sign in to Duibiao"]


@pytest.mark.parametrize(
    ("user", "why"),
    [
        (signed_in("stranger"), "Nobody has invited"),
        (signed_in("regulator", email_verified=False), "has not verified"),
        (signed_in("regulator", email_verified="false"), "has not verified"),
        (signed_in("regulator", sub=""), "Nobody has invited"),
    ],
    ids=["not invited", "not verified", "not verified, as text", "without subject"],
)
def test_who_was_not_invited_is_told_to_ask_and_leaves_a_trace(store, user, why):
    app = opened(user)
    assert said(app) == [TURNED]
    assert why in app.markdown[0].value
    assert bare(app)
    assert list(audit.trail(store, LOCAL, what="turned_away")["who"]) == [user["email"]]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_its_pages_and_no_other_by_name_or_address(store, role):
    app = opened(signed_in(role))
    assert "See as" not in [each.label for each in app.selectbox]
    assert any("Server mode" in each.value for each in app.sidebar.caption)
    for screen in SCREENS:
        if role in screen.roles:
            app.switch_page(f"pages/{screen.path}.py").run()
            assert not app.exception, (screen.name, app.exception[0].value)
            assert said(app) and said(app)[0] != "This page is not part of your role"
        else:
            app.switch_page(f"pages/{screen.path}.py").run()
            assert said(app) == ["This page is not part of your role"] and not app.dataframe and not app.exception


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_refuses_on_its_first_line_who_is_not_of_its_roles(store, role, language):
    def run(path: str, role: str, scope: tuple) -> None:
        import runpy

        import streamlit as st

        from data.viewer import Viewer

        st.session_state["viewer"] = Viewer(role, frozenset(scope), frozenset(), frozenset())
        runpy.run_path(path)

    for screen in SCREENS:
        if role not in screen.roles:
            path = str(ROOT / "pages" / f"{screen.path}.py")
            app = AppTest.from_function(run, kwargs={"path": path, "role": role, "scope": (SECTOR,)})
            app.query_params["lang"] = language
            assert not app.run().exception
            assert said(app) == [{"en": "This page is not part of your role", "zh": "当前身份无权查看此页"}[language]]
            assert not app.dataframe and not app.get("vega_lite_chart") and not app.button


def test_who_is_switched_off_is_out_at_the_next_click_and_in_again_when_switched_on(store):
    app = opened(signed_in("manufacturer"))
    app.switch_page("pages/results/gaps.py").run()
    person = next(each for each in people.people(store, LOCAL) if each.role == "manufacturer")
    off = people.change(
        store, LOCAL, person.person, person.revision, role=person.role, scope=person.scope, active=False
    )
    app.run()
    assert said(app) == [TURNED]
    assert "has been switched off" in app.markdown[0].value
    assert bare(app)
    people.change(store, LOCAL, off.person, off.revision, role=off.role, scope=off.scope, active=True)
    assert TURNED not in said(app.run())


def test_who_gets_another_role_has_other_pages_at_the_next_click(store):
    app = opened(signed_in("manufacturer"))
    person = next(each for each in people.people(store, LOCAL) if each.role == "manufacturer")
    people.change(store, LOCAL, person.person, person.revision, role="visitor", scope=Scope(), active=True)
    app.run()
    app.switch_page("pages/results/gaps.py").run()
    assert said(app) == ["This page is not part of your role"] and not app.dataframe


def test_the_configured_address_becomes_the_first_administrator(tmp_path, monkeypatch):
    monkeypatch.setenv("QUALITY_STORE", str(tmp_path / "new.duckdb"))
    monkeypatch.setenv("QUALITY_ADMIN", "boss@people.example")
    st.cache_resource.clear()
    app = opened(signed_in("boss"))
    assert said(app.switch_page("pages/manage/people.py").run()) == ["1 person may come in"]
    assert audit.trail(platform.store(), LOCAL, what="uploaded").empty  # a new store is not filled with the demo
    platform.store().close()
    st.cache_resource.clear()


def test_a_store_with_synthetic_data_is_shown_to_nobody_who_signs_in(store, monkeypatch):
    monkeypatch.setattr(platform, "any_synthetic", lambda: True)
    for role, told in (("administrator", "withdraw-demo"), ("regulator", "has been told")):
        app = opened(signed_in(role))
        assert said(app) == ["This store still holds synthetic data"]
        assert told in app.markdown[0].value
        assert bare(app)


def test_server_mode_without_a_provider_lets_nobody_in(store, monkeypatch):
    monkeypatch.setenv("QUALITY_MODE", "server")
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    assert said(app.run()) == ["Nobody can sign in here yet"]


@pytest.mark.parametrize("secret", ["", "REPLACE", "0123456789abcdef0123456789abcde"])
def test_a_secret_that_can_be_guessed_lets_nobody_in(store, secret):
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    app.query_params["lang"] = "en"
    app.secrets.update({"auth": AUTH | {"cookie_secret": secret}})
    app.user = signed_in("administrator")
    assert said(app.run()) == ["Nobody can sign in here yet"]
    assert "32 characters" in app.markdown[0].value
    assert bare(app)


def test_a_provider_makes_it_server_mode_whatever_else_is_asked_for(store, monkeypatch):
    for asked in ("demo", "local"):
        monkeypatch.setenv("QUALITY_MODE", asked)
        assert said(opened({"is_logged_in": False})) == ["Sign in to Duibiao"]


def test_administrators_invite_and_change_people_and_everything_is_noted(store):
    app = opened(signed_in("administrator")).switch_page("pages/manage/people.py").run()
    app.text_input(key="invite_email_0").set_value("new@people.example")
    app.selectbox(key="invite_0_role").set_value("regulator").run()
    app.button(key="invite").click().run()
    assert not app.exception
    assert "may come in from now on" in app.success[0].value
    person = next(each for each in people.people(store, LOCAL) if each.email == "new@people.example")
    app.selectbox(key="pick_person").set_value(str(person.person)).run()
    app.toggle(key=f"person_{person.person}_1_active").set_value(False)
    app.button(key=f"person_{person.person}_1_keep").click().run()
    trail = audit.trail(store, LOCAL, who="administrator@", contains="new@")
    assert list(trail["object"]) == ["new@people.example: regulator, not active", "new@people.example: regulator"]
    app.switch_page("pages/manage/audit.py").run()
    assert "new@people.example: Regulator, switched off" in set(app.dataframe[0].value["About what"])


def test_the_last_administrator_is_told_why_they_stay(store):
    app = opened(signed_in("administrator")).switch_page("pages/manage/people.py").run()
    person = next(each for each in people.people(store, LOCAL) if each.role == "administrator")
    app.selectbox(key="pick_person").set_value(str(person.person)).run()
    app.toggle(key=f"person_{person.person}_{person.revision}_active").set_value(False)
    app.button(key=f"person_{person.person}_{person.revision}_keep").click().run()
    assert "One active administrator has to remain" in app.error[0].value


def test_a_language_of_the_profile_holds_in_the_next_session(store):
    app = opened(signed_in("regulator")).switch_page("pages/manage/profile.py").run()
    app.segmented_control(key="profile_choice").set_value("zh").run()
    assert not app.exception
    again = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    again.secrets.update(SECRETS)
    again.user = signed_in("regulator")
    again.run()
    assert any("服务器模式" in each.value for each in again.sidebar.caption)


def test_looking_at_an_enterprise_is_noted_once_a_session(store):
    app = opened(signed_in("association")).switch_page("pages/results/gaps.py").run()
    app.run()
    trail = audit.trail(store, LOCAL, what="viewed")
    assert list(zip(trail["who"], trail["sector"], trail["object"], strict=True)) == [
        ("association@people.example", SECTOR, "FUR-01")
    ]
