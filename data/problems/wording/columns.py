"""Wording of problems with the columns of a file."""

from data.problems.wording.template import Template

COLUMNS: dict[str, Template] = {
    "no_rows": Template(
        "error",
        "No rows",
        "The file has a header and no rows below it.",
        "Send the file that holds the data.",
    ),
    "column_missing": Template(
        "error",
        "Missing column",
        "This file needs a column named {column} ({label}), and it has none.",
        "Add the column, or rename the one that holds it.",
    ),
    "column_unknown": Template(
        "error",
        "Unknown column",
        "A file of this kind has no column named {got}.",
        "Rename the column, or take it out.",
    ),
    "column_unnamed": Template(
        "error",
        "Column without a name",
        "Column {place} holds data under an empty header.",
        "Name the column, or take it out.",
    ),
    "column_twice": Template(
        "error",
        "Column given twice",
        "Two columns are read as {name}: {first} and {got}.",
        "Keep one of the two, or say in a mapping what each of them is.",
    ),
    "column_of_tests": Template(
        "error",
        "Test indicator in a survey",
        "{got} is measured by a laboratory, not answered in a survey.",
        "Take the column out, and send its values as a test file.",
    ),
    "no_indicator": Template(
        "error",
        "No indicator",
        "A survey file needs at least one indicator column, and this one has none.",
        "Add the answers. The template of this sector names all of its indicators.",
    ),
    "column_empty": Template(
        "warning",
        "Empty column",
        "The column is there, but none of its cells is filled.",
        "Fill it, or take it out if it was not asked.",
    ),
    "more_errors": Template(
        "error",
        "More of the same",
        "{got} more cells have a problem of this kind; the first {listed} problems of the file are listed.",
        "Correct what is listed, the rest is likely alike, and send the file again.",
    ),
    "more_warnings": Template(
        "warning",
        "More of the same",
        "{got} more cells have a warning of this kind; the first {listed} problems of the file are listed.",
        "Look at those that are listed, the rest is likely alike.",
    ),
}
