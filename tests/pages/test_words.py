"""Every code that results, specs, stores and viewers use has words, in both languages and each its own."""

import importlib
import pkgutil
from collections.abc import Collection, Iterator
from typing import get_args

import pytest

from benchmarks.actions import baseline, changes, verdicts
from benchmarks.columns import FINDINGS, FLAGS, LEVELS, METHODS, VERDICTS
from benchmarks.columns import STEPS as STEPS_OF_ADVICE
from benchmarks.cuts import gap
from benchmarks.estimates import samples
from benchmarks.fieldwork import counting, deciding, tracking
from benchmarks.governance import axes, clock, feedback, tiers
from benchmarks.governance import records as official
from benchmarks.governance import terms as clock_terms
from benchmarks.headline import aligned, change, lots
from benchmarks.index import importance, peer_gap, receipt, robustness, waves
from benchmarks.index.index import RANKS
from benchmarks.infrastructure import impact, scopes, standards
from benchmarks.innovation import library, one_stop, problems, projects
from benchmarks.laboratories import capability
from benchmarks.progress import control_chart, trend
from benchmarks.publishing import states
from benchmarks.reports import meanings
from benchmarks.reports.made import package, report, verify
from benchmarks.specs import models
from benchmarks.specs import parts as spec_parts
from benchmarks.words import waves as waves_words
from data.check import dated
from data.check import laboratory as laboratory_check
from data.check.register import SIZES
from data.demo import cities
from data.kept import action_rules, audit, facts, mixes
from data.kept.promised import help
from data.viewer import ROLES
from pages import parts
from pages.parts.frame import documents, mode, screens
from pages.parts.panels import action as action_panel
from pages.parts.panels import sector as sector_panel
from pages.parts.panels.finding import box
from pages.parts.panels.reports import open_data
from pages.parts.views import batches, people, rounds
from pages.parts.views import changes as changes_view
from pages.parts.views import search as search_view
from pages.parts.views.infrastructure import certificates as certificates_view
from pages.parts.views.reports import checked
from pages.parts.words import actions, advice, sentences
from pages.parts.words import headline as headline_words
from pages.parts.words import laboratories as laboratories_words
from pages.parts.words import progress as progress_words
from pages.parts.words import samples as samples_words
from pages.parts.words import vocabulary as words
from pages.parts.words.cuts import attributes
from pages.parts.words.cuts import parts as cut_words
from pages.parts.words.fieldwork import states as interviews
from pages.parts.words.governance import clock as clock_words
from pages.parts.words.governance import projects as project_words
from pages.parts.words.governance import tiers as tier_words
from pages.parts.words.infrastructure import help as helping
from pages.parts.words.infrastructure import resting
from pages.parts.words.language import CHINESE, ENGLISH, word
from pages.parts.words.terms import Term, Terms

