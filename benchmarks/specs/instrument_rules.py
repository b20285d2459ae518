"""Rules of what an indicator is measured with: the question of a survey, the default uncertainty of a test."""

from collections.abc import Callable, Iterator

from benchmarks.specs.draft import Draft
from benchmarks.specs.lines import Finding

_QUESTION = ("ask", "asked_if", "ends", "answers", "answer", "order")


def _question(draft: Draft) -> Iterator[Finding]:
    """A question belongs to a survey, and its answers to a question."""
    for key in _QUESTION:
        if getattr(draft, key) is None:
            continue
        if draft.source != "survey":
            yield (key,), "only an indicator of a survey is asked", f"source {draft.source}", f"Remove {key}."
        elif draft.ask is None:
            yield (key,), f"{key} belongs to a question", "no ask", "Add the question as ask: {en: ..., zh: ...}."


def _ends(draft: Draft) -> Iterator[Finding]:
    """Ends are two words in each language, the lowest first, and stand instead of answer words."""
    if draft.ends is None:
        return
    if draft.answers is not None:
        yield ("ends",), "a question has ends or answers, not both", "both", "Remove one of the two."
    for language in ("en", "zh"):
        words = getattr(draft.ends, language)
        if len(words) != 2:
            rule = "the ends of a scale are two, the lowest first"
            yield ("ends", language), rule, f"a list of {len(words)}", "Write [very poor, excellent]."


def _answers(draft: Draft) -> Iterator[Finding]:
    """Answer words are as many as the whole values of the range."""
    if draft.answers is None:
        return
    values = int(draft.range.max - draft.range.min) + 1
    for language in ("en", "zh"):
        words = getattr(draft.answers, language)
        if len(words) != values:
            rule = f"there is one answer for each value from {draft.range.min:g} to {draft.range.max:g}"
            yield ("answers", language), rule, f"a list of {len(words)}", f"Write {values} words, the lowest first."


def _default_u(draft: Draft) -> Iterator[Finding]:
    """A default uncertainty is of measured values, and one number."""
    if draft.default_u is None:
        return
    if (draft.source, draft.statistic) != ("test", "mean"):
        got = f"a {draft.statistic} of a {draft.source}"
        yield ("default_u",), "only a measured value has a default uncertainty", got, "Remove default_u."
    if (draft.default_u.value is None) == (draft.default_u.percent is None):
        got = "neither" if draft.default_u.value is None else "both"
        yield ("default_u",), "default_u has a value or a percent", got, "Write one of the two."


INSTRUMENT_RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (_question, _ends, _answers, _default_u)
