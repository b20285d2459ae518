"""What the demo tells beside its six rounds is seen in the raw files: long series, a ring, a scope, a bad wave."""

from io import BytesIO

import pandas as pd
import pytest

from data import demo
from data.demo import more
from tests.demo_kit import LATEST, SPECS, made, table

NUMBERS = {"value": float, "uncertainty": float}


def beside(name: str) -> pd.DataFrame:
    file = next(each for each in made() if each.name == name)
    return pd.read_csv(BytesIO(file.content), dtype=NUMBERS)


@pytest.mark.parametrize("series", more.LONG, ids=lambda series: series.sector)
def test_one_series_a_sector_has_twelve_waves(series):
    waves = [*more.EARLIER, *demo.WAVES]
    assert len(waves) == 12
    for wave in waves:
        rows = table(series.sector, "test", wave)
        here = rows[(rows["indicator"] == series.indicator) & (rows["category"] == series.category)]
        assert here.groupby("enterprise").size().min() >= 3, wave
        assert len(here.groupby("enterprise")) >= 8, wave


def test_the_last_laboratory_of_the_ring_differs_by_more_than_the_uncertainties_and_the_others_do_not():
    ring = beside("automobiles_2026H1_ring.csv")
    wide, u = (ring.pivot(index="sample", columns="lab", values=name) for name in ("value", "uncertainty"))
    assert wide.shape == (10, 3) and wide.notna().all(axis=None)
    en = {}
    for lab in wide:
        others = [each for each in wide if each != lab]
        reach = (u[lab].mean() ** 2 + sum(u[each].mean() ** 2 for each in others) / 4) ** 0.5
        en[lab] = abs((wide[lab] - wide[others].mean(axis=1)).mean()) / reach
    assert {lab for lab, value in en.items() if value > 1} == {"LAB-AUT-3"}


def test_one_laboratory_measures_what_it_is_not_accredited_for():
    (sector, (place, indicator)) = next(iter(more.OUT_OF_SCOPE.items()))
    labs = table(sector, "labs").set_index("lab")
    lab = labs.index[place]
    assert indicator not in labs.loc[lab, "scope"].split(";")
    assert all(indicator in scope.split(";") for scope in labs["scope"].drop(lab))
    rows = table(sector, "test", LATEST)
    assert ((rows["indicator"] == indicator) & (rows["lab"] == lab)).any()


def test_an_unlucky_maker_is_far_down_in_one_wave_and_back_in_the_next_without_having_changed():
    maker, wave = more.UNLUCKY
    series = next(each for each in more.LONG if each.sector == "home_furnishings")
    means = {}
    for each in (*more.EARLIER, *demo.WAVES):
        rows = table(series.sector, "test", each)
        own = rows[(rows["enterprise"] == maker) & (rows["indicator"] == series.indicator)]
        means[each] = own.loc[own["category"] == series.category, "value"].mean()
    others = pd.Series(means).drop(wave)
    assert means[wave] < others.mean() - 5 * others.std()
    assert others.std() < 0.01  # MPa: the rest is one level


def test_a_wave_that_has_only_begun_holds_two_makers():
    rows = table(more.THIN.sector, "test", more.LATER)
    assert set(rows["enterprise"]) == set(more.THIN_MAKERS)
    assert set(rows["indicator"]) == {more.THIN.indicator}
    assert SPECS[more.THIN.sector].indicator(more.THIN.indicator).source == "test"
