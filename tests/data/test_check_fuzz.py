"""Random tables: the check never raises, names a cell once at most, and gives a table only when nothing is wrong."""

import json
import random
from collections import Counter

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.check.check import check
from data.check.contract import KINDS
from data.check.known import Known
from data.give.annotate import annotated
from data.problems.problem import TEMPLATES, sentence
from data.read import TextTable
from tests.data.check_files import CATEGORIES, INDICATORS, KNOWN, TODAY, WAVE, contract

NASTY = (
    *(
        "",
        " ",
        "0",
        "1",
        "-1",
        "1.5",
        "1e2",
        "1,000",
        "4,5",
        "nan",
        "inf",
        "0x1F",
        "<0.01",
        "ND",
        "LOD",
        ">5",
        "pass",
        "否",
    ),
    *(
        "ACME",
        "acme",
        "0071",
        "71",
        "VOLT",
        "L1",
        "L2",
        "L9",
        "sofa",
        "沙发",
        "panel",
        "chair",
        "r1",
        "s1",
        "homes",
        "cars",
    ),
    *("2026-03-01", "3/4/2026", "2027-01-01", "46082", "mg/m3", "ug/m3", "kg", "bananas", "*", "formaldehyde;loudness"),
    *(
        "=1+1",
        "@x",
        "{got}",
        "{0}",
        "%s",
        "a\x00b",
        "\u200b",
        "\u202e",
        "x" * 90,
        "１２",
        "　",
        "满意度",
        "9" * 400,
        "ſ",
        "İ",
    ),
)
NAMES = (*INDICATORS, *(rule.zh for rule in INDICATORS.values()), *CATEGORIES, "extra", "{x}", "To correct")
FIT = {
    "response": [f"r{i}" for i in range(90)],
    "sample": [f"s{i}" for i in range(90)],
    "enterprise": ["ACME", "NORD", "0071"],
    "category": ["sofa", "panel", "沙发"],
    "stratum": ["north", "south"],
    "psu": ["p1", "p2", "p3"],
    "weight": ["1", "0.5", "1.2E-05"],
    "product": ["", "one"],
    "lab": ["L1", "L2"],
    "tested_on": ["2026-03-01", "2026年4月1日"],
    "indicator": ["formaldehyde", "loudness", "label_right", "wear_cycles"],
    "value": ["1", "0", "<1", "pass", "ND"],
    "uncertainty": ["", "0.1", "0"],
    "unit": ["", "mg/m3"],
    "name_en": ["One", "Two"],
    "name_zh": ["一", "二"],
    "sector": ["homes"],
    "output_share": ["", "0.01", "1%"],
    "name": ["One", "Two"],
    "accreditation": ["CNAS"],
    "scope": ["*", "formaldehyde"],
    "valid_until": ["2030-01-01"],
    "would_buy": ["yes", "no", ""],
    "comfort": ["", ""],
}
BEFORE = Known(
    enterprises=KNOWN.enterprises,
    laboratories=KNOWN.laboratories,
    responses={"r1"},
    samples={("s1", "formaldehyde", "L1")},
    last={("ACME", "sofa", "satisfaction"): (2.0, 0.1), ("OLD", "sofa", "comfort"): (5.0, 0.0)},
    output_shares={"OLD": 0.9},
)
KNOWNS = (BEFORE, Known(), KNOWN)


def table_of(kind: str, seed: int, noise: float, strange: int) -> TextTable:
    """A table of the kind's columns; a share `noise` of the cells is anything, `strange` columns are not its own."""
    chance = random.Random(seed)
    own = [column.id for column in contract(kind).columns]
    if kind == "survey":
        own += [name for name, rule in INDICATORS.items() if rule.source == "survey"]
    kept = [name for name in own if chance.random() > noise / 4]
    columns = list(dict.fromkeys([*kept, *chance.sample(NAMES, strange)]))
    if strange:
        chance.shuffle(columns)
    rows = chance.choice([0, 1, 2, 8, 40])

    def cell(name: str, row: int) -> str:
        fitting = FIT.get(name, ["5", "6", "7", "8", ""])
        return chance.choice(NASTY) if chance.random() < noise else fitting[row % len(fitting)]

    cells = [[cell(name, chance.randrange(90) if noise else row) or None for row in range(rows)] for name in columns]
    arrays = [pa.array(column, pa.string()) for column in cells]
    lines = np.sort(chance.sample(range(2, 3 + 2 * rows), rows)).astype(np.int32)
    return TextTable(columns, pa.table(arrays, names=columns), lines)


def tables(kind: str) -> st.SearchStrategy[TextTable]:
    """Tables without any noise, with a little, and of nothing else."""
    noise, strange = st.sampled_from([0.0, 0.0, 0.02, 0.5, 1.0]), st.sampled_from([0, 0, 0, 1, 4])
    return st.builds(table_of, st.just(kind), st.integers(0, 2**32), noise, strange)


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_table_raises_and_none_is_typed_while_an_error_stands(data):
    kind = data.draw(st.sampled_from(KINDS))
    table = data.draw(tables(kind))
    result = check(table, contract(kind), data.draw(st.sampled_from(KNOWNS)), wave=WAVE, today=TODAY)
    errors = [problem for problem in result.problems if TEMPLATES[problem.code].severity == "error"]
    assert (result.typed is None) == bool(errors)
    assert result.typed is None or result.typed.num_rows == len(table.lines) == result.rows
    named = Counter((each.line, each.column) for each in result.problems if each.line in table.lines and each.column)
    assert all(count == 1 for count in named.values())
    places = [(each.line is None, each.line or 0) for each in result.problems]
    assert places == sorted(places)
    said = [sentence(problem) for problem in result.problems]
    assert all(said)
    json.dumps([dict(problem.rule) for problem in result.problems])


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_random_table_has_an_annotated_copy(data):
    kind = data.draw(st.sampled_from(KINDS))
    table = data.draw(tables(kind))
    problems = check(table, contract(kind), BEFORE, wave=WAVE, today=TODAY).problems
    assert annotated(table, problems, [sentence(problem) for problem in problems]).startswith(b"PK")
