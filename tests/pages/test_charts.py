"""The charts, read back from what they draw."""

import json
import re
from collections.abc import Callable
from datetime import date

import altair as alt
import pandas as pd
import pytest

from data.regions import PROVINCES
from pages.parts.charts import canvas, key, template
from pages.parts.charts.cuts.tiles import GRID, tiles
from pages.parts.charts.fields import fields
from pages.parts.charts.heatmap import heatmap
from pages.parts.charts.history import history
from pages.parts.charts.holdbacks import holdbacks
from pages.parts.charts.ladder import ladder
from pages.parts.charts.league import league
from pages.parts.charts.multiple import multiple
from pages.parts.charts.peers import peers
from pages.parts.charts.stacked import stacked
from pages.parts.charts.text import apart, clearest, crosses, lines, places
from pages.parts.charts.waves import short
from pages.parts.words import look
from pages.parts.words.language import CHINESE, ENGLISH
from tests.pages.charts import (
    CLASH,
    DIMENSIONS,
    EMISSION,
    EVERY,
    FIELDS,
    GAINS,
    LEAGUE,
    NAN,
    OWN,
    PEERS,
    PROVINCES_OF,
    SECTORS,
    STATES,
    STEADY,
    cells,
    data_of,
    drawn,
    ladder_rows,
    levels,
    marks,
    narrow,
    small,
    svg,
    texts,
    waves,
)


def every(test: Callable[..., None]) -> Callable[..., None]:
    """Runs a test with each chart, whose template is made and checked first: none of the quick ones."""
    return pytest.mark.slow(pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)(test))


@every
def test_a_chart_names_roles_and_no_colour_so_that_it_follows_light_and_dark(make):
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b", str(make(ENGLISH)))


@every
def test_a_chart_keeps_to_the_schema_of_vega_lite_with_its_rows_in(make):
    alt.LayerChart.validate(make(CHINESE))


@every
def test_a_chart_names_the_padding_of_each_side_because_streamlit_fails_on_a_number(make):
    assert set(make(ENGLISH)["padding"]) == {"left", "right", "top", "bottom"}


@every
def test_a_chart_draws_no_legend_of_its_own_beside_its_labels_and_key(make):
    assert "role-legend" not in svg(make(ENGLISH))


@every
def test_a_template_is_made_and_checked_once_and_a_run_only_puts_rows_in(make, monkeypatch):
    first = make(ENGLISH)
    kept = json.dumps(first["layer"])

    def to_dict(self, *_, **__):
        raise AssertionError("altair is asked again")

    monkeypatch.setattr(alt.LayerChart, "to_dict", to_dict)
    again = make(ENGLISH)
    assert again["layer"] is first["layer"] and json.dumps(again["layer"]) == kept
    assert again == first


@every
def test_all_named_data_of_a_template_are_given_rows_and_no_rows_go_unnamed(make):
    chart = make(ENGLISH)
    assert {layer["data"]["name"] for layer in chart["layer"] if "name" in layer["data"]} == set(chart["datasets"])


@every
@pytest.mark.parametrize("language", [ENGLISH, CHINESE], ids=lambda each: each.code)
def test_a_chart_says_its_message_to_who_cannot_see_it(make, language):
    assert re.search(r"\d", make(language)["description"])


@every
def test_a_chart_on_a_telephone_writes_all_that_it_writes_elsewhere(make):
    wide, phone = make(ENGLISH), narrow(make(ENGLISH))
    plain = lambda chart, width: set(re.findall(r"\w+", " ".join(texts(chart, width))))  # noqa: E731
    posts = {"floor", "benchmark", "frontier"}  # their points are written
    assert plain(wide, 700) - plain(phone, 340) <= posts


@every
def test_no_text_of_a_chart_leaves_the_picture_at_its_sides_on_a_telephone(make):
    drawn_ = svg(narrow(make(ENGLISH)), 340)
    assert float(re.search(r'width="([\d.]+)"', drawn_)[1]) <= 342


def test_a_chart_below_the_pages_asks_streamlit_for_nothing():
    assert not hasattr(template, "st") and not hasattr(canvas, "st")


def test_the_ladder_writes_worst_first_with_value_and_polarity_in_each_row():
    said = texts(ladder(ladder_rows(), ENGLISH))
    assert [text for text in said if text in ("Migratable lead", "Odour", "Would recommend")] == [
        *("Migratable lead", "Odour", "Would recommend")
    ]
    assert {"118 mg/kg", "71.0%", "60 floor", "80 benchmark", "100 frontier"} <= set(said)
    assert said.count("higher is better") == 3


