"""What invented makers do together: a project that worked, one that did not, and one that has only begun."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.demo.makers import makers

_HEADER = "project,title,problem,categories,lead,members,partners,budget,start,end,target"


@dataclass(frozen=True)
class Project:
    """One project; expected: what the screens have to find, held by the tests."""

    sector: str
    project: str
    title: str
    problem: str
    categories: str
    members: str
    partners: str
    budget: int
    start: str
    end: str
    target: str
    expected: str


PROJECTS: tuple[Project, ...] = (
    Project(
        sector="automobiles",
        project="DEMO-P1",
        title="Fewer problems in the first months ‖ 减少新车初期故障",
        problem="problems_per_100",
        categories="passenger_car_ice",
        members="AUT-01;AUT-06;AUT-07",
        partners="research: Willow Bend University ‖ 柳湾大学; industry: Second Bolt Parts ‖ 第二螺栓零部件",
        budget=2_400_000,
        start="2024-08-01",
        end="2025-12-20",
        target="benchmark",
        expected="worked",
    ),
    Project(
        sector="catering",
        project="DEMO-P2",
        title="Faster service at noon ‖ 午间提速",
        problem="service_rating",
        categories="canteen;quick_service_restaurant",
        members="CAT-02;CAT-08;CAT-06",
        partners="talent: School of Two Ladles ‖ 双勺学院",
        budget=600_000,
        start="2025-01-10",
        end="2025-12-20",
        target="frontier",
        expected="cannot_tell",
    ),
    Project(
        sector="home_appliances",
        project="DEMO-P3",
        title="Quiet compressors ‖ 低噪压缩机",
        problem="refrigerator_noise",
        categories="refrigerator",
        members="APP-03;APP-05;APP-06",
        partners="capital: River Stone Bank ‖ 河石银行",
        budget=3_000_000,
        start="2026-03-02",
        end="2027-12-20",
        target="benchmark",
        expected="running",
    ),
)


def project_files(specs: Mapping[str, Any]) -> Iterator[tuple]:
    """Fields of DemoFile: the projects of each sector that has some, as far as its spec knows what they are about."""
    for sector, spec in specs.items():
        known = {maker.code for maker in makers(sector, len(spec.categories))}
        indicators = {each.id for each in spec.indicators}
        own = [
            each
            for each in PROJECTS
            if each.sector == sector and each.problem in indicators and known >= set(each.members.split(";"))
        ]
        rows = [
            f"{one.project},{one.title},{one.problem},{one.categories},{one.members.split(';')[0]},{one.members},"
            f"{one.partners},{one.budget},{one.start},{one.end},{one.target}"
            for one in own
        ]
        if rows:
            content = "\n".join((_HEADER, *rows, "")).encode()
            titles = f"{spec.label.en}, projects", f"{spec.label.zh}攻关项目"
            yield ("projects", sector, None, None, *titles, f"{sector}_projects.csv", content)
