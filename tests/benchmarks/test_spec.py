"""How a spec file is read, what each key means, and how its problems are told."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.specs.spec import SpecError, SpecProblem, Specs, load_specs

GOOD = """\
sector: home_furnishings
label: {en: Home furnishings, zh: 家居}
version: 2026.10
dimensions:
  - {id: environment_health, label: {en: Environment and health, zh: 环保健康}, weight: 0.4}
  - {id: satisfaction, label: {en: Satisfaction, zh: 满意度}, weight: 0.2}
categories:
  - {id: wood_panel, label: {en: Wood-based panels, zh: 人造板}}
  - {id: sofa, label: {en: Sofas, zh: 沙发}}
indicators:
  - id: panel_formaldehyde
    label: {en: Formaldehyde emission, zh: 甲醛释放量}
    categories: [wood_panel]
    dimension: environment_health
    source: test
    statistic: mean
    unit: mg/m3
    direction: lower
    decimals: 3
    range: {min: 0, max: 10}
    weight: 0.12
    levels:
      floor:
        - {value: 0.124, kind: mandatory, cite: GB 18580-2017, from: 2018-05-01, method: 1 m3 chamber, checked: source}
        - {value: 0.100, kind: mandatory, cite: a stricter edition, from: 2026-01-01, checked: memory}
      benchmark:
        - {value: 0.050, kind: recommended, cite: GB/T 39600-2021 grade E0, from: 2021-10-01, checked: source}
      frontier:
        - {value: 0.025, kind: recommended, cite: GB/T 39600-2021 grade ENF, from: 2021-10-01, checked: source}
    international: {standard: ISO 12460-1, adoption: MOD}
  - id: satisfaction
    label: {en: Overall satisfaction, zh: 总体满意度}
    categories: [wood_panel, sofa]
    dimension: satisfaction
    source: survey
    statistic: mean
    unit: points
    direction: higher
    range: {min: 1, max: 10}
    scale: {from: [1, 10], to: [0, 100]}
    levels:
      floor:
        - {value: 70, kind: editorial, cite: our choice, from: 2020-01-01, checked: editorial}
