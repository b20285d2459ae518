"""Recoding: the distinct texts of a column become others, by words, scale and reversal."""

from dataclasses import replace

from data.check.contract import IndicatorRule
from data.check.values import ANSWERS, number
from data.mapping.file import Ends, Recode, written
from data.problems.problem import Problem
from data.read.words import clean

_OFF = " ∉ "  # put between a number that is not on its scale and the scale: no check takes that for an answer


def recoded(texts: list[str], recode: Recode, rule: IndicatorRule | None) -> list[str]:
    """The texts that stand for these; a word the recoding does not know stays as it is, for the check to name.

    A number that is not on the scale's `from`, or between two grades of it, is marked, so that it cannot pass as an
    answer on the scale's `to`.
    """
    words = {clean(word).casefold(): worth for word, worth in recode.words.items()}
    worded = [words.get(text.casefold(), text) for text in texts]
    scale, whole = recode.scale, rule is not None and rule.whole
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
