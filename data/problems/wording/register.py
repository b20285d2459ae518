"""Wording of problems that only the registers of enterprises and laboratories have."""

from data.problems.wording.template import Template

REGISTER: dict[str, Template] = {
    "sector_differs": Template(
        "error",
        "Another sector",
        "This file is sent for the sector {sector}; got {got}.",
        "Send one file for each sector.",
    ),
    "enterprise_twice": Template(
        "error",
        "Enterprise given twice",
        "Each enterprise has one row; {got} stands on line {first} already.",
        "Delete one of the two rows.",
    ),
    "registered_again": Template(
        "warning",
        "Registered before",
        "{got} is registered already; its names, output share and attributes are replaced by this row.",
        "Nothing has to be done if this is meant.",
    ),
    "share_out_of_range": Template(
        "error",
        "Share out of range",
        "A share of output lies between 0 and 1, or between 0 % and 100 %; got {got}.",
        "Write a part of one, such as 0.25, or 25%.",
    ),
    "shares_above_one": Template(
        "error",
        "Shares above the whole",
        "The output shares of the sector add up to {total}, more than 1.",
        "Correct the shares.",
    ),
    "region_unknown": Template(
        "error",
        "Not a province",
        "A region is a province: its code of GB/T 2260, such as 440000 or 44, or its name; got {got}.",
        "Write the province in which the enterprise is registered, or leave the cell empty.",
    ),
    "size_unknown": Template(
        "error",
        "Unknown size",
        "The size of an enterprise is one of {choices}; got {got}.",
        "Write one of these, or leave the cell empty.",
    ),
    "uscc_length": Template(
        "error",
        "Credit code of another length",
        "A unified social credit code has 18 signs; {got} has {length}.",
        "Copy the code from the business licence; in a spreadsheet the cell has to be text.",
    ),
    "uscc_form": Template(
        "error",
        "Not a credit code",
        "A unified social credit code begins with eight digits and holds digits and capitals without I, O, S, V, Z; "
        "got {got}.",
        "Copy the code from the business licence.",
    ),
    "uscc_check_digit": Template(
        "error",
        "Wrong check digit",
        "The last sign of the credit code follows from the others (GB 32100): it would be {right}; got {got}.",
        "Compare the code with the business licence: one of its signs is mistyped.",
    ),
    "uscc_twice": Template(
        "warning",
        "Credit code given twice",
        "{got} is also the credit code of line {first}: one enterprise would count as two.",
        "Nothing has to be done if they are two brands that are to be compared.",
    ),
    "founded_unreadable": Template(
        "error",
        "Not a year",
        "A year of founding has four digits and is {latest} at the latest; got {got}.",
        "Write a year such as 1998, or a day.",
    ),
    "product_twice": Template(
        "error",
        "Product given twice",
        "Each product of an enterprise has one row; {got} stands on line {first} already.",
        "Delete one of the two rows.",
    ),
    "part_unknown": Template(
        "error",
        "Unknown part",
        "What results are cut by has the values {choices}; got {got}.",
        "Write one of these, or leave the cell empty.",
    ),
    "sold_order": Template(
        "error",
        "Sold to before sold from",
        "A product is sold until a day that is not before the first, {since}; got {got}.",
        "Correct one of the two days.",
    ),
    "products_not_listed": Template(
        "warning",
        "Products that are not listed",
        "Surveys and tests name {count} products that no list holds, such as {named}: in cuts they are of an unknown "
        "part.",
        "Add them to the file, if they are to be told apart.",
    ),
    "lab_twice": Template(
        "error",
        "Line of scope given twice",
        "Each line of scope has one row; that of {got} stands on line {first} already.",
        "Delete one of the two rows.",
    ),
    "scope_unknown": Template(
        "error",
        "Unknown indicator in a scope",
        "The scope names indicators separated by ; or * for all. {unknown} is none of this sector.",
        "Correct the scope.",
    ),
    "scope_high": Template(
        "error",
        "Range upside down",
        "The highest value of a scope is not below the lowest, {low}; got {got}.",
        "Correct one of the two.",
    ),
    "scope_cmc": Template(
        "error",
        "Uncertainty not above zero",
        "The smallest uncertainty of a scope is above zero; got {got}.",
        "Correct it, or leave the cell empty.",
    ),
    "range_unfit": Template(
        "error",
        "Range of no single measured indicator",
        "low, high and cmc belong to one indicator that is measured as a number; got {got}.",
        "Give each indicator a row of its own, or leave these cells empty.",
    ),
}
