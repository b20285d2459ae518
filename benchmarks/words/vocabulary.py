"""The closed vocabularies of results in words: verdicts, levels, kinds, checks, flags, methods."""

from benchmarks.specs.parts import VERIFIED
from benchmarks.specs.spec import Indicator, LevelEntry
from benchmarks.words.language import Language, word
from benchmarks.words.terms import N, P
from data.wave import Wave

# Against a level.
VERDICT = {
    "met": P("verdict", "met"),
    "not_met": P("verdict", "not met"),
    "cannot_tell": P("verdict", "cannot tell"),
    "too_few": P("verdict", "too few"),
}

# Which way is better.
POLARITY = {"higher": N("higher is better"), "lower": N("lower is better")}

# The posts of the ladder.
LEVEL = {
    "floor": P("level", "floor"),
    "benchmark": P("level", "benchmark"),
    "frontier": P("level", "frontier"),
}

# What binds a level.
KIND = {
    "mandatory": P("kind", "mandatory"),
    "recommended": P("kind", "recommended"),
    "reference": P("kind", "reference"),
    "editorial": P("kind", "our choice"),
}

# A floor by what binds it: only a mandatory one is a bottom line, so that no other is taken for one.
FLOOR = {
    "mandatory": P("floor", "bottom line"),
    "recommended": P("floor", "recommended floor"),
    "reference": P("floor", "reference floor"),
    "editorial": P("floor", "floor of our choice"),
}

# How well a level's value was checked.
CHECKED = {
    "source": N("checked at the source"),
    "secondary": N("checked in a secondary source"),
    "memory": N("not verified"),
    "editorial": N("our choice"),
}

# Where an indicator is measured.
SOURCE = {"survey": P("source", "survey"), "test": P("source", "test")}

# What is computed of the answers or measurements.
STATISTIC = {
    "mean": N("mean"),
    "share": N("share"),
    "per_100": N("problems per 100"),
    "top_box": N("share of top answers"),
    "nps": N("promoters minus detractors"),
    "conformity": N("share of samples that conform"),
}

# How an interval was computed.
METHOD = {
    "taylor_hall": N("Taylor linearisation, t interval for lopsided answers (Hall)"),
    "simple_t": N("t interval as of a simple random sample"),
    "wilson": N("Wilson interval"),
    "mover_wilson": N("difference of two Wilson intervals"),
    "garwood": N("Garwood interval of a zero count"),
    "no_spread": N("bound where all answers agree"),
    "gum_101": N("sample spread and laboratory uncertainty, convolved"),
}

# What has to be known beside a number; `censored=0.25` carries its share.
FLAG = {
    "censored": N("{share} of the values below the limit of detection"),
    "no_uncertainty": N("a laboratory stated no uncertainty"),
    "default_uncertainty": N("a laboratory stated no uncertainty: the spec's default counts"),
    "no_spread": N("all values agree"),
    "no_psu_spread": N("all sampling points agree"),
    "labs_differ": N("laboratories that do not agree with each other"),
    "mix_together": N("decided: the values of these laboratories count together"),
    "mix_apart": N("decided: the values of these laboratories stay apart, no verdict"),
    "mix_without": N("decided: the values of one laboratory are left out"),
    "one_sample": N("one sample only"),
    "lonely_psu": N("a stratum with one sampling point"),
    "one_psu": N("one sampling point only"),
    "not_registered": N("laboratory not registered"),
    "outside_scope": N("outside the laboratory's accredited scope"),
    "expired": N("the laboratory's accreditation had expired"),
    "small_cell": N("fewer than 5 answers: not shown"),
    "rest_not_told": N("all else has fewer than 5 answers: no comparison is shown"),
}

# Why others are not shown.
NOT_SHOWN = {
    "too_few": N("Others are not shown: fewer than 5, so one of them could be recognised."),
    "dominated": N("Others are not shown: two of them make over 85% of their output."),
    "no_permission": N("Others are not shown: this enterprise is not in your scope."),
}


def flag(code: str, language: Language) -> str:
    """A flag of a result in words: `censored=0.25` is 25% of the values below the limit of detection."""
    name, _, share = code.partition("=")
    text = word(FLAG, name, language)
    return text.format(share=language.percent(float(share))) if share else text


def flags(codes: str, language: Language) -> list[str]:
    """The words of a result's `flag`, in order; empty where there is none."""
    return [flag(code, language) for code in codes.split(";") if code]


def named_level(code: str, how: str, language: Language) -> str:
    """A level with its badge, where one is due: floor (not verified), benchmark (our choice)."""
    name = word(LEVEL, code, language)
    if how in VERIFIED:
        return name
    return language.gettext("{level} ({badge})").format(level=name, badge=word(CHECKED, how, language))


def cited(measure: Indicator, level: str, wave: str, language: Language) -> str:
    """Where the level that a wave is judged by comes from."""
    entry = measure.level_at(level, Wave.parse(wave).start)
    return "" if entry is None else citation(entry, language)


def citation(entry: LevelEntry, language: Language) -> str:
    """Where a level comes from: its title in the reader's language, else the citation as it stands.

    What is our choice and has no title is called so in languages that the citation is not written in.
    """
    if entry.named is not None:
        return language.label(entry.named)
    ours = entry.kind == "editorial" and language.code != "en"
    return word(CHECKED, "editorial", language) if ours else entry.cite
