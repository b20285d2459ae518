"""The charts, read back from what they draw."""

import re
from datetime import date

import altair as alt
import pandas as pd
import pytest

from pages.parts.charts import canvas
from pages.parts.charts.clear import apart, clearest, crosses, places
from pages.parts.charts.heatmap import heatmap
from pages.parts.charts.history import history, short
from pages.parts.charts.holdbacks import holdbacks
from pages.parts.charts.ladder import ladder
from pages.parts.charts.league import league
from pages.parts.charts.stacked import stacked
from pages.parts.panels.peers import peers
from pages.parts.words.language import CHINESE, ENGLISH
from tests.pages.charts import EMISSION, NAN, data_of, drawn, ladder_rows, marks, svg, texts

ROWS = {"cars": "Automobiles", "meals": "Catering"}
COLUMNS = {"safety": "Safety", "environment": "Environment and health"}


def cells() -> pd.DataFrame:
    rows = [("cars", "safety", 88.0, ""), ("cars", "environment", 74.4, ""), ("meals", "safety", 58.0, "▼")]
    return pd.DataFrame(rows, columns=["row", "column", "score", "mark"])


def waves(*estimates: float, series: tuple[int, ...] | None = None) -> pd.DataFrame:
    codes = [f"{2023 + i // 2}H{i % 2 + 1}" for i in range(len(estimates))]
    frame = pd.DataFrame({"wave": codes, "estimate": estimates, "verdict": "not_met"})
    return frame.assign(low=frame["estimate"] - 0.01, high=frame["estimate"] + 0.01, series=series or 0)


def levels(*entries: tuple) -> pd.DataFrame:
    return pd.DataFrame([(*each, "source")[:4] for each in entries], columns=["level", "value", "start", "checked"])


STEADY = levels(
    ("floor", 0.124, date(2018, 5, 1)), ("benchmark", 0.05, date(2021, 10, 1)), ("frontier", 0.025, date(2021, 10, 1))
)
PEERS, OWN = pd.DataFrame({"score": [71, 71, 80, 88, 93]}), pd.DataFrame({"score": [68.4], "verdict": ["not_met"]})
LEAGUE = pd.DataFrame(
    [
        ("a", "Linmu Furniture", 59.9, 59.9, 59.9, "9 to 11 of 11", "capped", True, True),
        ("b", "Maple", 84.0, 82.0, 86.0, "1 to 2 of 11", "", False, False),
    ],
    columns=["key", "label", "score", "low", "high", "rank", "note", "broken", "own"],
)
GAINS = pd.DataFrame(
    [("a", "Problems", 0.27, -0.1, 0.4), ("b", "Formaldehyde", 3.14, 1.9, 4.2)],
    columns=["key", "label", "gain", "low", "high"],
)
EVERY = {
    "ladder": lambda language: ladder(ladder_rows(), language),
    "history": lambda language: history(waves(0.118, 0.093), STEADY, language, EMISSION),
    "peers": lambda language: peers(PEERS, OWN, language),
    "heatmap": lambda language: heatmap(cells(), language, ROWS, COLUMNS),
    "league": lambda language: league(LEAGUE, language),
    "holdbacks": lambda language: holdbacks(GAINS, language),
}


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_names_roles_and_no_colour_so_that_it_follows_light_and_dark(name):
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b", str(EVERY[name](ENGLISH)))


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_keeps_to_the_schema_of_vega_lite(name):
    alt.LayerChart.from_dict(EVERY[name](ENGLISH), validate=True)


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_names_the_padding_of_each_side_because_streamlit_fails_on_a_number(name):
    assert set(EVERY[name](ENGLISH)["padding"]) == {"left", "right", "top", "bottom"}


