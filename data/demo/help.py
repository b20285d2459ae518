"""Whom the demo's makers asked for help with a gap: an invented laboratory that keeps its days, all but the last."""

from typing import NamedTuple

SECTOR, CATEGORY, INDICATOR = "home_furnishings", "wood_panel", "panel_formaldehyde"
LABORATORY = "LAB-FUR-2"  # Plum Rain Laboratory, which one maker's delivered action names
OFFERS = (  # who agreed to be asked
    ("laboratory", LABORATORY, "2025-06-02"),
    ("university", "Willow Bend University ‖ 柳湾大学", "2025-06-09"),
    ("maker", "FUR-04", "2025-09-01"),
)
_TEXT = "Which press programme brings formaldehyde down with our boards? ‖ 我们的板材用什么热压工艺能降低甲醛释放量?"


class DemoRequest(NamedTuple):
    """One request to the laboratory; days as ISO text, empty where it has not come to that."""

    enterprise: str
    asked: str
    answered: str = ""
    promised: int = 0  # days
    done: str = ""
    text: str = _TEXT


REQUESTS = (
    DemoRequest("FUR-01", "2025-07-01", "2025-07-04", 30, "2025-07-29"),
    DemoRequest("FUR-02", "2025-07-14", "2025-07-16", 30, "2025-08-15"),
    DemoRequest("FUR-05", "2025-09-01", "2025-09-03", 45, "2025-10-10"),
    DemoRequest("FUR-07", "2025-09-22", "2025-09-25", 45, "2025-11-14"),
    DemoRequest("FUR-08", "2025-10-13", "2025-10-15", 30, "2025-11-10"),
    DemoRequest("FUR-09", "2025-11-03", "2025-11-05", 30, "2025-12-05"),
    DemoRequest("FUR-10", "2025-11-10", "2025-11-12", 30, "2025-12-19"),
    DemoRequest("FUR-10", "2026-08-03", "2026-08-06", 30),  # late
    DemoRequest("FUR-11", "2026-09-07"),
)
