"""Sign-in through a certified provider that runs here, and through the same one that lies in one way at a time."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from data.viewer import ROLES
from tests import wire
from tests.browser import sign_in_kit as kit
from tests.browser.conftest import free_port, settled, wait_for
from tests.kit import finished
from tests.pages import two_makers

pytestmark = pytest.mark.matrix
FOLDER = Path(__file__).with_name("provider")
HOW = "The real provider needs node and its packages: npm ci --prefix tests/browser/provider"
PKCE = 'client_kwargs = { scope = "openid email profile", code_challenge_method = "S256", prompt = "login" }\n'
USER = "_streamlit_user"
_ACTION = re.compile(r'action="([^"]+)"')


@contextmanager
def provider(port: int, site_port: int, key: str) -> Iterator[str]:
    """The provider with a key of this name, which it made itself; gives its issuer."""
    if shutil.which("node") is None or not (FOLDER / "node_modules" / "oidc-provider").is_dir():
        pytest.skip(HOW)
    back = f"http://127.0.0.1:{site_port}/oauth2callback"
    command = ["node", str(FOLDER / "provider.mjs"), str(port), back, key]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        issuer = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{issuer}/.well-known/openid-configuration", server)
            yield issuer
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one person of each role."""
    path = tmp_path_factory.mktemp("real") / "store.duckdb"
    two_makers.make(path)
    kit.invite_everybody(path)
    return path


@pytest.fixture(scope="module")
def places(store: Path) -> Iterator[tuple[str, str]]:
    """A server and the provider at which its people sign in."""
    at, site_port = free_port(), free_port()
    with provider(at, site_port, "one") as issuer, kit.server_mode(store, issuer, site_port, PKCE) as site:
        yield site, issuer


_TABS: list[httpx.Client] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """What a test opened is closed behind it."""
    yield
    while _TABS:
        _TABS.pop().close()


def new_tab() -> httpx.Client:
    """A browser of nobody's yet, without a screen."""
    _TABS.append(httpx.Client(timeout=30))
    return _TABS[-1]


async def _sent_to(site: str) -> str:
    async with wire.tab(site) as tab:
        look = await tab.open("", lang="en")
        return (await tab.press(look.buttons["Sign in"])).sent_to


async def _inside(site: str, cookies: str, proof: str) -> bool:
    async with wire.tab(site, cookies=cookies, proof=proof) as tab:
        look = await tab.open("", lang="en")
        assert ("Sign in" in look.buttons) != ("Sign out" in look.buttons)
        return "Sign out" in look.buttons


def begun(site: str) -> tuple[httpx.Client, str]:
    """A browser that has pressed on Sign in: where the server sends it, with all that the provider is told."""
    client = new_tab()
    answer = client.get(httpx.URL(site).join(finished(_sent_to(site))))
    assert answer.status_code == 302, answer.text
    return client, answer.headers["location"]


def sent_back(site: str, role: str = "regulator") -> tuple[httpx.Client, str]:
    """A browser that has signed in at the provider, and the address it is sent back to, not yet asked for."""
    client, address = begun(site)
    answer = client.get(address)
    while "oauth2callback" not in answer.headers.get("location", ""):
        if answer.is_redirect:
            answer = client.get(answer.next_request.url)
        else:
            form = _ACTION.search(answer.text)
            assert form, answer.text
            login = {"prompt": "login", "login": kit.address(role), "password": "any"}
            said = login if 'name="login"' in answer.text else {"prompt": "consent"}
            answer = client.post(httpx.URL(str(answer.url)).join(form[1]), data=said)
    return client, answer.headers["location"]


def let_in(site: str, client: httpx.Client, address: str) -> bool:
    """Whether who comes back by this address is let in."""
    client.get(address)
    client.get(f"{site}/_stcore/health")
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
    return finished(_inside(site, cookies, client.cookies["_streamlit_xsrf"]))


