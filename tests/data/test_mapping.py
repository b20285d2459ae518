"""A sender's columns become the contract's: what is suggested, what is applied, and what a bad mapping is told."""

import json
from dataclasses import replace

import numpy as np
import pytest

from data.check.check import check
from data.kept.batches import Upload
from data.kept.mappings import remember, remembered
from data.mapping.mapping import (
    Mapping,
    MappingError,
    Recode,
    apply,
    as_sent,
    on_scale,
    parse,
)
from data.mapping.suggest import suggest
from data.problems.problem import Problem
from data.read import TextTable, read
from data.store import open_store
from data.viewer import LOCAL
from tests.data.check_files import KNOWN, TODAY, WAVE, contract

SURVEY = contract("survey")
CHINESE = "答卷编号,企业代码,品类,Q1,Q2,Q3,备注\nr1,ACME,sofa,很满意,2,1,x\n\nr2,NORD,sofa,一般,5,3,y\n"
MAPPED = Mapping(
    {"Q1": "satisfaction", "Q2": "comfort", "Q3": "advice"},
    {
        "Q1": Recode(words={"很满意": "5", "一般": "3"}, scale=((1.0, 5.0), (1.0, 10.0))),
        "Q2": Recode(scale=((1.0, 5.0), (1.0, 10.0))),
        "Q3": Recode(reversed=True),
    },
    ("备注",),
)


def table(text: str) -> TextTable:
    return read(text.encode("gb18030"), "file.csv")


def column(text: str, recode: Recode, target: str = "satisfaction") -> list[str | None]:
    """The texts under `target` after a file of one column Q has been mapped."""
    mapped = apply(table("response,Q\n" + text), Mapping({"Q": target}, {"Q": recode}), SURVEY)
    return mapped.cells.column(mapped.columns.index(target)).to_pylist()


def found(text: str, mapping: Mapping) -> list[tuple]:
    """Code, line, column and what was got of each problem of a mapped file, as the sender reads them."""
    result = check(apply(table(text), mapping, SURVEY), SURVEY, KNOWN, wave=WAVE, today=TODAY)
    return [(each.code, each.line, each.column, each.got) for each in as_sent(result.problems, mapping)]


def test_words_then_the_scale_then_the_reversal_make_the_answer():
    mapped = apply(table(CHINESE), MAPPED, SURVEY)
    assert mapped.columns == ["答卷编号", "企业代码", "品类", "satisfaction", "comfort", "advice"]
    # 很满意 is 5 of 1 to 5: 1 + (5 - 1) * 9 / 4 = 10, and 一般 is 1 + (3 - 1) * 9 / 4 = 5.5
    assert mapped.cells.column(3).to_pylist() == ["10", "5.5"]
    assert mapped.cells.column(4).to_pylist() == ["3.25", "10"]
    assert mapped.cells.column(5).to_pylist() == ["10", "8"]  # 1 + 10 - 1 and 1 + 10 - 3
    assert mapped.lines.tolist() == [2, 4]
    assert found(CHINESE, MAPPED) == []


def test_all_three_together_are_carried_out_in_that_order():
    # 差 is 2; 2 of 1 to 5 is 1 + 1 * 9 / 4 = 3.25 of 1 to 10; reversed 1 + 10 - 3.25 = 7.75
    assert column("a,差\n", Recode({"差": "2"}, ((1.0, 5.0), (1.0, 10.0)), True)) == ["7.75"]


def test_yes_and_no_are_reversed_as_well():
    assert column("a,是\nb,no\nc,\nd,1\n", Recode(reversed=True), "would_buy") == ["0", "1", None, "0"]


def test_a_word_the_mapping_does_not_know_is_named_under_the_senders_own_column():
    assert found(CHINESE.replace("一般", "还行"), MAPPED) == [("not_a_number", 4, "Q1", "还行")]


def test_a_number_off_the_senders_scale_is_out_of_range_though_it_would_fit_the_contracts():
    assert found(CHINESE.replace("sofa,一般,5", "sofa,一般,6"), MAPPED) == [("out_of_range", 4, "Q2", "6")]
    problem = as_sent((Problem("not_a_number", 4, "comfort", "6 ∉ 1-5"),), MAPPED)[0]
    assert problem.rule == {"name": "Q2", "low": 1.0, "high": 5.0}


