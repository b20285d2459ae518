"""The few sentences a form says besides its questions, in both languages, and of whom a question is asked."""

from benchmarks.fieldwork.form import Form, Item
from benchmarks.specs.parts import Label

INTRODUCTION = Label(
    en="Thank you for taking part. There are no right or wrong answers; what counts is your own experience. "
    "No name and no address is asked, and answers are shown only together with many others.",
    zh="感谢您的参与。答案没有对错，请按您本人的实际体验回答。本问卷不询问姓名和地址，结果只与众多答卷合并公布。",
)
INTERVIEWER = Label(
    en="For the interviewer: read each question as it stands and do not explain the scale in other words. "
    "Circle one code. Read 98 and 99 out only when the respondent hesitates.",
    zh="访员须知：请逐字宣读题目，不要改用其他说法解释量表；每题只圈选一个代码；98和99仅在受访者犹豫时读出。",
)
NUMBER = Label(en="Number of the form", zh="问卷编号")
ONLY_IF = Label(en="Only if question {number} is {words}", zh="仅当第{number}题为{words}时询问")
OR = Label(en=" or ", zh="或")
COUNT = Label(en="Number: ______", zh="数量：______")
CODES = Label(
    en="98: {know}; 99: {apply}. Entered into a file, both are no answer.",
    zh="98：{know}；99：{apply}。录入时二者均视为未回答。",
)


def numbers(form: Form) -> dict[str, int]:
    """Item -> its number as it is read out; what the interviewer fills in has none."""
    asked = [each for each in form.items if each.kind != "fixed" and not _filled_in(each)]
    return {each.name: place for place, each in enumerate(asked, start=1)}


def filled_in(form: Form) -> tuple[Item, ...]:
    """What the interviewer fills in before asking."""
    return tuple(each for each in form.items if _filled_in(each))


def _filled_in(item: Item) -> bool:
    return item.kind == "text" and not item.required


def only_if(item: Item, form: Form, language: str) -> str:
    """Of whom a question is asked; "" where of everyone."""
    by_name, place, said = {each.name: each for each in form.items}, numbers(form), []
    for when in item.when:
        asked = by_name[when.item]
        if asked.kind == "fixed":
            continue
        words = [getattr(each.label, language) for each in asked.options if each.code in when.codes]
        told = getattr(ONLY_IF, language)
        said.append(told.format(number=place[when.item], words=getattr(OR, language).join(words)))
    return "; ".join(said) if language == "en" else "；".join(said)
