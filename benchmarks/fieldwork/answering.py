"""What came by a web form, held against the form: what a respondent may say, and what is wrong beside its question."""

from collections.abc import Mapping

from benchmarks.fieldwork.form import Form, Item
from benchmarks.specs.parts import Label

_CHOOSE = Label(en="Please choose one answer.", zh="请选择一项。")
_WHOLE = Label(en="Please give a whole number from {low:g} to {high:g}.", zh="请填{low:g}至{high:g}之间的整数。")
_NUMBER = Label(en="Please give a number from {low:g} to {high:g}.", zh="请填{low:g}至{high:g}之间的数字。")


def judged(form: Form, said: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Label]]:
    """Codes by item, and what is wrong by item; said: item -> what was sent, of which unknown items are left out.

    What a filter leaves unasked is no answer even where it was sent, and is not missed. What the interviewer fills in
    stays empty.
    """
    kept: dict[str, str] = {}
    wrong: dict[str, Label] = {}
    for item in form.items:
        if item.kind == "fixed":
            kept[item.name] = item.fixed
        elif item.kind != "text" and all(kept.get(each.item) in each.codes for each in item.when):
            given = said.get(item.name, "").strip()
            problem = _problem(item, given)
            if problem is not None:
                wrong[item.name] = problem
            elif given:
                kept[item.name] = given
    return kept, wrong


def _problem(item: Item, given: str) -> Label | None:
    if not given:
        return _CHOOSE if item.required else None
    if item.options:
        return None if given in {each.code for each in item.options} else _CHOOSE
    whole = item.kind == "count"
    try:
        number = int(given) if whole else float(given)
    except ValueError:
        number = item.high + 1
    if item.low <= number <= item.high:
        return None
    rule = _WHOLE if whole else _NUMBER
    return Label(en=rule.en.format(low=item.low, high=item.high), zh=rule.zh.format(low=item.low, high=item.high))
