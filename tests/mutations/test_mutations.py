"""The list of broken formulas is in step with the source; `pytest -m simulation` breaks them all again."""

import ast

import pytest

from tests.mutations import run
from tests.mutations.__main__ import main


def test_every_replacement_still_stands_exactly_once_in_its_file():
    assert run.unmatched() == []


def test_the_page_names_for_every_formula_a_test_that_there_is():
    assert run.PAGE.read_text(encoding="utf-8") == run.page()
    caught = run.stored()
    assert list(caught) == [each.formula for each in run.MUTATIONS]
    for each in run.MUTATIONS:
        file, _, name = caught[each.formula].partition("::")
        tree = ast.parse((run.ROOT / file).read_text(encoding="utf-8"))
        assert file in each.tests and name in {
            node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
        }


@pytest.mark.simulation
def test_no_broken_formula_survives():
    assert main([]) == 0
