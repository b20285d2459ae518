"""A mapping names columns as they stand in the file, repeated ones too, and says how the file is read."""

import json

import pytest

from data.check.check import check
from data.mapping.checked import checked
from data.mapping.file import Mapping, MappingError, parse
from data.mapping.mapping import apply
from data.read import read
from data.read.manner import Manner
from tests.data.check_files import KNOWN, TODAY, WAVE, contract

SURVEY = contract("survey")


def mapping(**parts: object) -> Mapping:
    return parse(json.dumps({"mapping": 1, **parts}, ensure_ascii=False))


def codes(text: str, given: Mapping) -> list[tuple[str, str]]:
    table = read(text.encode(), "x")
    return [(each.code, each.column) for each in checked(table, given, SURVEY, KNOWN, wave=WAVE, today=TODAY).problems]


def test_a_column_may_be_named_as_it_stands_in_the_file():
    given = mapping(
        columns={"３、总体满意度（1－10分）？": "satisfaction", "品牌\n名称": "enterprise"}, ignored=["备　注"]
    )
    text = '"品牌\n名称",response,category,３、总体满意度（1－10分）？,备　注\nACME,r1,sofa,7,x\nNORD,r2,sofa,8,y\n'
    mapped = apply(read(text.encode(), "x"), given, SURVEY)
    assert mapped.columns == ["enterprise", "response", "category", "satisfaction"]
    assert codes(text, given) == []


TWICE = "response,enterprise,category,satisfaction,Comments,Comments\nr1,ACME,sofa,7,x,\nr2,NORD,sofa,8,,9\n"


def test_a_title_that_stands_there_twice_is_never_merged_and_does_no_harm_where_it_is_ignored():
    assert codes(TWICE, Mapping()) == [
        ("column_unknown", "Comments"),
        ("column_twice", "Comments (F)"),
    ]
    assert codes(TWICE, mapping(ignored=["Comments"])) == []
    both = mapping(ignored=["Comments"], columns={"Comments (F)": "comfort"})
    assert apply(read(TWICE.encode(), "x"), both, SURVEY).columns[-1] == "comfort"
    assert codes(TWICE, both) == []


def test_how_a_file_is_read_is_part_of_its_mapping():
    given = mapping(reading={"sheet": "数据", "hidden": "left out"})
    assert given.reading == Manner(sheet="数据", hidden="left out")
    assert parse(given.json()) == given
    assert "reading" not in Mapping().as_dict()


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ([], '"reading" says how the file is to be read, such as {"hidden": "left out"}.'),
        ({"rows": 1}, "\"reading\" has no 'rows'; it has sheet, hidden, long, table, encoding, marked, parallel."),
        ({"sheet": 1}, '"sheet" is the name of a sheet of the workbook.'),
        ({"long": "yes"}, "\"long\" says what columns of results are: 'indicators', 'samples', 'means'."),
        ({"table": 0}, '"table" is the number of one of the tables that stand side by side, from 1.'),
        (
            {"marked": "no"},
            "\"marked\" rows, called averages or the like in a column, are one of 'read', 'left out'.",
        ),
        ({"parallel": 1}, "\"parallel\" says what rows of parallel samples are: 'samples', 'means'."),
        ({"hidden": "no"}, "\"hidden\" rows and columns are one of 'read', 'left out'."),
    ],
)
def test_what_is_wrong_with_it_is_said(raw, sentence):
    with pytest.raises(MappingError) as caught:
        mapping(reading=raw)
    assert caught.value.problems == [sentence]


def test_two_spellings_of_one_column_are_refused():
    with pytest.raises(MappingError) as caught:
        mapping(columns={"满意度（1）": "satisfaction", "满意度(1)": "comfort"})
    assert caught.value.problems == ["满意度(1) stands there in two spellings."]


def test_without_a_mapping_a_repeated_column_of_the_contract_is_one_problem():
    table = read(b"response,enterprise,category,satisfaction,satisfaction\nr1,ACME,sofa,7,7\nr2,NORD,sofa,8,8\n", "x")
    assert [each.code for each in check(table, SURVEY, KNOWN).problems] == ["column_twice"]