def test_whole_grades_on_a_scale_may_become_fractions_and_fractions_of_the_scale_may_not_pass():
    rule = replace(SURVEY.indicators["comfort"], whole=True)
    grades = replace(SURVEY, indicators=SURVEY.indicators | {"comfort": rule})
    assert not on_scale(grades, MAPPED).indicators["comfort"].whole
    assert on_scale(grades, Mapping()).indicators["comfort"].whole
    for answer, problems in (("2", []), ("2.5", [("not_whole", 2, "Q2", "2.5")])):
        mapped = apply(table(CHINESE.replace("很满意,2", f"很满意,{answer}")), MAPPED, grades)
        result = check(mapped, on_scale(grades, MAPPED), KNOWN, wave=WAVE, today=TODAY)
        got = [(each.code, each.line, each.column, each.got) for each in as_sent(result.problems, MAPPED)]
        assert got == problems


def test_a_mistyped_target_is_asked_about():
    result = check(
        apply(table(CHINESE), Mapping({"Q1": "satisfactoin"}, {}, ("备注", "Q2", "Q3")), SURVEY), SURVEY, KNOWN
    )
    problem = next(each for each in result.problems if each.code == "column_unknown")
    assert (problem.got, problem.rule["suggestion"]) == ("satisfactoin", "Satisfaction")


def test_a_scale_is_refused_where_there_is_no_indicator():
    mapping = Mapping({}, {"企业代码": Recode(reversed=True), "品类": Recode(scale=((1.0, 5.0), (1.0, 10.0)))})
    with pytest.raises(MappingError) as refused:
        apply(table(CHINESE), mapping, SURVEY)
    assert len(refused.value.problems) == 2 and refused.value.problems[0].startswith("企业代码 is no indicator")


def test_codes_can_be_worded_too():
    mapping = Mapping({"牌子": "enterprise"}, {"牌子": Recode({"甲公司": "ACME"})})
    mapped = apply(table("response,牌子\na,甲公司\nb,NORD\n"), mapping, SURVEY)
    assert mapped.cells.column(1).to_pylist() == ["ACME", "NORD"]


def test_a_readers_problem_keeps_its_cell_and_leaves_with_an_ignored_column():
    given = table(CHINESE)
    given.problems.extend([Problem("cell_error", 2, "Q1", "#REF!"), Problem("cell_error", 2, "备注", "#REF!")])
    mapped = apply(given, MAPPED, SURVEY)
    assert [each.column for each in mapped.problems] == ["satisfaction"]
    assert [each.column for each in as_sent(tuple(mapped.problems), MAPPED)] == ["Q1"]


