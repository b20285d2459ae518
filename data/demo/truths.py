"""What is planted in the demo, in one table: the screens have to find it, and the tests hold that it is there."""

from dataclasses import dataclass

from data.demo.seeds import WAVES

_EVER, _LATEST = " ".join(WAVES), WAVES[-1]

# Kind: what it means. `maker` and the like are filled in from the row.
MEANING = {
    "breaks_floor": "{maker} breaks the mandatory floor of {indicator} in {category}, {waves}",
    "near_floor": "{maker} is too close to the mandatory floor of {indicator} in {category} to tell, {waves}",
    "improving": "{maker} improves steadily on {indicator} in {category}, {waves}",
    "worsening": "{maker} worsens steadily on {indicator} in {category}, {waves}",
    "step": "{maker} stands still on {indicator} in {category}, but for one rise between {waves}",
    "loved_but_fails": "consumers love {maker} in {category}, and the laboratory fails it on {indicator}, {waves}",
    "passes_but_unloved": "{maker} passes every test in {category} with ease, and consumers are unhappy: {indicator}",
    "too_few": "{maker} has about a dozen answers a category, {waves}",
    "bar_tightens": "a level of {indicator} tightens between {waves}, and no maker jumps for it",
    "ahead": "{maker} stands at the frontier of {indicator} in {category} throughout",
}


@dataclass(frozen=True)
class Truth:
    """One planted truth; MEANING says what its kind stands for.

    waves: those in which it holds; for step and bar_tightens the last before and the first after.
    indicator: for loved_but_fails the one that is failed, for passes_but_unloved the consumers' own.
    enterprise, category and indicator are None where the truth concerns all of them.
    """

    kind: str
    sector: str
    enterprise: str | None
    category: str | None
    indicator: str | None
    waves: tuple[str, ...]
    text: str


def _truth(kind: str, sector: str, maker: str | None, category: str | None, indicator: str | None, waves: str) -> Truth:
    when = tuple(waves.split())
    words = f"{when[0]} to {when[-1]}" if len(when) > 2 else " and ".join(when)
    text = MEANING[kind].format(maker=maker, category=category, indicator=indicator, waves=words)
    return Truth(kind, sector, maker, category, indicator, when, text)


TRUTHS: tuple[Truth, ...] = (
    _truth("near_floor", "automobiles", "AUT-07", "passenger_car_ice", "passby_noise", _LATEST),
    _truth("improving", "automobiles", "AUT-10", "passenger_car_ev", "driving_experience", _EVER),
    _truth("worsening", "automobiles", "AUT-06", "passenger_car_ice", "driving_experience", _EVER),
    _truth("step", "automobiles", "AUT-01", "passenger_car_ev", "brake_distance_100", "2024H2 2025H1"),
    _truth("passes_but_unloved", "automobiles", "AUT-08", "passenger_car_ice", "satisfaction", _EVER),
    _truth("too_few", "automobiles", "AUT-09", None, None, _LATEST),
    _truth("bar_tightens", "automobiles", None, None, "service_satisfaction", "2024H2 2025H1"),
    _truth("ahead", "automobiles", "AUT-04", "passenger_car_ev", "cncap_score", _EVER),
    _truth("breaks_floor", "home_appliances", "APP-06", "room_ac", "earth_resistance", _LATEST),
    _truth("near_floor", "home_appliances", "APP-07", "drum_washing_machine", "drum_spin_noise", "2025H2 2026H1"),
    _truth("improving", "home_appliances", "APP-03", "refrigerator", "after_sales_service", _EVER),
    _truth("worsening", "home_appliances", "APP-04", "room_ac", "after_sales_service", _EVER),
    _truth("step", "home_appliances", "APP-05", "refrigerator", "refrigerator_noise", "2025H1 2025H2"),
    _truth("passes_but_unloved", "home_appliances", "APP-08", "drum_washing_machine", "satisfaction", _EVER),
    _truth("too_few", "home_appliances", "APP-09", None, None, _LATEST),
    _truth("bar_tightens", "home_appliances", None, None, "refrigerator_daily_energy", "2025H1 2025H2"),
    _truth("ahead", "home_appliances", "APP-02", "room_ac", "ac_efficiency_apf", _EVER),
    _truth("breaks_floor", "home_furnishings", "FUR-05", "wood_furniture", "migratable_lead", _LATEST),
    _truth("breaks_floor", "home_furnishings", "FUR-09", "wood_furniture", "tip_over_stability", "2025H2 2026H1"),
    _truth("loved_but_fails", "home_furnishings", "FUR-01", "upholstered_furniture", "furniture_formaldehyde", _LATEST),
    _truth("improving", "home_furnishings", "FUR-07", "wood_furniture", "problems_per_100", _EVER),
    _truth("improving", "home_furnishings", "FUR-03", "upholstered_furniture", "seat_durability", _EVER),
    _truth("worsening", "home_furnishings", "FUR-10", "wood_panel", "odour_free", _EVER),
    _truth("step", "home_furnishings", "FUR-04", "wood_panel", "panel_formaldehyde", "2024H2 2025H1"),
    _truth("passes_but_unloved", "home_furnishings", "FUR-06", "wood_panel", "satisfaction", _EVER),
    _truth("too_few", "home_furnishings", "FUR-11", None, None, _LATEST),
    _truth("bar_tightens", "home_furnishings", None, None, "furniture_formaldehyde", "2025H1 2025H2"),
    _truth("ahead", "home_furnishings", "FUR-08", "wood_furniture", "migratable_lead", _EVER),
    _truth("breaks_floor", "catering", "CAT-02", "canteen", "food_retention_sample", _LATEST),
    _truth("breaks_floor", "catering", "CAT-03", "canteen", "tableware_coliform", "2025H2 2026H1"),
    _truth("breaks_floor", "catering", "CAT-06", "full_service_restaurant", "tableware_residual_chlorine", _LATEST),
    _truth("breaks_floor", "catering", "CAT-07", "quick_service_restaurant", "hot_holding_temperature", _LATEST),
    _truth("breaks_floor", "catering", "CAT-07", "full_service_restaurant", "frying_oil_polar", "2025H2 2026H1"),
    _truth("breaks_floor", "catering", "CAT-10", "full_service_restaurant", "cooking_core_temperature", _LATEST),
    _truth("loved_but_fails", "catering", "CAT-09", "full_service_restaurant", "hot_holding_temperature", _LATEST),
    _truth("near_floor", "catering", "CAT-10", "quick_service_restaurant", "frying_oil_polar", _LATEST),
    _truth("improving", "catering", "CAT-05", "quick_service_restaurant", "service_rating", _EVER),
    _truth("worsening", "catering", "CAT-08", "canteen", "service_rating", _EVER),
    _truth("step", "catering", "CAT-08", "quick_service_restaurant", "cold_holding_temperature", "2025H1 2025H2"),
    _truth("passes_but_unloved", "catering", "CAT-01", "canteen", "satisfaction", _EVER),
    _truth("too_few", "catering", "CAT-06", None, None, _LATEST),
    _truth("bar_tightens", "catering", None, None, "satisfaction", "2025H1 2025H2"),
    _truth("ahead", "catering", "CAT-04", "full_service_restaurant", "food_safety_score", _EVER),
)