SCREENS = screens.SCREENS
DIRECTIONS = get_args(models.Indicator.model_fields["direction"].annotation)
NOT_TOLD = ("too_few", "dominated")  # what disclosure.disclosure_reason may answer
STEPS = ("waiting", "reading", "checking", "writing")  # what load.load says it is doing
NO_PPK = ("too_few_samples", "censored", "no_spread", "no_floor")  # why performance is not shown
DEEDS = ("registered", "changed", "note", "evidence")  # events of an action
BROKEN_RULES = (
    *("missing", "too_long", "too_many", "not_a_wave", "not_after_baseline", "level_or_value", "not_a_number"),
    *("unknown_word", "not_a_date", "before_start", "not_in_spec", "out_of_range", "fixed", "unknown_field"),
)
TABLES: list[tuple[Terms, Collection[str]]] = [
    (words.VERDICT, VERDICTS),
    (words.LEVEL, LEVELS),
    (words.POLARITY, DIRECTIONS),
    (words.KIND, get_args(spec_parts.Kind)),
    (words.FLOOR, get_args(spec_parts.Kind)),
    (words.CHECKED, get_args(spec_parts.Checked)),
    (words.SOURCE, get_args(spec_parts.Source)),
    (words.STATISTIC, get_args(spec_parts.Statistic)),
    (words.METHOD, METHODS),
    (words.FLAG, FLAGS),
    (attributes.SIZE, SIZES),
    (clock_words.STEP, clock.STEPS),
    (clock_words.UNIT, clock_terms.UNITS),
    (clock_words.PARTY, clock.PARTIES),
    (clock_words.KIND, ("right", "duty")),
    (clock_words.STATE, clock.STATES),
    (clock_words.STATES, [code for code in clock.STATES if code != "done"]),
    (clock_words.CLASS, dated.CLASSES),
    (clock_words.RECORD, official.LIVE),
    (clock_words.EXIT, ("apply", "on_completion")),
    (tier_words.TIER, (*tiers.NAMES, tiers.UNDECIDED)),
    (tier_words.STATE, ("proposed", "decided", "notice", "in_force", "over")),
    (tier_words.PROPOSED, ("T4", "T3", tiers.UNDECIDED)),
    (tier_words.AXIS, axes.AXES),
    (tier_words.AXIS_MEANT, axes.AXES),
    (tier_words.BY, ("size", "region", "age")),
    (tier_words.AGE, ("young", "old", "unknown")),
    (project_words.PARTNER, problems.PARTNERS),
    (project_words.VERDICT, projects.VERDICTS),
    (project_words.VERDICTS, projects.VERDICTS),
    (project_words.DEED, feedback.KINDS),
    (project_words.FOLLOWED, feedback.VERDICTS),
    (project_words.FOLLOWED_NOT, [code for code in feedback.REASONS if code]),
    (project_words.REASON, [code for code in projects.REASONS if code]),
    (project_words.BY, library.BY),
    (project_words.NO_MEAN, ("too_few", "too_few_effects")),
    (cut_words.FINDING, gap.FINDINGS),
    (words.ROLE, ROLES),
    (words.SECTION, {screen.section for screen in SCREENS}),
    (words.NOT_SHOWN, (*NOT_TOLD, "no_permission")),
    (headline_words.SERIES, (*lots.OF_LOTS, "service_satisfaction", *aligned.INDICATORS)),
    (headline_words.BASIS, (*lots.BASES, "published")),
    (headline_words.REASON, [code for code in lots.REASONS if code]),
    (headline_words.VERDICT, change.VERDICTS),
    (words.FILE_KIND, (*facts.WRITERS, "survey", "sums")),
    (words.STEP, STEPS),
    (words.RANKS, RANKS),
    (actions.STATE, verdicts.STATES),
    (actions.STATES, verdicts.STATES),
    (actions.UNMEASURED, [code for code in verdicts.STATES if code not in verdicts.MEASURED]),
    (actions.REASON, verdicts.REASONS),
    (actions.BASELINE, baseline.HOW),
    (actions.NOT_COMPARED, NOT_TOLD),
    (actions.STATUS, action_rules.STATUSES),
    (actions.COST, action_rules.COSTS),
    (actions.PARTNER, (*action_rules.PARTNERS, "none")),
    (actions.FIELD, action_rules.FIELDS),
    (actions.APPROACH, action_rules.APPROACHES),
    (actions.RULE, BROKEN_RULES),
    (action_panel.EVENT, DEEDS),
    (advice.LEFT_OUT, [code for code in receipt.REASONS if code]),
    (advice.FINDING, FINDINGS),
    (advice.FINDING_MEANT, ("hidden_risk", "missed_by_test")),
    (advice.CHOICE, robustness.CHOICES),
    (advice.STEP, (*STEPS_OF_ADVICE, "beyond_untold")),
    (box.KIND, search_view.KINDS),
    (advice.NO_IMPORTANCE, [code for code in importance.REFUSALS if code]),
    (interviews.STATE, tracking.STATES),
    (interviews.WHY, deciding.WHY),
    (interviews.LOOK, counting.REASONS),
    (open_data.WHOSE, ("open", "named")),
    (meanings.TITLES, {*package.NAMED, "targets", *("records", "clock", "tiers", "projects")}),
    (interviews.STRATUM, {"north", "south", *cities.STRATA}),
    (interviews.PART, ("in", "coming", "short")),
    (progress_words.VERDICT, trend.VERDICTS),
    (progress_words.MOVED, ("improved", "worsened")),
    (progress_words.METHOD, trend.METHODS),
    (progress_words.REASON, trend.REASONS),
    (progress_words.ASSURANCE, (control_chart.PASS, control_chart.FAIL, control_chart.HIT_OR_MISS)),
    (sector_panel.VARIANT, ("equal_weights", "other_mean")),
    (changes_view.HEADING, changes.KINDS),
    (batches.STATE, ("live", "withdrawn")),
    (batches.ORIGIN, ("made_up", "real")),
    (people.DEED, audit.WHAT),
    (people.DONE, DEEDS),
    (people.SEES, ROLES),
    (mode.NAME, mode.MODES),
    (documents.TITLE, report.KINDS),
    (screens.TITLE, [screen.name for screen in SCREENS]),
    (samples_words.STATE, samples.STATES),
    (samples_words.ONE, samples.STATES),
    (samples_words.RULE, samples.RULES),
    (helping.PARTNER, help.KINDS),
    (helping.STATE, help.STATES),
    (helping.CLOSED, one_stop.CLOSED),
    (helping.LEVEL, ("floor", "benchmark")),
    (checked.VERDICT, verify.VERDICTS),
    (resting.SCOPE, scopes.STATES),
    (resting.SCOPE_REASON, scopes.REASONS),
    (resting.STATE, (*dated.STATES["certificate"], "unknown")),
    (resting.HANGS, ("certificate", "scope", "laboratory", "verdict", "report", "receipt")),
    (resting.ENDS, certificates_view.ROLES),
    (resting.STANDARD, standards.STATES),
    (resting.ADOPTION, laboratory_check.ADOPTIONS),
    (resting.READY, impact.VERDICTS),
    (resting.UNTOLD, [code for code in impact.REASONS if code]),
    (laboratories_words.STATE, capability.STATES),
    (laboratories_words.REASON, (*capability.REASONS, "")),
    (laboratories_words.NO_PERFORMANCE, NO_PPK),
    (laboratories_words.AGAINST_PEERS, [code for code in peer_gap.VERDICTS if code != "not_shown"]),
    (laboratories_words.NO_PEER_GAP, ("too_few_answers", "no_interval")),
    (laboratories_words.DECISION, mixes.WORDS),
    (waves_words.STATE, states.STATES),
    (rounds.CELL, waves.CELLS),
    (rounds.RULE, [code for code in states.RULES if code != "decided"]),
    (sentences.COUNT, sentences.COUNT),
]


