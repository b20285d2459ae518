"""Wording of problems with a sheet: whether it is a table at all, what its cells hold, what a person sees of it."""

from data.problems.wording.template import Template

SHEET: dict[str, Template] = {
    "format_records": Template(
        "error",
        "Not a table",
        "This is a {got} file, whatever its name ends with; a table with a row of column names is asked for.",
        "Export it as CSV or XLSX where it comes from, and send that.",
    ),
    "delimiter_unknown": Template(
        "error",
        "No columns",
        "The rows hold one column each; they seem to be parted by {got}, which is not read.",
        "Save the file with commas, semicolons, tabs or | between the columns, or as XLSX.",
    ),
    "sheet_unknown": Template(
        "error",
        "No such sheet",
        "The workbook has no sheet named {got}. It has: {sheets}.",
        "Choose one of its sheets.",
    ),
    "sheet_empty": Template(
        "error",
        "Empty sheet",
        "The sheet {got} is empty.",
        "Choose the sheet that holds the data.",
    ),
    "sheet_heavy": Template(
        "error",
        "Too much text in a sheet",
        "The texts in the cells of the sheet may take {limit} MB, and they take {got} MB.",
        "Leave out the columns of long texts, or send the sheet as CSV.",
    ),
    "cell_error": Template(
        "error",
        "Excel error in a cell",
        "The cell holds the Excel error {got}.",
        "Correct the formula, or empty the cell if there is no value.",
    ),
    "cell_formula": Template(
        "error",
        "Formula without a result",
        "The cell holds a formula whose result was never computed.",
        "Open the workbook in Excel, save it, and send it again. Formulas are never computed here.",
    ),
    "cell_more": Template(
        "error",
        "More cells with an error or a formula",
        "{got} further cells hold an Excel error or a formula without a result.",
        "Correct the formulas, save the workbook in Excel, and send it again.",
    ),
    "cell_unseen": Template(
        "error",
        "Cell that shows nothing",
        "The cell holds {got}, and its format shows nothing.",
        "Empty the cell if there is no value, or give it the format of a number.",
    ),
    "cell_odd": Template(
        "error",
        "Cell that shows another number",
        "The cell holds {got}, and its format shows another number: divided by thousands, or with text between digits.",
        "Write the number that is meant, and give the cell the format of a number.",
    ),
    "cell_date": Template(
        "error",
        "Date in a column of numbers",
        "The cell holds the date {got}, and its column holds numbers. Spreadsheets make dates of what looks like one.",
        "Write the number that was meant, in a cell with the format of a number or of text.",
    ),
    "cell_struck": Template(
        "error",
        "Cell with a line through it",
        "A line goes through {got}, so it is not known whether it still counts.",
        "Empty the cell if it does not, or take the line away.",
    ),
    "row_struck": Template(
        "error",
        "Row with a line through it",
        "A line goes through the whole row, so it is not known whether it still counts.",
        "Delete the row if it does not, or take the line away.",
    ),
    "cell_merged": Template(
        "error",
        "Number in merged cells",
        "The number {got} stands in one cell merged over lines {first} to {last}: one result of all, or that of each.",
        "Unmerge the cells, and write the number in every line it belongs to.",
    ),
    "cell_across": Template(
        "error",
        "Cell merged across columns",
        "{got} stands in a cell merged across several columns.",
        "Unmerge the cells, and write into each what belongs there.",
    ),
    "rows_hidden": Template(
        "error",
        "Hidden rows",
        "{got} rows with data are hidden, this is the first; who looks at the sheet does not see them.",
        'Show or delete them, or say in the mapping "reading": {{"hidden": "read"}} or {{"hidden": "left out"}}.',
    ),
    "column_hidden": Template(
        "error",
        "Hidden column",
        "The column holds data and is hidden; who looks at the sheet does not see it.",
        'Show or delete it, or say in the mapping "reading": {{"hidden": "read"}} or {{"hidden": "left out"}}.',
    ),
    "wide_indicators": Template(
        "error",
        "A column for each indicator",
        "{count} columns hold the results of one indicator each: {got}. Read as one row a result, they make {rows} "
        "rows, the first of them: {preview}.",
        'If that is right, say in the mapping "reading": {{"long": "indicators"}}; or write one row a result.',
    ),
    "wide_replicates": Template(
        "error",
        "A column for each repetition",
        "{count} columns hold several results of one row: {got}. As samples of their own: {preview}. As the mean of "
        "one sample: {mean}.",
        'Say in the mapping which: "reading": {{"long": "samples"}} or {{"long": "means"}}; or write one row a result.',
    ),
    "rows_marked": Template(
        "error",
        "Rows that may be no samples",
        "{count} rows are called {got} or the like in the column {where}, which is not read: they may sum up others, "
        "or be no samples or responses at all.",
        'Say in the mapping which: "reading": {{"marked": "left out"}} or {{"marked": "read"}}; or delete the rows.',
    ),
    "rows_of_many": Template(
        "warning",
        "Rows that may stand for many",
        "The column {got}, which is not read, gives numbers up to {most}, as of responses; each row counts as one "
        "response all the same.",
        "If a row sums up several responses, send each response in a row of its own.",
    ),
    "samples_parallel": Template(
        "error",
        "Samples measured in parallel",
        "{count} rows are named as parallel samples of others: {got}. Counted as samples of their own, one sample "
        "counts more than once.",
        'Say in the mapping which: "reading": {{"parallel": "means"}}, or {{"parallel": "samples"}} where each was '
        "drawn for itself.",
    ),
    "replicates_mixed": Template(
        "error",
        "Repetitions without a mean",
        "These repetitions of one sample have no mean: {got}.",
        "Write the result of the sample into one column, or read each repetition as a sample of its own.",
    ),
    "tables_beside": Template(
        "error",
        "Several tables side by side",
        "{count} tables stand side by side: {tables}.",
        'Say in the mapping which one to read, such as "reading": {{"table": 1}}; or send each on a sheet of its own.',
    ),
    "table_unknown": Template(
        "error",
        "No such table",
        "The mapping asks for table {got}, and {count} stand side by side.",
        "Choose one of them.",
    ),
    "units_beside": Template(
        "error",
        "Two units",
        "Two units are named for these results: {places}.",
        'Correct the one that is wrong, or say it in the mapping: "unit": "mg/m3".',
    ),
    "header_factor": Template(
        "error",
        "Factor in the header",
        "The header {got} holds a power of ten or a factor: the numbers may have been multiplied by it, or are to be.",
        "Write the results in a plain unit, such as ug/m3, or say in the mapping which unit the numbers are in: "
        '"unit": "ug/m3".',
    ),
}
