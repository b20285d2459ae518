"""Problems that only lists of projects have."""

from tests.data.check_files import Case

PROJECT = "project,title,problem,categories,lead,members,partners,budget,start,end,target"


def _row(**changes: str) -> str:
    first = {
        **{"project": "P1", "title": "Softer", "problem": "comfort", "categories": "sofa", "lead": "ACME"},
        **{"members": "ACME;NORD", "partners": "research: University", "budget": "1000", "start": "2025-01-15"},
        **{"end": "2026-06-30", "target": "benchmark"},
    }
    return ",".join({**first, **changes}.values())


PROJECTS: dict[str, list[Case]] = {
    "project_twice": [Case("projects", PROJECT, (_row(), _row()), ("project_twice 3 project",))],
    "list_unknown": [
        Case(
            "projects",
            PROJECT,
            (_row(categories="sofa;car"), _row(project="P2", members="ACME;GHOST")),
            ("list_unknown 2 categories", "list_unknown 3 members"),
        )
    ],
    "partner_unknown": [
        Case("projects", PROJECT, (_row(partners="University"),), ("partner_unknown 2 partners",)),
        Case("projects", PROJECT, (_row(partners="friend: Bob"),), ("partner_unknown 2 partners",)),
    ],
    "target_unknown": [Case("projects", PROJECT, (_row(target="best"),), ("target_unknown 2 target",))],
    "budget_not_positive": [Case("projects", PROJECT, (_row(budget="0"),), ("budget_not_positive 2 budget",))],
    "end_not_after_start": [Case("projects", PROJECT, (_row(end="2025-01-15"),), ("end_not_after_start 2 end",))],
}
