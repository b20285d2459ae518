"""Options that several commands share; what a spec knows by a code is completed by Tab."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from benchmarks.cli.context import Context
from benchmarks.formats import FORMATS
from benchmarks.specs.problems import SpecError

Decorator = Callable[[Callable], Callable]


def _codes(kind: str) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Completes codes of the specs: sectors, or the categories or indicators of the sector that stands before."""

    def completed(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
        try:
            specs = Context(Path(), Path(ctx.find_root().params["specs"])).specs
        except SpecError:
            return []  # said by every command that runs; a shell only offers nothing
        chosen = [spec for name, spec in specs.items() if ctx.params.get("sector") in (None, name)]
        found = {
            "sector": list(specs),
            "category": [each.id for spec in chosen for each in spec.categories],
            "indicator": [each.id for spec in chosen for each in spec.indicators],
        }[kind]
        return [code for code in dict.fromkeys(found) if code.startswith(incomplete)]

    return completed


def coded(kind: str, **attributes: Any) -> Decorator:
    """--sector, --category or --indicator, with the codes of the specs for Tab."""
    return click.option(f"--{kind}", shell_complete=_codes(kind), **attributes)


def selecting(command: Callable) -> Callable:
    """--sector, --category, --enterprise, --indicator and --wave: which part of a result."""
    options = (coded("sector"), coded("category"), click.option("--enterprise"), coded("indicator"))
    for option in reversed((*options, click.option("--wave"))):
        command = option(command)
    return command


def encoded(command: Callable) -> Callable:
    """--format as `form`, and -o: how a frame is written, and where to."""
    command = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))(command)
    return click.option("--format", "form", type=click.Choice(FORMATS), default="table")(command)


def anywhere(command: Callable) -> Callable:
    """Let --store, --specs, --server and --token also stand after the command's name: `load FILE --store x.duckdb`."""

    def move(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value is not None and not ctx.resilient_parsing:
            held = {"store": ctx.obj.store_path, "specs": ctx.obj.specs_path}
            held |= {"server": ctx.obj.url, "token": ctx.obj.token, parameter.name: value}
            ctx.obj = Context(*held.values())

    folder = click.Path(file_okay=False, exists=True, path_type=Path)
    file = click.Path(dir_okay=False, path_type=Path)
    for name in ("--token", "--server"):
        command = click.option(name, callback=move, expose_value=False, hidden=True)(command)
    command = click.option("--specs", type=folder, callback=move, expose_value=False, hidden=True)(command)
    return click.option("--store", type=file, callback=move, expose_value=False, hidden=True)(command)
