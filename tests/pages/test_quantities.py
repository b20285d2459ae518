"""Values, units and distances as they are written in both languages."""

from types import SimpleNamespace

import pytest

from pages.parts.words import progress, quantities, sentences
from pages.parts.words.language import CHINESE, ENGLISH


def measure(statistic="mean", unit="mg/m3", decimals=3, direction="lower"):
    return SimpleNamespace(statistic=statistic, unit=unit, decimals=decimals, direction=direction)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        *[("mg/m3", "mg/m³"), ("mg/dm2", "mg/dm²"), ("ug/m3", "µg/m³"), ("ohm", "Ω"), ("degC", "°C")],
        *[("kWh/100km", "kWh/100km"), ("dB(A)", "dB(A)"), ("ratio", ""), ("index", ""), ("points", "points")],
    ],
)
def test_units_are_printed_as_people_write_them(written, printed):
    assert quantities.unit(written, ENGLISH) == printed


CASES = [
    (0.0931, measure(), "0.093 mg/m³", "0.093 mg/m³"),
    (92000, measure(unit="cycles", decimals=0), "92,000 cycles", "92,000 次"),
    (80.94, measure(unit="points", decimals=1), "80.9 points", "80.9 分"),
    (0.931, measure("share", "share", 2), "93.1%", "93.1%"),
    (0.9875, measure("conformity", "share", 4), "98.75%", "98.75%"),
    (31, measure("per_100", "problems", 0), "31 per 100", "每百 31 个"),
    (23.4, measure("nps", "points", 0), "+23", "+23"),
    (-23.4, measure("nps", "points", 0), "\N{MINUS SIGN}23", "\N{MINUS SIGN}23"),
    (96.5, measure("mean", "%", 1), "96.5%", "96.5%"),
    (0.79, measure("mean", "ratio", 2), "0.79", "0.79"),
    (float("nan"), measure(), "\N{EN DASH}", "\N{EN DASH}"),
]


@pytest.mark.parametrize(("number", "indicator", "english", "chinese"), CASES)
def test_a_value_carries_its_unit(number, indicator, english, chinese):
    assert quantities.value(number, indicator, ENGLISH) == english
    assert quantities.value(number, indicator, CHINESE) == chinese


def test_a_bare_value_leaves_the_unit_out_but_not_the_percent_sign():
    assert quantities.value(0.05, measure(), ENGLISH, bare=True) == "0.050"
    assert quantities.value(0.95, measure("share", "share", 2), ENGLISH, bare=True) == "95.0%"
    assert quantities.value(204, measure("per_100", "problems", 0), ENGLISH, bare=True) == "204"


DISTANCES = [
    (-0.043, measure(), "0.043 mg/m³", "0.043 mg/m³"),
    (-0.042, measure("share", "share", 2), "4.2 percentage points", "4.2 个百分点"),
    (1.5, measure("mean", "%", 1), "1.5 percentage points", "1.5 个百分点"),
    (-6, measure("per_100", "problems", 0), "6 problems per 100", "每百 6 个问题"),
    (4.2, measure("nps", "points", 1), "4.2 points", "4.2 分"),
]


@pytest.mark.parametrize(("number", "indicator", "english", "chinese"), DISTANCES)
def test_a_distance_has_no_sign_and_shares_are_percentage_points(number, indicator, english, chinese):
    assert quantities.distance(number, indicator, ENGLISH) == english
    assert quantities.distance(number, indicator, CHINESE) == chinese


def test_a_distance_that_would_round_to_nothing_is_said_to_be_less_than_the_smallest_step():
    assert quantities.distance(-0.0004, measure(), ENGLISH) == "less than 0.001 mg/m³"
    assert quantities.distance(0.0003, measure("share", "share", 2), CHINESE) == "不足 0.1 个百分点"
    assert quantities.distance(0.0, measure(), ENGLISH) == "0.000 mg/m³"


@pytest.mark.parametrize(
    ("low", "high", "decimals"),
    [
        (0.0020, 0.0107, 3),  # half width 0.0043: its first digit is the third decimal, the spec tells two
        (0.19, 0.46, 2),  # half width 0.135: the spec's two tell more
        (-1.2, 3.4, 2),
        (0.0004, 0.0090, 4),  # 0.000 would say that the interval reaches 0
        (0.0, 0.0090, 3),  # this end is 0
        (float("nan"), float("nan"), 2),
    ],
)
def test_a_distance_is_told_in_the_decimals_that_its_interval_needs(low, high, decimals):
    assert quantities.decimals_of(low, high, measure(unit="ratio", decimals=2)) == decimals


def test_an_interval_that_leaves_0_out_does_not_read_as_if_it_touched_it():
    ratio = measure(unit="ratio", decimals=2, direction="higher")
    assert progress.change_text(0.00633, 0.0020, 0.0107, ratio, ENGLISH) == "0.006 better (0.002 to 0.011)"
    said = sentences.gap("benchmark", -0.00633, -0.0107, -0.0020, ratio, ENGLISH)
    assert said == "0.006 short of the benchmark (0.002 to 0.011)"
