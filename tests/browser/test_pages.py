"""Every page opens in a browser: the answer is there in both languages, nothing is fetched from elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from pages.parts.frame.screens import SCREENS
from tests.browser.conftest import serving, settled
from tests.pages.test_glossary import GLOSSARY

ALWAYS = {"Duibiao", "English"}  # the name, and the switch to the other language
ROLE = {"upload": "association"}
# What Streamlit writes of its own where a screen does not say otherwise.
THEIR_ENGLISH = ("Upload", "per file", "Choose", "Browse", "None", "Drag and drop", "Press Enter", "Select")
# What is typed as it stands: codes, names of files, addresses; a word of it is none of the screen's.
TYPED = re.compile(r"[\w.\-]*[\d_/@][\w.\-/:@]*|[A-Z]{2,}(?:-[A-Za-z]+)+", re.ASCII)
UNSEEN = (
    "[data-testid=stIconMaterial], [data-testid=stSkipToContent]"  # icons by name; a link with words of ours over it
)
LATIN = {str(word) for words in GLOSSARY["latin"].values() for word in words}
REACH = """() => Math.max(document.documentElement.scrollWidth,
    document.querySelector('[data-testid=stMain]').scrollWidth)"""


def left_in_english(seen: str, unseen: list[str], known: set[str]) -> set[str]:
    """Words in Latin letters that nobody has said may stand on a Chinese screen; unseen: lines that are drawn over."""
    seen = "\n".join(line for line in seen.splitlines() if line.strip() not in unseen)
    return set(re.findall(r"[A-Za-z][A-Za-z.\-]*[A-Za-z]", TYPED.sub(" ", seen))) - known - ALWAYS


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
        if screen.name not in GLOSSARY["unread"]:
            known = LATIN | set(GLOSSARY["screens"].get(screen.name, []))
            assert left_in_english(seen, tab.locator(UNSEEN).all_inner_texts(), known) == set()
        tab.set_viewport_size({"width": 390, "height": 844})
        tab.wait_for_function(f"() => ({REACH})() <= 390", timeout=20_000)  # all of it without a sideways scroll
        tab.set_viewport_size({"width": 1440, "height": 1100})


def test_a_word_left_in_english_is_found_and_codes_units_and_icons_are_not():
    seen = "home\n底线 floor，CAT-02，automobiles_2026H2.csv，12 dB\nhome page"
    assert left_in_english(seen, ["home"], LATIN) == {"floor", "home", "page"}


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
