"""A survey tool's export in a browser: its codes are named once, and the next wave's file needs no naming."""

import re
import shutil

from playwright.sync_api import Page, expect

from tests.browser.conftest import serving, settled

# Codes of the questions, and what a person says they mean; Q7 and Q8 are none of the sector's indicators.
MEANS = {
    "Q1": "Overall satisfaction (satisfaction)",
    "Q2": "(odour_free)",
    "Q3": "(problems_per_100)",
    "Q4": "(delivery_installation)",
    "Q5": "(extra_charges)",
    "Q6": "(recommend)",
}
HEADER = "答卷编号,企业代码,品类,权重,Q1,Q2,Q3,Q4,Q5,Q6,Q7,Q8\n"


def export(first: int, wave: str) -> bytes:
    """40 responses each of two makers, Q1 on a scale of 1 to 5, as Chinese tools write it: in GBK."""
    rows = [
        f"{wave}-{maker}-{i},{maker},upholstered_furniture,1,"
        f"{first + i % 2},{7 + i % 3},{i % 2},{8 + i % 3},{i % 2},{8 + i % 2},北京,{i}\n"
        for maker in ("FUR-01", "FUR-02")
        for i in range(40)
    ]
    return (HEADER + "".join(rows)).encode("gbk")


def send(page: Page, address: str, content: bytes, wave: str) -> None:
    page.goto(f"{address}/upload?role=association&own_sector=home_furnishings")
    settled(page)
    for label, text in (("Code of the round", "TOOL"), ("Wave", wave)):
        box = page.get_by_label(label, exact=True)
        box.fill(text)
        box.press("Enter")
        settled(page)
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(
        {"name": f"导出 {wave}.csv", "mimeType": "text/csv", "buffer": content}
    )
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.keyboard.type(option.strip("()"))  # a long list draws only the part in sight: narrow it as a person would
    page.get_by_role("option", name=re.compile(re.escape(option) + "$")).click()
    settled(page)


def load(page: Page) -> None:
    for box in page.get_by_text("I have looked at this: load it all the same").all():
        box.click()
        settled(page)
    page.get_by_role("button", name="Load the file").click()
    settled(page)


def test_codes_are_named_once_and_the_next_wave_is_read_the_same_way(page, demo, tmp_path):
    store = tmp_path / "x.duckdb"
    shutil.copy(demo, store)
    with serving(store) as address:
        send(page, address, export(4, "2027H1"), "2027H1")
        expect(page.get_by_role("heading", name="8 columns are not known yet")).to_be_visible()
        expect(page.get_by_role("button", name="Check with this mapping")).to_be_disabled()
        for code, meaning in MEANS.items():
            choose(page, f"What {code} means", meaning)
        choose(page, "Scale of Q1 in the file", "1 to 5")
        expect(page.get_by_text("2 columns are not decided yet: Q7, Q8")).to_be_visible()
        page.get_by_text("Leave out every column I do not name").click()
        settled(page)
        page.get_by_role("button", name="Check with this mapping").click()
        settled(page)
        expect(page.get_by_text("Q1: 1 to 5 becomes 1 to 10")).to_be_visible()
        expect(page.get_by_text("Loading it would bring 12 new results and change 0")).to_be_visible()
        load(page)
        expect(page.get_by_role("heading", name="80 rows count in the results from now on")).to_be_visible()

        page.goto(
            f"{address}/gaps?role=association&own_sector=home_furnishings&sector=home_furnishings"
            "&category=upholstered_furniture&enterprise=FUR-01&wave=2027H1"  # its makers wait until it is published
        )
        settled(page)
        # twenty 4s and twenty 5s of 1 to 5 are 7.75 and 10 of 1 to 10: (8.875 - 1) / 9 x 100 = 87.5
        expect(page.get_by_text(re.compile(r"87\.5 points")).first).to_be_visible()

        send(page, address, export(3, "2027H2"), "2027H2")
        expect(page.get_by_text("As in the last wave of this round")).to_be_visible()
        expect(
            page.get_by_role("heading", name=re.compile("^The file can be loaded|^The file is right"))
        ).to_be_visible()
        load(page)
        expect(page.get_by_role("heading", name="80 rows count in the results from now on")).to_be_visible()