def test_only_distinct_texts_are_recoded():
    rows = 300_000
    mapped = apply(
        table("response,Q\n" + "a,很满意\na,3\n" * (rows // 2)),
        Mapping({"Q": "satisfaction"}, MAPPED.recode | {"Q": MAPPED.recode["Q1"]}),
        SURVEY,
    )
    assert len(mapped.lines) == rows and sorted(mapped.cells.column(1).chunk(0).dictionary.to_pylist()) == ["10", "5.5"]


def test_ids_and_labels_are_known_and_the_rest_is_left_to_decide():
    mapping, left = suggest(table("response,企业代码,Category,Q1,您的满意度是,To correct\nr,ACME,sofa,1,2,\n"), SURVEY)
    assert mapping.columns == {"response": "response", "企业代码": "enterprise", "Category": "category"}
    assert mapping.ignored == ("To correct",)
    assert [(each.name, each.examples) for each in left] == [("Q1", ("1",)), ("您的满意度是", ("2",))]
    assert left[0].suggestions == () and left[1].suggestions[0] == "satisfaction"


def test_an_earlier_mapping_settles_what_it_knew_with_its_recoding():
    mapping, left = suggest(table(CHINESE.replace("Q3", "Q4")), SURVEY, MAPPED)
    assert mapping.columns["Q1"] == "satisfaction" and mapping.columns["Q2"] == "comfort"
    assert mapping.recode == {"Q1": MAPPED.recode["Q1"], "Q2": MAPPED.recode["Q2"]}
    assert mapping.ignored == ("备注",) and [each.name for each in left] == ["Q4"]


def test_an_id_in_the_file_beats_an_earlier_mapping_to_it():
    mapping, left = suggest(table("response,satisfaction,Q1\nr,7,3\n"), SURVEY, MAPPED)
    assert mapping.columns == {"response": "response", "satisfaction": "satisfaction"}
    assert [each.name for each in left] == ["Q1"]


def test_what_spss_says_of_a_variable_is_compared_as_well():
    given = table("response,Q1\nr,7\n")
    given.note["variable_labels"] = {"Q1": "How is the comfort?"}
    assert suggest(given, SURVEY)[1][0].suggestions[0] == "comfort"


def test_a_mapping_is_read_back_as_it_was_written():
    assert parse(MAPPED.json()) == MAPPED
    assert json.loads(MAPPED.json())["recode"]["Q1"] == {
        "words": {"很满意": "5", "一般": "3"},
        "scale": {"from": [1.0, 5.0], "to": [1.0, 10.0]},
    }
    numbers = '{"mapping": 1, "recode": {"Q": {"words": {"a": 5, "b": 2.5}}}}'
    assert parse(numbers).recode["Q"].words == {"a": "5", "b": "2.5"}


def test_everything_wrong_with_a_mapping_is_named_at_once():
    bad = {
        **{"mapping": 2, "colour": 1, "columns": {"a": "x", "b": "x", "c": 3}, "ignored": ["a", "e", 7]},
        "recode": {"d": {"scale": {"from": [5, 1], "to": [1, 10]}, "reversed": 1, "words": {"": 1}, "y": 2}, "e": {}},
    }
    with pytest.raises(MappingError) as refused:
        parse(json.dumps(bad))
    said = refused.value.problems
    begun = [
        '"mapping" names',
        "A mapping has no 'colour'",
        '"columns" gives',
        "a, b are all mapped to x",
        '"ignored" is',
    ]
    begun += ["a is both mapped", "Recoding of d: there is no 'y'", "Recoding of d: words", "Recoding of d: a scale"]
    begun += ["Recoding of d: reversed", "e is both recoded"]
    assert len(said) == len(begun)
    assert all(one.startswith(first) for one, first in zip(said, begun, strict=True)), said


@pytest.mark.parametrize(
    "text",
    [
        *("", "no", "[]", "1", "null", '{"mapping": true}', '{"mapping": 1, "mapping": 1}', "[" * 100_000),
        *('{"mapping": 1, "columns": [1]}', '{"mapping": 1, "columns": {"a": {}}}', '{"mapping": 1, "ignored": "a"}'),
        *('{"mapping": 1, "recode": {"a": 1}}', '{"mapping": 1, "recode": {"a": {"words": {"b": NaN}}}}'),
        '{"mapping": 1, "recode": {"a": {"scale": {"from": [1, 1e999], "to": [1, 2]}}}}',
    ],
)
def test_what_is_no_mapping_is_refused_with_a_sentence(text):
    with pytest.raises(MappingError) as refused:
        parse(text)
    assert refused.value.problems and all(each.endswith((".", "}.")) for each in refused.value.problems)


def test_the_newest_live_mapping_of_the_round_is_remembered():
    store = open_store(":memory:")
    upload = Upload("survey", "homes", b"", survey="S1")
    with store.write() as cursor:
        for batch in (1, 2):
            cursor.execute("INSERT INTO batch (batch) VALUES (?)", [batch])
        remember(cursor, 1, upload, MAPPED)
        remember(cursor, 2, upload, Mapping({"Q1": "comfort"}))
    assert remembered(store, LOCAL, "survey", "homes", "S1") == (2, Mapping({"Q1": "comfort"}))
    with store.write() as cursor:
        cursor.execute("INSERT INTO withdrawal (batch) VALUES (2)")
    assert remembered(store, LOCAL, "survey", "homes", "S1") == (1, MAPPED)
    assert (
        remembered(store, LOCAL, "survey", "homes", "S2") is None
        and remembered(store, LOCAL, "test", "homes", "S1") is None
    )


def test_a_file_of_no_columns_stays_one():
    nothing = read(b"", "file.csv")
    assert apply(nothing, MAPPED, SURVEY).columns == [] and suggest(nothing, SURVEY)[1] == ()
    assert np.array_equal(apply(nothing, MAPPED, SURVEY).lines, nothing.lines)
