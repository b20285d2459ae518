"""A mapping at work: the sender's columns become the contract's, and what is found goes back under their own names."""

from dataclasses import replace

import pyarrow as pa

from data.check.contract import Contract
from data.check.naming import asked, named
from data.mapping.file import Mapping, MappingError, Recode, parse
from data.mapping.recoding import as_asked, recoded_column
from data.problems.problem import Problem
from data.read import Meant, TextTable
from data.refusal import Refused

__all__ = ["Mapping", "MappingError", "Recode", "apply", "as_sent", "fitting", "on_scale"]
__all__ += ["parse", "said", "targets_of", "touches"]


def apply(table: TextTable, mapping: Mapping, contract: Contract) -> TextTable:
    """The table under the contract's names with its answers recoded; lines and note are kept.

    So are the reader's problems, but for those in ignored columns. Columns that the mapping does not name stay as they
    are, and so do words it does not know: the check names both.
    Refuses (MappingError) a scale or a reversal of what is no indicator.
    """
    targets = _targets(table, mapping)
    known = named(list(dict.fromkeys(targets.values())), contract)
    _refuse_scales(mapping, contract, {header: known.get(name, name) for header, name in targets.items()})
    left_out = _left_out(table, mapping)
    columns, cells = [], []
    for place, header in enumerate(table.columns):
        if header in left_out:
            continue
        column = table.cells.column(place)
        rule = contract.indicators.get(known.get(targets[header], ""))
        missing = mapping.missing if rule is not None else ()
        if header in mapping.recode or missing:
            column = recoded_column(column, mapping.recode.get(header, Recode()), rule, missing)
        columns.append(targets[header])
        cells.append(column)
    problems = [
        replace(problem, column=targets.get(problem.column, problem.column))
        for problem in table.problems
        if problem.column not in left_out and not (problem.code == "column_twice" and problem.column in mapping.columns)
    ]
    said_of = {header: mapping.recode.get(header, Recode()) for header in table.columns}
    meant = {
        targets[header]: Meant(header, each.unit, each.k, each.blank, each.scale is not None, each.reversed)
        for header, each in said_of.items()
    }
    cells = pa.Table.from_arrays(cells, names=columns)
    return replace(table, columns=columns, cells=cells, problems=problems, meant=meant)


def targets_of(table: TextTable, mapping: Mapping, contract: Contract) -> dict[str, str]:
    """Header of the file -> id of the contract, for the columns that are read."""
    targets = {header: name for header, name in _targets(table, mapping).items() if header not in mapping.ignored}
    known = named(list(dict.fromkeys(targets.values())), contract)
    return {header: known[target] for header, target in targets.items() if target in known}


def on_scale(contract: Contract, mapping: Mapping) -> Contract:
    """The contract for answers as recoded: 4 of 1 to 5 is 7.75 of 1 to 10, so that whole numbers are not asked there.

    `apply` has asked for them on the sender's own scale.
    """
    targets = {header: mapping.columns.get(header, header) for header, each in mapping.recode.items() if each.scale}
    known = named(list(dict.fromkeys(targets.values())), contract)
    scaled = {known.get(target, "") for target in targets.values()}
    rules = {name: replace(rule, whole=rule.whole and name not in scaled) for name, rule in contract.indicators.items()}
    return replace(contract, indicators=rules)


def fitting(mapping: Mapping, table: TextTable) -> Mapping:
    """The part of a mapping that is about columns this file has, or had before what nobody may keep was left out."""
    sent = {*table.columns, *table.note.get("left_out", ())}
    return Mapping(
        {header: target for header, target in mapping.columns.items() if header in sent},
        {header: recode for header, recode in mapping.recode.items() if header in sent},
        tuple(header for header in mapping.ignored if header in sent),
        *((mapping.missing, mapping.kept) if table.columns else ((), ())),
        mapping.reading,
        mapping.asked,
    )


def touches(mapping: Mapping, table: TextTable) -> bool:
    """Whether a mapping speaks of any column this file has."""
    fit = fitting(mapping, table)
    return bool(fit.columns or fit.recode or fit.ignored)


def said(mapping: Mapping) -> str:
    """What a mapping does, in signs that need no translation: Q1 → satisfaction; Q1: 1..5 → 1..10; 备注 → ∅."""
    parts = [f"{header} → {target}" for header, target in mapping.columns.items() if header != target]
    parts += [f"{header}: {_does(recode)}" for header, recode in mapping.recode.items() if recode != Recode()]
    parts += [f"{', '.join(words)} → ∅" for words in (mapping.missing, mapping.ignored) if words]
    return "; ".join(parts)


def _does(recode: Recode) -> str:
    parts = [f"{word} = {worth or '∅'}" for word, worth in recode.words.items()]
    if recode.scale:
        parts.append(" → ".join(f"{low:g}..{high:g}" for low, high in recode.scale))
    parts += ["max → min"] if recode.reversed else []
    parts += [] if recode.blank is None else [f"'' = {recode.blank or '∅'}"]
    parts += ["'' = ↑"] if recode.down else []
    parts += [recode.unit] if recode.unit else []
    return ", ".join([*parts, *([] if recode.k is None else [f"k = {recode.k:g}"])])


def as_sent(problems: tuple[Problem, ...], mapping: Mapping) -> tuple[Problem, ...]:
    """Problems found under the contract's names, told under the sender's."""
    headers = {target: header for header, target in mapping.columns.items()}
    return tuple(_as_sent(problem, headers, mapping) for problem in problems)


def _left_out(table: TextTable, mapping: Mapping) -> set[str]:
    """The columns a mapping ignores; a title that stands above several is ignored in all that it does not name."""
    titles = dict(table.note.get("titles") or {})
    return {
        header
        for header in table.columns
        if header in mapping.ignored or (titles.get(header) in mapping.ignored and header not in mapping.columns)
    }


def _targets(table: TextTable, mapping: Mapping) -> dict[str, str]:
    return {header: mapping.columns.get(header, header) for header in table.columns}


def _refuse_scales(mapping: Mapping, contract: Contract, targets: dict[str, str]) -> None:
    wrong = [
        Refused("recode_no_indicator", column=header)
        for header, recode in mapping.recode.items()
        if (recode.scale or recode.reversed) and header in targets and targets[header] not in asked(contract)
    ]
    if wrong:
        raise MappingError(wrong)


def _as_sent(problem: Problem, headers: dict[str, str], mapping: Mapping) -> Problem:
    header = headers.get(problem.column, problem.column)
    named = {"name": header} if problem.rule.get("name") == problem.column != header else {}
    problem = replace(problem, column=header, rule={**problem.rule, **named}) if header != problem.column else problem
    return as_asked(problem, mapping.recode[header]) if header in mapping.recode else problem
