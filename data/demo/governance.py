"""What invented authorities decided about invented makers: objections won and lost, records, tiers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from data.demo.makers import makers

_HEADER = "subject,kind,enterprise,state,from,until,class,basis,authority,document,source,reason"
_AUTHORITY = "Demo Market Authority ‖ 示例市场监管局"
_REGISTER = "Demo register of decisions ‖ 示例决定公示"


@dataclass(frozen=True)
class Event:
    """One event of a record: state, its first and last day, and why."""

    state: str
    start: str
    until: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Record:
    """One official decision and what became of it; reply: the maker's words and their day."""

    sector: str
    enterprise: str
    number: int
    grade: str
    basis: str
    events: tuple[Event, ...]
    reply: str = ""
    replied_on: str = ""

    @property
    def subject(self) -> str:
        """The number of the record."""
        return f"DEMO-{self.enterprise}-{self.number:02d}"


_QUALITY = "Product Quality Law art. 49 ‖ 产品质量法第四十九条"
_LABEL = "Product Quality Law art. 54 ‖ 产品质量法第五十四条"
_FOOD = "Food Safety Law art. 124 ‖ 食品安全法第一百二十四条"
_PANELS = "Panels above the limit of formaldehyde sold as E0 ‖ 甲醛超标人造板以E0级销售"
RECORDS: tuple[Record, ...] = (
    Record(
        *("home_furnishings", "FUR-06", 1, "serious", _QUALITY, (Event("live", "2026-03-10", "", _PANELS),)),
        "The glue was replaced in February; every batch is tested since ‖ 二月已更换胶粘剂，此后逐批检测",
        "2026-03-24",
    ),
    Record(  # mended: gone from that day on
        *("home_furnishings", "FUR-10", 1, "general", _LABEL),
        (
            Event("live", "2025-11-20", "", "Labels without the emission class ‖ 标签未注明释放等级"),
            Event("repaired", "2026-04-02", "", "Duty done and labels mended ‖ 已履行义务并改正标签"),
        ),
    ),
    Record(  # an objection that was won: the decision was annulled
        *("catering", "CAT-02", 1, "general", _FOOD),
        (
            Event("live", "2026-04-20", "", "Retained samples missing ‖ 未按规定留样"),
            Event("objection", "2026-04-28", "2026-05-27", "The samples were kept elsewhere ‖ 样品另处留存"),
            Event("annulled", "2026-05-15", "", "The samples were found ‖ 已查明留样"),
        ),
    ),
    Record(  # an objection that was lost: the record is back
        *("home_appliances", "APP-03", 1, "general", _QUALITY),
        (
            Event("live", "2026-05-06", "", "Rated power overstated ‖ 标称功率不实"),
            Event("objection", "2026-05-12", "2026-06-05", "Another method was used ‖ 检测方法不同"),
        ),
        "The method is being discussed with the laboratory ‖ 正与实验室核对方法",
        "2026-05-12",
    ),
    Record("catering", "CAT-08", 1, "minor", _FOOD, (Event("live", "2026-05-10", "", "Late self-check ‖ 自查逾期"),)),
    Record(
        *("automobiles", "AUT-05", 1, "serious", _QUALITY),
        (Event("live", "2026-02-02", "", "Recall begun after two orders ‖ 两次责令后才召回"),),
        "All 4,200 cars were called back by June ‖ 截至六月已召回全部 4200 辆",
        "2026-06-12",
    ),
)


@dataclass(frozen=True)
class Tiered:
    """What an authority decided about a maker's tier, and whether a second person has confirmed it."""

    sector: str
    enterprise: str
    tier: str
    reason: str
    decided_on: str
    confirmed_on: str = ""


TIERED: tuple[Tiered, ...] = (
    Tiered(
        *(
            "automobiles",
            "AUT-07",
            "T3",
            "A fifth of its lots failed, in both halves of the year ‖ 两个半年均有五分之一批次不合格",
        ),
        *("2026-04-20", "2026-04-24"),
    ),
    Tiered(
        *(
            "home_furnishings",
            "FUR-05",
            "T3",
            "Failures in both years, at different plants ‖ 两年均有不合格，涉及不同工厂",
        ),
        *("2026-05-11", "2026-05-13"),
    ),
    Tiered(
        "home_appliances",
        "APP-06",
        "T3",
        "Failures of one plant, to be visited ‖ 不合格集中于一处工厂，拟现场检查",
        "2026-06-15",
    ),
)


def governance_files(specs: Mapping[str, Any]) -> Iterator[tuple]:
    """Fields of DemoFile: records of decisions as states files, one a sector that has some."""
    for sector, spec in specs.items():
        known = {maker.code for maker in makers(sector, len(spec.categories))}
        rows = [
            f"{one.subject},record,{one.enterprise},{each.state},{each.start},{each.until},{one.grade},{one.basis},"
            f"{_AUTHORITY},{one.subject}-D,{_REGISTER},{each.reason}"
            for one in RECORDS
            for each in one.events
            if one.sector == sector and one.enterprise in known
        ]
        if rows:
            content = "\n".join((_HEADER, *rows, "")).encode()
            titles = f"{spec.label.en}, official records", f"{spec.label.zh}官方记录"
            yield ("states", sector, None, None, *titles, f"{sector}_records.csv", content)
