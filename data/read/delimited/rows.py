"""Records of a delimited text, one by one: where each begins, and the rule for those that do not fit the header."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from data import limits
from data.problems.problem import Problem
from data.read.words import clean

_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')


class Record(NamedTuple):
    """The fields of a row, and the first and last line it stands on; the text's first line is 1."""

    fields: list[str]
    first: int
    last: int


@dataclass(frozen=True)
class Parsed:
    """One column of TEXT for each field of the header, not yet tidied, and the line each row begins on."""

    columns: list[pa.ChunkedArray]
    lines: np.ndarray
    problems: list[Problem] = field(default_factory=list)


def each(lines: Iterable[str], delimiter: str) -> Iterator[Record]:
    """The records of lines of text, one after the other; a blank line is a record without fields."""
    csv.field_size_limit(limits.FILE_BYTES)
    reader = csv.reader(lines, delimiter=delimiter)
    above = 0
    for fields in reader:
        yield Record(fields, above + 1, reader.line_num)
        above = reader.line_num


def records(lines: list[str], delimiter: str, most: int) -> list[Record]:
    """The first records of lines without their line breaks."""
    return list(islice(each((line + "\n" for line in lines), delimiter), most))


class Rows:
    """Fits rows to the header and keeps the problems of those that do not fit.

    header: fields as they stand; names: how many of them up to the last that is not blank.
    """

    def __init__(self, header: list[str]) -> None:
        self.header = len(header)
        self.names = max((place + 1 for place, name in enumerate(header) if clean(name)), default=0)
        self.problems: list[Problem] = []
        self.more = 0

    def fit(self, fields: list[str], line: int) -> list[str] | None:
        """The row at the header's length, blank fields at its end given or taken; None if it is blank or refused."""
        if len(fields) == self.header:
            return fields
        if not any(clean(field) for field in fields):
            return None
        if len(fields) < self.names or any(clean(field) for field in fields[self.header :]):
            self.refuse(len(fields), line)
            return None
        return (fields + [""] * (self.header - len(fields)))[: self.header]

    def refuse(self, got: int, line: int) -> None:
        """Note a row that has `got` fields; past the limit it is only counted. Called in the order of the file."""
        if len(self.problems) < limits.LISTED:
            self.problems.append(Problem("row_length", line, got=str(got), rule={"fields": self.names}))
        else:
            self.more += 1

    def found(self) -> list[Problem]:
        """The problems of all rows fitted so far."""
        if not self.more:
            return self.problems
        return [*self.problems, Problem("row_length_more", got=str(self.more), rule={"fields": self.names})]


def open_quote(record: str, delimiter: str) -> int | None:
    """Where the quotation mark stands that a record of one line leaves open; None if all are closed.

    In a record of several lines a mark that closes in the middle of a cell was not meant to close that one, either: the
    cell has swallowed the rows between.
    """
    several = "\n" in record.rstrip("\r\n")
    at = 0
    while True:
        if record.startswith('"', at):
            quoted = _QUOTED.match(record, at)
            if not quoted or (several and record[quoted.end() : quoted.end() + 1] not in ("", delimiter, "\r", "\n")):
                return at
            at = quoted.end()
        at = record.find(delimiter, at) + 1
        if not at:
            return None
