"""The one way through the check: a file's table under its mapping, held against its contract and what is known."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from data.check.check import Checked, check
from data.check.contract import Contract
from data.check.known import Known
from data.check.naming import named
from data.check.rows import PASS_FAIL
from data.mapping.mapping import Mapping, apply, as_sent, fitting, on_scale, targets_of
from data.mapping.marked import without_marked
from data.mapping.noted import beside, with_names
from data.mapping.parallel import parallels
from data.mapping.samples import samples
from data.mapping.ticked import ticked
from data.mapping.tools import tools
from data.mapping.wide import Wide, settled, wide
from data.read import TextTable
from data.read.choices import Choice
from data.wave import Wave


def checked(
    table: TextTable,
    mapping: Mapping | None,
    contract: Contract,
    known: Known | None = None,
    spare: Collection[str] = (),
    *,
    wave: Wave | None = None,
    today: date | None = None,
) -> Checked:
    """All problems of a table under the sender's own column names, and its typed rows where none is an error.

    spare: columns that are there for the margins only and need not be in the contract. Rows that are no samples or
    responses leave first; `line` in the typed table says which are left.
    Refuses (MappingError) a scale or a reversal of what is no indicator.
    """
    # Of the names that a questionnaire's mapping has for a column, those that this file has.
    mapping, known = fitting(mapping or Mapping(), table), known or Known()
    taken, mapping, choices = _taken(table, mapping, contract, known)
    mapped, asked = apply(taken, mapping, contract), on_scale(contract, mapping)
    done = check(_without(mapped, spare, asked), asked, known, wave=wave, today=today)
    headers = {target: header for header, target in mapping.columns.items()}
    # A unit that was taken from beside the table is said once, and not as the mapping's.
    apart = {"rows_unit", "unit_beside"} & {each.code for each in choices}
    own = [each for each in done.choices if not (apart and each.code == "unit_mapped")]
    told = (replace(each, column=headers.get(each.column, each.column)) for each in own)
    return replace(done, problems=as_sent(done.problems, mapping), choices=(*choices, *told))


def columns_read(table: TextTable, mapping: Mapping, contract: Contract) -> dict[str, str]:
    """Header of the file -> id of the contract, those included that an export is known by and columns of results."""
    targets = targets_of(table, mapping, contract)
    told, choices = tools(table, mapping, contract, targets)
    targets = targets_of(table, told, contract) if choices else targets
    several = wide(table, contract, targets, told)
    return targets | ({} if several is None else dict.fromkeys(several.columns, "value"))


def _taken(
    table: TextTable, mapping: Mapping, contract: Contract, known: Known
) -> tuple[TextTable, Mapping, list[Choice]]:
    """The rows that are samples or responses, boxes told apart, and the mapping with the units of a row of units."""
    targets = targets_of(table, mapping, contract)
    mapping, told = tools(table, mapping, contract, targets)
    targets = targets_of(table, mapping, contract) if told else targets
    several = wide(table, contract, targets, mapping)
    measured = {} if several is None else dict.fromkeys(several.columns, "value")
    sent = table
    table, choices, units = samples(table, contract, targets | measured, known.members(contract.sector), mapping.kept)
    table, noted, more = beside(table, sent, contract, targets | measured, mapping, units)
    units, choices = units | noted, [*choices, *more]
    table, more = with_names(table, contract, targets, mapping)
    names = (*known.members(contract.sector), *mapping.kept)
    table, marked = without_marked(table, contract, targets | measured, names, mapping.reading)
    choices += [*more, *marked]
    if several is not None:
        units |= {header: mapping.of(header).unit for header in several.columns if mapping.of(header).unit}
        table, melted = settled(table, several, targets, units, mapping.reading)
        mapping, units, told = _without_columns(mapping, several), {}, [*told, *melted]
    table, more = parallels(table, contract, _with_melted(table, targets), mapping.reading)
    choices += more
    shares = [name for name, rule in contract.indicators.items() if rule.statistic in PASS_FAIL]
    answered = [header for header, target in targets.items() if target in shares and contract.kind == "survey"]
    table, boxes = ticked(table, mapping.recode, answered)
    for header, unit in units.items():
        recode = mapping.of(header)
        mapping = mapping if recode.unit else mapping.with_recode(header, replace(recode, unit=unit))
    return table, mapping, [*told, *choices, *boxes]


def _with_melted(table: TextTable, targets: dict[str, str]) -> dict[str, str]:
    """The columns that are read, those included that columns of results became."""
    return targets | {name: name for name in ("indicator", "value", "unit") if name in table.columns}


def _without_columns(mapping: Mapping, several: Wide) -> Mapping:
    """The mapping of what is left when the columns of results have become rows."""
    columns = {header: target for header, target in mapping.columns.items() if header not in several.columns}
    recode = {header: each for header, each in mapping.recode.items() if header not in several.columns}
    return replace(mapping, columns=columns, recode=recode)


def _without(table: TextTable, spare: Collection[str], contract: Contract) -> TextTable:
    """The table without the columns that only the margins speak of, such as a respondent's age group."""
    known = named(table.columns, contract)
    kept = [name for name in table.columns if name not in spare or name in known]
    if len(kept) == len(table.columns):
        return table
    return replace(table, columns=kept, cells=table.cells.select(kept))
