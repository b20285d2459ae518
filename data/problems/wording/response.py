"""Wording of problems that only surveys have."""

from data.problems.wording.template import Template

RESPONSE: dict[str, Template] = {
    "asked_elsewhere": Template(
        "error",
        "Mapping of another sector",
        "The mapping belongs to a questionnaire of {got}, and the file is sent for {sector}.",
        "Name the sector that was asked, or the mapping of its own questionnaire.",
    ),
    "question_rescaled": Template(
        "error",
        "Question with another scale",
        "The questionnaire of version {got} asked {names} on another scale than the spec does now.",
        "Ask with the form of today, or convert the answers and send them without this mapping.",
    ),
    "question_changed": Template(
        "warning",
        "Question worded otherwise",
        "The questionnaire of version {got} asked {names} in other words or in another place than the spec does now.",
        "The answers count; a new series of theirs starts at this wave.",
    ),
    "weight_not_positive": Template(
        "error",
        "Weight not above 0",
        "A weight is above 0; got {got}.",
        "Correct the weight, or leave out responses that are not to count.",
    ),
    "response_twice": Template(
        "error",
        "Response given twice",
        "Each response has its own code; {got} stands on line {first} already.",
        "Delete one of the two rows, or give it its own code.",
    ),
    "response_known": Template(
        "error",
        "Response sent before",
        "{got} is in an earlier batch of this survey and wave already.",
        "Send new responses only, or withdraw the earlier batch first.",
    ),
    "psu_in_two_strata": Template(
        "warning",
        "Sampling unit in two strata",
        "{got} is in the stratum {first_stratum} on line {first} and in {stratum} here; they count as two units.",
        "Correct the stratum if one unit is meant.",
    ),
    "answers_all_same": Template(
        "warning",
        "All answers the same",
        "All {count} ratings of the response {got} are {answer}.",
        "Check that the questions were really answered.",
    ),
    "one_enterprise": Template(
        "warning",
        "One enterprise only",
        "All responses speak of {got}; a sector survey compares several enterprises.",
        "Check that the file is complete.",
    ),
    "scale_looks_wrong": Template(
        "warning",
        "Scale looks wrong",
        "Answers go from {low} to {high}, and none of the {count} given is above {most}.",
        "If they were given from {first} to {most}, say so in the mapping as their scale: each becomes {formula}, and "
        "the mean {then} instead of {mean}.",
    ),
    "weights_apart": Template(
        "warning",
        "Weights of two sources",
        "{count} weights have the mean {small}, and the others {large}: the small ones would count for nothing.",
        "Bring all weights to one scale, or send the responses as two batches.",
    ),
    "weights_two_scales": Template(
        "warning",
        "Weights on two scales",
        "The mean weight here is {mean}, and {other} in batch {batch} of the same wave: together the smaller ones "
        "would count for next to nothing.",
        "Bring both to one scale: withdraw that batch and send it again, or divide the weights here.",
    ),
    "weight_carries": Template(
        "warning",
        "Weight that carries a result",
        "The weight {got} of one response is {share} of all weights of {count} responses on {enterprise}, {category}.",
        "Check the weight: results of this enterprise are mostly what this one person said.",
    ),
    "answer_carries": Template(
        "warning",
        "Answer that carries a result",
        "{got} in one response is {share} of all that {count} responses on {enterprise}, {category} counted: {now} per "
        "100, and {then} without it.",
        "Check that the number was meant so: often a digit was typed twice, or another unit was counted.",
    ),
    "moved_far": Template(
        "warning",
        "Moved far since the last wave",
        "The mean of {name} for {enterprise}, {category} is {now}, and was {before} in the last wave: {errors} "
        "standard errors of the change.",
        "Check that the scale and the question are the same.",
    ),
    "enterprise_vanished": Template(
        "warning",
        "Enterprise not in this wave",
        "{got} was in the last wave and is not in this file.",
        "Check that the file is complete.",
    ),
    "indicator_vanished": Template(
        "warning",
        "Indicator not in this wave",
        "{got} was answered in the last wave and has no answer in this file.",
        "Check that the file is complete.",
    ),
}
