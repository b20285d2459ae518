"""Sign-in end to end: a provider on loopback, a server of its own process, and what each person's browser is sent."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.viewer import ROLES
from pages.parts.frame.screens import SCREENS
from tests.browser import sign_in_kit as kit
from tests.browser.conftest import settled
from tests.pages import two_makers

CLOSED = "This page is not part of your role"
ALL = [kit.address(role) for role in ROLES]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider that knows everybody, and one whom nobody has invited."""
    with kit.provider(*ALL, "stranger@people.example") as address:
        yield address


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with a register, a survey of two makers and one person of each role; tests take a copy."""
    path = tmp_path_factory.mktemp("people") / "store.duckdb"
    two_makers.make(path)
    kit.invite_everybody(path)
    return path


@pytest.fixture(scope="module")
def site(store: Path, issuer: str) -> Iterator[str]:
    """One server for the tests that change nobody's rights."""
    with kit.server_mode(shutil.copy(store, store.with_name("site.duckdb")), issuer) as address:
        yield address


@pytest.fixture(scope="module")
def as_role(browser: Browser, site: str) -> Callable[[str], Page]:
    """A tab in which the person of a role has signed in at the shared server; at the provider once."""
    states: dict[str, dict] = {}

    def opened(role: str) -> Page:
        if role not in states:
            page = kit.fresh(browser)
            kit.sign_in(page, site, kit.address(role))
            states[role] = page.context.storage_state()
            page.context.close()
        return kit.fresh(browser, states[role])

    return opened


@pytest.fixture(scope="module")
def new_server(browser: Browser, store: Path, issuer: str) -> Callable[[str], AbstractContextManager[tuple]]:
    """A server of a new process, and a tab of somebody who had signed in before it was started.

    A sign-in holds for one address only: all these servers take the same port, one after the other.
    """
    states, port = {}, kit.free_port()

    @contextmanager
    def started(role: str) -> Iterator[tuple]:
        copy = Path(shutil.copy(store, store.with_name("new.duckdb")))
        if role not in states:
            with kit.server_mode(copy, issuer, port) as address:
                page = kit.fresh(browser)
                kit.sign_in(page, address, kit.address(role))
                states[role] = page.context.storage_state()
                page.context.close()
        with kit.server_mode(copy, issuer, port) as address:
            page = kit.fresh(browser, states[role])
            yield address, page
            page.context.close()

    return started


def address_of(site: str, screen: object) -> str:
    return f"{site}/{screen.name}?lang=en"


def no_dialog(page: Page) -> None:
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def only_the_sign_in(page: Page) -> None:
    """Nothing but the sign-in: no name of a page, no sidebar, no figure."""
    expect(page.get_by_role("heading", name="Sign in to Duibiao")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(0)
    no_dialog(page)


def everywhere(cases: list[tuple], always: set[tuple[str, ...]]) -> list:
    """Cases as parameters: those that are not run always are left to `pytest -m matrix`, a new server for each."""
    names = [tuple(getattr(part, "name", part) for part in case) for case in cases]
    return [
        pytest.param(*case, id="-".join(name), marks=[] if name in always else pytest.mark.matrix)
        for case, name in zip(cases, names, strict=True)
    ]


@pytest.mark.parametrize("screen", everywhere([(screen,) for screen in SCREENS], {("overview",), ("gaps",)}))
def test_the_first_request_to_a_new_server_gets_the_sign_in_at_every_address(browser, store, issuer, tmp_path, screen):
    with kit.server_mode(Path(shutil.copy(store, tmp_path / "store.duckdb")), issuer) as address:
        page, frames = kit.fresh(browser), []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(frame)))
        page.goto(address_of(address, screen))
        settled(page)
        only_the_sign_in(page)
        sent = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in frames)
        assert b"Sign in to Duibiao" in sent
        others = [each.name for each in SCREENS if each.name != screen.name]
        assert not [name for name in others if b"pages/" in sent or f'"{name}"'.encode() in sent]
        page.context.close()


ROLES_AND_SCREENS = [(role, screen) for role in ROLES for screen in SCREENS]
ALWAYS = {("laboratory", "upload"), ("visitor", "people")}


