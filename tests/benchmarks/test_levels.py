"""The table of levels: one row for each level in force at the start of each wave."""

from datetime import date

import pandas as pd

from benchmarks.specs.levels import LEVEL_COLUMNS, levels_table
from data.wave import Wave
from tests import kit

OLD, NEW = date(2020, 1, 1), date(2025, 7, 1)


def table(*waves: str, **levels: object) -> pd.DataFrame:
    specs = kit.specs(kit.indicator("taste", levels=levels))
    return levels_table(specs, [Wave.parse(wave) for wave in waves])


def test_a_stricter_level_counts_from_the_first_wave_that_starts_on_its_date(tmp_path):
    found = table("2025H1", "2025H2", "2026H1", floor=[(OLD, 60), (NEW, 65)])
    assert list(zip(found["wave"], found["level_value"], strict=True)) == [
        ("2025H1", 60),
        ("2025H2", 65),
        ("2026H1", 65),
    ]
    assert list(found["valid_from"]) == [OLD, NEW, NEW]


def test_a_wave_that_began_before_the_date_keeps_the_old_level_to_its_end():
    assert list(table("2025", floor=[(OLD, 60), (NEW, 65)])["level_value"]) == [60]


def test_a_level_that_is_missing_or_starts_later_has_no_row():
    found = table("2024", "2026", floor=[(OLD, 60)], benchmark=[(NEW, 80)])
    assert list(zip(found["wave"], found["level"], strict=True)) == [
        ("2024", "floor"),
        ("2026", "floor"),
        ("2026", "benchmark"),
    ]


def test_without_waves_the_table_is_empty_with_its_columns():
    found = table(floor=60)
    assert found.empty
    assert tuple(found.columns) == LEVEL_COLUMNS


def test_the_table_says_the_same_as_asking_the_indicator():
    specs = kit.specs(
        kit.indicator("taste", levels={"floor": [(OLD, 60), (NEW, 65)], "frontier": [(NEW, 90)]}),
        kit.indicator("price", direction="lower", levels={"floor": 40, "benchmark": [(OLD, 30), (NEW, 20)]}),
    )
    waves = [Wave.parse(code) for code in ("2019", "2020", "2025H1", "2025Q3", "2026-07")]
    asked = {
        (each.id, wave.code, level, entry.value, entry.valid_from)
        for each in specs["things"].indicators
        for wave in waves
        for level, entry in each.levels_at(wave.start).items()
    }
    found = levels_table(specs, waves)[["indicator", "wave", "level", "level_value", "valid_from"]]
    assert set(found.itertuples(index=False, name=None)) == asked
    assert len(found) == len(asked)
