"""Wording of the choices made while a file is read: what was seen in it, and what was made of it."""

from data.problems.wording.meant import MEANT
from data.problems.wording.personal import PERSONAL_MADE
from data.problems.wording.template import Made

CHOICES: dict[str, Made] = {
    **MEANT,
    **PERSONAL_MADE,
    "encoding_told": Made(
        "Encoding",
        "The file does not say how its text is encoded; it was read as {got}.",
    ),
    "rows_above": Made(
        "Rows above the table",
        "{count} rows above the header were left out; the first holds {got}.",
    ),
    "rows_header": Made(
        "More header rows",
        "{count} rows below the header hold the wording and ids of the questions, and were not read as answers: {got}.",
    ),
    "decimal_comma": Made(
        "Decimal comma",
        "Commas were read as decimal points: {got} as {read}.",
    ),
    "quotes_curly": Made(
        "Curly quotation marks",
        "The cells stand in curly quotation marks; they were read as straight ones.",
    ),
    "sheet_first": Made(
        "Sheet",
        "The workbook shows {count} sheets; the first was read, {got}. All of them: {sheets}.",
    ),
    "labels_read": Made(
        "Labels instead of codes",
        "Codes were read as their labels: {got} as {read}.",
    ),
    "cell_shown": Made(
        "Cells read as shown",
        "The cells show something else than they hold, and were read as shown: {got} as {read}.",
    ),
    "cell_counted": Made(
        "Words behind numbers",
        "The format shows a word behind the numbers; it was left out: {got} was read as {read}.",
    ),
    "note_raised": Made(
        "Raised notes",
        "Raised digits and letters are notes, and were left out: {got} was read as {read}.",
    ),
    "text_struck": Made(
        "Crossed-out text",
        "Crossed-out text was left out: {got} was read as {read}.",
    ),
    "letters_raised": Made(
        "Raised letters",
        "Raised letters were kept as such: {got} was read as {read}.",
    ),
    "merged_filled": Made(
        "Merged cells",
        "Cells are merged with the one above; each was read as that one, the first as {got}.",
    ),
    "hidden_read_rows": Made("Hidden rows", "{count} hidden rows were read like the others, as was asked."),
    "hidden_read_column": Made("Hidden column", "The column is hidden, and was read like the others, as was asked."),
    "hidden_left_rows": Made("Hidden rows", "{count} hidden rows were left out, as was asked."),
    "hidden_left_column": Made("Hidden column", "The column is hidden, and was left out, as was asked."),
    "sheets_hidden": Made(
        "Hidden sheets",
        "Hidden sheets were not looked at: {got}.",
    ),
    "response_told": Made(
        "Number of the response",
        "The survey tool numbers the responses here; they were read as response.",
    ),
    "columns_process": Made(
        "Columns of the survey tool",
        "{count} columns that the survey tool adds were left out: {got}.",
    ),
    "wide_indicators": Made(
        "A column for each indicator",
        "{count} columns were read as one row a result, as was asked: {got}. They make {rows} rows, the first of them: "
        "{preview}.",
    ),
    "wide_samples": Made(
        "A column for each repetition",
        "{count} columns were read as samples of their own, as was asked: {got}. They make {rows} rows, the first of "
        "them: {preview}.",
    ),
    "marked_left": Made(
        "Rows that are no samples",
        "{count} rows that this column calls {got} or the like were left out, as was asked.",
    ),
    "marked_read": Made(
        "Rows that are no samples",
        "{count} rows that this column calls {got} or the like were read like the others, as was asked.",
    ),
    "parallel_means": Made(
        "Parallel samples",
        "{count} rows of parallel samples were taken together with those of their samples, as was asked: the mean of "
        "their results, and the largest of their uncertainties. The first: {got}.",
    ),
    "parallel_samples": Made(
        "Parallel samples",
        "{count} rows that are named as parallel samples were read as samples of their own, as was asked. The first: "
        "{got}.",
    ),
    "wide_means": Made(
        "A column for each repetition",
        "The mean of {count} columns was read as the result of each row, as was asked: {got}. The first "
        "of them: {preview}.",
    ),
    "table_chosen": Made(
        "Several tables side by side",
        "Of {count} tables side by side the one with {got} was read, as was asked.",
    ),
}
