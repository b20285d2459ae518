"""A server on a store of its own, and Chromium to look at it; skipped in one line where there is none."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
HOW = "Browser tests need Chromium: apt-get install --no-install-recommends chromium fonts-noto-cjk"
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update"]
ARGUMENTS += ["--disable-gpu"]  # there is none: a process that emulates one takes time from the pages


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """Where Chromium is; None where it is not."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; with REQUIRE_BROWSER=1 its absence is a failure."""
    found = chromium()
    if found is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(HOW)
        pytest.skip(HOW)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield opened
        opened.close()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def command(port: int) -> list[str]:
    """What runs a server, behind the interpreter's name; docs/duibiao.service and docs/compose.yaml run the same."""
    address = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    return ["-m", "streamlit", "run", "streamlit_app.py", *address, "--server.headless", "true"]


@contextmanager
def serving(store: Path, port: int | None = None, arguments: Sequence[str] = (), **environment: str) -> Iterator[str]:
    """A server of its own process on this store; gives its address and ends it afterwards."""
    with served(store, port, arguments, **environment) as (address, _):
        yield address


@contextmanager
def served(
    store: Path, port: int | None = None, arguments: Sequence[str] = (), tree: Path = ROOT, **environment: str
) -> Iterator[tuple[str, subprocess.Popen]]:
    """As `serving`, of the checkout at `tree`; gives the process too."""
    port = port or free_port()
    log = store.with_suffix(".log").open("w")
    server = subprocess.Popen(
        [sys.executable, *command(port), *arguments],
        cwd=tree,
        env=os.environ | {"QUALITY_STORE": str(store)} | environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def wait_for(address: str, server: subprocess.Popen) -> None:
    """Until the server answers at the address; an error when it ends before or takes over a minute."""
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with code {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError("the server did not answer within a minute")


def settled(page: Page, timeout: int = 90_000) -> None:
    """Wait until the page is connected and its script has run."""
    page.wait_for_selector("[data-testid='stApp'][data-test-connection-state='CONNECTED']", timeout=timeout)
    page.wait_for_timeout(300)
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", timeout=timeout)


@pytest.fixture(scope="session")
def demo(demo_file: Path) -> Path:
    """A store filled with the demo, closed; tests that write take a copy."""
    return demo_file


@pytest.fixture(scope="session")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a copy of the demo, shared by the tests that only read."""
    copy = tmp_path_factory.mktemp("site") / "site.duckdb"
    shutil.copy(demo, copy)
    with serving(copy) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own that fails the test when it asks any other host for anything."""
    with _context(browser) as context:
        yield from _watched(context)


@pytest.fixture(scope="session")
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """One person who reads: what the browser has fetched and compiled once serves every page that follows."""
    with _context(browser) as context:
        yield context


@pytest.fixture
def tab(reader: BrowserContext) -> Iterator[Page]:
    """A tab of the reader's, for tests that only look; it fails the test as `page` does."""
    yield from _watched(reader)


@contextmanager
def _context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 1100}, locale="en-GB")
    yield context
    context.close()


def _watched(context: BrowserContext) -> Iterator[Page]:
    tab, abroad = context.new_page(), []
    tab.on("request", lambda request: _note_abroad(request.url, abroad))
    yield tab
    tab.close()
    assert abroad == []


def _note_abroad(url: str, abroad: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:")):
        abroad.append(url)


Go = Callable[[str], None]