def test_the_ladder_in_chinese_has_chinese_levels_and_verdicts():
    said = texts(ladder(ladder_rows(), CHINESE))
    assert {"60 底线", "80 对标水平", "100 领先水平", "达标", "未达标", "样本过少"} <= set(said)
    assert "无法判定" not in said  # no row has this verdict, so the key leaves it out


def test_a_mark_says_all_of_its_row_and_each_verdict_has_an_outline_of_its_own():
    said = dict(marks(ladder(ladder_rows(), ENGLISH)))
    assert len(said) == 3
    lead = "Migratable lead: 118 mg/kg, higher is better; 4.2 points short of the benchmark; not met"
    assert lead in said
    square, circle = said[lead], said[next(text for text in said if text.endswith("; met"))]
    assert "A" not in square and "A" in circle  # arcs


def test_an_indicator_without_an_interval_has_a_mark_and_no_bar():
    chart = ladder(ladder_rows(), ENGLISH)
    posts = 3
    assert drawn(chart, "rule") == posts + 2
    assert any(text.startswith("Odour") for text, _ in marks(chart))


def test_the_ladder_starts_at_forty_or_lower_in_tens_where_an_interval_reaches_lower():
    assert canvas.start_of([{"score": 70.0, "score_low": 55.0}], "score", "score_low") == 40
    assert canvas.start_of([{"score": 33.0, "score_low": 27.0}], "score", "score_low") == 20
    assert canvas.start_of([{"score": 0.0, "score_low": NAN}], "score", "score_low") == 0


def test_a_ladder_of_one_row_and_one_of_none_are_drawn():
    assert "Odour" in texts(ladder(ladder_rows().tail(1), ENGLISH))
    assert "60 floor" in texts(ladder(ladder_rows().head(0), ENGLISH))


def test_a_click_gives_the_key_of_its_row():
    assert canvas.clicked({"selection": {canvas.CLICK: [{"key": "lead"}]}}) == "lead"
    assert canvas.clicked({"selection": {canvas.CLICK: []}}) is canvas.clicked(None) is None


def test_the_history_steps_a_level_on_its_date_and_labels_the_one_in_force_last():
    entries = levels(("benchmark", 0.07, date(2018, 5, 1)), ("benchmark", 0.05, date(2023, 10, 1)))
    chart = history(waves(0.118, 0.115, 0.108), entries, ENGLISH, EMISSION)
    assert {"benchmark 0.050", "0.108 mg/m³", "H1", "2023", "2024"} <= set(texts(chart))
    assert "benchmark 0.070" not in texts(chart)
    assert "benchmark (not verified) 0.050" in texts(
        history(waves(0.118, 0.115, 0.108), entries.assign(checked="memory"), ENGLISH, EMISSION)
    )
    steps = [(row["at"], row["value"]) for row in data_of(chart, "steps")]
    assert steps[1] == (date(2023, 10, 1).toordinal(), 0.05)  # drawn as steps: 0.07 until then
    assert [value for _, value in steps] == [0.07, 0.05, 0.05]


def test_a_level_that_comes_into_force_later_is_not_drawn_before():
    chart = history(waves(0.118, 0.115, 0.108), levels(("frontier", 0.025, date(2023, 9, 1))), ENGLISH, EMISSION)
    assert min(row["at"] for row in data_of(chart, "steps")) == date(2023, 9, 1).toordinal()


def test_the_date_of_a_step_says_from_when_and_stands_clear_of_the_estimates():
    entries = levels(("benchmark", 0.1, date(2018, 5, 1)), ("benchmark", 0.09, date(2024, 10, 1)))
    known = waves(0.108, 0.107, 0.106, 0.092, 0.092, 0.092)
    chart = history(known, entries, ENGLISH, EMISSION)
    assert "from 1 Oct 2024" in texts(chart)
    (style,) = data_of(chart, "dates")
    assert (style["align"], style["dy"]) == ("right", 11)  # the estimates fall on the left above it, and go on level
    assert "2024年10月1日起" in texts(
        history(waves(0.108, 0.107, 0.106, 0.092, 0.092, 0.092), entries, CHINESE, EMISSION)
    )


