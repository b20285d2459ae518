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
    "mapping_remembered": Made(
        "Mapping of an earlier batch",
        "The mapping of batch {batch} was applied: {said}",
    ),
}
