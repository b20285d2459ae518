"""The column contract of each result, in one place."""

KEYS = ("sector", "category", "enterprise", "wave", "indicator")

SHARES = ("share", "top_box", "conformity")  # statistics whose estimate is a share in 0..1
ESTIMATE = (
    *KEYS,
    *("source", "statistic", "n", "n_eff", "missing_share", "estimate", "se", "df", "low", "high"),
    *("confidence", "deff", "method", "flag"),
)
GAP = (
    *KEYS,
    *("level", "level_value", "level_kind", "cite", "gap", "gap_low", "gap_high", "p_met", "verdict"),
    *("score", "score_low", "score_high", "checked", "reason"),
)
INDEX = (
    *("sector", "category", "enterprise", "wave", "dimension"),
    *("score", "low", "high", "rank", "rank_low", "rank_high", "of", "coverage", "capped_by", "recipe"),
)
PROGRESS = (
    *KEYS,
    *("from_wave", "to_wave", "change", "low", "high", "verdict", "method", "reason", "moved_by_us", "moved_by_bar"),
    *("closed_share", "next_wave_p_met", "forecast_wave", "forecast_low", "forecast_high"),
    *("since_wave", "since_change", "since_low", "since_high", "since_verdict"),
)
# Of a product and a target of a year: whether it is on pace; needed and present are improvements a wave.
TARGET = (
    *(*KEYS, "year", "target", "set_on", "set_by", "set_by_zh", "n", "estimate", "low", "high"),
    *("waves_left", "needed", "present", "p_met", "verdict"),
)

HEADLINE = (
    *("area", "sector", "period", "indicator", "basis", "value", "low", "high", "n", "n_eff", "makers", "weighting"),
    *("random_share", "method", "publishable", "reason", "source"),
)
HEADLINE_CHANGE = (
    *("area", "sector", "indicator", "basis", "from_period", "to_period", "change", "low", "high", "verdict"),
    *("n_needed", "by", "within", "mix", "both"),
)
SELECTION_BIAS = (
    *("area", "sector", "period", "indicator", "random_value", "targeted_value", "bias", "low", "high", "verdict"),
    *("n_random", "n_targeted", "makers", "reason"),
)
REGION_BOARD = (*("sector", "region", "wave", "score", "low", "high", "makers", "rated", "coverage", "broken_floors"),)
LEVERAGE = (
    *("sector", "category", "indicator", "target", "points", "low", "high", "freed_floors", "makers_below"),
    *("output_below", "of", "wave"),
)
PUBLISHED = (
    *("area", "sector", "period", "indicator", "value", "unit", "numerator", "denominator", "definition"),
    *("break_before", "revised_from", "published_on", "source", "checked", "batch"),
)
CHECK = (
    *(
        "sector",
        "category",
        "enterprise",
        "wave",
        "check",
        "authority",
        "product",
        "lot",
        "sampled_on",
        "place",
        "region",
    ),
    *("why_drawn", "draw_prob", "lab", "tested_on", "result", "failed", "severity", "notified_on", "objection_on"),
    *("retest", "correct_by", "rechecked_on", "recheck", "source", "batch", "fails"),
)

LEVELS = ("floor", "benchmark", "frontier")
VERDICTS = ("met", "not_met", "cannot_tell", "too_few")
METHODS = ("taylor_hall", "simple_t", "wilson", "mover_wilson", "garwood", "no_spread", "gum_101")  # of an interval
FLAGS = (  # beside an estimate; `censored` carries its share: censored=0.25
    *("lonely_psu", "one_psu", "no_spread", "no_psu_spread"),
    *("censored", "no_uncertainty", "default_uncertainty", "one_sample", "labs_differ"),
    *("mix_together", "mix_apart", "mix_without"),  # what was decided where laboratories differ
    *("not_registered", "outside_scope", "expired"),  # of a laboratory
    "small_cell",  # fewer than 5 answers: the numbers are not shown
    "rest_not_told",  # of a part: all else has fewer than 5 answers
)

