"""A questionnaire as LimeSurvey's tab-separated survey structure: manual.limesurvey.org, of that name."""

import csv
import re
from io import StringIO

from benchmarks.fieldwork.form import Condition, Form, Item, Option
from benchmarks.specs.parts import Label

COLUMNS = (
    *("id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation"),
    *("mandatory", "encrypted", "other", "default", "same_default", "same_script"),
    *("min_num_value_n", "max_num_value_n", "num_value_int_only", "equation", "hidden"),
)
_LANGUAGES = {"en": "en", "zh": "zh-Hans"}
_TYPES = {"choice": "L", "count": "N", "number": "N", "text": "S", "fixed": "*"}
_LONGEST, _ANSWER = 20, 5  # characters of a question's code and of an answer's
_PLAIN = re.compile(rf"[A-Za-z0-9]{{1,{_ANSWER}}}")


def codes(form: Form) -> dict[str, str]:
    """Item -> question code: letters and digits, at most 20, the first a letter, each once."""
    found: dict[str, str] = {}
    for item in form.items:
        plain = re.sub(r"[^A-Za-z0-9]", "", item.name)
        stem, place = plain[:_LONGEST], 1
        while stem in found.values():
            place += 1
            stem = f"{plain[: _LONGEST - len(str(place))]}{place}"
        found[item.name] = stem
    return found


def answer_codes(options: tuple[Option, ...]) -> dict[str, str]:
    """Option's code -> answer code: letters and digits, at most 5; the option's own where all of them are so."""
    if all(_PLAIN.fullmatch(each.code) for each in options):
        return {each.code: each.code for each in options}
    return {each.code: f"A{place}" for place, each in enumerate(options, start=1)}


def limesurvey(form: Form) -> bytes:
    """The structure as UTF-8 with a byte order mark: the whole in English, then in Chinese with the same rows."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, dialect="excel-tab", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerow({"class": "S", "name": "language", "text": _LANGUAGES["en"]})
    writer.writerow({"class": "S", "name": "additional_languages", "text": _LANGUAGES["zh"]})
    writer.writerow({"class": "S", "name": "format", "text": "G"})
    for language, code in _LANGUAGES.items():
        title = {"class": "SL", "name": "surveyls_title", "text": getattr(form.title, language), "language": code}
        writer.writerow(title)
    for language, code in _LANGUAGES.items():
        for row in _rows(form, language):
            writer.writerow(row | {"language": code})
    return out.getvalue().encode("utf-8-sig")


def _rows(form: Form, language: str) -> list[dict[str, str]]:
    named, by_name = codes(form), {item.name: item for item in form.items}

    def said(label: Label | None) -> str:
        return "" if label is None else getattr(label, language)

    group = {"id": "1", "class": "G", "type/scale": "1", "name": said(form.title), "relevance": "1"}
    rows = [group]
    for place, item in enumerate(form.items, start=1):
        row = {"id": str(place), "class": "Q", "type/scale": _TYPES[item.kind], "name": named[item.name]}
        row |= {"relevance": " && ".join(_relevant(each, named, by_name) for each in item.when) or "1"}
        row |= {"text": said(item.label), "help": said(item.hint), "other": "N", "encrypted": "N"}
        row |= {"mandatory": "Y" if item.required and item.kind != "fixed" else "N"}
        if item.kind in ("count", "number"):
            row |= {"min_num_value_n": f"{item.low:g}", "max_num_value_n": f"{item.high:g}"}
            row |= {"num_value_int_only": "1" if item.kind == "count" else "0"}
        if item.kind == "fixed":
            row |= {"equation": f'{{"{item.fixed}"}}', "hidden": "1"}
        rows.append(row)
        short = answer_codes(item.options)
        rows += [
            {"id": str(place), "class": "A", "type/scale": "0", "name": short[each.code], "text": said(each.label)}
            for each in (item.options if item.kind == "choice" else ())
        ]
    return rows


def _relevant(when: Condition, named: dict[str, str], by_name: dict[str, Item]) -> str:
    asked = by_name[when.item]
    if asked.kind == "fixed":
        return "1"
    short = answer_codes(asked.options)
    said = " || ".join(f'{named[when.item]}.NAOK == "{short[code]}"' for code in when.codes)
    return f"({said})"
