"""What each role comes for, by clicks alone, which are counted; every place on the way opens in a fresh browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import settled

Step = Callable[[Page], Locator]


def link(said: str) -> Step:
    """A link of the page itself, not of the list of pages."""
    return lambda page: page.get_by_test_id("stMain").get_by_test_id("stPageLink").filter(has_text=said).first


def opener(said: str) -> Step:
    """What opens a closed part of the page."""
    return lambda page: page.get_by_test_id("stExpander").locator("summary").filter(has_text=said).first


def walk(page: Page, steps: tuple[Step, ...]) -> int:
    """Click through and give how many clicks it took."""
    for step in steps:
        found = step(page)
        expect(found).to_be_visible(timeout=30_000)
        found.click()
        page.wait_for_timeout(300)
        settled(page)
    return len(steps)


def fresh(browser: Browser, address: str) -> str:
    """The title of a place in a browser that has never been here."""
    with browser.new_context(viewport={"width": 1440, "height": 1100}, locale="en-GB") as context:
        page = context.new_page()
        page.goto(address)
        settled(page)
        return page.get_by_role("heading", level=1).inner_text()


# Role, from where, the most clicks that it may take, the steps, and what stands there then.
BROKEN = "manufacturer&own_sector=catering&own_catering=CAT-02"  # which has an action on what broke
MAKER = "manufacturer&own_sector=automobiles&own_automobiles=AUT-01"
TASKS = [
    ("regulator", "overview", 4, (link("where the bottom line is"), opener("The samples one by one")), "At the floor"),
    ("regulator", "", 4, (link("Third Dumpling"), opener("The samples one by one")), "At the floor"),
    ("regulator", "", 2, (link("Ask who plans"),), "Red without a plan"),
    ("regulator", "", 2, (link("Open Catering"),), "The league as ranges"),
    (BROKEN, "", 3, (link("Close first"), opener("one by one")), "At the floor"),
    (MAKER, "", 2, (link("Plan an action on it"),), "Aimed level"),
    (MAKER, "", 2, (link("See what moved"),), "What changed"),
    ("association&own_sector=catering", "", 3, (link("Third Dumpling"), opener("one by one")), "At the floor"),
    ("association&own_sector=catering", "", 2, (link("Open the round"),), "Rounds"),
    ("association&own_sector=automobiles", "", 2, (link("Load what"),), "Code of the round"),
    ("laboratory", "", 2, (link("Send test results"),), "Code of the round"),
    ("laboratory", "", 2, (link("See how you compare"),), "Laboratories"),
    ("laboratory", "", 2, (link("Look at your batches"),), "Batches"),
    ("visitor", "", 2, (link("Read the board"),), "Sector by dimension"),
    ("visitor", "", 3, (link("See each level"), link("Stopping distance")), "ADAC"),
    ("visitor", "", 2, (link("See how it is computed"),), "One ladder for everything"),
]


@pytest.mark.parametrize(("role", "start", "most", "steps", "there"), TASKS)
def test_what_a_role_comes_for_is_a_few_clicks_away(tab, site, role, start, most, steps, there):
    tab.goto(f"{site}/{start}?lang=en&role={role}")
    settled(tab)
    assert walk(tab, steps) <= most
    main = tab.get_by_test_id("stMain")
    if there == "At the floor":  # a table of the samples: its cells are painted, its numbers are read by others
        expect(main.get_by_test_id("stExpander").get_by_test_id("stDataFrame").first).to_be_visible(timeout=30_000)
    else:
        expect(main.get_by_text(there).first).to_be_visible(timeout=30_000)


def test_from_a_gap_to_a_registered_action_in_three_clicks(tab, site, browser):
    tab.goto(f"{site}/?lang=en&role={MAKER}")
    settled(tab)
    tab.evaluate("window.clicks = 0; document.addEventListener('click', e => window.clicks += e.isTrusted, true)")
    walk(tab, (link("Plan an action on it"),))
    measures = tab.get_by_label("Measures")
    measures.click()
    measures.fill("Two more fitters a shift")
    tab.get_by_test_id("stFormSubmitButton").get_by_role("button", name="Register").click()
    expect(tab.get_by_text(re.compile(r"Action \d+ is registered\."))).to_be_visible(timeout=30_000)
    assert tab.evaluate("window.clicks") <= 3
    title = tab.get_by_role("heading", level=1).inner_text()
    assert fresh(browser, tab.url) == title
