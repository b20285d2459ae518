"""Pictures of every page into docs/screens: `python -m tests.browser.screens [--store FILE] [--out FOLDER] [page ...]`.

Each page as the role sees it that comes first among those who may: on a desk, on a telephone, on paper and in the
dark in English, and on a desk in Chinese. One server on a copy of the store (else on a demo made anew), one browser.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.intake.demo import demo_files, fill
from benchmarks.specs.spec import load_specs
from data.store import open_store
from pages.parts.frame.screens import SCREENS, Screen
from tests.browser.conftest import ARGUMENTS, HOW, ROOT, chromium, serving, settled

LOOKS = ("desktop", "dark", "print", "telephone", "zh")  # print is what Chromium lays out for paper, as wide as A4
SIZE = {"telephone": (390, 844), "print": (794, 1123)}
WIDE, HIGH = 720, 1500  # pixels of a picture: as wide as it is kept, and as much of a page as is shown (times scale)
QUALITY = 32
HEIGHT = """() => Math.max(document.querySelector('[data-testid=stMainBlockContainer]')?.scrollHeight ?? 0,
    window.innerHeight)"""


def address(screen: Screen, language: str) -> str:
    """Where a page is, for the role that may see it."""
    role = {"upload": "association", "sample": "association"}.get(screen.name)
    role = role or ("regulator" if "regulator" in screen.roles else screen.roles[0])
    return f"{'' if screen is SCREENS[0] else screen.name}?lang={language}&role={role}"


def looks(page: Page, site: str, screen: Screen) -> Iterator[tuple[str, bytes]]:
    """Each look of a page with its picture; English is opened once and looked at in four ways."""
    for look in LOOKS:
        page.emulate_media(
            media="print" if look == "print" else "screen", color_scheme="dark" if look == "dark" else "light"
        )
        width, height = SIZE.get(look, (1440, 900))
        page.set_viewport_size({"width": width, "height": height})
        if look in ("desktop", "zh"):
            page.goto(f"{site}/{address(screen, 'zh' if look == 'zh' else 'en')}")
            settled(page)
        page.wait_for_timeout(300)
        page.set_viewport_size({"width": width, "height": min(HIGH, page.evaluate(HEIGHT) + 60)})
        page.wait_for_selector("[data-testid='stSkeleton']", state="detached")
        page.wait_for_timeout(700)  # tables and charts are drawn on canvas, after the page
        yield look, page.screenshot()


def kept(picture: bytes) -> bytes:
    """A picture as it is kept: small, as WebP."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    if image.width > WIDE:
        image = image.resize((WIDE, round(image.height * WIDE / image.width)), Image.Resampling.LANCZOS)
    made = BytesIO()
    image.save(made, "WEBP", quality=QUALITY, method=6)
    return made.getvalue()


def taken(browser: Browser, site: str, folder: Path, chosen: list[Screen]) -> int:
    """Take the pictures of these pages; the number of bytes written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    with browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB") as context:
        page = context.new_page()
        for screen in chosen:
            for look, picture in looks(page, site, screen):
                written += (folder / f"{screen.name}-{look}.webp").write_bytes(kept(picture))
            print(screen.name, flush=True)
    return written


def main(words: list[str]) -> int:
    """The command."""
    asked = argparse.ArgumentParser(prog="python -m tests.browser.screens", description=__doc__)
    asked.add_argument("pages", nargs="*", help="names of pages; all by default")
    asked.add_argument("--store", type=Path, help="a store to copy; a demo made anew by default")
    asked.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    given = asked.parse_args(words)
    if unknown := set(given.pages) - {each.name for each in SCREENS}:
        asked.error(f"no such page: {', '.join(sorted(unknown))}")
    found = chromium()
    if found is None:
        asked.error(HOW)
    chosen = [each for each in SCREENS if not given.pages or each.name in given.pages]
    with tempfile.TemporaryDirectory() as place:
        store = Path(place) / "screens.duckdb"
        if given.store:
            shutil.copy(given.store, store)
        else:
            specs, made = load_specs(ROOT / "benchmarks" / "specs"), open_store(store)
            fill(made, specs, list(demo_files(specs)))
            made.close()
        with serving(store) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
            written = taken(browser, site, given.out, chosen)
            browser.close()
    print(f"{len(chosen) * len(LOOKS)} pictures, {written / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