def test_a_text_is_in_the_way_of_a_line_that_runs_through_its_room_and_of_no_other():
    above, below = places(100, 50, 60, prefer_left=True)[:2]
    assert (above.left, above.right, above.bottom, below.top) == (36, 96, 48, 52)
    assert crosses([(0, 0), (80, 100)], above)  # at x 36 to 80 it is at y 45 to 100
    assert not crosses([(0, 60), (200, 60)], above) and crosses([(0, 60), (200, 60)], below)
    assert not crosses([(97, 40), (200, 40)], above)


def test_a_text_takes_the_place_that_meets_least_and_stays_in_the_plot():
    found = places(100, 50, 60, prefer_left=True)
    assert clearest(found, [[(0, 42), (200, 42)]], [], (200, 170)) == found[1]
    assert clearest(found, [], [found[0], found[1]], (200, 170)) == found[2]
    assert clearest(places(20, 50, 60, prefer_left=True), [], [], (200, 170)).align == "left"


def test_no_line_of_an_event_runs_through_the_name_of_another():
    days = pd.DataFrame({"day": [date(2024, 3, 1), date(2024, 7, 1)], "name": ["action 1 begun", "action 1 done"]})
    chart = history(waves(0.118, 0.115, 0.108, 0.1), STEADY, ENGLISH, EMISSION, days)
    first, second = data_of(chart, "events")
    assert (first["y"], second["y"]) == (-21, -8)
    assert (first["top"], second["top"]) == (
        -16,
        -3,
    )  # the later line ends below the earlier name, which leans to the right over it


def test_levels_that_coincide_share_one_label():
    same = levels(*((level, 1.0, date(2018, 5, 1)) for level in ("floor", "benchmark", "frontier")))
    assert "all levels 1.000" in texts(history(waves(0.9, 0.95), same, ENGLISH, EMISSION))
    pair = levels(("floor", 1.0, date(2018, 5, 1)), ("benchmark", 1.0, date(2018, 5, 1)))
    assert "floor = benchmark 1.000" in texts(history(waves(0.9, 0.95), pair, ENGLISH, EMISSION))


def test_no_line_runs_over_a_break_in_the_series():
    whole = history(waves(0.118, 0.115, 0.108, 0.1), STEADY, ENGLISH, EMISSION)
    broken = history(waves(0.118, 0.115, 0.108, 0.1, series=(0, 0, 1, 1)), STEADY, ENGLISH, EMISSION)
    assert "series break" in texts(broken) and "series break" not in texts(whole)
    assert drawn(broken, "line") == drawn(whole, "line") + 1


def test_a_single_wave_shows_its_interval_as_a_bar():
    chart = history(waves(0.118), STEADY, CHINESE, EMISSION)
    several = history(waves(0.118, 0.11), STEADY, CHINESE, EMISSION)
    assert (drawn(chart, "rule"), drawn(several, "rule")) == (1, 0)


def test_a_year_is_written_once_below_the_first_of_its_waves():
    assert short(["2023H2", "2024H1", "2024H2", "2025"]) == [["H2", "2023"], ["H1", "2024"], ["H2", ""], ["2025", ""]]
    assert short(["2025-12", "2026-01"]) == [["12", "2025"], ["01", "2026"]]


def test_of_many_waves_the_last_is_named_and_every_nth_before_it_with_its_year():
    codes = [f"{2020 + i // 4}Q{i % 4 + 1}" for i in range(18)]  # 18 waves for 14 names: every second
    named = [(code, name) for code, name in zip(codes, short(codes), strict=True) if name != [""]]
    assert len(named) == 9
    assert named[-1] == ("2024Q2", ["Q2", "2024"])
    assert named[-2] == ("2023Q4", ["Q4", ""])


def test_labels_are_moved_apart_as_little_as_need_be_and_stay_inside():
    assert apart([10, 12, 100], gap=15, room=170) == [10, 25, 100]
    assert apart([160, 165, 169], gap=15, room=170) == [140, 155, 170]
    assert apart([-5, 50], gap=15, room=170) == [0, 50]


def test_peers_reach_the_browser_as_points_only():
    chart = peers(PEERS.assign(enterprise="rival", name="Rival Ltd"), OWN, ENGLISH)
    assert "rival" not in json.dumps(chart).lower()
    assert {frozenset(row) for row in data_of(chart, "others")} == {frozenset({"score", "up", "y"})}


def test_peers_with_the_same_points_stand_on_one_another():
    rows = data_of(peers(PEERS, OWN, ENGLISH), "others")
    assert [row["up"] for row in rows if row["score"] == 71] == [0, 1]
    assert "you" in texts(peers(PEERS, OWN, ENGLISH))


