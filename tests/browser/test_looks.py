"""Every page for everyone: axe-core finds no barrier of ours in either language, in the light or in the dark."""

from importlib import resources

import pytest
from playwright.sync_api import Page

from pages.parts.frame.screens import SCREENS, Screen
from tests.browser.conftest import settled

# What is Streamlit's own and not ours to mend: where it stands, or how its elements begin, and why it is there.
THEIRS = {
    "excluded": [["[data-testid='stSidebarNav']"]],  # its list of pages puts the entries in divisions
    # The day, month and year of a date's box stand close, and the cross that empties a box is small (react-aria).
    "target-size": ['role="spinbutton"', 'data-rac=""'],
}
AXE = """theirs => axe
    .run({exclude: theirs.excluded}, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})
    .then(found => found.violations.filter(each => each.impact !== 'minor').map(each => [each.id, ...each.nodes
        .map(node => node.html).filter(html => !(theirs[each.id] ?? []).some(part => html.includes(part)))
        .slice(0, 3).map(html => html.slice(0, 120))]).filter(each => each.length > 1))"""
STYLED = "() => getComputedStyle(document.documentElement).getPropertyValue('--say-file')"
SAMPLE = [("home", "en", "light"), ("overview", "zh", "dark"), ("gaps", "zh", "light"), ("method", "en", "dark")]
EVERY = [(screen.name, language, look) for screen in SCREENS for language in ("en", "zh") for look in ("light", "dark")]


def opened(page: Page, site: str, name: str, language: str) -> None:
    """A page as the role sees it that comes first among those who may."""
    screen: Screen = next(each for each in SCREENS if each.name == name)
    role = {"upload": "association", "sample": "association"}.get(name)
    role = role or ("regulator" if "regulator" in screen.roles else screen.roles[0])
    page.goto(f"{site}/{'' if screen is SCREENS[0] else name}?lang={language}&role={role}")
    settled(page)
    page.wait_for_function(STYLED)  # the part of Streamlit that puts styles in is fetched apart, and may come last
    page.wait_for_timeout(500)


def barriers(browser, site: str, name: str, language: str, look: str) -> list:
    """The findings of axe-core on a page that are more than minor and ours: the rule and the elements that break it."""
    code = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    with browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme=look) as context:
        page = context.new_page()
        opened(page, site, name, language)
        page.evaluate(code)
        return page.evaluate(AXE, THEIRS)


@pytest.mark.parametrize(("name", "language", "look"), SAMPLE)
def test_a_page_has_no_barrier(browser, site, name, language, look):
    assert barriers(browser, site, name, language, look) == []


@pytest.mark.matrix
@pytest.mark.parametrize(("name", "language", "look"), EVERY)
def test_no_page_has_a_barrier_in_either_language_or_look(browser, site, name, language, look):
    assert barriers(browser, site, name, language, look) == []


def test_a_barrier_is_found_where_there_is_one(browser, site):
    code = (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site)
        pale = "<p style='color:#aaa;background:#fff'>pale</p>"
        near = "<button style='width:9px;height:9px;padding:0;margin:0'>{}</button>"
        page.set_content(f"<main><h1>A</h1>{pale}<h3>B</h3>{near.format('a')}{near.format('b')}</main>")
        page.evaluate(code)
        found = {each[0] for each in page.evaluate(AXE, THEIRS)}
        assert {"color-contrast", "heading-order", "target-size"} <= found