"""


def read(folder: Path, text: str = GOOD, name: str = "home_furnishings.yaml") -> Specs:
    (folder / name).write_text(text, encoding="utf-8")
    return load_specs(folder)


def refused(folder: Path, text: str) -> tuple[SpecProblem, ...]:
    with pytest.raises(SpecError) as caught:
        read(folder, text)
    return caught.value.problems


def line_of(text: str, part: str) -> int:
    return 1 + next(at for at, line in enumerate(text.splitlines()) if part in line)


def test_a_spec_is_found_under_its_sector(tmp_path):
    specs = read(tmp_path)
    assert list(specs) == ["home_furnishings"]
    assert specs["home_furnishings"].label.zh == "家居"
    assert specs["home_furnishings"].indicator("panel_formaldehyde").levels.floor[0].cite == "GB 18580-2017"


def test_keys_that_are_left_out_have_defaults(tmp_path):
    satisfaction = read(tmp_path)["home_furnishings"].indicator("satisfaction")
    assert (satisfaction.decimals, satisfaction.weight, satisfaction.international) == (2, 1.0, None)
    assert (satisfaction.top, satisfaction.only_whole, satisfaction.breaks) == (10, False, ())


def test_a_version_is_text_as_written_so_that_2026_10_is_not_2026_1(tmp_path):
    assert read(tmp_path)["home_furnishings"].version == "2026.10"


def test_words_that_yaml_1_1_takes_for_something_else_stay_words(tmp_path):
    text = GOOD.replace("unit: points", "unit: no").replace("cite: our choice", "cite: 1:30")
    satisfaction = read(tmp_path, text)["home_furnishings"].indicator("satisfaction")
    assert (satisfaction.unit, satisfaction.levels.floor[0].cite) == ("no", "1:30")


def test_small_numbers_may_be_written_with_an_exponent(tmp_path):
    panel = read(tmp_path, GOOD.replace("value: 0.025", "value: 25e-3"))["home_furnishings"]
    assert panel.indicator("panel_formaldehyde").levels.frontier[0].value == 25 / 1000


def test_the_level_in_force_is_the_last_that_has_begun(tmp_path):
    panel = read(tmp_path)["home_furnishings"].indicator("panel_formaldehyde")
    assert panel.level_at("floor", date(2018, 4, 30)) is None
    assert panel.level_at("floor", date(2018, 5, 1)).value == 0.124
    assert panel.level_at("floor", date(2025, 12, 31)).value == 0.124
    assert panel.level_at("floor", date(2026, 1, 1)).value == 0.100
    assert list(panel.levels_at(date(2020, 1, 1))) == ["floor"]
    assert list(panel.levels_at(date(2026, 1, 1))) == ["floor", "benchmark", "frontier"]


def test_a_scale_turns_answers_from_1_to_10_into_points_from_0_to_100(tmp_path):
    satisfaction = read(tmp_path)["home_furnishings"].indicator("satisfaction")
    assert satisfaction.slope == pytest.approx((100 - 0) / (10 - 1))
    assert satisfaction.offset == pytest.approx(0 - 1 * (100 - 0) / (10 - 1))
    assert satisfaction.to_reported(1) == pytest.approx(0)
    assert satisfaction.to_reported(5.5) == pytest.approx(50)
    assert satisfaction.to_reported(10) == pytest.approx(100)


def test_without_a_scale_the_file_holds_what_is_reported(tmp_path):
    panel = read(tmp_path)["home_furnishings"].indicator("panel_formaldehyde")
    assert (panel.slope, panel.offset, panel.to_reported(0.07)) == (1, 0, 0.07)


def test_weights_share_out_the_index_first_over_dimensions_then_inside_them(tmp_path):
    spec = read(tmp_path)["home_furnishings"]
    assert spec.weights() == pytest.approx({"panel_formaldehyde": 0.4 / 0.6, "satisfaction": 0.2 / 0.6})
    assert spec.weights("sofa") == {"satisfaction": 1.0}


def test_the_digest_changes_with_any_byte_and_only_then(tmp_path):
    first = read(tmp_path)
    again = read(tmp_path)
    other = read(tmp_path, GOOD + "# a remark\n")
    assert first.digest == again.digest != other.digest
    assert first["home_furnishings"].digest == again["home_furnishings"].digest != other["home_furnishings"].digest


def test_every_problem_of_a_file_is_told_at_once_with_its_line(tmp_path):
    text = (
        GOOD.replace("zh: 甲醛释放量", "cn: 甲醛释放量")
        .replace("categories: [wood_panel]", "categories: [wood_panl]")
        .replace("direction: lower", "directon: lower")
        .replace("decimals: 3", "decimals: three")
        .replace(
            "from: 2021-10-01, checked: source}\n      frontier", "from: 2021-13-01, checked: sure}\n      frontier"
        )
        .replace("range: {min: 1, max: 10}", "range: {min: 10, max: 1}")
        .replace("value: 70,", "value: 170,")
    )
    indicator = "indicators.panel_formaldehyde"
    told = {(problem.line, problem.where) for problem in refused(tmp_path, text)}
    assert told == {
        (11, f"{indicator}.direction"),
        (12, f"{indicator}.label.cn"),
        (12, f"{indicator}.label.zh"),
        (13, f"{indicator}.categories.1"),
        (18, f"{indicator}.directon"),
        (19, f"{indicator}.decimals"),
        (27, f"{indicator}.levels.benchmark.1.from"),
        (27, f"{indicator}.levels.benchmark.1.checked"),
        (39, "indicators.satisfaction.range"),
        (43, "indicators.satisfaction.levels.floor.1.value"),
    }


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("sector: home_furnishings", "sector: Home furnishings", "an id begins with a small letter"),
        ("id: satisfaction, label", "id: environment_health, label", "an id stands once among the dimensions"),
        ("- id: satisfaction", "- id: weight", "an indicator may not be named like a column of the files"),
        ("dimension: satisfaction", "dimension: happiness", "the dimension is one of this file's"),
        ("categories: [wood_panel, sofa]", "categories: [wood_panel, chair]", "the category is one of this file's"),
        ("statistic: mean\n    unit: mg/m3", "statistic: nps\n    unit: mg/m3", "nps is only for source survey"),
        ("source: survey\n    statistic: mean", "source: survey\n    statistic: conformity", "only for source test"),
        ("kind: mandatory, cite: GB 18580", "kind: obligatory, cite: GB 18580", "the value is 'mandatory'"),
        ("from: 2026-01-01", "from: 2018-05-01", "stand in order of their dates"),
        ("value: 0.025", "value: 0.06", "the frontier may not be above the benchmark"),
        ("value: 0.100", "value: 0.04", "the benchmark may not be above the floor"),
        ("value: 70", "value: 101", "lies between 0 and 100 here"),
        ("min: 0, max: 10", "min: 10, max: 10", "min is less than max"),
        ("{min: 0, max: 10}", "{min: 0, max: .inf}", "finite"),
        ("from: [1, 10], to", "from: [1, 1], to", "the two ends of a scale differ"),
        ("scale: {from: [1, 10], to: [0, 100]}", "top_from: 9", "top_from is only for the statistic top_box"),
        ("weight: 0.12", "weight: -0.12", "the value is at least 0"),
        ("version: 2026.10", "version: 2026.10\nversion: 3", "a key stands once"),
        ("zh: 总体满意度", "zh: 权重", "is a column name in files"),
    ],
)
def test_each_rule_is_told_where_it_is_broken(tmp_path, old, new, rule):
    problems = refused(tmp_path, GOOD.replace(old, new, 1))
    first = GOOD[: GOOD.index(old)].count("\n") + 1
    lines = range(first, first + new.count("\n") + 1)
    assert any(rule in problem.rule and problem.line in lines for problem in problems), problems


def test_a_key_that_is_missing_is_told_at_the_line_where_its_part_begins(tmp_path):
    [problem] = refused(tmp_path, GOOD.replace("version: 2026.10\n", ""))
    assert (problem.line, problem.hint) == (1, "Add the key version.")
    [problem] = refused(tmp_path, GOOD.replace("    unit: mg/m3\n", ""))
    assert (problem.line, problem.where) == (11, "indicators.panel_formaldehyde.unit")


def test_an_indicator_without_any_level_is_refused(tmp_path):
    text = GOOD[: GOOD.rindex("      floor:")].rstrip().removesuffix("levels:") + "levels: {}\n"
    [problem] = refused(tmp_path, text)
    assert (problem.line, problem.rule) == (line_of(text, "levels: {}"), "an indicator has at least one level")


def test_a_slip_in_one_place_does_not_hide_another_in_the_same_indicator(tmp_path):
    text = GOOD.replace("zh: 甲醛释放量", "zh: ''").replace("value: 0.025", "value: 0.06")
    assert [problem.line for problem in refused(tmp_path, text)] == [12, 29]


def test_a_problem_says_where_what_was_got_and_what_to_do(tmp_path):
    text = GOOD.replace("statistic: mean\n    unit: points", "statistic: share\n    unit: points")
    text = text.replace("    scale: {from: [1, 10], to: [0, 100]}\n", "").replace(
        "{min: 1, max: 10}", "{min: 0, max: 1}"
    )
    [problem] = refused(tmp_path, text)
    assert str(problem) == (
        "home_furnishings.yaml, line 42, indicators.satisfaction.levels.floor.1.value: "
        "a level of the statistic share lies between 0 and 1 here; got 70. Write 70 % as 0.7."
    )


def test_all_files_are_told_at_once(tmp_path):
    (tmp_path / "broken.yaml").write_text("sector: a: b", encoding="utf-8")
    (tmp_path / "chinese.yaml").write_bytes(GOOD.encode("gb18030"))
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    (tmp_path / "twice.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a spec", encoding="utf-8")
    problems = refused(tmp_path, GOOD)
    assert [problem.file for problem in problems] == ["broken.yaml", "chinese.yaml", "empty.yaml", "twice.yaml"]
    assert [problem.line for problem in problems] == [1, 2, 1, 1]
    assert problems[1].hint == "Save the file as UTF-8."
    assert problems[3].rule == "a sector has one file"


def test_a_folder_without_specs_is_refused(tmp_path):
    with pytest.raises(SpecError, match="a folder of specs holds at least one spec"):
        load_specs(tmp_path)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 20), min_size=3, max_size=3), st.sampled_from(["lower", "higher"]))
def test_levels_are_accepted_exactly_when_they_tighten_or_coincide(tmp_path_factory, values, direction):
    entries = "".join(
        f"      {level}:\n        - {{value: {value}, kind: reference, cite: x, from: 2020-01-01, checked: memory}}\n"
        for level, value in zip(("floor", "benchmark", "frontier"), values, strict=True)
    )
    text = GOOD[: GOOD.rindex("      floor:")] + entries
    text = text.replace("direction: higher", f"direction: {direction}")
    tightens = values == sorted(values, reverse=direction == "lower")
    folder = tmp_path_factory.mktemp("levels")
    if tightens:
        assert read(folder, text)["home_furnishings"].indicator("satisfaction").levels.floor[0].value == values[0]
    else:
        assert all("levels tighten from floor to frontier" in problem.rule for problem in refused(folder, text))