@pytest.mark.parametrize("name", EVERY)
def test_a_chart_draws_no_legend_beside_its_direct_labels(name):
    assert "role-legend" not in svg(EVERY[name](ENGLISH))


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
    assert canvas.start_of(pd.DataFrame({"score": [70.0], "score_low": [55.0]}), "score", "score_low") == 40
    assert canvas.start_of(pd.DataFrame({"score": [33.0], "score_low": [27.0]}), "score", "score_low") == 20
    assert canvas.start_of(pd.DataFrame({"score": [0.0], "score_low": [NAN]}), "score", "score_low") == 0


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
    ends = [(row["value"], row["at"]) for row in data_of(chart) if row.get("level") == "benchmark"]
    tightened = date(2023, 10, 1).toordinal()
    assert [value for value, at in ends if at == tightened] == [0.07, 0.05]


def test_a_level_that_comes_into_force_later_is_not_drawn_before():
    chart = history(waves(0.118, 0.115, 0.108), levels(("frontier", 0.025, date(2023, 9, 1))), ENGLISH, EMISSION)
    starts = [row["at"] for row in data_of(chart) if row.get("level") == "frontier"]
    assert min(starts) == date(2023, 9, 1).toordinal()


def test_the_date_of_a_step_says_from_when_and_stands_clear_of_the_estimates():
    entries = levels(("benchmark", 0.1, date(2018, 5, 1)), ("benchmark", 0.09, date(2024, 10, 1)))
    known = waves(0.108, 0.107, 0.106, 0.092, 0.092, 0.092)
    chart = history(known, entries, ENGLISH, EMISSION)
    assert "from 1 Oct 2024" in texts(chart)
    style = next(each["mark"] for each in chart["layer"] if any("day" in row for row in each["data"]["values"]))
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
    first, second = (row for row in data_of(chart) if row.get("name", "").startswith("action"))
    assert (first["y"], second["y"]) == (-21, -8)
    tops = [row["top"] for row in data_of(chart) if "top" in row and "name" not in row]
    assert tops == [-16, -3]  # the later line ends below the earlier name, which leans to the right over it


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
    sent = data_of(peers(PEERS.assign(enterprise="rival", name="Rival Ltd"), OWN, ENGLISH))
    assert "rival" not in str(sent).lower()
    assert {frozenset(row) for row in sent if "up" in row} == {frozenset({"score", "up", "y"})}


def test_peers_with_the_same_points_stand_on_one_another():
    rows = [row for row in data_of(peers(PEERS, OWN, ENGLISH)) if "up" in row]
    assert [row["up"] for row in rows if row["score"] == 71] == [0, 1]
    assert "you" in texts(peers(PEERS, OWN, ENGLISH))


def test_a_heat_map_writes_the_number_in_each_cell_marks_what_is_under_the_floor_and_leaves_the_unrated_empty():
    said = texts(heatmap(cells(), ENGLISH, ROWS, COLUMNS))
    assert [text for text in said if text[:1].isdigit()] == ["88", "74", "58 ▼"]
    assert {"Automobiles", "Catering", "Safety"} <= set(said)


def test_a_long_name_of_a_column_is_broken_over_lines_that_fit():
    assert canvas.lines("Environment and health", 80) == ["Environment", "and health"]
    assert canvas.lines("环保健康与安全", 48) == ["环保健康", "与安全"]
    assert canvas.lines("Satisfaction", 20) == ["Satisfaction"]


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
    rows = [("a", "Safety", "open", "not yet due", 1), ("a", "Safety", "delivered", "delivered", 2)]
    chart = stacked(pd.DataFrame(rows, columns=["key", "label", "state", "word", "count"]), ENGLISH)
    keys = [row for row in data_of(chart) if set(row) == {"role", "word", "x"}]
    assert [(row["role"], row["word"]) for row in keys[:2]] == [("met", "delivered"), ("to_benchmark", "not yet due")]
    assert {"delivered", "not yet due", "3"} <= set(texts(chart))


def test_a_level_that_nobody_has_seen_or_that_is_our_choice_says_so_at_the_edge():
    known = levels(("floor", 0.124, date(2018, 5, 1), "memory"), ("benchmark", 0.05, date(2021, 10, 1), "editorial"))
    said = texts(history(waves(0.118, 0.115), known, ENGLISH, EMISSION))
    assert "floor (not verified) 0.124" in said
    assert "benchmark (our choice) 0.050" in said
