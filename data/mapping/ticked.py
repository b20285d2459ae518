"""Boxes that were ticked or left blank: told apart by the other boxes of the question, where those say it."""

import re
from collections.abc import Mapping as ReadOnly
from dataclasses import replace

import numpy as np
import pyarrow as pa

from data.check.written.texts import Texts
from data.check.written.values import ANSWERS
from data.mapping.file import BLOCK, Recode
from data.read import TextTable
from data.read.choices import Choice, touched

# The question a box belongs to: Q5[SQ001], Q5_1, group/question/option, 5、问题(选项), 问题:选项.
_STEMS = (r"(.+)\[[^\[\]]+\]", r"(.+)[_.]\d{1,3}", r"(.+)/[^/]+", r"(.+?)\s*\([^()]+\)", r"(.+?)\s*[:：—-]\s*[^:：]+")
YES, NO = "yes", "no"


def stem(header: str) -> str:
    """What the headers of all boxes of one question share; the header itself where it is no box."""
    for pattern in _STEMS:
        match = re.fullmatch(pattern, header)
        if match:
            return match[1]
    return header


def ticked(table: TextTable, recodes: ReadOnly[str, Recode], shares: list[str]) -> tuple[TextTable, list[Choice]]:
    """The table with "no" where a box was left blank; shares: the columns that are answers of yes and no.

    A column of boxes holds one text and blanks. Another box of the same question that is ticked shows that the question
    was asked; where every response ticks one, or the mapping says so, a blank is a no. Else it stays blank.
    """
    choices, columns = [], list(table.cells.columns)
    boxes = _boxes(table)
    for header in shares:
        recode, place = recodes.get(header, Recode()), table.columns.index(header)
        block = [other for other in boxes if other != header and stem(other) == stem(header)]
        if header not in boxes or recode.blank not in (None, BLOCK) or not block:
            continue
        texts = boxes[header]
        asked = ~texts.empty | np.any([~boxes[other].empty for other in block], axis=0)
        if not asked.all() and recode.blank != BLOCK:
            continue
        word = texts.listed[0] if texts.listed else ""
        index = np.where(texts.empty, np.where(asked, 1, -1), 0)
        codes = pa.array(index.astype(np.int32), mask=index < 0)
        # The text of a ticked box may be the option's own: ticked it is.
        yes = word if word.casefold() in ANSWERS or word in recode.words else YES
        columns[place] = pa.chunked_array([pa.DictionaryArray.from_arrays(codes, pa.array([yes, NO]))])
        blank = np.flatnonzero(index == 1)
        choices.append(touched("ticked_block", header, table.lines[blank].tolist(), word or "", block=stem(header)))
    if not choices:
        return table, []
    return replace(table, cells=pa.Table.from_arrays(columns, names=table.columns)), choices


def _boxes(table: TextTable) -> dict[str, Texts]:
    """The columns that hold one text at most."""
    found = {}
    for place, header in enumerate(table.columns):
        texts = Texts.of(table.cells.column(place))
        if len(texts.distinct) <= 1:
            found[header] = texts
    return found
