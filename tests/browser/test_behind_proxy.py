"""nginx as docs/nginx.conf has it, before two servers on one lake restarted one after the other: nothing is lost.

Skipped in one line without nginx, PostgreSQL or Chromium. `pytest -m matrix tests/browser/test_behind_proxy.py`.
"""

import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from hashlib import sha256
from pathlib import Path

import httpx
import psycopg
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from data.kept import batches, people, tokens
from data.kept.people import Scope
from data.moving import move
from data.store import open_store
from data.viewer import LOCAL
from tests.browser import sign_in_kit as kit
from tests.browser.conftest import ROOT, free_port, serving, settled
from tests.lake.conftest import Server
from tests.pages import two_makers

HOW = "This test needs nginx and openssl: apt-get install --no-install-recommends nginx-light openssl"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
CONF = ROOT / "docs" / "nginx.conf"
WHO = kit.address("association")
pytestmark = [pytest.mark.matrix, pytest.mark.skipif(not NGINX or not shutil.which("openssl"), reason=HOW)]


def replaced(text: str, changed: dict[str, str]) -> str:
    """The text with these parts changed, each of which stands in it."""
    for old, new in changed.items():
        assert old in text, f"docs/nginx.conf no longer says {old}"
        text = text.replace(old, new)
    return text


class Proxy:
    """nginx with docs/nginx.conf, of which only addresses, the port and the certificate are others."""

    def __init__(self, folder: Path, ports: list[int]) -> None:
        self.port, self._folder = free_port(), folder
        pem, key = folder / "quality.pem", folder / "quality.key"
        made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        subprocess.run([*made, "-keyout", key, "-out", pem], check=True, capture_output=True)
        first, second = (f"127.0.0.1:{port}" for port in ports)
        ours = {"10.0.0.11:8501": first, "10.0.0.12:8501": second, "quality.example": "localhost"}
        ours |= {r"10\.0\.0\.11:8501": re.escape(first), r"10\.0\.0\.12:8501": re.escape(second)}
        ours |= {"fail_timeout=10s": "fail_timeout=1s"}  # so long a server is left alone that did not answer
        ours |= {"listen 443 ssl": f"listen 127.0.0.1:{self.port} ssl"}
        ours |= {"/etc/ssl/quality.pem": str(pem), "/etc/ssl/quality.key": str(key)}
        (folder / "duibiao.conf").write_text(replaced(CONF.read_text("utf-8"), ours), "utf-8")
        log = "log_format asked '$request_uri $status $upstream_addr'; access_log access.log asked"
        (folder / "nginx.conf").write_text(
            f"pid nginx.pid; error_log error.log; events {{}}\nhttp {{ {log}; include duibiao.conf; }}\n", "utf-8"
        )
        self._words = [NGINX, "-p", str(folder), "-c", "nginx.conf"]
        subprocess.run([*self._words, "-t"], check=True, capture_output=True)
        self._running = subprocess.Popen([*self._words, "-g", "daemon off;"], stderr=subprocess.DEVNULL)

    def asked(self, start: str) -> list[tuple[str, str]]:
        """Of the requests whose address begins so: what was answered, and by which server, the last that was asked."""
        lines = [line.split(" ", 2) for line in (self._folder / "access.log").read_text("utf-8").splitlines()]
        return [(status, asked.rsplit(", ", 1)[-1]) for uri, status, asked in lines if uri.startswith(start)]

    def end(self) -> None:
        """Stop it."""
        self._running.terminate()
        self._running.wait(20)


class Pair:
    """Two servers on one lake, which can be stopped and started one by one."""

    def __init__(self, where: str, folder: Path) -> None:
        self.ports, self._where, self._folder = [free_port(), free_port()], where, folder
        self._running: dict[int, ExitStack] = {}

    def start(self, k: int) -> None:
        """Start one and wait until it says that it is up."""
        self._running[k] = ExitStack()
        secrets = ["--secrets.files", str(self._folder / "secrets.toml")]
        started = serving(self._folder / f"server{k}", self.ports[k], secrets, QUALITY_STORE=self._where)
        self._running[k].enter_context(started)

    def stop(self, k: int) -> None:
        """End one, as systemd does."""
        self._running.pop(k).close()

    def end(self) -> None:
        """End those that run."""
        for k in list(self._running):
            self.stop(k)


class Sender(threading.Thread):
    """A program that sends one file after another, each again until it is told that it is kept."""

    def __init__(self, site: str, token: str) -> None:
        super().__init__(daemon=True)
        self._site, self._token, self.over = site, token, threading.Event()
        self.kept: list[str] = []
        self.odd: list[str] = []
        self.again = 0

    def run(self) -> None:
        n = 0
        while not self.over.is_set():
            n += 1
            content = (two_makers.HEADER + two_makers.answers("FUR-01", 5).replace("FUR-01-", f"p{n}-")).encode()
            while (said := self._sent(content)) == "again":
                self.again += 1
                time.sleep(0.3)
            if said:
                self.odd.append(said)
                return
            self.kept.append(sha256(content).hexdigest())
            self.over.wait(1)  # as a program does that has other things to do: the form waits for its turn too

    def _sent(self, content: bytes) -> str:
        about = {"kind": "survey", "sector": two_makers.SECTOR, "survey": "S1", "wave": "2026H1"}
        head = {"Authorization": f"Bearer {self._token}"}
        with suppress(httpx.TransportError):
            there = httpx.post(f"{self._site}/api/v1/load", data=about, files={"file": ("f.csv", content)},
                               headers=head, verify=False, timeout=120)  # fmt: skip
            if there.status_code in (429, 502, 504):
                return "again"
            kept = there.status_code == 200 or "already holds this very file" in there.text
            return "" if kept else f"{there.status_code} {there.text}"
        return "again"


