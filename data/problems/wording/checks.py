"""Wording of problems that only drawn lots and published series have."""

from data.problems.wording.template import Template

CHECKS: dict[str, Template] = {
    "not_in_list": Template(
        "error",
        "None of the words of this column",
        "One of {choices} is asked for here; got {got}.",
        "Write one of these words.",
    ),
    "check_twice": Template(
        "error",
        "Check given twice",
        "Each check has one row; {got} stands on line {first} already.",
        "Delete one of the two rows.",
    ),
    "check_known": Template(
        "error",
        "Check sent before",
        "The check {got} is in an earlier batch already.",
        "Send new checks only, or withdraw the earlier batch first and send it anew with what has happened since.",
    ),
    "draw_prob_out_of_range": Template(
        "error",
        "Chance of being drawn out of range",
        "The chance with which a lot was drawn is above 0 and at most 1; got {got}.",
        "Write a part of one, such as 0.25, or 25%. A lot that could not be drawn was not drawn at random.",
    ),
    "draw_prob_missing": Template(
        "warning",
        "Drawn at random, but with what chance?",
        "{got} was drawn at random without its chance of being drawn; figures from it are not representative.",
        "Fill draw_prob from the plan of the draw, if it is known.",
    ),
    "failed_missing": Template(
        "error",
        "Failed, but at what?",
        "A lot that failed names the indicators at which it did; none stands here.",
        "Name them in the column failed, separated by ;.",
    ),
    "failed_on_pass": Template(
        "error",
        "Passed, and failed all the same",
        "The result of this lot is pass, and {got} stands here.",
        "Correct the result, or empty the cell.",
    ),
    "failed_unknown": Template(
        "error",
        "Unknown indicator among those failed",
        "Indicators are separated by ;. {unknown} is none of this sector.",
        "Correct it. The template of this sector names all of its indicators.",
    ),
    "dates_out_of_order": Template(
        "error",
        "Dates out of order",
        "This day cannot be before {earlier} ({day}); got {got}.",
        "Correct one of the two dates.",
    ),
    "half_recheck": Template(
        "error",
        "Half of a re-check",
        "A re-check has a day and a result; one of the two is missing here.",
        "Fill both, or neither.",
    ),
    "series_code": Template(
        "error",
        "No code of a series",
        "A series has a code of small letters, digits and underscores; got {got}.",
        "Write a code such as product_pass, monitoring_pass, standards_aligned, service_satisfaction or fail_rate.",
    ),
    "period_unreadable": Template(
        "error",
        "No period",
        "A period is written 2026, 2026H1, 2026Q3 or 2026-07; got {got}.",
        "Correct the period.",
    ),
    "published_unreadable": Template(
        "error",
        "When was it published?",
        "A year, a month or a day is asked for, such as 2024, 2024-03 or 2024-03-04; got {got}.",
        "Write as much of the day as is known.",
    ),
    "part_above_whole": Template(
        "error",
        "Part above its whole",
        "A numerator is at most its denominator, which is above 0; got {got}.",
        "Correct one of the two.",
    ),
    "share_differs": Template(
        "error",
        "Share that its own parts do not give",
        "Numerator and denominator give {right} %; got {got}.",
        "Correct one of the three, or leave numerator and denominator empty if the figure is weighted.",
    ),
    "figure_twice": Template(
        "error",
        "Figure given twice",
        "The figure of {got} stands on line {first} already, published at the same time.",
        "Delete one of the two rows; a revision has a later published_on.",
    ),
    "figure_known": Template(
        "error",
        "Figure sent before",
        "The figure of {got}, published at this time, is in an earlier batch already.",
        "Send new figures only, or withdraw the earlier batch first.",
    ),
}
