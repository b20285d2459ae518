"""What invented authorities found and decided about invented makers: objections won and lost, records, tiers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from data.demo.makers import Maker, cast, laboratories, makers
from data.demo.seeds import stream
from data.wave import Wave

_HEADER = "subject,kind,enterprise,state,from,until,class,basis,authority,document,source,reason"
_AUTHORITY = "Demo Market Authority 示例市场监管局"
_REGISTER = "Demo register of decisions 示例决定公示"


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


_QUALITY = "Product Quality Law art. 49 产品质量法第四十九条"
_LABEL = "Product Quality Law art. 54 产品质量法第五十四条"
_FOOD = "Food Safety Law art. 124 食品安全法第一百二十四条"
_PANELS = "Panels above the limit of formaldehyde sold as E0 甲醛超标人造板以E0级销售"
RECORDS: tuple[Record, ...] = (
    Record(
        *("home_furnishings", "FUR-06", 1, "serious", _QUALITY, (Event("live", "2026-03-10", "", _PANELS),)),
        "The glue was replaced in February; every batch is tested since 二月已更换胶粘剂，此后逐批检测",
        "2026-03-24",
    ),
    Record(  # mended: gone from that day on
        *("home_furnishings", "FUR-10", 1, "general", _LABEL),
        (
            Event("live", "2025-11-20", "", "Labels without the emission class 标签未注明释放等级"),
            Event("repaired", "2026-04-02", "", "Duty done and labels mended 已履行义务并改正标签"),
        ),
    ),
    Record(  # an objection that was won: the decision was annulled
        *("catering", "CAT-02", 1, "general", _FOOD),
        (
            Event("live", "2026-04-20", "", "Retained samples missing 未按规定留样"),
            Event("objection", "2026-04-28", "2026-05-27", "The samples were kept elsewhere 样品另处留存"),
            Event("annulled", "2026-05-15", "", "The samples were found 已查明留样"),
        ),
    ),
    Record(  # an objection that was lost: the record is back
        *("home_appliances", "APP-03", 1, "general", _QUALITY),
        (
            Event("live", "2026-05-06", "", "Rated power overstated 标称功率不实"),
            Event("objection", "2026-05-12", "2026-06-05", "Another method was used 检测方法不同"),
        ),
        "The method is being discussed with the laboratory 正与实验室核对方法",
        "2026-05-12",
    ),
    Record("catering", "CAT-08", 1, "minor", _FOOD, (Event("live", "2026-05-10", "", "Late self-check 自查逾期"),)),
    Record(
        *("automobiles", "AUT-05", 1, "serious", _QUALITY),
        (Event("live", "2026-02-02", "", "Recall begun after two orders 两次责令后才召回"),),
        "All 4,200 cars were called back by June 截至六月已召回全部 4200 辆",
        "2026-06-12",
    ),
)


_LOT = (
    *("check", "authority", "enterprise", "category", "sampled_on", "place", "why_drawn", "draw_prob", "lab"),
    *("tested_on", "result", "failed", "severity", "notified_on", "objection_on", "retest", "rechecked_on", "recheck"),
    "source",
)
# Lots of a maker in a wave; in the second half of 2025 of every other maker, so that some may be drawn in 2026.
LOTS = {"2025H1": 5, "2025H2": 4, "2026H1": 5}
_PLACES, _REASONS = ("production", "shop", "online"), ("random", "random", "risk", "random")
_SEVERITIES = ("safety", "performance", "label")


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
        *("automobiles", "AUT-10", "T3", "A third of its lots failed, and two were mended late 三分之一批次不合格"),
        *("2026-04-20", "2026-04-24"),
    ),
    Tiered(
        *(
            "home_furnishings",
            "FUR-05",
            "T3",
            "Failures in both years, at different plants 两年均有不合格，涉及不同工厂",
        ),
        *("2026-05-11", "2026-05-13"),
    ),
    Tiered(
        "catering", "CAT-07", "T2", "Failures of one kitchen, since closed 不合格集中于一处后厨，现已关闭", "2026-06-15"
    ),
)


def governance_files(specs: Mapping[str, Any]) -> Iterator[tuple]:
    """Fields of DemoFile: drawn lots as checks files, one a sector and wave; decisions as states files."""
    for sector, spec in specs.items():
        for wave in LOTS:
            if any(each.source == "test" for each in spec.indicators):
                yield _lots(sector, spec, wave)
    yield from _records(specs)


def _lots(sector: str, spec: Any, wave: str) -> tuple:
    """Lots of every maker in the category it makes first: the worse a maker, the more of them fail."""
    rng, crew, span = stream(sector, "lots", wave), makers(sector, len(spec.categories)), Wave.parse(wave)
    rows = [_LOT]
    for place, maker in enumerate(crew):
        category = spec.categories[maker.makes[0]].id
        tests = [each.id for each in spec.indicators if each.source == "test" and each.applies_to(category)]
        for at in range(LOTS[wave] if tests and not (wave == "2025H2" and place % 2) else 0):
            code = f"{maker.code}-{wave[2:]}-{at + 1}"
            day = span.start + timedelta(days=int(rng.integers(4, 60)))
            fails = rng.random() < min(max(0.10 - 0.022 * maker.quality, 0.01), 0.6)
            lab, where = laboratories(sector)[int(rng.integers(3))][0], _PLACES[int(rng.integers(3))]
            drawn = (code, "Demo Market Authority", maker.code, category, f"{day}", where)
            told = _failed(rng, tests, day, last=wave == "2026H1") if fails else ("pass", *[""] * 7)
            why = _REASONS[at % 4], f"{_chance(maker):.2f}"
            rows.append((*drawn, *why, lab, f"{day + timedelta(days=6)}", *told, "Demo draw"))
    content = "\n".join([*(",".join(row) for row in rows), ""]).encode()
    titles = f"{spec.label.en}, spot checks {wave}", f"{spec.label.zh}监督抽查 {wave}"
    return ("checks", sector, f"{cast(sector).prefix}-lots", wave, *titles, f"{sector}_{wave}_lots.csv", content)


def _chance(maker: Maker) -> float:
    """The chance a lot was drawn with: the worse its maker, the higher."""
    return min(max(0.25 - 0.02 * maker.quality, 0.1), 0.5)


def _failed(rng: Any, tests: list[str], day: date, last: bool) -> tuple[str, ...]:
    """What follows a lot that failed: told on the 16th day; some object, and win or lose; most mend it, some late.

    last: of the last wave, in which some is still open.
    """
    told, turn = day + timedelta(days=16), int(rng.integers(6))
    turn = turn if last else {2: 1, 4: 3, 5: 3}.get(turn, turn)
    objected, rechecked = told + timedelta(days=7), told + timedelta(days=48 if turn != 3 else 88)
    what = ("fail", tests[int(rng.integers(len(tests)))], _SEVERITIES[int(rng.integers(3))], f"{told}")
    if turn == 0:
        return (*what, f"{objected}", "pass", "", "")
    if turn == 1:
        return (*what, f"{objected}", "fail", f"{rechecked}", "pass")
    if turn == 2:
        return (*what, f"{objected}", "", "", "")
    if turn == 4:
        return (*what, "", "", "", "")
    return (*what, "", "", f"{rechecked}", "fail" if turn == 5 else "pass")


def _records(specs: Mapping[str, Any]) -> Iterator[tuple]:
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