@pytest.fixture(scope="module")
def lake(tmp_path_factory) -> Iterator[str]:
    """The address of a lake with two makers and the person who signs in."""
    server, folder = Server(), tmp_path_factory.mktemp("lake")
    server.start()
    try:
        with psycopg.connect(f"{server.reached} dbname=postgres", autocommit=True) as made:
            made.execute("CREATE DATABASE duibiao")
        two_makers.make(folder / "file.duckdb")
        where = f"ducklake:postgres:{server.reached} dbname=duibiao;data={folder / 'rows'}"
        file, store = open_store(folder / "file.duckdb"), open_store(where)
        move(file, store)
        file.close()
        people.invite(store, LOCAL, WHO, "association", Scope(sectors=(two_makers.SECTOR,)))
        store.close()
        yield where
    finally:
        server.stop()
        server.away()


def held(context: BrowserContext) -> int:
    """The server that the browser's cookie names."""
    [name] = [each["value"] for each in context.cookies() if each["name"] == "duibiao_server"]
    return ("first", "second").index(name)


def connected_again(page: Page, stopped: int) -> None:
    """Until the page has found the other server by itself."""
    for _ in range(600):
        if held(page.context) != stopped:
            settled(page)
            return
        page.wait_for_timeout(100)
    raise AssertionError("the page stays with the server that was stopped")


def put(page: Page, site: str, wave: str, first: str) -> None:
    """A file put into the form of a page drawn anew, up to the button that loads it."""
    page.goto(f"{site}/upload")
    settled(page)
    for label, text in (("Code of the round", "S9"), ("Wave", wave)):
        box = page.get_by_label(label, exact=True)
        box.fill(text)
        box.press("Enter")
        settled(page)
    content = two_makers.HEADER + two_makers.answers("FUR-01", 8).replace("FUR-01-", f"{first}-")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "answers.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    settled(page)
    accept = page.get_by_text("I have looked at this: load it all the same")
    expect(page.get_by_role("heading", name=re.compile("^The file can be loaded"))).to_be_visible(timeout=180_000)
    if accept.count():
        accept.click()
        settled(page)


def load(page: Page) -> None:
    """The file of the form, kept."""
    page.get_by_role("button", name="Load the file").click()
    expect(page.get_by_text(re.compile(r"Batch \d+ is loaded: 40 rows"))).to_be_visible(timeout=180_000)


def reached(proxy: Proxy, site: str, server: int) -> None:
    """Until whoever comes new is sent to this server again: the proxy has left it alone since it did not answer."""
    for _ in range(200):
        httpx.get(f"{site}/_stcore/health", verify=False)
        if proxy.asked("/_stcore/health")[-1][1].endswith(f":{server}"):
            return
        time.sleep(0.1)
    raise AssertionError("the proxy does not come back to a server that is there again")


def test_two_servers_are_restarted_one_after_the_other_and_nothing_that_was_acknowledged_is_lost(
    browser, lake, tmp_path
):
    pair = Pair(lake, tmp_path)
    proxy = Proxy(tmp_path, pair.ports)
    site = f"https://localhost:{proxy.port}"
    with closing(open_store(lake)) as store:
        token = tokens.issue(store, people.viewer_of(store, WHO), "a program", 30)
    sender = Sender(site, token)
    with ExitStack() as ending:
        for end in (proxy.end, pair.end):
            ending.callback(end)
        issuer = ending.enter_context(kit.provider(WHO))
        secrets = kit.SECRETS.format(port=proxy.port, issuer=issuer).replace(f"http://127.0.0.1:{proxy.port}", site)
        (tmp_path / "secrets.toml").write_text(secrets, "utf-8")
        with ThreadPoolExecutor() as both:
            list(both.map(pair.start, (0, 1)))
        context = browser.new_context(
            viewport={"width": 1440, "height": 1100}, locale="en-GB", ignore_https_errors=True
        )
        page = context.new_page()
        kit.sign_in(page, site, WHO)
        first = held(context)
        reached(proxy, site, pair.ports[first])  # an address that comes new leads to the server of this session
        sender.start()
        ending.callback(sender.over.set)
        put(page, site, "2030H1", "a")
        load(page)  # acknowledged before the restart
        for round_, stopped in enumerate((first, 1 - first)):
            assert held(context) == stopped
            pair.stop(stopped)
            connected_again(page, stopped)
            put(page, site, f"203{round_}H2", f"b{round_}")
            pair.start(stopped)
            reached(proxy, site, pair.ports[first])
            load(page)  # the session stays with its server, though the other one is back
            assert held(context) == 1 - stopped
        sender.over.set()
        sender.join(120)
    with closing(open_store(lake)) as store:
        known = batches.batches(store, LOCAL, kind="survey")
    print(f"\n{len(sender.kept)} files of a program, {sender.again} sent again; {len(known)} batches")
    assert sender.odd == [] and len(sender.kept) > 4
    assert set(sender.kept) <= set(known["sha256"]) and known["sha256"].is_unique
    waves = {"2030H1", "2030H2", "2031H2"}
    assert waves <= set(known["wave"])
    assert len(known) == 1 + len(waves) + len(sender.kept)
    took = proxy.asked("/_stcore/upload_file")
    assert {status for status, _ in took} <= {"204"} and len({server for _, server in took}) == 2
