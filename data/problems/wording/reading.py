"""Wording of problems found while a file is read, before anything is known of its columns."""

from data.problems.wording.template import Template

READING: dict[str, Template] = {
    "file_empty": Template(
        "error",
        "Empty file",
        "The file is empty.",
        "Send the file that holds the data.",
    ),
    "file_large": Template(
        "error",
        "File too large",
        "A file may hold {limit} MB, and this one holds {got} MB.",
        "Divide it into several files and send them one after the other.",
    ),
    "file_long": Template(
        "error",
        "Too many rows",
        "A file may hold {limit} rows, and this one holds {got}.",
        "Divide it into several files and send them one after the other.",
    ),
    "file_wide": Template(
        "error",
        "Too many columns",
        "A file may hold {limit} columns, and this one holds {got}.",
        "Take out the columns that are not needed.",
    ),
    "file_inflates": Template(
        "error",
        "File too large when unpacked",
        "Unpacked, the file may hold {limit} MB, and this one claims {got} MB.",
        "Send only the sheet that holds the data, as CSV.",
    ),
    "sheet_large": Template(
        "error",
        "Sheet too large",
        "A sheet may span {limit} cells, and this one spans {got}, up to cell {corner}.",
        "Delete the empty rows and columns outside the data, or send the sheet as CSV.",
    ),
    "file_broken": Template(
        "error",
        "Damaged file",
        "The file begins like a {got} file, but cannot be read as one.",
        "Open it in the program that wrote it, save it again, and send the new file.",
    ),
    "format_xls": Template(
        "error",
        "Old Excel file",
        "This is an Excel file of the kind used before 1997 (.xls).",
        "Open it in Excel, save it as an Excel workbook (.xlsx), and send that.",
    ),
    "format_xlsb": Template(
        "error",
        "Binary Excel file",
        "This is a binary Excel workbook (.xlsb).",
        "Open it in Excel, save it as an Excel workbook (.xlsx), and send that.",
    ),
    "format_locked": Template(
        "error",
        "Locked with a password",
        "The workbook is locked with a password.",
        "Take the password off (File, Info, Protect Workbook), save it, and send it again.",
    ),
    "letters_mixed": Template(
        "error",
        "Raised or crossed-out letters",
        "Letters inside cells are raised or crossed out, which cannot be told apart in an old Excel file (.xls).",
        "Open it in Excel, save it as an Excel workbook (.xlsx), and send that.",
    ),
    "format_document": Template(
        "error",
        "A document, not a table",
        "This is a {got} document.",
        "Put the table into a workbook (.xlsx) or a CSV file, and send that.",
    ),
    "format_archive": Template(
        "error",
        "Packed file",
        "This is a packed file ({got}).",
        "Unpack it and send the files inside one by one.",
    ),
    "format_image": Template(
        "error",
        "A picture, not a table",
        "This is a picture ({got}).",
        "Send the file that holds the numbers themselves.",
    ),
    "format_statistics": Template(
        "error",
        "File of a statistics program",
        "This is a {got} file.",
        "Open it where it was written, save it as CSV, SPSS (.sav), Stata (.dta) or XLSX, and send that.",
    ),
    "format_other_sheet": Template(
        "error",
        "Another kind of spreadsheet",
        "This is a {got} file, whatever its name ends with.",
        "Open it in Excel, save it as an Excel workbook (.xlsx), and send that.",
    ),
    "format_web": Template(
        "error",
        "Web page, not a table",
        "This is a web page or an XML file, although it may be named .xls.",
        "Open it in Excel, save it as an Excel workbook (.xlsx), and send that.",
    ),
    "format_unknown": Template(
        "error",
        "Not a table of text",
        "The file holds a zero byte, so it is not a table of text.",
        "Send CSV, a workbook (.xlsx, .xls, .ods), SPSS (.sav, .por), Stata (.dta) or Parquet.",
    ),
    "encoding": Template(
        "error",
        "Unknown encoding",
        "The text is neither UTF-8, UTF-16 nor GB18030: byte {got} cannot be read.",
        "Save the file as CSV UTF-8, and send that.",
    ),
    "encoding_doubtful": Template(
        "warning",
        "Encoding uncertain",
        "The file does not say how its text is encoded. It was read as GB18030, and {got} may not be what was written.",
        "See whether the names are shown right. If they are not, save the file in UTF-8 and send that.",
    ),
    "header_missing": Template(
        "error",
        "No header",
        "The first row must hold the names of the columns, and it begins with {got}.",
        "Add a row with the names of the columns above the data.",
    ),
    "header_other": Template(
        "error",
        "Several files in one",
        "Here other column names begin, as if a second file had been put behind the first.",
        "Divide it here, and send the two files one after the other.",
    ),
    "quote_open": Template(
        "error",
        "Quotation mark not closed",
        "A quotation mark opens here and is not closed in its cell, so the rows after it cannot be told apart.",
        "Close it, or take it out.",
    ),
    "row_length": Template(
        "error",
        "Row too long or too short",
        "The row has {got} fields, and the header has {fields}.",
        "See whether a delimiter is missing or one too many. Text that holds the delimiter belongs in quotation marks.",
    ),
    "row_length_more": Template(
        "error",
        "More rows too long or too short",
        "{got} further rows do not have {fields} fields.",
        "See whether the file was saved with another delimiter than the header.",
    ),
    "decimal_mixed": Template(
        "error",
        "Decimal comma and decimal point",
        "The file writes decimals with a comma, as in {comma}, so {got} can be read in two ways.",
        "Write every number the same way.",
    ),
    "column_nested": Template(
        "error",
        "Column without plain values",
        "A column must hold texts, numbers, dates or yes and no, and this one holds {got}.",
        "Write its values into columns of their own.",
    ),
}
