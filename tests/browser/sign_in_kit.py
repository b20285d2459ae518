"""A server with sign-in, its provider on loopback, and people who are invited; what browser tests of sign-in share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import oidc_provider_mock
from playwright.sync_api import Browser, Page

from data import people
from data.people import Scope
from data.store import open_store
from data.viewer import LOCAL
from tests.browser.conftest import free_port, serving, settled

MAKER = Scope(enterprises=(("home_furnishings", "FUR-06"),))
SCOPES = {
    "administrator": Scope(),
    "regulator": Scope(),
    "association": Scope(sectors=("home_furnishings",)),
    "manufacturer": MAKER,
    "laboratory": Scope(laboratories=("CNAS-L0001",)),
    "visitor": Scope(),
}
SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "for-tests-only-0123456789abcdef0123456789abcdef"
client_id = "duibiao"
client_secret = "for-tests-only"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
"""


def address(role: str) -> str:
    """The address of the person of a role."""
    return f"{role}@people.example"


def invite_everybody(path: Path) -> None:
    """One person of each role in a store that is not open elsewhere."""
    store = open_store(path)
    for role, scope in SCOPES.items():
        people.invite(store, LOCAL, address(role), role, scope)
    store.close()


@contextmanager
def provider(*addresses: str) -> Iterator[str]:
    """A sign-in provider that knows these addresses and has verified them; gives its issuer."""
    users = [
        oidc_provider_mock.User(sub=f"sub-{each}", claims={"email": each, "email_verified": True}) for each in addresses
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=users) as server:
        yield f"http://127.0.0.1:{server.server_port}"


@contextmanager
def server_mode(store: Path, issuer: str, **environment: str) -> Iterator[str]:
    """A server whose people sign in at the issuer; gives its address."""
    port, secrets = free_port(), store.with_name("secrets.toml")
    secrets.write_text(SECRETS.format(port=port, issuer=issuer), encoding="utf-8")
    with serving(store, port, ["--secrets.files", str(secrets)], **environment) as site:
        yield site


def fresh(browser: Browser, language: str = "en-GB") -> Page:
    """A tab of a browser of its own, without cookies."""
    return browser.new_context(viewport={"width": 1440, "height": 1100}, locale=language).new_page()


def sign_in(page: Page, site: str, who: str) -> None:
    """From the sign-in through the provider to the first page."""
    page.goto(site)
    settled(page)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").first.fill(f"sub-{who}")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{site}/**")
    settled(page)
