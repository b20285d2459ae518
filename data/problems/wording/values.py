"""Wording of problems that any cell can have."""

from data.problems.wording.template import Template

VALUES: dict[str, Template] = {
    "empty": Template(
        "error",
        "Empty cell",
        "This cell must be filled, and it is empty.",
        "Fill it, or delete the row.",
    ),
    "partly_empty": Template(
        "error",
        "Partly filled column",
        "Other rows fill this column, so every row has to, and this cell is empty.",
        "Fill it in every row, or empty the whole column.",
    ),
    "control_character": Template(
        "error",
        "Invisible character",
        "Codes and names hold no invisible characters, and this one does: {got}",
        "Type the text again.",
    ),
    "too_long": Template(
        "error",
        "Text too long",
        "At most {most} characters are taken here; this text has {length}: {got}",
        "Shorten it, and check that the columns have not shifted.",
    ),
    "not_a_number": Template(
        "error",
        "Not a number",
        "A number is asked for here; got {got}.",
        "Write digits with a point for decimals, such as 4.5, or leave the cell empty where nothing was answered.",
    ),
    "number_grouped": Template(
        "error",
        "Thousands separator",
        "A number is written without a thousands separator; got {got}.",
        "Write {plain} if that is meant.",
    ),
    "decimal_comma": Template(
        "error",
        "Decimal comma",
        "A number is written with a decimal point, not a comma; got {got}.",
        "Write {plain} if that is meant.",
    ),
    "not_whole": Template(
        "error",
        "Not a whole number",
        "A whole number in plain digits is asked for here; got {got}.",
        "Write the count or grade itself, without decimals or exponent.",
    ),
    "out_of_range": Template(
        "error",
        "Out of range",
        "{name} lies between {low} and {high}; got {got}.",
        "Correct the value, and check the scale or the unit.",
    ),
    "not_yes_no": Template(
        "error",
        "Neither yes nor no",
        "Yes or no is asked for here; got {got}.",
        "Write yes or no, 1 or 0, 是 or 否; leave it empty where nothing was answered.",
    ),
    "enterprise_unknown": Template(
        "error",
        "Unknown enterprise",
        "No enterprise is registered in this sector with the code {got}.",
        "Correct the code, or register the enterprise first. Codes are text: 0071 and 71 differ.",
    ),
    "enterprise_elsewhere": Template(
        "error",
        "Enterprise of another sector",
        "{got} is registered in the sector {registered}, not in {sector}.",
        "Send the row to its own sector, or register the enterprise in this one too.",
    ),
    "category_unknown": Template(
        "error",
        "Unknown category",
        "This sector has no category {got}. It has: {choices}.",
        "Write one of these.",
    ),
    "not_for_category": Template(
        "error",
        "Indicator of another category",
        "{name} does not apply to the category {category}; got {got}.",
        "Take the value out, or correct the category.",
    ),
}