@pytest.mark.parametrize(("role", "screen"), everywhere(ROLES_AND_SCREENS, ALWAYS))
def test_a_new_server_opens_the_page_a_person_asks_for_or_says_it_is_not_theirs(new_server, role, screen):
    with new_server(role) as (address, page):
        page.goto(address_of(address, screen))
        settled(page)
        no_dialog(page)
        expect(page.get_by_role("button", name="Sign out")).to_be_visible()
        heading = page.get_by_role("heading").first
        expect(heading).to_be_visible()
        assert (heading.inner_text() == CLOSED) == (role not in screen.roles), heading.inner_text()
        expect(page.get_by_text("See as")).to_have_count(0)


@pytest.mark.parametrize("role", ROLES)
def test_each_role_has_its_pages_in_the_list_and_is_refused_others_by_address(as_role, site, role):
    page = as_role(role)
    page.goto(site)
    settled(page)
    links = page.get_by_test_id("stSidebarNavLink")
    assert links.count() == sum(role in screen.roles for screen in SCREENS)
    foreign = [screen for screen in SCREENS if role not in screen.roles]
    for screen in foreign[-2:]:
        page.goto(address_of(site, screen))
        settled(page)
        no_dialog(page)
        expect(page.get_by_role("heading").first).to_have_text(CLOSED)
    page.context.close()


def test_an_address_without_a_page_says_so_in_the_reader_s_language(as_role, site):
    page = as_role("regulator")
    page.goto(f"{site}/nowhere?lang=zh")
    settled(page)
    no_dialog(page)
    expect(page.get_by_role("heading").first).to_have_text("没有这个名称的页面")
    page.context.close()


def test_who_is_not_invited_is_told_to_ask_and_signs_out_again(browser, site):
    page = kit.fresh(browser)
    kit.sign_in(page, site, "stranger@people.example")
    expect(page.get_by_role("heading", name="You are signed in, but not let in")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNavLink")).to_have_count(0)
    kit.sign_out(page)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.context.close()


def test_who_is_switched_off_while_signed_in_is_out_at_the_next_click(browser, store, issuer, tmp_path):
    with kit.server_mode(Path(shutil.copy(store, tmp_path / "store.duckdb")), issuer) as address:
        boss, maker = kit.fresh(browser), kit.fresh(browser)
        kit.sign_in(boss, address, kit.address("administrator"))
        kit.sign_in(maker, address, kit.address("manufacturer"))
        maker.goto(f"{address}/gaps?lang=en")
        settled(maker)
        boss.goto(f"{address}/people?lang=en&person={ROLES.index('manufacturer') + 1}")
        settled(boss)
        boss.get_by_test_id("stCheckbox").get_by_text("May come in").click()
        settled(boss)
        boss.get_by_role("button", name="Keep").click()
        expect(boss.get_by_text("Kept: manufacturer")).to_be_visible()
        maker.get_by_test_id("stSidebarNavLink").filter(has_text="Progress").click()
        expect(maker.get_by_role("heading", name="You are signed in, but not let in")).to_be_visible()
        expect(maker.get_by_test_id("stSidebarNavLink")).to_have_count(0)
        no_dialog(maker)
        boss.goto(f"{address}/audit?lang=en")
        settled(boss)
        expect(boss.get_by_role("heading").first).to_contain_text("entries by")
        for tab in (boss, maker):
            tab.context.close()


def test_signing_out_leaves_nothing_and_going_back_does_not_help(as_role, site):
    page = as_role("regulator")
    page.goto(f"{site}/sector?lang=en")
    settled(page)
    kit.sign_out(page)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.goto(f"{site}/sector?lang=en")
    settled(page)
    only_the_sign_in(page)
    page.context.close()


def test_the_cookies_of_a_sign_in_are_out_of_reach_of_scripts_and_other_sites(as_role):
    page = as_role("visitor")
    held = {each["name"]: each for each in page.context.cookies() if each["name"] != "_streamlit_xsrf"}
    assert any("user" in name for name in held)
    assert all(each["httpOnly"] and each["sameSite"] in ("Lax", "Strict") for each in held.values()), held
    page.context.close()
