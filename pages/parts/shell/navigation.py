"""Which pages there are, in which section, and for whom."""

from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from data.viewer import ROLES, Viewer
from pages.parts.frame import page
from pages.parts.shell.asked import asked, forget
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language

EVERYONE = ("administrator", "regulator", "association", "manufacturer")


@dataclass(frozen=True)
class Screen:
    """One screen: its file below pages/ without .py, its material icon, and the roles that get it."""

    path: str
    icon: str
    roles: tuple[str, ...]

    @property
    def section(self) -> str:
        """The sub-folder, which is the section of the navigation."""
        return self.path.split("/")[0]

    @property
    def name(self) -> str:
        """The file's name, which is the address."""
        return self.path.split("/")[1]


SCREENS = (
    Screen("results/overview", ":material/dashboard:", ROLES),
    Screen("results/sector", ":material/groups:", EVERYONE),
    Screen("results/gaps", ":material/stairs:", EVERYONE),
    Screen("results/contradictions", ":material/compare_arrows:", EVERYONE),
    Screen("results/receipt", ":material/receipt_long:", EVERYONE),
    Screen("improve/progress", ":material/trending_up:", EVERYONE),
    Screen("improve/actions", ":material/construction:", EVERYONE),
    Screen("improve/portfolio", ":material/inventory:", ("administrator", "regulator", "association")),
    Screen("improve/changes", ":material/change_circle:", EVERYONE),
    Screen("submit/upload", ":material/upload_file:", ("administrator", "association", "laboratory")),
    Screen("submit/batches", ":material/inventory_2:", ("administrator", "regulator", "association", "laboratory")),
    Screen("rules/benchmarks", ":material/rule:", ROLES),
    Screen("rules/method", ":material/function:", ROLES),
    Screen("rules/planner", ":material/calculate:", EVERYONE),
    Screen("manage/people", ":material/manage_accounts:", ("administrator",)),
    Screen("manage/audit", ":material/policy:", ("administrator",)),
    Screen("manage/profile", ":material/person:", ROLES),
)


def title(name: str, language: Language) -> str:
    """The name of a screen in the navigation."""
    return {
        "overview": language.gettext("Overview"),
        "sector": language.gettext("Sector"),
        "gaps": language.gettext("Gaps"),
        "contradictions": language.gettext("Contradictions"),
        "receipt": language.gettext("Receipt"),
        "progress": language.gettext("Progress"),
        "actions": language.gettext("Actions"),
        "portfolio": language.gettext("Portfolio"),
        "changes": language.gettext("What changed"),
        "upload": language.gettext("Upload"),
        "batches": language.gettext("Batches"),
        "benchmarks": language.gettext("Benchmarks"),
        "method": language.gettext("Method"),
        "planner": language.gettext("How many responses?"),
        "people": language.gettext("People"),
        "audit": language.gettext("Audit"),
        "profile": language.gettext("Profile"),
    }[name]


def roles(name: str) -> tuple[str, ...]:
    """The roles that get a screen."""
    return next(screen.roles for screen in SCREENS if screen.name == name)


def listed(viewer: Viewer, language: Language) -> dict[str, list[StreamlitPage]]:
    """The pages of a viewer by section, the first one being where everyone starts."""
    sections: dict[str, list[StreamlitPage]] = {}
    for screen in SCREENS:
        if viewer.role in screen.roles:
            entry = st.Page(
                f"pages/{screen.path}.py",
                title=title(screen.name, language),
                icon=screen.icon,
                url_path=screen.name,
                default=screen is SCREENS[0],
            )
            sections.setdefault(words.section(screen.section, language), []).append(entry)
    return sections


def run(viewer: Viewer, language: Language) -> None:
    """Show the page that was asked for; one that is not the viewer's, or none at all, gets a page that says so."""
    sections = listed(viewer, language)
    pages = [entry for entries in sections.values() for entry in entries]
    name = asked(screen.name for screen in SCREENS)
    if name == SCREENS[0].name:
        forget()
    elif name and name not in {entry.url_path for entry in pages}:
        refused = st.Page(lambda: _refuse(name, viewer, language), title=name, url_path=name, visibility="hidden")
        sections.setdefault("", []).append(refused)
    st.navigation(sections, expanded=True).run()


def _refuse(name: str, viewer: Viewer, language: Language) -> None:
    if name in {screen.name for screen in SCREENS}:
        page.allowed(viewer, (), language)
        return
    st.title(language.gettext("There is no page of this name"), anchor=False)
    st.markdown(language.gettext("The list on the left has all that you can open."))