def test_a_heat_map_writes_the_number_and_the_verdict_in_each_cell_and_leaves_the_unrated_empty():
    said = texts(heatmap(cells(), ENGLISH, SECTORS, DIMENSIONS))
    assert [text for text in said if text[:1].isdigit()] == ["88 ●", "74 ■", "98 ▼"]
    assert {"Automobiles", "Catering", "Safety", "met", "not met", "bottom line broken"} <= set(said)


def test_the_hue_of_a_cell_is_its_verdict_its_depth_the_points_and_a_broken_bottom_line_takes_the_cell():
    short, near = ("cars", "safety", 70.0, "not_met", False), ("cars", "environment", 79.0, "not_met", False)
    broken, well = ("meals", "safety", 98.0, "met", True), ("meals", "environment", 98.0, "met", False)
    frame = pd.DataFrame([short, near, broken, well], columns=["row", "column", "score", "verdict", "broken"])
    found = {(row["row"], row["column"]): row for row in data_of(heatmap(frame, ENGLISH, SECTORS, DIMENSIONS), "cells")}
    hues = {place: row["verdict"] for place, row in found.items()}
    assert hues == {short[:2]: "not_met", near[:2]: "not_met", broken[:2]: "not_met", well[:2]: "met"}
    depth = {place: row["depth"] for place, row in found.items()}
    assert depth == pytest.approx({short[:2]: 10 / 60, near[:2]: 1 / 60, broken[:2]: 1, well[:2]: 18 / 20})
    edge = f'stroke="{look.colours("light")["not_met"]}" stroke-width="2"'
    assert svg(heatmap(frame, ENGLISH, SECTORS, DIMENSIONS)).count(edge) == 1  # and so it is seen without any colour


def test_no_cell_short_of_the_benchmark_is_painted_green():
    frame = pd.DataFrame(
        [("cars", "safety", score, "not_met", False) for score in (79.9,)],
        columns=["row", "column", "score", "verdict", "broken"],
    )
    assert look.colours("light")["met"] not in svg(heatmap(frame, ENGLISH, SECTORS, DIMENSIONS))


def test_of_more_columns_than_fit_the_rows_are_set_side_by_side_and_names_never_stand_upright():
    many = {f"i{k}": f"Indicator number {k}" for k in range(14)}
    frame = pd.DataFrame(
        [(row, column, 50.0 + k, "not_met", False) for row in SECTORS for k, column in enumerate(many)],
        columns=["row", "column", "score", "verdict", "broken"],
    )
    turned = heatmap(frame, ENGLISH, SECTORS, many)
    assert [row["column"] for row in data_of(turned, "columns")] == list(SECTORS)
    assert turned["height"] == 14 * 38
    makers = {f"m{k}": f"Maker {k}" for k in range(20)}
    wide = pd.DataFrame(
        [(row, column, 60.0, "not_met", False) for row in makers for column in many], columns=frame.columns
    )
    for chart in (turned, heatmap(wide, ENGLISH, makers, many)):
        assert "rotate(-90" not in svg(chart) and "rotate(270" not in svg(chart)


def test_on_a_telephone_a_heat_map_is_a_list_under_each_row_the_worst_first():
    said = [
        text
        for text in texts(narrow(heatmap(cells(), ENGLISH, SECTORS, DIMENSIONS)), 340)
        if text in (*SECTORS.values(), *DIMENSIONS.values())
    ]
    chart = heatmap(cells(), ENGLISH, SECTORS, DIMENSIONS)
    tops = {row["item"]: row["top"] for row in data_of(chart, "cells") if row["group"] == "Automobiles"}
    assert set(said) == {"Automobiles", "Catering", "Safety", "Environment and health"}
    assert tops["Environment and health"] < tops["Safety"]  # 74 before 88


def test_a_long_name_of_a_column_is_broken_over_lines_that_fit():
    assert lines("Environment and health", 80) == ("Environment", "and health")
    assert lines("环保健康与安全", 48) == ("环保健康", "与安全")
    assert lines("Satisfaction", 20) == ("Satisfaction",)


def test_a_league_is_best_first_with_ranges_and_what_caps_a_score():
    said = texts(league(LEAGUE, ENGLISH))
    assert [text for text in said if text in ("Maple", "Linmu Furniture")] == ["Maple", "Linmu Furniture"]
    assert {"1 to 2 of 11", "9 to 11 of 11", "capped", "▶"} <= set(said)


