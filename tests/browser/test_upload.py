"""The main job in a browser: a file with mistakes is refused with all of them, a good one changes the gap."""

import re
import shutil

from playwright.sync_api import Page, expect

from tests.browser.conftest import serving, settled

HEADER = "response,enterprise,category,weight,satisfaction\n"
BROKEN = (
    HEADER
    + "r1,FUR-01,upholstered_furniture,1,11\nr2,NOBODY,upholstered_furniture,1,8\nr3,FUR-01,upholstered_furniture,0,7\n"
)
GOOD = HEADER + "".join(f"r{i},FUR-01,upholstered_furniture,1,{9 + i % 2}\n" for i in range(40))


def fill(page: Page, address: str, content: str) -> None:
    page.goto(f"{address}/upload?role=association&own_sector=home_furnishings")
    settled(page)
    for label, text in (("Code of the round", "S9"), ("Wave", "2026Q3")):
        box = page.get_by_label(label, exact=True)
        box.fill(text)
        box.press("Enter")
        settled(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "answers.csv", "mimeType": "text/csv", "buffer": content.encode()}
    )
    settled(page)


def test_a_file_with_mistakes_is_refused_whole_and_a_good_one_changes_the_gap(page, demo, tmp_path):
    store = tmp_path / "x.duckdb"
    shutil.copy(demo, store)
    with serving(store) as address:
        fill(page, address, BROKEN)
        refused = page.get_by_role("heading", name="The file has 3 errors: nothing was loaded")
        expect(refused).to_be_visible(timeout=30_000)
        for line in (2, 3, 4):
            expect(page.get_by_text(re.compile(rf"^Line {line}, column")).first).to_be_visible()
        expect(page.get_by_role("button", name="Load the file")).to_have_count(0)
        fill(page, address, GOOD)
        page.evaluate("window.clicks = 1; document.addEventListener('click', e => window.clicks += e.isTrusted, true)")
        accepted = page.get_by_role("heading", name="The file can be loaded; 1 warning to accept first")
        expect(accepted).to_be_visible(timeout=30_000)
        page.get_by_text("I have looked at this: load it all the same").click()
        settled(page)
        page.get_by_role("button", name="Load the file").click()
        expect(page.get_by_text(re.compile(r"Batch \d+ is loaded: 40 rows of answers.csv"))).to_be_visible(
            timeout=30_000
        )
        onward = page.get_by_test_id("stPageLink").filter(has_text="See what changed: 1 result is new or different")
        onward.click()
        expect(page.get_by_text(re.compile("^Improve ▸ What changed · Home furnishings"))).to_be_visible(timeout=30_000)
        assert page.evaluate("window.clicks") <= 6  # the first chose the file
        page.goto(
            f"{address}/gaps?role=association&own_sector=home_furnishings&sector=home_furnishings"
            "&category=upholstered_furniture&enterprise=FUR-01&wave=2026Q3"  # its makers wait until it is published
        )
        settled(page)
        # twenty 9s and twenty 10s: (9.5 - 1) / 9 x 100
        expect(page.get_by_text(re.compile(r"^94\.4 points:"))).to_be_visible()
