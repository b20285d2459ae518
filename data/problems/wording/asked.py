"""Wording of what a file leaves open: nothing is guessed, the sender is asked, and a mapping can hold the answer."""

from data.problems.wording.template import Template

ASKED: dict[str, Template] = {
    "units_cell_column": Template(
        "error",
        "Two units",
        "{one} stands beside the number, and the column {where} says {other}.",
        "Correct the one that is wrong.",
    ),
    "units_cell_header": Template(
        "error",
        "Two units",
        "{one} stands beside the number, and the header {where} says {other}.",
        "Correct the one that is wrong.",
    ),
    "units_column_header": Template(
        "error",
        "Two units",
        "This column says {one}, and the header {where} says {other}.",
        "Correct the one that is wrong.",
    ),
    "unit_incompatible_cell": Template(
        "error",
        "Unit of another kind",
        "{said}, beside the number, cannot be converted to {unit}, in which {name} is kept.",
        "Write the value in {unit}, and check that the indicator is the right one.",
    ),
    "unit_incompatible_header": Template(
        "error",
        "Unit of another kind",
        "{said}, in the header or the mapping, cannot be converted to {unit}, in which {name} is kept.",
        "Write the values in {unit}, and check that the column is the right one.",
    ),
    "unit_partly": Template(
        "error",
        "Unit not in every row",
        "Line {first} gives {name} in {said}, and no unit stands here: it may be {said} as well, or {unit}.",
        'Fill the unit in every row, or say it in the mapping: "down": true where an empty cell means the one above, '
        '"blank": "{unit}" where it means {unit}.',
    ),
    "percent_partly": Template(
        "error",
        "Percentages in some rows only",
        "Line {first} shows a percentage, and {got} stands here without a sign: it may be {got} % or {percent} %.",
        "Write every row the same way.",
    ),
    "label_in_count": Template(
        "error",
        "A count with a name",
        "{code} is called {label}: it may be a count, or stand for something else.",
        'Say it in the mapping, under "words": "{code}": "{code}.0" where it is a count, "{code}": "" where it is no '
        "answer.",
    ),
    "blank_or_zero": Template(
        "error",
        "None, or not asked",
        "None of the {given} counts is 0, and {empty} cells are empty: empty may mean 0, or no answer.",
        'Say which in the mapping: "blank": "0", or "blank": "" where it is no answer.',
    ),
    "count_or_rate": Template(
        "error",
        "Counts, or rates per 100",
        "Each response gives a count, and most of these are {least} or more, up to {most}: they may be rates per 100. "
        "As rates each becomes {formula}, and the result {then} per 100 instead of {mean}.",
        "Say in the mapping that the scale goes from [0, {rates}] to [0, {high}] where they are rates; with "
        "[0, {high}] on both sides counts stay as they are.",
    ),
    "percent_or_part": Template(
        "error",
        "Percent, or parts of 1",
        "{name} is kept in %, and all {count} results without a unit lie between 0 and 1, up to {most}: they may be "
        "parts of 1, {percent} %.",
        'Write the unit in the header or in a column of its own, or say it in the mapping: "unit": "1" for parts of 1, '
        '"unit": "%" for percent.',
    ),
    "scale_beyond": Template(
        "error",
        "A longer scale",
        "Answers go up to {most}, and {asked_low} to {asked_high} is asked for. If they are on {low} to {high}, each "
        "becomes {formula}, and the mean {then} instead of {mean}.",
        "Say in the mapping that the scale goes from [{low}, {high}] to [{asked_low}, {asked_high}], or correct the "
        "answers.",
    ),
    "ticked_or_blank": Template(
        "error",
        "Not ticked, or not asked",
        "All answers given are yes ({yes}), and {empty} cells are empty: empty may mean no, or no answer.",
        'Say which in the mapping: "blank": "no", or "blank": "" where it is no answer.',
    ),
    "scale_said": Template(
        "error",
        "Another scale",
        "The file's own words say {low} to {high}, and {asked_low} to {asked_high} is asked for. On that scale each "
        "answer becomes {formula}, and the mean {then} instead of {mean}.",
        "Say in the mapping that the scale goes from [{low}, {high}] to [{asked_low}, {asked_high}]; with the same "
        "ends on both sides the answers stay as they are.",
    ),
    "scale_falls": Template(
        "error",
        "1 is the best",
        "{least} is called {best} and {most} is called {worst}: the smallest number is the best. Reversed, each answer "
        "becomes {formula}, and the mean {then} instead of {mean}.",
        'Say it in the mapping: "reversed": true, or false if the labels are wrong.',
    ),
    "scale_low_best": Template(
        "error",
        "Small numbers are the best",
        "The header says {said}: the smallest number is the best. Reversed, each answer becomes {formula}, and the "
        "mean {then} instead of {mean}.",
        'Say it in the mapping: "reversed": true, or false if the header is wrong.',
    ),
    "uncertainty_implausible": Template(
        "error",
        "Uncertainty larger than the value",
        "An uncertainty of {got} stands beside {name} of {value} {unit}. It may be in percent of the value.",
        "Say in the header what it is, such as uncertainty (%) or uncertainty ({unit}), or in the mapping: "
        '"unit": "%".',
    ),
    "uncertainty_of_percent": Template(
        "error",
        "Percent of a percentage",
        "The value is itself in percent, so that an uncertainty in % may be in points or in percent of the value.",
        'Say which in the mapping: "unit": "points", or "unit": "relative".',
    ),
    "uncertainty_relative": Template(
        "error",
        "Relative uncertainty without a unit",
        "The header says that the uncertainty is relative, and not whether 8 % is written 8 or 0.08.",
        'Write the % sign in the header or in the cells, or say it in the mapping: "unit": "%".',
    ),
    "uncertainty_small_u": Template(
        "error",
        "Standard or expanded uncertainty",
        "A small u stands for a standard uncertainty (k = 1) as a rule, a capital U for an expanded one (k = 2).",
        'Say in the header which it is, such as U (k=2), or in the mapping: "k": 1 or "k": 2.',
    ),
    "uncertainty_of_spread": Template(
        "error",
        "Standard deviation, not uncertainty",
        "The header names a standard deviation: how far results lie apart is not how sure each of them is.",
        "Leave the column out, or give the uncertainty of the results.",
    ),
    "uncertainty_one_side": Template(
        "error",
        "Uncertainty to one side",
        "An uncertainty reaches equally far to both sides; got {got}.",
        "Write one number without a sign, the larger of the two.",
    ),
    "uncertainty_twice": Template(
        "error",
        "Two uncertainties",
        "This column says {got}, and beside the value stands {cell}.",
        "Correct the one that is wrong, or empty it.",
    ),
}
