"""Wording of problems of a sampling frame: strata, sampling units, their sizes and costs."""

from data.problems.wording.template import Template

FRAME: dict[str, Template] = {
    "frame_column": Template(
        "error",
        "Column of the frame missing",
        "A frame has the columns `stratum`, `psu` and `size`, and may have `cost`; there is no {name}.",
        "Add the column {name} ({label}).",
    ),
    "frame_empty": Template(
        "error", "Empty cell in the frame", "Every sampling unit has its {name}; this one has none.", "Fill the cell."
    ),
    "frame_number": Template(
        "error",
        "No size or cost above 0",
        "The {name} of a sampling unit is a number above 0; got {got}.",
        "Correct it, or leave the unit out where nobody is to be asked.",
    ),
    "frame_twice": Template(
        "error",
        "Sampling unit given twice",
        "Each sampling unit stands once in its stratum; {got} of {stratum} stands on line {first} already.",
        "Delete one of the two rows, or give it its own code.",
    ),
    "frame_one": Template(
        "error",
        "Stratum with one sampling unit",
        "A stratum has two sampling units or more, or no interval can be told; {got} has one.",
        "Add its other units, or join it to another stratum.",
    ),
    "plan_column": Template(
        "error",
        "Column of the plan missing",
        "A plan has the columns `enterprise`, `category` and `take`, and may have `stratum`; there is no {name}.",
        "Send what `plan allocate` wrote, or add the column {name}.",
    ),
    "plan_unknown": Template(
        "error",
        "Unknown in the plan",
        "The sector has no {name} {got}.",
        "Correct the code, or load the register first.",
    ),
    "plan_take": Template(
        "error",
        "No number of interviews",
        "`take` is a whole number of interviews; got {got}.",
        "Correct the number.",
    ),
    "frame_rows": Template(
        "error", "Frame without rows", "A frame has a row for each sampling unit; this one has none.", "Send the frame."
    ),
}