def test_gains_stand_in_the_order_given_with_their_intervals():
    for rows in (GAINS, GAINS[::-1]):
        said = [text for text in texts(holdbacks(rows, ENGLISH)) if text.startswith("+")]
        both = {"a": "+3.1 (1.9 to 4.2)", "b": "+0.3 (\N{MINUS SIGN}0.1 to 0.4)"}
        assert said == [both["a" if gain > 1 else "b"] for gain in rows["gain"]]


def test_a_long_name_stands_over_two_lines_and_a_short_one_on_one():
    rows = ladder_rows().tail(1).assign(label="Delivery and installation, rated 9 or 10")
    said = texts(ladder(rows, ENGLISH))
    assert [text for text in said if "Delivery" in text or "rated" in text] == [
        *("Delivery and", "installation, rated 9 or 10")
    ]
    assert "Odour" in texts(ladder(ladder_rows().tail(1), ENGLISH))


def test_stacked_bars_have_a_key_of_the_states_that_occur_in_their_own_colours():
    chart = stacked(STATES, ENGLISH)
    signs = [(row["role"], row["word"]) for row in data_of(chart, "key")]
    assert signs == [("met", "delivered"), ("to_benchmark", "not yet due")]
    assert {"delivered", "not yet due", "3"} <= set(texts(chart))


def test_a_level_that_nobody_has_seen_or_that_is_our_choice_says_so_at_the_edge():
    known = levels(("floor", 0.124, date(2018, 5, 1), "memory"), ("benchmark", 0.05, date(2021, 10, 1), "editorial"))
    said = texts(history(waves(0.118, 0.115), known, ENGLISH, EMISSION))
    assert "floor (not verified) 0.124" in said
    assert "benchmark (our choice) 0.050" in said


def test_what_holds_back_is_drawn_from_zero_on_an_axis_and_no_line_runs_through_a_name():
    chart = holdbacks(GAINS, ENGLISH)
    assert {"0", "Points gained"} <= set(texts(chart))
    assert {each["name"]: each["value"] for each in chart["params"] if each["name"] in ("least", "most")} == {
        "least": -0.1,
        "most": 4.2,
    }
    above = holdbacks(GAINS.tail(1), ENGLISH)
    assert next(each["value"] for each in above["params"] if each["name"] == "least") == 0


def test_a_long_name_of_what_holds_back_stands_over_two_lines_on_a_telephone_alone():
    said = "Satisfaction with after-sales service, 11 without a plan"
    chart = holdbacks(GAINS.tail(1).assign(label=said), ENGLISH)
    assert said in texts(chart)
    told = texts(narrow(chart), 330)
    assert not [each for each in told if "\N{HORIZONTAL ELLIPSIS}" in each]
    assert " ".join(each for each in told if each in said and len(each) > 1) == said and said not in told


def test_a_passed_test_is_a_count_and_not_a_stretch_below_the_floor():
    passed = waves(1.0, 1.0).assign(n=5, low=0.57, high=1.0, verdict="met")
    rule = levels(*((level, 1.0, date(2018, 5, 1)) for level in ("floor", "benchmark", "frontier")))
    measure = type(EMISSION)(statistic="conformity", unit="share", decimals=3, direction="higher")
    chart = history(passed, rule, ENGLISH, measure)
    assert "5 of 5 passed" in texts(chart)
    assert drawn(chart, "area") == drawn(chart, "rule") == 0
    assert "95% interval" not in texts(chart)


def test_small_charts_stand_on_one_scale_with_the_benchmark_named():
    one, other = multiple(small(71, 84), [], ENGLISH, 20), multiple(small(41, 44), [], ENGLISH, 20)
    assert {"80", "60", "2023 H1", "2023 H2"} <= set(texts(one, 200))
    scales = [{each["name"]: each["value"] for each in chart["params"] if "value" in each} for chart in (one, other)]
    assert scales[0]["start"] == scales[1]["start"] == 20


def texts_at(chart: dict, width: int) -> list[tuple[float, str, str]]:
    """Where each line of text of a picture begins: its x, how it is set from there, and what it says."""
    found = re.findall(
        r'<text[^>]*text-anchor="(\w+)" transform="translate\(([-\d.]+),[^>]*>(.*?)</text>', svg(chart, width)
    )
    return [(float(x), anchor, line) for anchor, x, said in found for line in re.findall(r"[^<>]{2,}(?=<|$)", said)]


