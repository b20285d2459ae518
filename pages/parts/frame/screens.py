"""Which screens there are, in which section, under which name, and for whom."""

from dataclasses import dataclass

from data.viewer import ROLES
from pages.parts.words.terms import N

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
    Screen("results/home", ":material/home:", ROLES),
    Screen("results/story", ":material/auto_stories:", ("administrator", "regulator")),
    Screen("results/overview", ":material/dashboard:", ROLES),
    Screen("results/headline", ":material/monitoring:", ROLES),
    Screen("results/sector", ":material/groups:", EVERYONE),
    Screen("results/gaps", ":material/stairs:", EVERYONE),
    Screen("results/whatif", ":material/tune:", EVERYONE),
    Screen("results/cuts", ":material/content_cut:", EVERYONE),
    Screen("results/contradictions", ":material/compare_arrows:", EVERYONE),
    Screen("results/receipt", ":material/receipt_long:", EVERYONE),
    Screen("results/reports", ":material/fact_check:", ROLES),
    Screen("improve/progress", ":material/trending_up:", EVERYONE),
    Screen("improve/actions", ":material/construction:", EVERYONE),
    Screen("improve/portfolio", ":material/inventory:", ("administrator", "regulator", "association")),
    Screen("improve/changes", ":material/change_circle:", EVERYONE),
    Screen("improve/problems", ":material/lightbulb:", EVERYONE),
    Screen("improve/helpers", ":material/handshake:", (*EVERYONE, "laboratory")),
    Screen("submit/upload", ":material/upload_file:", ("administrator", "association", "laboratory")),
    Screen("submit/batches", ":material/inventory_2:", ("administrator", "regulator", "association", "laboratory")),
    Screen("submit/questionnaire", ":material/quiz:", ("administrator", "regulator", "association")),
    Screen("submit/next", ":material/shopping_cart:", EVERYONE),
    Screen("submit/sample", ":material/grid_view:", ("administrator", "association")),
    Screen("submit/fieldwork", ":material/record_voice_over:", EVERYONE),
    Screen("submit/waves", ":material/event_available:", ("administrator", "regulator", "association")),
    Screen("rules/benchmarks", ":material/rule:", ROLES),
    Screen("rules/laboratories", ":material/biotech:", ("administrator", "regulator", "association", "laboratory")),
    Screen("rules/standards", ":material/gavel:", EVERYONE),
    Screen("rules/certificates", ":material/workspace_premium:", EVERYONE),
    Screen("rules/clock", ":material/schedule:", (*EVERYONE, "laboratory")),
    Screen("rules/method", ":material/function:", ROLES),
    Screen("rules/planner", ":material/calculate:", EVERYONE),
    Screen("manage/people", ":material/manage_accounts:", ("administrator",)),
    Screen("manage/audit", ":material/policy:", ("administrator",)),
    Screen("manage/tiers", ":material/balance:", ("administrator", "regulator", "manufacturer")),
    Screen("manage/profile", ":material/person:", ROLES),
)

MISSING = "missing"  # the address of the page that says there is no such page

# The name of a screen in the navigation.
TITLE = {
    "home": N("Home"),
    "story": N("The demo in five steps"),
    "overview": N("Overview"),
    "headline": N("Headline"),
    "sector": N("Sector"),
    "gaps": N("Gaps"),
    "whatif": N("What if"),
    "cuts": N("Where the gap sits"),
    "contradictions": N("Contradictions"),
    "receipt": N("Receipt"),
    "reports": N("Reports and data"),
    "progress": N("Progress"),
    "actions": N("Actions"),
    "portfolio": N("Portfolio"),
    "changes": N("What changed"),
    "upload": N("Upload"),
    "batches": N("Batches"),
    "questionnaire": N("Questionnaire"),
    "next": N("What to ask next"),
    "sample": N("Whom to ask where"),
    "fieldwork": N("Interviews"),
    "waves": N("Rounds"),
    "benchmarks": N("Benchmarks"),
    "laboratories": N("Laboratories"),
    "standards": N("Standards"),
    "certificates": N("Certificates"),
    "method": N("Method"),
    "planner": N("How many responses?"),
    "people": N("People"),
    "audit": N("Audit"),
    "profile": N("Profile"),
    "problems": N("Problems and projects"),
    "helpers": N("Who can help"),
    "clock": N("Who must do what"),
    "tiers": N("Tiers and axes"),
}


def screen_of(name: str) -> Screen:
    """The screen of a name."""
    return next(screen for screen in SCREENS if screen.name == name)
