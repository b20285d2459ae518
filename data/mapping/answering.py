"""What is asked of a file's sender, and the answers: each says in a mapping what the file leaves open."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.mapping.file import Mapping, Recode
from data.problems.problem import Problem, shown
from data.problems.wording.answers import ANSWERS, OWN_ANSWERS

# Problems with a text that is no code: what stands in the column for it can be said once for the file.
UNKNOWN = ("enterprise_unknown", "category_unknown", "indicator_unknown")
# Problems of the file as a whole: the answer says how it is read, whatever the column; code -> its part of a manner.
WHOLE = {
    "rows_hidden": "hidden",
    "column_hidden": "hidden",
    "wide_indicators": "long",
    "wide_replicates": "long",
    "encoding_several": "encoding",
    "tables_beside": "table",
    "rows_marked": "marked",
    "samples_parallel": "parallel",
}


@dataclass(frozen=True)
class Question:
    """One thing a file leaves open: of the file, of one column, or for an unknown text of that text (`got`)."""

    problem: Problem

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from other questions of the file."""
        if self.problem.code in WHOLE:
            return WHOLE[self.problem.code], "", ""
        return self.problem.code, self.problem.column, self.problem.got if self.problem.code in UNKNOWN else ""

    @property
    def answers(self) -> tuple[str, ...]:
        """Names of the answers to choose from; none where a code is asked for."""
        return tuple(self.own or ANSWERS.get(self.problem.code, ()))

    @property
    def own(self) -> dict[str, str]:
        """Answers that are texts of the file: how a mapping says each -> the text."""
        held = self.problem.rule.get(OWN_ANSWERS.get(self.problem.code, ""), {})
        return dict(held) if isinstance(held, dict) else {str(place): text for place, text in enumerate(held, 1)}


def questions(problems: Iterable[Problem]) -> list[Question]:
    """The questions among a file's problems, each once, in the order of the file."""
    found: dict[tuple[str, str, str], Question] = {}
    for problem in problems:
        if problem.code in ANSWERS or problem.code in OWN_ANSWERS or (problem.code in UNKNOWN and problem.got):
            question = Question(problem)
            found.setdefault(question.key, question)
    return list(found.values())


def worded(question: Question, answer: str, translate: Callable[[str], str] = str) -> str:
    """An answer in the language of `translate` (a gettext function)."""
    if question.own:
        return question.own[answer]
    values = {name: shown(value) for name, value in question.problem.rule.items()}
    return translate(ANSWERS[question.problem.code][answer]).format(**values)


def answered(mapping: Mapping, given: Sequence[tuple[Question, str]]) -> Mapping:
    """The mapping with these answers; to a question without answers of its own the code that stands for the text."""
    for question, answer in given:
        problem = question.problem
        if problem.code in WHOLE:
            name = WHOLE[problem.code]
            chosen: dict[str, Any] = {name: int(answer) if name == "table" else answer}
            mapping = replace(mapping, reading=replace(mapping.reading, **chosen))
            continue
        before = mapping.of(problem.column)
        mapping = mapping.with_recode(problem.column, _recode(before, problem, answer))
    return mapping


def said(question: Question) -> list[dict[str, Any]]:
    """The answers as a mapping holds them, for JSON."""
    part = "reading" if question.problem.code in WHOLE else "recode"
    return [
        {"said": worded(question, answer), part: answered(Mapping(), [(question, answer)]).as_dict()[part]}
        for answer in question.answers
    ]


def _recode(before: Recode, problem: Problem, answer: str) -> Recode:
    if problem.code in UNKNOWN:
        return replace(before, words={**before.words, problem.got: answer})
    return replace(before, **_CHANGES[problem.code, answer](problem.rule))


def _ends(rule: Any, *names: str) -> tuple[float, float]:
    low, high = (float(rule[name]) for name in names)
    return low, high


_OWN, _ASKED = ("low", "high"), ("asked_low", "asked_high")
_CHANGES: dict[tuple[str, str], Callable[[Any], dict[str, Any]]] = {
    ("ticked_or_blank", "no"): lambda rule: {"blank": "no"},
    ("ticked_or_blank", "none"): lambda rule: {"blank": ""},
    ("blank_or_zero", "zero"): lambda rule: {"blank": "0"},
    ("blank_or_zero", "none"): lambda rule: {"blank": ""},
    # A label belongs to the code as it stands: written otherwise the number has none.
    ("label_in_count", "count"): lambda rule: {"words": {rule["code"]: f"{rule['code']}.0"}},
    ("label_in_count", "none"): lambda rule: {"words": {rule["code"]: ""}},
    ("count_or_rate", "rate"): lambda rule: {"scale": ((0.0, float(rule["rates"])), (0.0, float(rule["high"])))},
    ("count_or_rate", "count"): lambda rule: {"scale": ((0.0, float(rule["high"])), (0.0, float(rule["high"])))},
    ("percent_or_part", "part"): lambda rule: {"unit": "1"},
    ("percent_or_part", "percent"): lambda rule: {"unit": "%"},
    ("scale_beyond", "convert"): lambda rule: {"scale": (_ends(rule, *_OWN), _ends(rule, *_ASKED))},
    ("scale_said", "convert"): lambda rule: {"scale": (_ends(rule, *_OWN), _ends(rule, *_ASKED))},
    ("scale_said", "keep"): lambda rule: {"scale": (_ends(rule, *_ASKED), _ends(rule, *_ASKED))},
    ("scale_low_best", "turn"): lambda rule: {"reversed": True},
    ("scale_low_best", "keep"): lambda rule: {"reversed": False},
    ("scale_falls", "turn"): lambda rule: {"reversed": True},
    ("scale_falls", "keep"): lambda rule: {"reversed": False},
    ("uncertainty_implausible", "percent"): lambda rule: {"unit": "%"},
    ("uncertainty_relative", "percent"): lambda rule: {"unit": "%"},
    ("uncertainty_of_percent", "points"): lambda rule: {"unit": "points"},
    ("uncertainty_of_percent", "relative"): lambda rule: {"unit": "relative"},
    ("uncertainty_small_u", "one"): lambda rule: {"k": 1.0},
    ("uncertainty_small_u", "two"): lambda rule: {"k": 2.0},
    ("unit_partly", "down"): lambda rule: {"down": True},
    ("unit_partly", "own"): lambda rule: {"blank": str(rule["unit"])},
}