def forged(issuer: str, kind: str) -> None:
    """From now on the provider lies in this way."""
    httpx.post(f"{issuer}/forge", params={"kind": kind}).raise_for_status()


def test_who_is_invited_comes_in_with_a_proof_of_the_own_request(places):
    site, _ = places
    _, address = begun(site)
    told = httpx.URL(address).params
    assert told["code_challenge_method"] == "S256"
    assert len(told["nonce"]) >= 20 and len(told["state"]) >= 20
    assert let_in(site, *sent_back(site))


@pytest.mark.parametrize("kind", ["audience", "expired", "issuer", "nonce", "key"])
def test_an_answer_that_is_false_in_one_way_lets_nobody_in(places, kind):
    site, issuer = places
    client, address = sent_back(site)
    forged(issuer, kind)
    try:
        assert not let_in(site, client, address)
        assert USER not in client.cookies
    finally:
        forged(issuer, "none")
    assert let_in(site, *sent_back(site))  # it was that answer, and nothing else


def test_an_altered_state_lets_nobody_in(places):
    site, _ = places
    client, address = sent_back(site)
    altered = httpx.URL(address).copy_set_param("state", "A" * 30)
    assert not let_in(site, client, str(altered))


def test_a_code_lets_in_once_and_never_a_second_browser(places):
    site, _ = places
    client, address = sent_back(site)
    assert let_in(site, client, address)
    code = httpx.URL(address).params["code"]
    again, told = sent_back(site)
    assert not let_in(site, again, str(httpx.URL(told).copy_set_param("code", code)))
    assert not let_in(site, new_tab(), address)  # a stranger who read the address


def test_after_the_provider_changed_its_keys_people_go_on_coming_in(store, tmp_path):
    at, site_port = free_port(), free_port()
    copy = Path(shutil.copy(store, tmp_path / "store.duckdb"))
    with kit.server_mode(copy, f"http://127.0.0.1:{at}", site_port, PKCE) as site:
        for key in ("one", "two"):
            with provider(at, site_port, key):
                assert let_in(site, *sent_back(site)), key


def _sign_in(page: Page, site: str, role: str) -> None:
    page.goto(f"{site}/?lang=en")
    settled(page)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=login]").fill(kit.address(role))
    page.locator("input[name=password]").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(f"{site}/**")
    page.get_by_role("button", name="Sign out").wait_for(timeout=60_000)
    settled(page)


def test_in_a_browser_rights_change_at_the_next_click_and_signing_out_ends_it_at_the_provider_too(
    browser, store, tmp_path
):
    at, site_port = free_port(), free_port()
    copy = Path(shutil.copy(store, tmp_path / "store.duckdb"))
    with provider(at, site_port, "one") as issuer, kit.server_mode(copy, issuer, site_port, PKCE) as site:
        boss, other = kit.fresh(browser), kit.fresh(browser)
        _sign_in(boss, site, "administrator")
        _sign_in(other, site, "regulator")
        links = other.get_by_test_id("stSidebarNavLink")
        before = links.count()
        boss.goto(f"{site}/people?lang=en&person={ROLES.index('regulator') + 1}")
        settled(boss)
        boss.get_by_test_id("stMain").get_by_role("combobox", name="Role").click()
        boss.get_by_role("option", name="Visitor").click()
        settled(boss)
        boss.get_by_role("button", name="Keep").click()
        expect(boss.get_by_text("Kept: regulator")).to_be_visible()
        links.filter(has_text="Overview").click()
        expect(other.get_by_test_id("stSidebarNavLink").filter(has_text="Gaps")).to_have_count(0)
        assert links.count() < before
        other.get_by_role("button", name="Sign out").click()
        other.get_by_role("button", name="Yes, sign me out").click()
        settled(other)
        expect(other.get_by_role("button", name="Sign in")).to_be_visible()
        other.get_by_role("button", name="Sign in").click()
        expect(other.locator("input[name=login]")).to_be_visible()  # the provider has forgotten this browser too
        for tab in (boss, other):
            tab.context.close()
