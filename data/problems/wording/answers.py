"""Wording of the answers a sender can give where a file leaves something open: each has its place in a mapping."""

# Code of the question -> answer, named as its place in a recoding is -> English source string with {named} fields.
ANSWERS: dict[str, dict[str, str]] = {
    "ticked_or_blank": {"no": "An empty cell means no", "none": "An empty cell is no answer"},
    "blank_or_zero": {"zero": "An empty cell means 0", "none": "An empty cell is no answer"},
    "label_in_count": {"count": "It is a count: {code}", "none": "It is no answer"},
    "scale_beyond": {"convert": "Convert from {low}-{high} to {asked_low}-{asked_high}: x becomes {formula}"},
    "scale_said": {
        "convert": "Convert from {low}-{high} to {asked_low}-{asked_high}: x becomes {formula}",
        "keep": "The answers are on {asked_low}-{asked_high} already: leave them as they are",
    },
    "scale_low_best": {
        "turn": "The smallest number is the best: x becomes {formula}",
        "keep": "The largest number is the best: the header is wrong",
    },
    "scale_falls": {
        "turn": "The smallest number is the best: x becomes {formula}",
        "keep": "The largest number is the best: the labels are wrong",
    },
    "uncertainty_implausible": {"percent": "It is in percent of the value"},
    "uncertainty_relative": {"percent": "It is in percent of the value: 8 means 8 %"},
    "uncertainty_of_percent": {"points": "It is in percentage points", "relative": "It is in percent of the value"},
    "uncertainty_small_u": {"one": "Standard uncertainty (k = 1)", "two": "Expanded uncertainty (k = 2)"},
    "unit_partly": {"down": "An empty unit is the one above", "own": "An empty unit means {unit}"},
    "rows_hidden": {"read": "Read what is hidden", "left out": "Leave out what is hidden"},
    "column_hidden": {"read": "Read what is hidden", "left out": "Leave out what is hidden"},
    "rows_marked": {"left out": "Leave these rows out", "read": "Read them like the others"},
    "samples_parallel": {
        "means": "Each is measured in parallel with another: read their mean as one sample, {left} rows in all",
        "samples": "Each is a sample of its own: {rows} rows in all",
    },
    "count_or_rate": {
        "rate": "They are rates per 100: x becomes x / 100",
        "count": "They are counts: leave them as they are",
    },
    "percent_or_part": {"part": "They are parts of 1: 0.85 is 85 %", "percent": "They are in percent: 0.85 is 0.85 %"},
    "wide_indicators": {"indicators": "Each of these columns is an indicator: read one row a result, as shown"},
    "wide_replicates": {
        "samples": "Each is a sample of its own: {preview}",
        "means": "They are repetitions of one sample: {mean}",
    },
}
# Questions whose answers are texts of the file itself: code -> field of the rule that holds them.
OWN_ANSWERS = {"encoding_several": "each", "tables_beside": "tables"}
