"""Nothing on the method page without a place where it is shown: each promise names one, and what is named is there."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import click
import pytest

from benchmarks import columns
from benchmarks.cli.commands import COMMANDS
from pages.parts.frame.screens import screen_of
from pages.parts.words import method_caveats
from pages.parts.words.language import ENGLISH
from pages.parts.words.method import Section
from pages.parts.words.method_places import PLACES, Place, shown
from tests.callers import house

SECTIONS = method_caveats.sections(ENGLISH)
EVERY = [(section, place) for section, places in PLACES.items() for place in places]
# What a screen may read is listed for all screens at once; which of it a screen does read stands in its own code.
LISTED = [f"pages.parts.frame.platform.{name}" for name in ("STEPS", "ACTED", "AGGREGATES", "_BY_NAME")]


def door(at: str) -> str:
    """What runs when a screen is opened, or a command called."""
    if not at.startswith("$"):
        return f"pages.{screen_of(at).path.replace('/', '.')}"
    module = f"benchmarks.cli.{COMMANDS[at[1:]][0]}"
    held = vars(import_module(module)).items()
    return next(f"{module}.{name}" for name, each in held if isinstance(each, click.Command) and each.name == at[1:])


@cache
def reached(at: str) -> set[str]:
    return house().reached([door(at)], past=LISTED)


@cache
def written(screen: str) -> set[str]:
    """Every word that stands as a name or a text in the code of a screen and of its views and panels."""
    modules = [
        house().modules[name] for name in reached(screen) if name in house().modules and name.startswith("pages.")
    ]
    return {each for module in modules for each in re.findall(r"\w+", module.path.read_text(encoding="utf-8"))}


def promises(section: Section) -> Iterator[str]:
    """The paragraphs of a section, and the sources of its formulas."""
    yield from section.paragraphs
    yield from (formula.source for formula in section.formulas)


def test_every_section_has_its_places():
    assert set(PLACES) == {section.id for section in SECTIONS}
    assert [name for name in PLACES if not all(shown(name))] == [], "each has a screen and a command"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_every_paragraph_formula_and_term_of_the_method_names_where_it_is_shown(section):
    says = [place.says for place in PLACES[section.id]]
    assert [text for text in promises(section) if not any(each in text for each in says)] == []
    assert [each for each in says if not any(each in text for text in promises(section))] == []
    terms = [term for text in section.paragraphs for term in re.findall(r"\*\*.+?\*\*", text)]
    assert [term for term in terms if not any(term in each for each in says)] == []


@pytest.mark.parametrize(("section", "place"), EVERY, ids=[place.says for _, place in EVERY])
def test_what_shows_a_promise_is_there_and_calls_what_makes_it(section: str, place: Place):
    assert place.shown
    assert [at for at in place.shown if f"benchmarks.{place.made_by}" not in reached(at)] == []


@pytest.mark.parametrize(("section", "place"), EVERY, ids=[place.says for _, place in EVERY])
def test_the_column_of_a_promise_is_one_of_its_result_and_a_screen_shows_it(section: str, place: Place):
    if place.column:
        result, column = place.column.split(".")
        assert column in getattr(columns, result)
        screens = [at for at in place.shown if not at.startswith("$")]
        assert not screens or any(column in written(screen) for screen in screens)
