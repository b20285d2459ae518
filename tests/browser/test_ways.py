"""From a broken bottom line to its gap and back by clicks only; every place is an address that can be sent."""

from urllib.parse import parse_qs, urlparse

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled


def asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlparse(page.url).query).items()}


def test_from_a_broken_bottom_line_to_its_gap_in_one_click_and_back(page, site):
    page.goto(f"{site}/overview?lang=en&role=regulator")
    settled(page)
    line = page.get_by_test_id("stPageLink").filter(has_text="where the bottom line is").first
    maker = line.locator("strong").inner_text()
    line.click()
    expect(page.get_by_text("Where each indicator stands")).to_be_visible(timeout=30_000)
    settled(page)
    place = asked(page)
    assert urlparse(page.url).path == "/gaps"
    assert {"sector", "category", "enterprise", "indicator", "wave"} <= set(place)
    expect(page.get_by_text(maker).first).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    page.reload()
    settled(page)
    assert page.get_by_role("heading", level=1).inner_text() == title and asked(page) == place
    page.go_back()
    expect(page.get_by_text("Broken bottom lines")).to_be_visible(timeout=30_000)


def test_a_cell_of_the_board_opens_its_sector(page, site):
    page.goto(f"{site}/overview?lang=en&role=regulator")
    settled(page)
    said = page.get_by_text("Sector by dimension in points")
    box = page.get_by_test_id("stVerticalBlock").filter(has=said).last
    board = box.get_by_test_id("stVegaLiteChart")
    board.scroll_into_view_if_needed()
    place = board.bounding_box()
    page.mouse.click(place["x"] + place["width"] / 4, place["y"] + 80)  # in the upper rows, past the names
    expect(page.get_by_text("The league as ranges")).to_be_visible(timeout=30_000)
    assert asked(page)["sector"] in ("automobiles", "catering")
