"""Wording of personal data and free text, which are named and never kept or repeated."""

from data.problems.wording.template import Made, Template

_LEFT = "Personal data left out"
_CELL = "Personal data in a cell"
_NUMBER = "Write a number of your own there that says nothing of a person, such as 1, 2, 3."
_CODE = "Write a code there that says nothing of a person."

PERSONAL_MADE: dict[str, Made] = {
    "personal_name": Made(_LEFT, "The column looks like names of people; it was left out before anything was kept."),
    "personal_telephone": Made(
        _LEFT, "The column looks like telephone numbers; it was left out before anything was kept."
    ),
    "personal_identity": Made(
        _LEFT, "The column looks like numbers of identity cards; it was left out before anything was kept."
    ),
    "personal_plate": Made(
        _LEFT, "The column looks like plate or vehicle numbers; it was left out before anything was kept."
    ),
    "personal_mail": Made(_LEFT, "The column looks like mail addresses; it was left out before anything was kept."),
    "personal_internet": Made(
        _LEFT, "The column looks like internet addresses; it was left out before anything was kept."
    ),
    "personal_account": Made(
        _LEFT, "The column looks like accounts of people; it was left out before anything was kept."
    ),
    "personal_address": Made(_LEFT, "The column looks like home addresses; it was left out before anything was kept."),
    "personal_position": Made(
        _LEFT, "The column looks like exact coordinates; it was left out before anything was kept."
    ),
    "free_text_left": Made("Free text left out", "The column holds free text; it was left out, as was asked."),
    "copy_kept": Made(
        "What was kept of the file",
        "Of the file only what was read is kept, as a table: {got}.",
    ),
}

PERSONAL: dict[str, Template] = {
    "personal_cell_name": Template("error", _CELL, "The cell looks like the name of a person.", _NUMBER),
    "personal_cell_telephone": Template("error", _CELL, "The cell looks like a telephone number.", _NUMBER),
    "personal_cell_identity": Template("error", _CELL, "The cell looks like the number of an identity card.", _NUMBER),
    "personal_cell_plate": Template("error", _CELL, "The cell looks like a plate or vehicle number.", _CODE),
    "personal_cell_mail": Template("error", _CELL, "The cell looks like a mail address.", _NUMBER),
    "personal_cell_internet": Template("error", _CELL, "The cell looks like an internet address.", _NUMBER),
    "personal_cell_account": Template("error", _CELL, "The cell looks like the account of a person.", _NUMBER),
    "personal_cell_address": Template("error", _CELL, "The cell looks like a home address.", _CODE),
    "personal_cell_position": Template("error", _CELL, "The cell looks like exact coordinates.", _CODE),
    "free_text": Template(
        "error",
        "Free text",
        "The column holds free text, which may say who a person is and is never kept.",
        'Take the column out, or leave it out by choice: in the mapping "ignored": ["{column}"].',
    ),
    "personal_cell_free": Template(
        "error",
        "Free text in a code",
        "The cell holds a remark where a code or a name is asked for; free text is never kept.",
        "Write the code or the name only.",
    ),
}
