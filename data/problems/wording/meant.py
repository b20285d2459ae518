"""Wording of the choices made of what stands in a file: which unit a number has, which rows are no samples."""

from data.problems.wording.template import Made

MEANT: dict[str, Made] = {
    "unit_said": Made(
        "Unit from the header",
        "The numbers were read in {got}, the unit that stands in the header.",
    ),
    "unit_mapped": Made(
        "Unit from the mapping",
        "The numbers were read in {got}, the unit that the mapping names.",
    ),
    "unit_in_cells": Made(
        "Unit from the cell",
        "The unit that stands beside the number was read: {got}.",
    ),
    "unit_beside": Made(
        "Unit beside the table",
        "The numbers were read in {got}, the unit that stands beside the table: {text}.",
    ),
    "unit_of_names": Made(
        "Unit with the indicator",
        "The unit that stands with the name of the indicator was read: {got}.",
    ),
    "limit_with_l": Made(
        "Limits with an L",
        "A number with an L behind it was read as a result below detection, and the number as its limit: {got}.",
    ),
    "yes_no_coded": Made(
        "Codes of yes and no",
        "The codes were read as the header or the labels of the file name them: {got}.",
    ),
    "filled_down": Made(
        "Empty cells as above",
        "Empty cells were read as what stands above them.",
    ),
    "uncertainty_percent": Made(
        "Uncertainty in percent",
        "The uncertainty was read in percent of the value: {got} as {read}.",
    ),
    "uncertainty_k": Made(
        "Coverage factor",
        "The uncertainty was read with k = {k} and taken to k = 2: {got} as {read}.",
    ),
    "uncertainty_in_cells": Made(
        "Uncertainty from the cell",
        "The number after ± was read as the expanded uncertainty (k = 2): {got}.",
    ),
    "rows_unit": Made(
        "Row of units",
        "The row under the header was read as the units of its columns: {got}.",
    ),
    "rows_header": Made(
        "Header repeated",
        "{count} rows that repeat the header were left out.",
    ),
    "rows_trial": Made(
        "Previews and tests",
        "{count} responses that the survey tool marks as previews, tests, spam or not approved were left out.",
    ),
    "rows_summary": Made(
        "Averages and sums",
        "{count} rows that sum up others were left out; the first is {got}.",
    ),
    "rows_limit": Made(
        "Limits and requirements",
        "{count} rows that hold a limit, a requirement or a number of samples were left out; the first is {got}.",
    ),
    "rows_test": Made(
        "Tests and examples",
        "{count} responses that are called a test or an example were left out; the first is {got}.",
    ),
    "rows_unfinished": Made(
        "Unfinished responses",
        "{count} responses were not finished, as this column says; they were read like the others.",
    ),
    "count_open": Made(
        "Counts with an open end",
        "{count} answers {number} are named {got} in the file and counted as {number}: the number found is a lower "
        "bound.",
    ),
    "labels_beside": Made(
        "Numbers with their words",
        "Words beside numbers were left out: {got}.",
    ),
    "rows_control": Made(
        "Quality control",
        "{count} rows of quality control, such as blanks and spikes, were left out; the first is {got}.",
    ),
    "rows_signed": Made(
        "Signatures",
        "{count} rows of signatures and dates were left out.",
    ),
    "rows_note": Made(
        "Notes",
        "{count} rows that hold a remark only were left out; the first is {got}.",
    ),
    "names_read": Made(
        "Names instead of codes",
        "Registered names were read as their codes: {got}.",
    ),
    "answers_none": Made(
        "No answer",
        "{count} cells were read as no answer, as they say themselves: {got}.",
    ),
    "ticked_block": Made(
        "Boxes not ticked",
        "{count} empty cells were read as no: another box of {block} is ticked there.",
    ),
    "mapping_remembered": Made(
        "Mapping of an earlier batch",
        "The mapping of batch {batch} was applied: {said}",
    ),
}
