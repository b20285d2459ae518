"""Recoding: the distinct texts of a column become others, by words, scale and reversal; empty cells are filled."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np
import pyarrow as pa

from data.check.contract import IndicatorRule
from data.check.written.texts import Texts
from data.check.written.values import ANSWERS, number
from data.mapping.file import BLOCK, Ends, Recode, written
from data.problems.problem import Problem
from data.read.words import clean

_OFF = " ∉ "  # put between a number that is not on its scale and the scale: no check takes that for an answer


def recoded_column(
    column: pa.ChunkedArray, recode: Recode, rule: IndicatorRule | None, missing: Collection[str] = ()
) -> pa.DictionaryArray:
    """A column of text as it is recoded; `missing` are further words that mean no answer."""
    texts = Texts.of(column)
    words = dict.fromkeys(missing, "") | recode.words
    made = recoded(texts.listed, replace(recode, words=words), rule)
    index = _filled(texts.index) if recode.down else texts.index
    if recode.blank not in (None, "", BLOCK) and not recode.down:
        # What an empty cell stands for is what the mapping says, and is not recoded once more.
        index, made = np.where(index < 0, len(made), index), [*made, recode.blank]
    merged = pa.array([text or None for text in made], pa.string()).dictionary_encode()
    codes = pa.array(index, pa.int32(), mask=index < 0)
    return pa.DictionaryArray.from_arrays(merged.indices.take(codes), merged.dictionary)


def recoded(texts: list[str], recode: Recode, rule: IndicatorRule | None) -> list[str]:
    """The texts that stand for these; a word the recoding does not know stays as it is, for the check to name.

    A number that is not on the scale's `from`, or between two grades of it, is marked, so that it cannot pass as an
    answer on the scale's `to`.
    """
    words = {clean(word).casefold(): worth for word, worth in recode.words.items()}
    worded = [words.get(text.casefold(), text) for text in texts]
    scale = recode.scale
    # A count is whole, and its rate per 100 need not be.
    whole = rule is not None and rule.whole and not (rule.statistic == "per_100" and scale and scale[0] != scale[1])
    scaled = worded if scale is None else [_scaled(text, scale, whole) for text in worded]
    return [_reversed(text, rule) for text in scaled] if recode.reversed and rule else scaled


def as_asked(problem: Problem, recode: Recode) -> Problem:
    """A number off its scale as what it is: out of the range of the sender's own scale, or between two grades of it."""
    if recode.scale is None or _OFF not in problem.got:
        return problem
    low, high = recode.scale[0]
    rule, got = {"name": problem.column, "low": low, "high": high}, problem.got.split(_OFF)[0]
    value = number(got)
    between = isinstance(value, float) and low <= value <= high
    return replace(problem, code="not_whole" if between else "out_of_range", got=got, rule=rule)


def _filled(index: np.ndarray) -> np.ndarray:
    """For each row its number or, where that is -1, the last one above that is not."""
    places = np.where(index < 0, -1, np.arange(len(index)))
    above = np.maximum.accumulate(places) if len(places) else places
    return np.where(above < 0, -1, index[above])


def _scaled(text: str, scale: tuple[Ends, Ends], whole: bool) -> str:
    value = number(text)
    if not isinstance(value, float):
        return text
    (low, high), (to_low, to_high) = scale
    if not low <= value <= high or (whole and value != int(value)):
        return f"{text}{_OFF}{written(low)}-{written(high)}"
    return written(to_low + (value - low) * (to_high - to_low) / (high - low))


def _reversed(text: str, rule: IndicatorRule) -> str:
    value = number(text)
    if rule.statistic in ("share", "conformity") and not isinstance(value, float):
        value = ANSWERS.get(text.casefold(), value)
    return written(rule.low + rule.high - value) if isinstance(value, float) else text
