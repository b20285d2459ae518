"""What invented makers of the demo do about their gaps: measures, partners and dates, in both languages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAction:
    """One synthetic action; aim: a level or a value in the reported unit; dates as ISO text, empty where still to come.

    expected: what the screens have to find, held by the tests.
    """

    sector: str
    enterprise: str
    category: str
    indicator: str
    waves: tuple[str, str]  # baseline, due
    aim: str | float
    measures: str
    cost: str
    partners: tuple[tuple[str, str], ...]
    started: str
    done: str
    expected: str


_UNIVERSITY = ("university", "Willow Bend University ‖ 柳湾大学")
_INSTITUTE = ("institute", "Institute of Quiet Machines ‖ 静机研究所")
_LABORATORY = ("laboratory", "Plum Rain Laboratory ‖ 梅雨实验室")
_RESIN = ("supplier", "Clear Resin Works ‖ 清胶材料")
_PARTS = ("supplier", "Second Bolt Parts ‖ 第二螺栓零部件")
_BANK = ("bank", "River Stone Bank ‖ 河石银行")

# What kind of measure some of the actions are, and the project one is part of.
APPROACHES = {
    **{("FUR-04", "panel_formaldehyde"): "material", ("FUR-04", "delivery_installation"): "training"},
    **{("FUR-06", "panel_internal_bond"): "equipment", ("FUR-07", "problems_per_100"): "design"},
    **{("FUR-10", "odour_free"): "process", ("APP-05", "refrigerator_noise"): "design"},
    **{("APP-04", "after_sales_service"): "service", ("AUT-01", "brake_distance_100"): "design"},
    **{("CAT-08", "cold_holding_temperature"): "equipment", ("CAT-08", "service_rating"): "service"},
}
PROJECT_OF = {("CAT-08", "service_rating"): "DEMO-P2"}

ACTIONS: tuple[DemoAction, ...] = (
    DemoAction(
        *("home_furnishings", "FUR-04", "wood_panel", "panel_formaldehyde", ("2024H2", "2025H1"), "benchmark"),
        "Glue without added formaldehyde; longer hot pressing ‖ 改用无醛胶，延长热压时间",
        *("middle", (_RESIN, _UNIVERSITY, _LABORATORY), "2024-10-08", "2024-12-20", "delivered"),
    ),
    DemoAction(
        *("home_furnishings", "FUR-04", "upholstered_furniture", "delivery_installation", ("2024H2", "2026H1")),
        "frontier",
        "Fitters trained; appointments by telephone ‖ 培训安装工，电话预约",
        *("low", (), "2025-01-15", "2025-06-30", "not_delivered"),
    ),
    DemoAction(
        *("home_furnishings", "FUR-04", "wood_furniture", "recommend", ("2026H1", "2027H1"), "benchmark"),
        "A named contact for every complaint ‖ 每件投诉由专人跟进",
        *("low", (), "2026-05-04", "", "open"),
    ),
    DemoAction(
        *("home_furnishings", "FUR-04", "wood_furniture", "problems_per_100", ("2025H2", "2026H2"), "frontier"),
        "Hinges and runners of a new supplier ‖ 铰链和滑轨更换供应商",
        *("middle", (_PARTS,), "2025-11-03", "2026-04-17", "reported_done"),
    ),
    DemoAction(
        *("home_furnishings", "FUR-06", "wood_panel", "panel_internal_bond", ("2022H1", "2022H2"), 0.5),
        "Presses serviced after one bad round ‖ 一轮结果不佳后检修压机",
        *("low", (), "2022-07-04", "2022-09-30", "not_delivered"),
    ),
    DemoAction(
        *("home_furnishings", "FUR-07", "wood_furniture", "problems_per_100", ("2024H1", "2026H1"), "benchmark"),
        "Edges, fittings and packing redesigned with customers ‖ 与顾客一起改进封边、五金和包装",
        *("high", (_UNIVERSITY, _BANK), "2024-03-11", "2025-09-30", "delivered"),
    ),
    DemoAction(
        *("home_furnishings", "FUR-10", "wood_panel", "odour_free", ("2024H2", "2025H2"), "benchmark"),
        "Panels aired for a week before delivery ‖ 发货前通风放置一周",
        *("none", (_LABORATORY,), "2024-11-20", "2025-03-31", "not_delivered"),
    ),
    DemoAction(
        *("home_appliances", "APP-05", "refrigerator", "refrigerator_noise", ("2025H1", "2025H2"), "benchmark"),
        "Compressor with variable speed; softer mounts ‖ 变频压缩机，软质减振脚",
        *("high", (_INSTITUTE, _PARTS, _BANK), "2025-02-10", "2025-06-20", "delivered"),
    ),
    DemoAction(
        *("home_appliances", "APP-04", "room_ac", "after_sales_service", ("2024H2", "2026H1"), "benchmark"),
        "Repairs promised within two days ‖ 承诺两天内上门维修",
        *("low", (_PARTS,), "2025-01-06", "2025-04-30", "not_delivered"),
    ),
    DemoAction(
        *("home_appliances", "APP-06", "room_ac", "earth_resistance", ("2026H1", "2026H2"), "floor"),
        "Earth terminals crimped by machine, each one measured ‖ 接地端子机器压接并逐台检测",
        *("middle", (_LABORATORY,), "2026-06-08", "", "open"),
    ),
    DemoAction(
        *("automobiles", "AUT-01", "passenger_car_ev", "brake_distance_100", ("2024H2", "2025H1"), "benchmark"),
        "Tyres with more grip; brakes that build pressure faster ‖ 换用高附着力轮胎，制动建压更快",
        *("high", (_PARTS, _LABORATORY, _UNIVERSITY), "2024-09-02", "2024-12-31", "delivered"),
    ),
    DemoAction(
        *("automobiles", "AUT-06", "passenger_car_ice", "driving_experience", ("2026H1", "2027H1"), "benchmark"),
        "Steering and suspension tuned anew ‖ 重新标定转向和悬架",
        *("high", (_INSTITUTE,), "", "", "open"),
    ),
    DemoAction(
        *("catering", "CAT-08", "quick_service_restaurant", "cold_holding_temperature", ("2025H1", "2025H2")),
        "benchmark",
        "Chilled counters with doors; loggers in each ‖ 带门冷藏柜，逐台安装温度记录仪",
        *("middle", (_PARTS, _BANK), "2025-03-03", "2025-06-15", "delivered"),
    ),
    DemoAction(
        *("catering", "CAT-08", "canteen", "service_rating", ("2025H1", "2026H1"), "benchmark"),
        "Two more counters at noon ‖ 午间增开两个窗口",
        *("low", (_UNIVERSITY,), "2025-05-12", "2025-09-01", "not_delivered"),
    ),
    DemoAction(
        *("catering", "CAT-02", "canteen", "food_retention_sample", ("2026H1", "2026H2"), "floor"),
        "A keeper of samples for each shift ‖ 每班设专人负责留样",
        *("none", (), "2026-06-15", "", "open"),
    ),
)
