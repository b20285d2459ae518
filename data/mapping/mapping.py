"""From the sender's columns to the contract's: suggested and applied."""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import pyarrow as pa
import pyarrow.compute as pc

from data.check.contract import Column, Contract, IndicatorRule
from data.check.sheet import PROBLEMS, asked, names
from data.check.suggest import key
from data.check.texts import Texts
from data.mapping.file import Mapping, MappingError, Recode, parse
from data.mapping.recoding import as_asked, recoded
from data.problems.problem import Problem
from data.read import TextTable

__all__ = ["Mapping", "MappingError", "OpenColumn", "Recode", "apply", "as_sent", "parse"]
__all__ += ["fitting", "on_scale", "suggest"]

EXAMPLES = 5
LOOKED_AT = 1000  # rows that examples are taken from
SUGGESTIONS = 3
ALIKE = 0.5  # share of letters in common from which a label is worth offering; a person decides
LETTERS = 80  # of a question's wording that are compared


@dataclass(frozen=True)
class OpenColumn:
    """A column of the file that is none of the contract's: what stands in it, and ids it may be, likeliest first."""

    name: str
    examples: tuple[str, ...]
    suggestions: tuple[str, ...]


def suggest(
    table: TextTable, contract: Contract, earlier: Mapping | None = None
) -> tuple[Mapping, tuple[OpenColumn, ...]]:
    """What is known of the columns - by id, by label, by an earlier mapping - and the columns a person has to decide.

    An earlier recoding stays with its column. Similar labels, and what SPSS says of a variable, are only suggested.
    """
    known, earlier = names(contract), earlier or Mapping()
    columns: dict[str, str] = {}
    for by in (lambda header: known.get(key(header)), earlier.columns.get):
        for header in table.columns:
            target = by(header)
            taken = header in columns or header in earlier.ignored or target in columns.values()
            if target is not None and target in known.values() and not taken:
                columns[header] = target
    ours = set(map(key, PROBLEMS))
    ignored = tuple(header for header in table.columns if header in earlier.ignored or key(header) in ours)
    recode = {header: each for header, each in earlier.recode.items() if header in columns}
    left = [header for header in table.columns if header not in columns and header not in ignored]
    every: list[Column | IndicatorRule] = [*contract.columns, *asked(contract).values()]
    free = [each for each in every if each.id not in columns.values()]
    labels = {each.id: [key(text) for text in (each.id, each.en, each.zh)] for each in free}
    in_order = {header: columns[header] for header in table.columns if header in columns}
    opened = tuple(OpenColumn(each, _examples(table, each), _likely(table, each, labels)) for each in left)
    return Mapping(in_order, recode, ignored), opened


def apply(table: TextTable, mapping: Mapping, contract: Contract) -> TextTable:
    """The table under the contract's names with its answers recoded; lines and note are kept.

    So are the reader's problems, but for those in ignored columns. Columns that the mapping does not name stay as they
    are, and so do words it does not know: the check names both.
    Refuses (MappingError) a scale or a reversal of what is no indicator.
    """
    known, targets = names(contract), _targets(table, mapping)
    _refuse_scales(mapping, contract, {header: known.get(key(name), name) for header, name in targets.items()})
    columns, cells = [], []
    for place, header in enumerate(table.columns):
        if header in mapping.ignored:
            continue
        column = table.cells.column(place)
        if header in mapping.recode:
            texts, rule = Texts.of(column), contract.indicators.get(known.get(key(targets[header]), ""))
            column = texts.column(recoded(texts.listed, mapping.recode[header], rule))
        columns.append(targets[header])
        cells.append(column)
    problems = [
        replace(problem, column=targets.get(problem.column, problem.column))
        for problem in table.problems
        if problem.column not in mapping.ignored
    ]
    return replace(table, columns=columns, cells=pa.Table.from_arrays(cells, names=columns), problems=problems)


def on_scale(contract: Contract, mapping: Mapping) -> Contract:
    """The contract for answers as recoded: 4 of 1 to 5 is 7.75 of 1 to 10, so that whole numbers are not asked there.

    `apply` has asked for them on the sender's own scale.
    """
    known = names(contract)
    scaled = {
        known.get(key(mapping.columns.get(header, header)), "") for header, each in mapping.recode.items() if each.scale
    }
    rules = {name: replace(rule, whole=rule.whole and name not in scaled) for name, rule in contract.indicators.items()}
    return replace(contract, indicators=rules)


def fitting(mapping: Mapping, table: TextTable) -> Mapping:
    """The part of a mapping that is about columns this file has."""
    return Mapping(
        {header: target for header, target in mapping.columns.items() if header in table.columns},
        {header: recode for header, recode in mapping.recode.items() if header in table.columns},
        tuple(header for header in mapping.ignored if header in table.columns),
    )


def as_sent(problems: tuple[Problem, ...], mapping: Mapping) -> tuple[Problem, ...]:
    """Problems found under the contract's names, told under the sender's."""
    headers = {target: header for header, target in mapping.columns.items()}
    return tuple(_as_sent(problem, headers, mapping) for problem in problems)


def _targets(table: TextTable, mapping: Mapping) -> dict[str, str]:
    return {header: mapping.columns.get(header, header) for header in table.columns}


def _refuse_scales(mapping: Mapping, contract: Contract, targets: dict[str, str]) -> None:
    wrong = [
        f"{header} is no indicator: only answers to one have a scale, or can be reversed."
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


def _examples(table: TextTable, header: str) -> tuple[str, ...]:
    column = table.cells.column(table.columns.index(header)).slice(0, LOOKED_AT)
    return tuple(pc.unique(column.cast(pa.string())).drop_null()[:EXAMPLES].to_pylist())


def _likely(table: TextTable, header: str, labels: dict[str, list[str]]) -> tuple[str, ...]:
    said = dict(table.note.get("variable_labels") or {}).get(header, "")
    texts = [key(text)[:LETTERS] for text in (header, said) if key(text)]
    scores = {
        name: max((_alike(text, label) for text in texts for label in own), default=0.0) for name, own in labels.items()
    }
    likely = sorted((name for name, score in scores.items() if score >= ALIKE), key=lambda name: -scores[name])
    return tuple(likely[:SUGGESTIONS])


def _alike(text: str, label: str) -> float:
    """Share of letters in common; a label that stands whole in the wording of a question is nearly the question."""
    whole = 0.9 if len(label) > 1 and label in text else 0.0
    return max(whole, SequenceMatcher(None, text, label).ratio())