OVERALL = "overall"
ROLLUP = (
    *("level", "sector", "category", "wave", "dimension", "score", "low", "high", "weighting", "enterprises", "rated"),
    *("capped", "broken_floors", "undecided_floors", "recipe"),
)
COVERAGE = ("sector", "wave", "measured", "expected", "covered", "coverage", "state")  # state: see WAVE
WAVE = (
    *("sector", "wave", "state", "until", "enterprises", "expected", "coverage", "surveys", "tests"),
    *("cells", "cells_expected", "rule", "happened_at", "by_name", "by_role", "why"),
)
ANSWERS = (*KEYS, "low", "high", "n")
REPLY = ("sector", "category", "enterprise", "wave", "indicator", "reply", "replied_at", "by_name", "by_role")
ROUND_CELL = ("sector", "wave", "enterprise", "category", "source", "state", "n")
BOTTOM_LINE = (
    *("sector", "category", "enterprise", "wave", "indicator", "tested_wave"),
    *("tested_on", "verdict", "estimate", "level_value", "cite"),
)
BOTTOM_LINES = ("sector", "wave", "lines", "broken", "broken_before", "tested", "untested")
PRIORITY = (
    *(*KEYS, "dimension", "next_level", "from_score", "to_score", "gain", "gain_low", "gain_high", "p_gap"),
    *("gain_uncapped", "lifts_cap", "still_capped_by", "step", "from_value", "to_value"),
)
# What an index would be if something stood elsewhere: now, then, and the change in the same simulated worlds.
WHATIF = (
    *("sector", "category", "enterprise", "wave", "score", "low", "high", "rank_low", "rank_high", "of", "capped_by"),
    *("to_score", "to_low", "to_high", "to_rank_low", "to_rank_high", "to_capped_by"),
    *("change", "change_low", "change_high"),
)
WHATIF_LEVEL = (
    *KEYS,
    "level",
    "level_value",
    "to_value",
    "n",
    "estimate",
    "verdict",
    "to_verdict",
    "p_met",
    "to_p_met",
)
STEPS = ("broken_floor", "certain_shortfall", "shortfall", "beyond")  # what is to be done first, in order
CONTRADICTION = (
    *("sector", "category", "enterprise", "wave", "topic", "compared_with"),
    *("survey_score", "survey_low", "survey_high", "test_score", "test_low", "test_high"),
    *("failed_floors", "p_hidden_risk", "p_missed_by_test", "finding"),
)
ROBUSTNESS = (
    *("sector", "category", "enterprise", "wave", "variant", "left_out", "score", "rank", "of"),
    *("score_moved", "rank_moved"),
)
SENSITIVITY = ("sector", "category", "enterprise", "wave", "choice", "first_order", "total", "variance")
IMPORTANCE = (*("item", "share", "low", "high", "share_of_r2", "rank", "rank_low", "rank_high", "correlation", "mean"),)
LABORATORY = (
    *("sector", "category", "wave", "indicator", "lab", "samples", "shared_samples"),
    *("deviation", "en", "z", "labs", "verdict", "reason"),
)
CAPABILITY = (
    *("sector", "lab", "indicator", "wave", "samples", "conditional_share", "u_ratio"),
    *("deviation", "en_worst", "z", "state", "reason"),
)
MIX = (
    *("sector", "category", "indicator", "wave", "labs"),
    *("decision", "left_out", "decision_reason", "decided_at", "by_name", "by_role"),
)
VALUES = (*KEYS, "sample", "lab", "tested_on", "value", "U", "censored", "differs")
PERFORMANCE = (*KEYS, "n", "mean", "sd", "limit", "ppk", "low", "high", "confidence", "reason")
SUBJECT_STATE = (
    *("sector", "kind", "subject", "enterprise", "product", "lab", "state", "since", "until", "next"),
    *("class", "basis", "authority", "document", "source", "reason"),
)
SCOPE = (
    *("sector", "wave", "sample", "enterprise", "category", "lab", "indicator", "tested_on", "state", "reason"),
    *("value", "low", "high", "accreditor", "accreditation", "valid_from", "valid_until", "product"),
)
# Of a tested result: its measurements, by the state of their laboratory's scope; beyond: out, lapsed or suspended.
RESTING = (*KEYS, "n", "in", "out", "lapsed", "suspended", "unknown", "beyond")
REPORT_FACT = ("document", "page", "place", "result", "keys", "column", "value", "shown")
STANDARD = (
    *("sector", "standard", "title_zh", "title_en", "state", "issued_on", "in_force", "withdrawn_on", "replaces"),
    *("replaced_by", "international", "international_on", "adoption", "days_to_adoption", "indicators", "value"),
    "source",
)
STANDARD_IMPACT = (
    *("standard", "indicator", "in_force", "old_value", "new_value", "category", "enterprise", "wave", "n"),
    *("failing_now", "p_fail", "verdict", "output_share", "sector", "reason", "p_ready", "ready_low", "ready_high"),
    "draft",
)
IMPACT_OTHERS = (
    *("sector", "standard", "indicator", "in_force", "old_value", "new_value", "makers", "not_met", "cannot_tell"),
    *("met", "output_failing", "draft"),
)
INSTRUMENTS = (
    *("sector", "indicator", "output_failing", "labs_in_scope", "labs_capable", "surveyed", "tested", "checked"),
    *("last_day", "source", "makers"),
)
CERTIFICATE = (*SUBJECT_STATE, "days_left", "ends_in", "tested_while", "tested_from", "tested_to")
CERTIFIED = ("sector", "makers", "certified", "output_valid", "output_lost", "output_none")
HANGING = (
    *("subject", "kind", "steps", "state", "since", "sector", "enterprise", "product", "lab", "category"),
    *("wave", "indicator", "level", "verdict", "n", "first_day", "last_day", "made_on"),
)
REPORT_CHECK = (*REPORT_FACT, "value_now", "shown_now", "verdict", "why")
LABORATORY_FOR = ("sector", "indicator", "lab", "name", "accreditor", "accreditation", "valid_until")
HELPER = (
    *("sector", "indicator", "partner_kind", "partner", "name", "since", "requests", "done", "median_days"),
    *("promised_days", "closed", "judged", "reason", "name_zh"),
)
HELP_REQUEST = (
    *("request", "sector", "category", "enterprise", "indicator", "partner_kind", "partner", "state", "asked_on"),
    *("answered_on", "promised_days", "due_on", "ended_on", "days", "late", "level", "closed", "closed_wave", "text"),
    *("answer", "name", "name_zh"),
)
FINDINGS = ("hidden_risk", "missed_by_test", "agree", "cannot_tell")
CUT = (
    *(*KEYS, "facet", "part", "n", "n_eff", "estimate", "se", "low", "high", "method", "share"),
    *("gap_to_rest", "gap_low", "gap_high", "q_value", "flag", "finding", "makers"),
)
CUT_CHANGE = (
    *("sector", "category", "enterprise", "indicator", "facet", "from_wave", "to_wave"),
    *("change", "low", "high", "within", "mix", "both", "parts", "reason"),
)
# What fieldwork tells: whom to ask where, how far a round is, which interviews to look at, what to ask or test next.
ALLOCATION = ("stratum", "psu", "enterprise", "category", "take", "draw_prob", "weight", "detectable_change")
TRACK = (
    *("sector", "survey", "wave", "by", "category", "enterprise", "stratum", "planned", "in", "share"),
    *("pace", "days_left", "forecast", "low", "high", "state", "as_of", "ends"),
)
LOOK = ("sector", "survey", "wave", "interviewer", "interviews", "reason", "flagged", "share", "usual", "examples")
OPEN = (
    *("sector", "category", "enterprise", "indicator", "level", "source", "why"),
    *("n", "more", "chance", "weight", "floor"),
)
NEXT = (
    *("place", "sector", "category", "enterprise", "source", "indicators", "why", "floors", "more", "cost", "spent"),
    *("decides", "decided", "board"),
)
MARGINS = ("sector", "survey", "wave", "variable", "value", "share", "weighting_deff")
RATES = (
    *("sector", "survey", "wave", "stratum", "cases", *("I", "P", "R", "NC", "O", "UH", "UO", "NE"), "e"),
    *("rr1", "rr2", "rr3", "rr4", "rr5", "rr6", "r_indicator", "weighting_deff"),
    *("partial_r", "p_alike", "raking"),
)
