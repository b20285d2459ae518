"""A server with sign-in, its provider on loopback, and people who are invited; what browser tests of sign-in share."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from data.kept import people
from data.kept.people import Scope
from data.store import open_store
from data.viewer import LOCAL
from tests.browser.conftest import free_port, serving, settled, wait_for

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
    users = [{"sub": f"sub-{each}", "email": each, "email_verified": True} for each in addresses]
    said = [part for user in users for part in ("--user-claims", json.dumps(user))]
    port = free_port()
    # A process of its own: what it warns of is not what these tests are about.
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *said]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        issuer = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{issuer}/.well-known/openid-configuration", server)
            yield issuer
        finally:
            server.terminate()


@contextmanager
def server_mode(
    store: Path, issuer: str, port: int | None = None, settings: str = "", **environment: str
) -> Iterator[str]:
    """A server whose people sign in at the issuer; gives its address. settings: more lines of its section [auth]."""
    port, secrets = port or free_port(), store.with_name("secrets.toml")
    secrets.write_text(SECRETS.format(port=port, issuer=issuer) + settings, encoding="utf-8")
    with serving(store, port, ["--secrets.files", str(secrets)], **environment) as site:
        yield site


def fresh(browser: Browser, state: dict | None = None) -> Page:
    """A tab of a browser of its own, without cookies or with those of an earlier sign-in."""
    viewport = {"width": 1440, "height": 1100}
    return browser.new_context(viewport=viewport, locale="en-GB", storage_state=state).new_page()


def sign_in(page: Page, site: str, who: str) -> None:
    """From the sign-in through the provider to the first page."""
    page.goto(site)
    settled(page)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").first.fill(f"sub-{who}")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{site}/**")
    page.get_by_role("button", name="Sign out").wait_for(timeout=60_000)
    settled(page)


def sign_out(page: Page) -> None:
    """Out of the server, and out at the provider, which asks once more."""
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    settled(page)
