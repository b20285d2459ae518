"""Wording of problems that only lists of projects have."""

from data.problems.wording.template import Template

PROJECTS: dict[str, Template] = {
    "project_twice": Template(
        "error",
        "Project given twice",
        "Each project has one row; {got} stands on line {first} already.",
        "Delete one of the two rows.",
    ),
    "list_unknown": Template(
        "error",
        "Not in the list",
        "The cell lists what is not known here: {unknown}. Several are separated by ;.",
        "Correct the code, or register it first.",
    ),
    "partner_unknown": Template(
        "error",
        "Partner not understood",
        "A partner is written as its kind and name, one of {choices}; got {unknown}.",
        "Write for example research: University of Somewhere; capital: Some Bank.",
    ),
    "target_unknown": Template(
        "error",
        "Target not understood",
        "A target is one of {choices}, or a value in the unit the indicator is reported in; got {got}.",
        "Correct the target.",
    ),
    "budget_not_positive": Template(
        "error",
        "Budget not above 0",
        "A budget is above 0; got {got}.",
        "Correct the budget, or leave it empty where it is not known.",
    ),
    "end_not_after_start": Template(
        "error",
        "End not after the start",
        "A project ends after it starts; got {got}.",
        "Correct one of the two days.",
    ),
}
