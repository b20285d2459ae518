"""A questionnaire as an XLSForm, for KoboToolbox and ODK. Sheets and columns: xlsform.org/en."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from benchmarks.fieldwork.form import NUMBER, Condition, Form, Item, Option
from benchmarks.specs.parts import Label

_LANGUAGES = {"en": "English (en)", "zh": "中文 (zh)"}
_TYPES = {"count": "integer", "number": "decimal", "text": "text", "fixed": "calculate"}
_SURVEY = ("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "calculation")
_WORDED = ("label", "hint", "constraint_message")


def xlsform(form: Form) -> bytes:
    """The workbook: sheets survey, choices and settings, no groups, names as the contract's columns.

    `response` is a calculated uuid, so that each interview has a number of its own whatever the tool.
    """
    lists: dict[tuple[Option, ...], str] = {}
    rows = [{"type": kind, "name": kind} for kind in ("start", "end")]
    rows += [{"type": "calculate", "name": NUMBER, "calculation": "once(uuid())"}]
    rows += [_row(item, lists) for item in form.items]
    choices = [
        {"list_name": name, "name": option.code, "label": option.label}
        for each, name in lists.items()
        for option in each
    ]
    settings = {
        "form_title": f"{form.title.en} {form.title.zh}",
        "form_id": f"{form.sector}_{form.version}".replace(".", "_"),
        "version": form.version,
        "default_language": _LANGUAGES["en"],
    }
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True})
        sheets: tuple[tuple[str, tuple[str, ...], list[dict]], ...] = (
            ("survey", _columns(_SURVEY, rows), rows),
            ("choices", _columns(("list_name", "name", "label"), choices), choices),
            ("settings", tuple(settings), [settings]),
        )
        for sheet, columns, held in sheets:
            page = book.add_worksheet(sheet)
            page.write_row(0, 0, columns, head)
            page.freeze_panes(1, 0)
            page.set_column(0, len(columns) - 1, 24)
            for line, row in enumerate(held, start=1):
                page.write_row(line, 0, [_cell(row, column) for column in columns])
    return content.getvalue()


def _columns(names: Sequence[str], rows: Sequence[dict]) -> tuple[str, ...]:
    """The columns that hold something, each worded one in both languages."""
    found: list[str] = []
    for name in names:
        if any(row.get(name) for row in rows):
            found += [f"{name}::{each}" for each in _LANGUAGES.values()] if name in _WORDED else [name]
    return tuple(found)


def _cell(row: dict, column: str) -> str:
    name, _, language = column.partition("::")
    value = row.get(name, "")
    if not isinstance(value, Label):
        return str(value)
    return next(getattr(value, code) for code, said in _LANGUAGES.items() if said == language)


def _row(item: Item, lists: dict[tuple[Option, ...], str]) -> dict:
    if item.kind == "fixed":
        return {"type": "calculate", "name": item.name, "calculation": f"'{item.fixed}'"}
    row = {"type": _TYPES.get(item.kind, ""), "name": item.name, "label": item.label, "hint": item.hint or ""}
    row |= {"required": "yes" if item.required else "", "relevant": " and ".join(map(_relevant, item.when))}
    if item.kind == "choice":
        row["type"] = f"select_one {lists.setdefault(item.options, f'list_{item.name}')}"
    if item.kind in ("count", "number"):
        row["constraint"] = f". >= {item.low:g} and . <= {item.high:g}"
        row["constraint_message"] = Label(
            en=f"From {item.low:g} to {item.high:g}", zh=f"请填{item.low:g}至{item.high:g}"
        )
    return row


def _relevant(when: Condition) -> str:
    said = " or ".join(f"${{{when.item}}} = '{code}'" for code in when.codes)
    return f"({said})" if len(when.codes) > 1 else said
