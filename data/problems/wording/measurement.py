"""Wording of problems that only laboratory tests have."""

from data.problems.wording.template import Template

MEASUREMENT: dict[str, Template] = {
    "indicator_unknown": Template(
        "error",
        "Unknown indicator",
        "This sector has no indicator {got}.",
        "Correct it. The template of this sector names all of its indicators.",
    ),
    "indicator_of_surveys": Template(
        "error",
        "Survey indicator in a test",
        "{got} is answered in a survey, not measured by a laboratory.",
        "Take the row out, and send the answers as a survey file.",
    ),
    "not_pass_fail": Template(
        "error",
        "Neither pass nor fail",
        "The result of {name} is pass or fail; got {got}.",
        "Write pass or fail, 合格 or 不合格, 1 or 0.",
    ),
    "value_above": Template(
        "error",
        "Above the measuring range",
        "{got} gives no value, only that it is larger.",
        "Write the largest value that was measured.",
    ),
    "detection_limit_needed": Template(
        "error",
        "Detection limit needed",
        "{got} does not say how little could have been detected, and a mean needs that.",
        "Write the limit of detection with a sign before it, such as <0.01.",
    ),
    "detection_unclear": Template(
        "error",
        "Below detection in unknown form",
        "{got} is not understood as a value below detection.",
        "Write the limit of detection with a sign before it, such as <0.01.",
    ),
    "detection_limit_not_positive": Template(
        "error",
        "Detection limit not above 0",
        "A limit of detection is above 0; got {got}.",
        "Correct the limit.",
    ),
    "unit_unknown": Template(
        "error",
        "Unknown unit",
        "{got} is not a unit that is known here; {name} is kept in {unit}.",
        "Write the value in {unit}, or leave the unit empty if it is.",
    ),
    "unit_incompatible": Template(
        "error",
        "Unit of another kind",
        "{got} cannot be converted to {unit}, in which {name} is kept.",
        "Write the value in {unit}, and check that the indicator is the right one.",
    ),
    "uncertainty_negative": Template(
        "error",
        "Negative uncertainty",
        "An uncertainty is 0 or more; got {got}.",
        "Write the expanded uncertainty U (k = 2) without a sign.",
    ),
    "uncertainty_too_large": Template(
        "error",
        "Uncertainty too large",
        "The uncertainty {got} is larger than the whole range of {name}, {low} to {high}.",
        "Write U (k = 2) in the unit of the value, not in percent of it.",
    ),
    "uncertainty_unused": Template(
        "warning",
        "Uncertainty not used",
        "{name} is pass or fail and takes no uncertainty; {got} is left out. Rows: {count}, the first one here.",
        "Nothing has to be done if the result is right.",
    ),
    "date_unreadable": Template(
        "error",
        "Not a date",
        "A day is asked for here; got {got}.",
        "Write year, month and day, such as 2026-03-01.",
    ),
    "date_ambiguous": Template(
        "error",
        "Date with two meanings",
        "{got} is {one} or {other}: day and month cannot be told apart.",
        "Write year, month and day, such as {one}.",
    ),
    "date_future": Template(
        "error",
        "Date in the future",
        "What is reported lies in the past; {got} is after {today}.",
        "Correct the date.",
    ),
    "date_outside_wave": Template(
        "error",
        "Date outside the wave",
        "The wave {wave} goes from {start} to {end}; got {got}.",
        "Correct the date, or load the row under its own wave.",
    ),
    "sample_twice": Template(
        "error",
        "Measurement given twice",
        "{got} has a result for {indicator} from {lab} on line {first} already.",
        "Delete one of the two rows, or give the second sample its own code.",
    ),
    "sample_known": Template(
        "error",
        "Measurement sent before",
        "{got} has a result for {indicator} from {lab} in an earlier batch already.",
        "Send new measurements only, or withdraw the earlier batch first.",
    ),
    "sample_mixed": Template(
        "error",
        "Sample of two products",
        "A sample belongs to one enterprise and one category; {got} is {first_owner} on line {first} and {owner} here.",
        "Correct the row, or give the sample its own code.",
    ),
    "lab_unknown": Template(
        "error",
        "Unknown laboratory",
        "No laboratory is registered with the code {got}.",
        "Correct the code, or register the laboratory first.",
    ),
    "lab_foreign": Template(
        "error",
        "Measurements of another laboratory",
        "{got} is not your laboratory: a laboratory sends its own measurements only ({senders}).",
        "Correct the code, or leave the row to the other laboratory or to your association.",
    ),
    "lab_outside_scope": Template(
        "warning",
        "Outside the laboratory's scope",
        "The accreditation of {lab} does not cover {got}. Measurements: {count}, the first one here.",
        "The results are kept and flagged. Correct the register if the scope is wider.",
    ),
    "lab_expired": Template(
        "warning",
        "Accreditation expired",
        "The accreditation of {lab} ended on {until}, before {got}. Measurements: {count}, the first one here.",
        "The results are kept and flagged. Correct the register if it was renewed.",
    ),
}
