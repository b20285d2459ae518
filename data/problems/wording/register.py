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
        "{got} is registered already; its names and output share are replaced by this row.",
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
    "lab_twice": Template(
        "error",
        "Laboratory given twice",
        "Each laboratory has one row; {got} stands on line {first} already.",
        "Delete one of the two rows.",
    ),
    "scope_unknown": Template(
        "error",
        "Unknown indicator in a scope",
        "The scope names indicators separated by ; or * for all. {unknown} is none of this sector.",
        "Correct the scope.",
    ),
}
