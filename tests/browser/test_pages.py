"""Every page opens in a browser: the answer is there in both languages, nothing is fetched from elsewhere."""

import pytest
from playwright.sync_api import expect

from pages.parts.frame.screens import SCREENS
from tests.browser.conftest import serving, settled

ROLE = {"upload": "association"}
# What Streamlit writes of its own where a screen does not say otherwise.
THEIR_ENGLISH = ("Upload", "per file", "Choose", "Browse", "None", "Drag and drop", "Press Enter", "Select")
REACH = """() => Math.max(document.documentElement.scrollWidth,
    document.querySelector('[data-testid=stMain]').scrollWidth)"""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_a_page_opens_with_its_answer(tab, site, screen, language):
    address = "" if screen is SCREENS[0] else screen.name  # the first page's address is the server's own
    tab.goto(f"{site}/{address}?lang={language}&role={ROLE.get(screen.name, 'regulator')}")
    settled(tab)
    expect(tab.locator("h1").first).to_be_visible()
    expect(tab.get_by_text("Page not found")).to_have_count(0)
    expect(tab.get_by_test_id("stException")).to_have_count(0)
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in tab.locator("h1").first.inner_text())
    assert chinese == (language == "zh")
    if language == "zh":
        seen = tab.locator("body").inner_text()
        assert [said for said in THEIR_ENGLISH if said in seen] == []
        tab.set_viewport_size({"width": 390, "height": 844})
        tab.wait_for_timeout(400)
        assert tab.evaluate(REACH) <= 390  # a telephone shows all of it without a sideways scroll
        tab.set_viewport_size({"width": 1440, "height": 1100})


def test_the_first_run_makes_the_store_once_for_two_browsers(browser, tmp_path):
    with serving(tmp_path / "new.duckdb") as address:
        tabs = [browser.new_context(locale="en-GB").new_page() for _ in range(2)]
        for tab in tabs:
            tab.goto(f"{address}/overview", wait_until="commit")
        for tab in tabs:
            expect(tab.get_by_text("All sectors together stand at")).to_be_visible(
                timeout=300_000
            )  # a busy machine takes its time
        expect(tabs[0].get_by_text("synthetic demo data").first).to_be_visible()
        for tab in tabs:
            tab.context.close()