def _tables() -> Iterator[tuple[str, Terms]]:
    """Every vocabulary of the pages: a mapping whose rows are all terms."""
    for found in pkgutil.walk_packages(parts.__path__, "pages.parts."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, dict) and value and all(isinstance(each, Term) for each in value.values()):
                yield f"{found.name}.{name}", value


def test_every_vocabulary_of_the_pages_is_held_against_the_codes_it_is_asked_for():
    held = {id(table) for table, _ in TABLES}
    assert [name for name, table in _tables() if id(table) not in held] == []


@pytest.mark.parametrize(("table", "codes"), TABLES, ids=[next(iter(table.values())).english for table, _ in TABLES])
def test_every_code_has_a_word_of_its_own_in_both_languages_and_no_word_is_without_a_code(table, codes):
    assert set(table) == set(codes)
    for language in (ENGLISH, CHINESE):
        said = [language.term(term) for term in table.values()]
        assert len(set(said)) == len(said) >= 2 and all(said)
    assert [code for code in table if CHINESE.term(table[code]) == ENGLISH.term(table[code])] == []


def test_a_code_without_a_word_is_no_silent_gap_and_no_code_is_no_word():
    with pytest.raises(KeyError):
        word(words.VERDICT, "perhaps", ENGLISH)
    assert word(words.VERDICT, "", ENGLISH) == word(words.VERDICT, None, CHINESE) == ""


def test_verdicts_in_the_words_of_the_field():
    assert [word(words.VERDICT, code, CHINESE) for code in VERDICTS] == ["达标", "未达标", "无法判定", "样本过少"]
    assert [word(words.VERDICT, code, ENGLISH) for code in VERDICTS] == ["met", "not met", "cannot tell", "too few"]


def test_levels_in_the_words_of_the_field():
    assert [word(words.LEVEL, code, CHINESE) for code in LEVELS] == ["底线", "对标水平", "领先水平"]


def test_how_a_level_was_checked_is_said_plainly():
    assert word(words.CHECKED, "source", ENGLISH) == "checked at the source"
    assert word(words.CHECKED, "memory", ENGLISH) == "not verified"
    assert word(words.CHECKED, "editorial", CHINESE) == "本平台自定"


def test_flags_are_said_in_order_and_a_share_is_written_out():
    assert words.flags("censored=0.25;no_uncertainty", ENGLISH) == [
        "25% of the values below the limit of detection",
        "a laboratory stated no uncertainty",
    ]
    assert words.flags("lonely_psu", CHINESE) == ["有的层只有一个抽样点"]
    assert words.flags("", ENGLISH) == []
