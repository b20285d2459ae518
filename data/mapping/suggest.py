"""What the columns of a file are: known by id, label or an earlier mapping, or likely and for a person to decide."""

from dataclasses import dataclass, replace
from difflib import SequenceMatcher

import pyarrow as pa
import pyarrow.compute as pc

from data.check.contract import Column, Contract, IndicatorRule
from data.check.naming import asked, named
from data.check.sheet import PROBLEMS
from data.check.written.suggest import key
from data.mapping.file import Mapping
from data.mapping.tools import tools
from data.mapping.wide import wide
from data.read import TextTable

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
    known, earlier = named(table.columns, contract), earlier or Mapping()
    targets_known = {header: earlier.columns.get(header, name) for header, name in known.items()}
    earlier = tools(table, earlier, contract, targets_known | earlier.columns)[0]
    targets: list[Column | IndicatorRule] = [*contract.columns, *asked(contract).values()]
    every = {each.id for each in targets}
    columns: dict[str, str] = {}
    for by in (known.get, earlier.columns.get):
        for header in table.columns:
            target = by(header)
            taken = header in columns or header in earlier.ignored or target in columns.values()
            if target is not None and target in every and not taken:
                columns[header] = target
    ours = set(map(key, PROBLEMS))
    ignored = tuple(header for header in table.columns if header in earlier.ignored or key(header) in ours)
    # Columns of results are asked about together, with a preview of the rows they make.
    several = wide(table, contract, columns, earlier)
    settled = {*columns, *ignored, *(several.columns if several is not None else ())}
    recode = {header: each for header, each in earlier.recode.items() if header in settled}
    # Which of two tables is read is asked first: the columns of the other are nobody's business.
    whole = any(problem.code == "tables_beside" for problem in table.problems)
    left = [] if whole else [header for header in table.columns if header not in settled]
    free = [each for each in targets if each.id not in columns.values()]
    labels = {each.id: [key(text) for text in (each.id, each.en, each.zh)] for each in free}
    in_order = {header: columns[header] for header in table.columns if header in columns}
    opened = tuple(OpenColumn(each, _examples(table, each), _likely(table, each, labels)) for each in left)
    return replace(earlier, columns=in_order, recode=recode, ignored=ignored), opened


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
