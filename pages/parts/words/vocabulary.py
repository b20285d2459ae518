"""The closed vocabularies in words: verdicts, levels, kinds, checks, flags, methods. Codes in the store, words here."""

from benchmarks.specs.parts import VERIFIED
from benchmarks.specs.spec import Indicator, LevelEntry
from data.wave import Wave
from pages.parts.words.language import Language


def verdict(code: str, language: Language) -> str:
    """met, not met, cannot tell, too few."""
    return {
        "met": language.pgettext("verdict", "met"),
        "not_met": language.pgettext("verdict", "not met"),
        "cannot_tell": language.pgettext("verdict", "cannot tell"),
        "too_few": language.pgettext("verdict", "too few"),
    }[code]


def verdict_meaning(code: str, language: Language) -> str:
    """What a verdict says, in a sentence."""
    return {
        "met": language.gettext("The whole interval is at the level or better."),
        "not_met": language.gettext("The whole interval is worse than the level."),
        "cannot_tell": language.gettext(
            "The interval reaches to both sides of the level, or chance alone may explain the gap: "
            "the sample cannot tell."
        ),
        "too_few": language.gettext("Too few answers or samples for a verdict."),
    }[code]


def polarity(direction: str, language: Language) -> str:
    """higher is better, lower is better."""
    return {
        "higher": language.gettext("higher is better"),
        "lower": language.gettext("lower is better"),
    }[direction]


def level(code: str, language: Language) -> str:
    """floor, benchmark, frontier."""
    return {
        "floor": language.pgettext("level", "floor"),
        "benchmark": language.pgettext("level", "benchmark"),
        "frontier": language.pgettext("level", "frontier"),
    }[code]


def kind(code: str, language: Language) -> str:
    """What binds a level: mandatory, recommended, reference, editorial."""
    return {
        "mandatory": language.pgettext("kind", "mandatory"),
        "recommended": language.pgettext("kind", "recommended"),
        "reference": language.pgettext("kind", "reference"),
        "editorial": language.pgettext("kind", "our choice"),
    }[code]


def checked(code: str, language: Language) -> str:
    """How well a level's value was checked."""
    return {
        "source": language.gettext("checked at the source"),
        "secondary": language.gettext("checked in a secondary source"),
        "memory": language.gettext("not verified"),
        "editorial": language.gettext("our choice"),
    }[code]


def named_level(code: str, how: str, language: Language) -> str:
    """A level with its badge, where one is due: floor (not verified), benchmark (our choice)."""
    name = level(code, language)
    if how in VERIFIED:
        return name
    return language.gettext("{level} ({badge})").format(level=name, badge=checked(how, language))


def source(code: str, language: Language) -> str:
    """Where an indicator is measured: survey, test."""
    return {
        "survey": language.pgettext("source", "survey"),
        "test": language.pgettext("source", "test"),
    }[code]


def statistic(code: str, language: Language) -> str:
    """What is computed of the answers or measurements."""
    return {
        "mean": language.gettext("mean"),
        "share": language.gettext("share"),
        "per_100": language.gettext("problems per 100"),
        "top_box": language.gettext("share of top answers"),
        "nps": language.gettext("promoters minus detractors"),
        "conformity": language.gettext("share of samples that conform"),
    }[code]


def method(code: str, language: Language) -> str:
    """How an interval was computed."""
    return {
        "taylor_t": language.gettext("Taylor linearisation, t interval"),
        "simple_t": language.gettext("t interval as of a simple random sample"),
        "wilson": language.gettext("Wilson interval"),
        "mover_wilson": language.gettext("difference of two Wilson intervals"),
        "garwood": language.gettext("Garwood interval of a zero count"),
        "no_spread": language.gettext("bound where all answers agree"),
        "gum_t": language.gettext("sample spread and laboratory uncertainty, t interval"),
    }[code]


def flag(code: str, language: Language) -> str:
    """What has to be known beside a number; `censored=0.25` carries its share."""
    name, _, share = code.partition("=")
    text = {
        "censored": language.gettext("{share} of the values below the limit of detection"),
        "no_uncertainty": language.gettext("a laboratory stated no uncertainty"),
        "default_uncertainty": language.gettext("a laboratory stated no uncertainty: the spec's default counts"),
        "no_spread": language.gettext("all values agree"),
        "no_psu_spread": language.gettext("all sampling points agree"),
        "labs_differ": language.gettext("laboratories that do not agree with each other"),
        "one_sample": language.gettext("one sample only"),
        "lonely_psu": language.gettext("a stratum with one sampling point"),
        "one_psu": language.gettext("one sampling point only"),
        "not_registered": language.gettext("laboratory not registered"),
        "outside_scope": language.gettext("outside the laboratory's accredited scope"),
        "expired": language.gettext("the laboratory's accreditation had expired"),
        "small_cell": language.gettext("fewer than 5 answers: not shown"),
    }[name]
    return text.format(share=language.percent(float(share))) if share else text


def flags(codes: str, language: Language) -> list[str]:
    """The words of a result's `flag`, in order; empty where there is none."""
    return [flag(code, language) for code in codes.split(";") if code]


def role(code: str, language: Language) -> str:
    """Who somebody is here."""
    return {
        "administrator": language.gettext("Administrator"),
        "regulator": language.gettext("Regulator"),
        "association": language.gettext("Sector association"),
        "manufacturer": language.gettext("Manufacturer"),
        "laboratory": language.gettext("Laboratory"),
        "visitor": language.gettext("Visitor"),
    }[code]


def section(code: str, language: Language) -> str:
    """The sections of the navigation."""
    return {
        "results": language.pgettext("section", "Results"),
        "improve": language.pgettext("section", "Improve"),
        "submit": language.pgettext("section", "Submit"),
        "rules": language.pgettext("section", "Rules"),
        "manage": language.pgettext("section", "Manage"),
    }[code]


def not_shown(reason: str, language: Language) -> str:
    """Why others are not shown."""
    return {
        "too_few": language.gettext("Others are not shown: fewer than 5, so one of them could be recognised."),
        "dominated": language.gettext("Others are not shown: two of them make over 85% of their output."),
        "no_permission": language.gettext("Others are not shown: this enterprise is not in your scope."),
    }[reason]


def file_kind(code: str, language: Language) -> str:
    """What an uploaded file holds."""
    return {
        "register": language.gettext("Register of enterprises"),
        "survey": language.gettext("Survey answers"),
        "test": language.gettext("Test results"),
        "labs": language.gettext("Laboratories"),
    }[code]


def step(code: str, language: Language) -> str:
    """A step of taking a file in."""
    return {
        "reading": language.gettext("Reading the file"),
        "checking": language.gettext("Checking every cell"),
        "writing": language.gettext("Writing the batch"),
    }[code]


def cited(measure: Indicator, level: str, wave: str, language: Language) -> str:
    """Where the level that a wave is judged by comes from."""
    entry = measure.level_at(level, Wave.parse(wave).start)
    return "" if entry is None else citation(entry, language)


def citation(entry: LevelEntry, language: Language) -> str:
    """Where a level comes from: its title in the reader's language, else the citation as it stands.

    What is our choice and has no title is called so in languages that the citation is not written in.
    """
    if entry.title is not None:
        return language.label(entry.title)
    return checked("editorial", language) if entry.kind == "editorial" and language.code != "en" else entry.cite