def test_on_a_telephone_the_marks_of_the_four_fields_are_numbered_and_the_names_listed():
    said = texts(narrow(fields(CLASH, ENGLISH, **FIELDS)), 340)
    assert {"1", "2", "3", "1  Loved", "3  Stone Pillow Living · Wood-based panels"} <= set(said)


@pytest.mark.parametrize("width", [540, 700, 1000])
def test_no_name_in_the_four_fields_crosses_the_upright_line(width):
    chart = fields(CLASH, ENGLISH, **FIELDS)
    groups = re.findall(r'<g class="mark-rule role-mark[^>]*>(.*?)</g>', svg(chart, width))
    line = float(re.search(r"translate\(([-\d.]+),", groups[0])[1])
    said = [each for each in texts_at(chart, width) if each[2].startswith(("Loved", "Close", "Stone", "Wood"))]
    assert len(said) >= 4
    for x, anchor, name in said:
        room = 6.3 * len(name)  # px of a text of 13 px
        left, right = (x, x + room) if anchor == "start" else (x - room, x)
        assert right <= line + 1 or left >= line - 1, (name, left, right, line)


def test_a_table_whose_first_cell_is_empty_still_lists_the_others_on_a_telephone():
    rated = cells().assign(score=lambda rows: rows["score"].where(rows.index > 0))
    rows = data_of(heatmap(rated, ENGLISH, SECTORS, DIMENSIONS), "cells")
    assert rows[0]["text"] == "" and {tuple(sorted(row)) for row in rows} == {tuple(sorted(rows[0]))}
    assert [row["top"] for row in rows if row["text"]] and all(row["top"] is not None for row in rows if row["text"])


def test_every_province_has_a_tile_of_its_own_and_one_of_little_coverage_no_colour():
    assert set(GRID) == set(PROVINCES)
    assert len({place[:2] for place in GRID.values()}) == len({place[2] for place in GRID.values()}) == len(PROVINCES)
    rows = {row["key"]: row for row in tiles(PROVINCES_OF, ENGLISH)["datasets"]["rows"]}
    assert (rows["440000"]["role"], rows["440000"]["said"]) == ("accent", "71")  # between the floor 60 and 80
    assert (rows["510000"]["role"], rows["510000"]["said"]) == ("line", "")  # one of two makers is rated


def test_the_ladder_says_what_the_signs_beside_its_names_mean():
    row = {"key": "a", "value": "1", "polarity": "", "score": 50.0, "score_low": 40.0, "score_high": 60.0}
    row |= {"verdict": "not_met", "gap": "", "label": "▼ Lead △"}
    words = {each["word"] for each in ladder(pd.DataFrame([row]), ENGLISH)["datasets"]["key"]}
    assert {"bottom line broken", "rests on measurements not made in scope"} <= words
    plain = {each["word"] for each in ladder(pd.DataFrame([row | {"label": "Lead"}]), ENGLISH)["datasets"]["key"]}
    assert plain == {"not met", "95% interval"}


def test_on_a_telephone_names_stand_above_values_where_the_two_do_not_fit_side_by_side():
    said = "0.079 mg/m3 worse (0.073 to 0.085)"
    labels = ("Noise", "Formaldehyde emission")
    fits, long = canvas.named([{"label": label, "moved": said} for label in labels], "moved")
    assert (fits["stack"], long["stack"]) == (False, True)
    empty = {"params": [{"name": "stacked", "value": False}]}
    both = 2 * (canvas.TALL + template.STACKED)
    for rows, above, height in (([fits], False, canvas.TALL), ([fits, long], True, both)):
        spec = template.filled(empty, 34, "", narrow=canvas.TALL * len(rows), rows=rows)
        assert spec["params"] == [
            {"name": "stacked", "value": above},
            {"name": "height", "expr": f"narrow ? {height} : 34"},
        ]


def test_a_long_entry_of_a_key_goes_over_lines_on_a_telephone_and_the_next_begins_below_it():
    said = "may be chance among so many comparisons; no evidence of a difference"
    long, next_ = key.rows([("cannot_tell", "diamond", said), ("soft", "square", "95% interval")])
    assert long["narrow_word"].replace("\n", " ") == said and long["narrow_word"].count("\n") == 1
    assert (long["narrow_across"], next_["narrow_across"]) == (8.0, 8.0)
    assert next_["narrow_below"] - long["narrow_below"] == 2 * key.ENTRY
