"""Colours in both appearances: readable, safe for the common colour-vision deficiencies, and nothing fetched."""

import itertools

import numpy as np
import pytest

from benchmarks.columns import LEVELS, VERDICTS
from pages.parts.words import look

APPEARANCES = ["light", "dark"]
# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
DEFICIENCIES = {
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour: str) -> np.ndarray:
    """Linear RGB of #rrggbb (IEC 61966-2-1)."""
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""
    high, low = sorted((float(linear(c) @ [0.2126, 0.7152, 0.0722]) for c in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE Lab of linear RGB, D65."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ np.clip(rgb, 0, 1)
    f = np.cbrt(xyz / [0.9505, 1, 1.089])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_every_verdict_of_the_contract_has_a_look_and_a_colour():
    assert set(look.VERDICTS) == set(VERDICTS)
    assert set(VERDICTS) <= set(look.ROLES)
    assert tuple(look.POSTS) == LEVELS


def test_verdicts_differ_by_shape_and_filling_without_any_colour():
    assert len({(one.shape, one.filled) for one in look.VERDICTS.values()}) == len(look.VERDICTS)


@pytest.mark.parametrize("appearance", APPEARANCES)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_mark_stands_out_from_the_page_and_from_each_band(appearance, verdict):
    colours = look.colours(appearance)
    for ground in ("page", "under_floor", "to_benchmark", "above"):
        assert contrast(colours[verdict], colours[ground]) >= 2.75
    assert contrast(colours[verdict], colours["page"]) >= 3  # WCAG 1.4.11


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_text_is_readable_on_the_page_and_the_bands(appearance):
    colours = look.colours(appearance)
    for ground in ("page", "under_floor", "to_benchmark", "above"):
        assert contrast(colours["text"], colours[ground]) >= 7
        assert contrast(colours["muted"], colours[ground]) >= 4.5  # WCAG 1.4.3


def shade(colours: dict[str, str], verdict: str, depth: float) -> np.ndarray:
    """Linear RGB of a cell: so much of the verdict's colour over the page, mixed as browsers mix, in sRGB."""
    mixed = [
        depth * int(colours[verdict][i : i + 2], 16) + (1 - depth) * int(colours["page"][i : i + 2], 16)
        for i in (1, 3, 5)
    ]
    return linear("#" + "".join(f"{round(each):02x}" for each in mixed))


@pytest.mark.parametrize("appearance", APPEARANCES)
@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_number_is_readable_in_every_cell_of_a_heat_map(appearance, verdict):
    colours = look.colours(appearance)
    for depth in look.DEPTH:
        ground = float(shade(colours, verdict, depth) @ [0.2126, 0.7152, 0.0722])
        text = float(linear(colours["text"]) @ [0.2126, 0.7152, 0.0722])
        high, low = max(ground, text), min(ground, text)
        assert (high + 0.05) / (low + 0.05) >= 4.5  # WCAG 1.4.3


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_a_cell_short_of_the_benchmark_is_warm_and_one_at_it_green_at_every_depth(appearance):
    colours = look.colours(appearance)
    for depth in look.DEPTH:
        short, at = (lab(shade(colours, verdict, depth))[1] for verdict in ("not_met", "met"))
        assert short > 0 > at  # a*: green below zero, red above


@pytest.mark.parametrize("appearance", APPEARANCES)
def test_the_role_page_is_the_ground_of_the_page(appearance):
    assert look.colours(appearance)["page"] == look._theme(appearance)["backgroundColor"]


@pytest.mark.parametrize("appearance", APPEARANCES)
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_verdicts_stay_apart_for_the_common_colour_vision_deficiencies(appearance, deficiency):
    colours, seen = look.colours(appearance), np.array(DEFICIENCIES[deficiency])
    for one, other in itertools.combinations(("met", "not_met", "cannot_tell"), 2):
        apart = np.linalg.norm(lab(seen @ linear(colours[one])) - lab(seen @ linear(colours[other])))
        assert apart > 10, (one, other, apart)


def test_the_theme_names_no_font_or_file_of_another_host():
    assert "http" not in look.CONFIG.read_text(encoding="utf-8")
