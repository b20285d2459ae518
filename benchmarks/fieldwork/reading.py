"""The mapping that reads a questionnaire's answers as its tool exports them, without a click."""

from benchmarks.fieldwork.form import NUMBER, Form, Item
from benchmarks.fieldwork.limesurvey import answer_codes, codes
from data.mapping.file import Asked, Mapping, Recode
from data.read.header import name_of
from data.read.words import clean

FORMATS = ("xlsform", "limesurvey", "docx", "html")


def mapping_of(form: Form, form_format: str) -> Mapping:
    """Columns under the names a tool exports - codes, or the wording in a language - and answers as codes or words.

    What only steers the interview is ignored. It says which questions of which version were asked, so that an export
    of an older form is known.
    """
    short = codes(form) if form_format == "limesurvey" else {}
    columns: dict[str, str] = {}
    recode: dict[str, Recode] = {}
    ignored: list[str] = []
    for item in form.items:
        for header in _headers(item, short.get(item.name, item.name)):
            if not item.target:
                ignored.append(header)
            elif columns.setdefault(header, item.target) == item.target and item.options:
                recode[header] = Recode(_words(item, form_format))
    columns = {NUMBER: NUMBER} | columns if form_format != "limesurvey" else columns
    asked = Asked(form.sector, form.version, form.asked)
    return Mapping(columns, recode, tuple(dict.fromkeys(ignored)), asked=asked)


def _headers(item: Item, code: str) -> list[str]:
    names = (code, item.label.en, item.label.zh)
    return list(dict.fromkeys(map(name_of, names)))


def _words(item: Item, form_format: str) -> dict[str, str]:
    """Every text an answer can be exported as and its worth; a text that two answers share stands for neither."""
    short = answer_codes(item.options) if form_format == "limesurvey" else {}
    told: dict[str, set[str]] = {}
    for option in item.options:
        for text in (short.get(option.code, option.code), option.label.en, option.label.zh):
            told.setdefault(clean(text), set()).add(option.worth)
    return {text: worths.pop() for text, worths in told.items() if len(worths) == 1}
