"""Wording of the choices made while a file is read: what was seen in it, and what was made of it."""

from data.problems.wording.meant import MEANT
from data.problems.wording.template import Made

CHOICES: dict[str, Made] = {
    **MEANT,
    "encoding_told": Made(
        "Encoding",
        "The file does not say how its text is encoded; it was read as {got}.",
    ),
    "rows_above": Made(
        "Rows above the table",
        "{count} rows above the header were left out; the first holds {got}.",
    ),
    "decimal_comma": Made(
        "Decimal comma",
        "Commas were read as decimal points: {got} as {read}.",
    ),
    "sheet_first": Made(
        "Sheet",
        "The workbook shows {count} sheets; the first was read, {got}. All of them: {sheets}.",
    ),
    "labels_read": Made(
        "Labels instead of codes",
        "Codes were read as their labels: {got} as {read}.",
    ),
}
