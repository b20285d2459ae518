"""The one way through the check: a file's table under its mapping, held against its contract and what is known."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from data.check.check import Checked, check
from data.check.contract import Contract
from data.check.known import Known
from data.check.naming import named
from data.mapping.mapping import Mapping, apply, as_sent, on_scale
from data.read import TextTable
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

    spare: columns that are there for the margins only and need not be in the contract.
    Refuses (MappingError) a scale or a reversal of what is no indicator.
    """
    mapped = table if mapping is None else apply(table, mapping, contract)
    asked = contract if mapping is None else on_scale(contract, mapping)
    done = check(_without(mapped, spare, asked), asked, known, wave=wave, today=today)
    if mapping is None:
        return done
    headers = {target: header for header, target in mapping.columns.items()}
    choices = tuple(replace(each, column=headers.get(each.column, each.column)) for each in done.choices)
    return replace(done, problems=as_sent(done.problems, mapping), choices=choices)


def _without(table: TextTable, spare: Collection[str], contract: Contract) -> TextTable:
    """The table without the columns that only the margins speak of, such as a respondent's age group."""
    known = named(table.columns, contract)
    kept = [name for name in table.columns if name not in spare or name in known]
    if len(kept) == len(table.columns):
        return table
    return replace(table, columns=kept, cells=table.cells.select(kept))
