"""SPSS and Stata files: codes or their labels, user-missing values empty, labels noted for the mapping of columns."""

from dataclasses import replace
from typing import Any

import numpy as np

from data.problems.problem import Problem
from data.read.choices import Choice
from data.read.labelled.labels import say_more
from data.read.labelled.spss import unpacked
from data.read.manner import Manner
from data.read.table import TextTable, beyond, build, refused
from data.read.words import clean, recoded, tidy


def read(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in a .sav or .zsav file; the manner means nothing here.

    note holds variable_labels, value_labels (by column and code), and `worded`: the columns read as their labels.
    """
    return _read(content, "sav", note)


def read_por(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in a portable file of SPSS (.por), as `read`."""
    return _read(content, "por", note)


def read_dta(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The table in a file of Stata (.dta), as `read`; .a to .z are no answer, as . is."""
    return _read(content, "dta", note)


def _read(content: bytes, kind: str, note: dict[str, Any]) -> TextTable:
    note = {**note, "format": kind, "header_line": 1}
    table, said = unpacked(content, kind)
    too_much = beyond(said["rows"], said["columns"])
    if too_much is not None:
        return refused([too_much], note)
    note |= {key: said[key] for key in ("encoding", "variable_labels", "value_labels")} | {"worded": []}
    columns, choices = [], []
    for name, column in zip(table.column_names, table.columns, strict=True):
        codes, labels = tidy(column), said["value_labels"].get(name, {})
        code = next(iter(codes.dictionary.to_pylist()), "")
        if labels and say_more(codes.dictionary.to_pylist(), labels, said["measures"].get(name, "unknown")):
            codes = recoded(codes, np.arange(len(codes.dictionary)), lambda code, by=labels: clean(by[code]))
            note["worded"].append(name)
            choices.append(Choice("labels_read", name, got=code, rule={"read": labels[code]}))
        columns.append(codes)
    problems = [Problem("encoding_doubtful", got=said["doubtful"])] if said["doubtful"] else []
    lines = np.arange(2, table.num_rows + 2, dtype=np.int32)
    return replace(build(table.column_names, columns, lines, problems, note), choices=tuple(choices))
