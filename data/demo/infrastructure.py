"""What the demo tells of certificates, scopes and standards: the first two invented, the standards real.

A scope that lapsed, one that was suspended for a month, an indicator that nobody is accredited for any more,
certificates that end soon, one suspended while its products were tested, and a calibration that was revoked. No row of
a test moves.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyarrow as pa

from data.demo.makers import Maker, laboratories

STATE = (
    *("subject", "kind", "enterprise", "product", "lab", "state", "from", "until", "basis", "authority"),
    *("document", "source", "reason"),
)
STANDARD = (
    *("standard", "title_zh", "title_en", "issued_on", "in_force", "replaces", "international", "adoption"),
    *("indicators", "value", "unit", "source"),
)
_BODY, _BOARD = "Demo Certification ‖ 演示认证中心", "Demo Accreditation ‖ 演示认可中心"
_SOURCE = "synthetic demo ‖ 合成演示数据"
# Of a sector: the laboratory whose accreditation was suspended, and the days; the one whose accreditation lapsed.
_SUSPENDED = {"home_furnishings": (1, "2026-03-01", "2026-03-31")}
_LAPSED = {"catering": (2, "2026-05-01")}
# The accreditations named the edition that was replaced on that day, and nobody has the new one yet: a hole.
_HOLE = {"automobiles": ("battery_thermal_propagation", "2026-07-01", "GB 38031-2025")}
_REVOKED = {"home_furnishings": (0, "2026-04-15")}  # the calibration that a laboratory's accreditation rests on
_ENDS = ("2026-12-05", "2026-12-24", "2027-02-20", "2028-06-30")  # of certificates, maker by maker
_PAUSED = ("home_appliances", 1, "2026-02-01", "2026-04-30")  # the second maker's certificate, and the days


class _Standard(NamedTuple):
    """A real standard; what nobody has read in a source stays empty."""

    standard: str
    zh: str
    en: str
    issued: str
    in_force: str
    replaces: str = ""
    international: str = ""
    adoption: str = ""
    indicators: str = ""
    value: str = ""
    unit: str = ""


_BRAKES = ("乘用车制动系统技术要求及试验方法", "Braking systems of passenger cars")
_BATTERY = ("电动汽车用动力蓄电池安全要求", "Safety of traction batteries of electric vehicles")
_WASHERS = "Energy and water limits and grades of washing machines and washer-dryers"
_SAFETY = ("家用和类似用途电器的安全 第1部分：通用要求", "Safety of household appliances, part 1")
_FRIDGES = ("家用电冰箱耗电量限定值及能效等级", "Energy limits and grades of household refrigerators")
_BOARDS = ("室内装饰装修材料 人造板及其制品中甲醛释放限量", "Formaldehyde of wood-based panels and their products")
_STANDARDS = {
    "automobiles": (
        _Standard("GB 21670-2008", *_BRAKES, "", "2008-11-01", "", "UN R13-H", "MOD", "service_brake_tests"),
        _Standard(
            "GB 21670-2025", *_BRAKES, "", "2026-01-01", "GB 21670-2008", "UN R13-H", "MOD", "service_brake_tests"
        ),
        _Standard("GB 38031-2020", *_BATTERY, "", "2021-01-01", "", "", "", "battery_thermal_propagation"),
        _Standard("GB 38031-2025", *_BATTERY, "", "2026-07-01", "GB 38031-2020", "", "", "battery_thermal_propagation"),
        _Standard(
            *("REACH Annex XVII entry 77, Regulation (EU) 2023/1464", "欧盟REACH法规附件XVII第77条：甲醛"),
            *("Formaldehyde in road vehicles placed on the EU market", "2023-07-14", "2027-08-06", "", "", ""),
            *("cabin_formaldehyde", "0.062", "mg/m3"),
        ),
    ),
    "home_appliances": (
        _Standard(
            *("GB 12021.4-2013", "电动洗衣机能效水效限定值及等级", _WASHERS, "2013-06-09", "2013-10-01", "", "", ""),
            "drum_washer_limits",
        ),
        _Standard(
            *("GB 12021.4-2026", "电动洗衣机和洗干一体机能效水效限定值及等级", _WASHERS, "2026-03-31", "2027-04-01"),
            *("GB 12021.4-2013", "", "", "drum_washer_limits"),
        ),
        _Standard("GB 12021.2-2015", *_FRIDGES, "", "2016-10-01", "", "", "", "refrigerator_daily_energy"),
        _Standard(
            "GB 12021.2-2025", *_FRIDGES, "", "2026-06-01", "GB 12021.2-2015", "", "", "refrigerator_daily_energy"
        ),
        _Standard("GB 4706.1-2005", *_SAFETY, "", "2006-08-01", "", "IEC 60335-1", "IDT", "leakage_current"),
        _Standard(
            *("GB/T 4706.1-2024", *_SAFETY, "2024-07-24", "2026-08-01", "GB 4706.1-2005", "IEC 60335-1:2016", "IDT"),
            "leakage_current;earth_resistance;electric_strength",
        ),
    ),
    "home_furnishings": (
        _Standard("GB 18580-2017", *_BOARDS, "", "2018-05-01", "", "", "", "panel_formaldehyde"),
        _Standard(
            *("GB 18580-2025", *_BOARDS, "2025-05-30", "2026-06-01", "GB 18580-2017", "ISO 12460-1", "MOD"),
            "panel_formaldehyde;board_product_formaldehyde",
        ),
        _Standard(
            *("GB/T 39600-2021", "人造板及其制品甲醛释放量分级", "Grades of formaldehyde of wood-based panels"),
            *("", "2021-10-01", "", "", "", "panel_formaldehyde"),
        ),
    ),
    "catering": (
        _Standard(
            *(
                "GB 31654-2021",
                "食品安全国家标准 餐饮服务通用卫生规范",
                "Hygiene of catering services",
                "",
                "2022-02-22",
            ),
            *("", "", "", "hot_holding_temperature;cooking_core_temperature;food_retention_sample"),
        ),
        _Standard(
            *("GB 14934-2016", "食品安全国家标准 消毒餐（饮）具", "Disinfected tableware", "", "2017-04-19"),
            *("", "", "", "tableware_coliform;tableware_residual_chlorine;tableware_detergent"),
        ),
        _Standard(
            *("GB/T 19014-2019", "质量管理 顾客满意 监视和测量指南", "Monitoring and measuring customer satisfaction"),
            *("", "2020-07-01", "", "ISO 10004:2018", "IDT"),
        ),
    ),
}


def states(sector: str, spec: Any, crew: tuple[Maker, ...]) -> pa.Table:
    """Events of a sector: its laboratories' calibrations and accreditations, and its makers' certificates."""
    known = {each.id for each in spec.indicators}
    rows = [*_laboratories(sector, known), *_certificates(sector, crew)]
    return pa.table({name: [row.get(name, "") for row in rows] for name in STATE})


def standards(sector: str, spec: Any) -> pa.Table | None:
    """The standards of a sector whose indicators the spec has; None where the demo knows of none."""
    known = {each.id for each in spec.indicators}
    rows = [each for each in _STANDARDS.get(sector, ()) if set(filter(None, each.indicators.split(";"))) <= known]
    told = [(*row, "standard's title page or a text about it ‖ 标准封面或相关文献") for row in rows]
    return pa.table(dict(zip(STANDARD, map(list, zip(*told, strict=True)), strict=True))) if told else None


def _laboratories(sector: str, known: set[str]) -> Iterator[dict[str, str]]:
    base = {"kind": "scope", "authority": _BOARD, "source": _SOURCE}
    for place, (lab, _) in enumerate(laboratories(sector)):
        one = base | {"subject": f"DEMO-{lab}", "lab": lab}
        meter = base | {"subject": f"CAL-{lab}", "kind": "certificate", "lab": lab, "authority": _BODY}
        yield meter | {"state": "valid", "from": "2024-01-01", "document": f"CAL/{lab}"}
        yield one | {"state": "valid", "from": "2020-01-01", "until": "2028-12-31", "basis": f"CAL-{lab}"}
        paused, lapsed, revoked = _SUSPENDED.get(sector), _LAPSED.get(sector), _REVOKED.get(sector)
        if paused and paused[0] == place:
            dates = {"from": paused[1], "until": paused[2]}
            yield one | {"state": "suspended", "reason": "surveillance visit overdue ‖ 监督评审逾期"} | dates
        if lapsed and lapsed[0] == place:
            yield one | {"state": "expired", "from": lapsed[1], "reason": "not renewed ‖ 未续期"}
        if revoked and revoked[0] == place:
            yield meter | {
                "state": "revoked",
                "from": revoked[1],
                "reason": "out of tolerance when recalibrated ‖ 复校超差",
            }
        if sector in _HOLE and _HOLE[sector][0] in known:
            indicator, day, edition = _HOLE[sector]
            yield one | {
                "subject": indicator,
                "state": "expired",
                "from": day,
                "reason": f"{edition}: not accredited yet",
            }


def _certificates(sector: str, crew: tuple[Maker, ...]) -> Iterator[dict[str, str]]:
    for place, maker in enumerate(crew[:-1]):  # the last maker has none
        end = _ENDS[min(place, len(_ENDS) - 1)]
        lab = laboratories(sector)[place % 3][0]
        one = {"subject": f"DEMO-{sector[:4].upper()}-{maker.code}", "kind": "certificate", "enterprise": maker.code}
        one |= {"authority": _BODY, "source": _SOURCE, "basis": f"DEMO-{lab}", "document": f"DC 2024/{place + 1}"}
        for c in maker.makes[:1]:
            for model in "AB":
                yield one | {
                    "product": f"{maker.code}-{c + 1}{model}",
                    "state": "valid",
                    "from": "2024-01-01",
                    "until": end,
                }
        if (sector, place) == _PAUSED[:2]:
            days = {"from": _PAUSED[2], "until": _PAUSED[3]}
            yield one | {"state": "suspended", "reason": "factory inspection overdue ‖ 工厂检查逾期"} | days
