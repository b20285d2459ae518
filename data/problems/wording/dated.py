"""Wording of problems that only files of dated states and of standards have."""

from data.problems.wording.template import Template

DATED: dict[str, Template] = {
    "word_unknown": Template(
        "error",
        "Unknown word",
        "The column {name} holds one of {choices}; got {got}.",
        "Write one of these words.",
    ),
    "state_of_another_kind": Template(
        "error",
        "State of another kind",
        "A subject of the kind {kind} is in one of the states {choices}; got {got}.",
        "Correct the state or the kind.",
    ),
    "state_lacks": Template(
        "error",
        "Row without what its kind needs",
        "A row of the kind {kind} also needs: {lacks}.",
        "Fill these columns of the row.",
    ),
    "until_before_from": Template(
        "error",
        "End before the beginning",
        "The last day is not before the first, {from}; got {got}.",
        "Correct one of the two days.",
    ),
    "event_twice": Template(
        "error",
        "Event given twice",
        "Each event has one row; that {got} is {state} from {from} stands on line {first} already.",
        "Delete one of the two rows.",
    ),
    "states_on_one_day": Template(
        "error",
        "Two states on one day",
        "{got} is {other} from {from} on line {first} and {state} from the same day here.",
        "Delete the wrong row; to correct what was sent earlier, write that day in the column corrects.",
    ),
    "record_of_a_person": Template(
        "error",
        "A record about a person",
        "A record is about an enterprise; this cell speaks of a natural person.",
        "Leave the person out: nobody is a record, by name, by office or by association.",
    ),
    "days_out_of_order": Template(
        "error",
        "Days out of order",
        "This day is not before {earlier}, {day}; got {got}.",
        "Correct one of the two days.",
    ),
    "adopts_nothing": Template(
        "error",
        "Adoption of no standard",
        "A row that says {got} also names the international standard it adopts.",
        "Fill the column international, or write none.",
    ),
    "limit_of_several": Template(
        "error",
        "Limit of no single indicator",
        "A limit belongs to one indicator; the row of {got} names none or several.",
        "Give each indicator a row of its own.",
    ),
    "limit_unit": Template(
        "error",
        "Limit in another unit",
        "The limit of this indicator is given in {unit}; got {got}.",
        "Convert the limit.",
    ),
    "standard_twice": Template(
        "error",
        "Standard given twice",
        "Each standard has one row for the same indicators; {got} stands on line {first} already.",
        "Delete one of the two rows.",
    ),
}
