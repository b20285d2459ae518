"""What reaches a manufacturer's browser, byte by byte: pages, chart data and downloads hold nothing of a rival."""

import io
import math
import shutil
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page

from benchmarks.index.index import index
from benchmarks.reading import Reading, estimates
from benchmarks.specs.spec import load_specs
from data.kept.register import enterprises
from data.store import Store, open_store
from data.viewer import LOCAL
from pages.parts.frame.screens import SCREENS
from tests.browser import sign_in_kit as kit
from tests.browser.conftest import ROOT, settled

OWN = ("home_furnishings", "FUR-06")
TAKEN = {"gaps": ("CSV", "Excel"), "sector": ("CSV", "Excel"), "changes": ("CSV", "Excel"), "receipt": ("JSON",)}


@pytest.fixture(scope="module")
def real(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's store with its batches said to be real, so that people may sign in, and one person of each role."""
    copy = Path(shutil.copy(demo, tmp_path_factory.mktemp("real") / "real.duckdb"))
    with _opened(copy) as store, store.write() as cursor:
        cursor.execute("UPDATE batch SET synthetic = FALSE")
        cursor.execute("UPDATE action_event SET synthetic = FALSE")
    kit.invite_everybody(copy)
    return copy


@contextmanager
def _opened(path: Path) -> Iterator[Store]:
    store = open_store(path)
    try:
        yield store
    finally:
        store.close()


def _needles(path: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What stands for a rival, and the same of the own enterprise: codes and names, values as text and as doubles."""
    specs = load_specs(ROOT / "benchmarks" / "specs")
    with _opened(path) as store:
        register = enterprises(store, LOCAL)
        rows = [
            (row.sector, row.enterprise, float(value))
            for frame, columns in (
                (estimates(Reading(store, specs, LOCAL)), ("estimate", "low", "high", "se")),
                (index(Reading(store, specs, LOCAL)), ("score", "low", "high")),
            )
            for column in columns
            for row, value in zip(frame.itertuples(), frame[column], strict=True)
        ]
    named = register.melt(["sector", "enterprise"], ["name_en", "name_zh"], value_name="name")
    texts = [(row.sector, row.enterprise, row.name) for row in named.itertuples(index=False)]
    texts += [(row.sector, row.enterprise, row.enterprise) for row in register.itertuples()]
    found: tuple[dict[str, bytes], dict[str, bytes]] = {}, {}
    for sector, enterprise, text in texts:
        found[(sector, enterprise) == OWN][text] = text.encode()
    for sector, enterprise, value in rows:
        # A simple fraction is nobody's: it is met by chance.
        if math.isfinite(value) and abs(value - Fraction(value).limit_denominator(10_000)) > 1e-10:
            mine = (sector, enterprise) == OWN
            found[mine][f"{value!r} of {enterprise}"] = repr(value)[:14].encode()
            found[mine][f"{value!r} of {enterprise}, packed"] = struct.pack("<d", value)
    own = set(found[True].values())
    return {name: needle for name, needle in found[False].items() if needle not in own}, found[True]


def _standing(needles: dict[str, bytes], sent: bytes) -> list[str]:
    """Names of the needles that stand in what was sent: looked for one by one are those whose first eight bytes do."""
    starts = np.array(sorted({_start(needle) for needle in needles.values() if len(needle) >= 8}), "<u8")
    begun = np.zeros(2**16, dtype=bool)  # by the first two bytes: most of what was sent is out at once
    begun[starts & 0xFFFF] = True
    met: set[int] = set()
    for at in range(8):
        stretch = np.frombuffer(sent, "<u8", (len(sent) - at) // 8, at)
        likely = stretch[begun[stretch & 0xFFFF]]
        met.update(likely[np.isin(likely, starts)].tolist())
    return [name for name, needle in needles.items() if (len(needle) < 8 or _start(needle) in met) and needle in sent]


def _start(needle: bytes) -> int:
    return int.from_bytes(needle[:8], "little")


def _listened(page: Page) -> list[bytes]:
    """Every frame the page receives from now on: all a server of these pages says, but for files, comes so."""
    heard: list[bytes] = []

    def framed(content: bytes | str) -> None:
        heard.append(content if isinstance(content, bytes) else content.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", framed))
    return heard


def _taken(page: Page, label: str) -> bytes:
    """A file, unpacked where it is an archive."""
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_test_id("stDownloadButton").filter(has_text=label).first.get_by_role("button").click()
    content = Path(waiting.value.path()).read_bytes()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_nothing_of_a_rival_reaches_a_manufacturer_s_browser(browser, real):
    rivals, own = _needles(real)
    assert len(rivals) > 1000
    with kit.provider(kit.address("manufacturer")) as issuer, kit.server_mode(real, issuer) as site:
        page = kit.fresh(browser)
        kit.sign_in(page, site, kit.address("manufacturer"))
        heard = _listened(page)
        for screen in SCREENS:
            if "manufacturer" in screen.roles:
                page.goto(f"{site}/{screen.name}?lang={'zh' if screen.name == 'progress' else 'en'}")
                settled(page)
                page.wait_for_timeout(300)
                heard += [_taken(page, label) for label in TAKEN.get(screen.name, ())]
        heard += [page.request.get(f"{site}/{path}").body() for path in ("", "_stcore/host-config", "_stcore/health")]
        page.context.close()
    sent = b"\n".join(heard)
    assert len(sent) > 100_000
    assert len(_standing(own, sent)) > 50  # what is searched for is found where it may be
    assert _standing(rivals, sent) == []
