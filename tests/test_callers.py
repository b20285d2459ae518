"""No code without a door: whatever is written is reached from a screen, a command or the app."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import click

from benchmarks.cli.commands import COMMANDS
from tests.callers import House, house


def commands() -> Iterator[str]:
    for module in {module for module, _ in COMMANDS.values()}:
        held = vars(import_module(f"benchmarks.cli.{module}")).items()
        yield from (f"benchmarks.cli.{module}.{name}" for name, each in held if isinstance(each, click.Command))


@cache
def reached() -> set[str]:
    return house().reached([*house().doors(), *commands()])


def written() -> dict[str, ast.stmt]:
    """Every function and class at the top of a module, by its full name."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return {
        f"{module.name}.{name}": node
        for module in house().modules.values()
        for name, nodes in module.defined.items()
        for node in nodes
        if isinstance(node, kinds)
    }


def test_every_module_is_reached_from_a_screen_a_command_or_the_app():
    assert sorted(set(house().modules) - reached()) == []


def test_every_function_and_class_is_reached():
    assert sorted(set(written()) - reached()) == []


def test_every_method_is_asked_for_somewhere():
    named = {each.attr for module in house().modules.values() for each in module.attributes()}
    unasked = [
        f"{name}.{each.name}"
        for name, node in written().items()
        if isinstance(node, ast.ClassDef)
        for each in node.body
        if isinstance(each, ast.FunctionDef) and not each.name.startswith("_") and each.name not in named
    ]
    assert unasked == []


def test_the_search_sees_what_nothing_calls(tmp_path):
    (tmp_path / "data").mkdir()
    written = "def used():\n    return used_too()\n\ndef used_too(): ...\n\ndef left():\n    return left_too()\n\n"
    (tmp_path / "data" / "sums.py").write_text(written + "def left_too(): ...\n", encoding="utf-8")
    (tmp_path / "data" / "unread.py").write_text("X = 1\n", encoding="utf-8")
    (tmp_path / "streamlit_app.py").write_text("from data import sums as told\ntold.used()\n", encoding="utf-8")
    small = House(tmp_path)
    found = small.reached(small.doors())
    assert {"data.sums.used", "data.sums.used_too"} <= found
    assert not {"data.sums.left", "data.sums.left_too", "data.unread"} & found
