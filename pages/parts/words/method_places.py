"""Where each promise of the method is kept: what makes the number, and the screens and commands that show it."""

from dataclasses import dataclass

from benchmarks import policy


@dataclass(frozen=True)
class Place:
    """One promise of a section.

    says: words of the section, or of a formula's source, in English as they stand there; made_by: the function of
    benchmarks/ that makes it; shown: screens by their address, commands by their name after `$`; column: where the
    result holds it, by the names of benchmarks/columns.py, empty where it is no column.
    """

    says: str
    made_by: str
    shown: tuple[str, ...]
    column: str = ""


_LADDER, _GAPS = ("gaps", "sector", "$gaps"), ("gaps", "sector", "overview", "$gaps")
_INDEX, _CHANGE, _ESTIMATE = ("sector", "gaps", "$index"), ("progress", "$progress"), ("gaps", "progress", "$estimates")
_HEADLINE = ("headline", "$headline")
_CUTS = ("cuts", "$cuts")
_LABS = ("laboratories", "$capability")

PLACES: dict[str, tuple[Place, ...]] = {
    "ladder": (
        Place("The **floor** stands", "gaps.ladder.score", _LADDER, "GAP.score"),
        Place("the **benchmark** at 80", "gaps.ladder.score", _LADDER, "GAP.score"),
        Place("the **frontier** at 100", "gaps.ladder.score", _LADDER, "GAP.score"),
        Place("in force on the wave's first day", "specs.lookup.levels", _LADDER, "GAP.level_value"),
        Place("goalposts of the OECD/JRC handbook", "gaps.ladder.score", _LADDER, "GAP.score"),
    ),
    "weights": (
        Place("may come with **margins**", "intake.raking.rake", ("upload", "$load")),
        Place("are trimmed and raked again", "intake.raking.rake", ("upload", "$load")),
        Place("takes raked weights as given", "estimates.survey.linearised", ("$estimates",), "ESTIMATE.se"),
        Place("Deming and Stephan", "intake.raking.rake", ("upload", "$load")),
        Place("DeBell and Krosnick", "intake.raking.kish", ("upload", "$load")),
    ),
    "survey": (
        Place("weighted mean of the answers", "estimates.survey.linearised", _ESTIMATE, "ESTIMATE.estimate"),
        Place("**deff** says", "estimates.survey.survey_estimates", ("planner", "$estimates"), "ESTIMATE.deff"),
        Place("**n_eff** = n", "estimates.survey.survey_estimates", ("$estimates",), "ESTIMATE.n_eff"),
        Place("svymean of svydesign", "estimates.survey.linearised", ("$estimates",), "ESTIMATE.se"),
        Place("R survey, confint", "estimates.intervals.critical", _ESTIMATE, "ESTIMATE.low"),
        Place("**Sums of another association**", "intake.giving.give", ("waves",)),
        Place("none of fewer than 5 answers", "intake.giving.telling", ("waves",)),
        Place("sums of independent samples", "estimates.given.added", ("$estimates",), "ESTIMATE.se"),
        Place("two results that share PSUs", "estimates.covariance.covariances", (*_CHANGE, "changes")),
    ),
    "shares": (
        Place("A share has Wilson's interval", "estimates.intervals.wilson", _ESTIMATE, "ESTIMATE.low"),
        Place("**Promoters minus detractors**", "estimates.intervals.mover", _ESTIMATE, "ESTIMATE.low"),
        Place("**Problems per 100**", "estimates.intervals.zero_count", _ESTIMATE, "ESTIMATE.high"),
        Place("Wilson (1927)", "estimates.intervals.wilson", _ESTIMATE, "ESTIMATE.low"),
        Place("Zou and Donner", "estimates.intervals.mover", _ESTIMATE, "ESTIMATE.low"),
        Place("Garwood (1936)", "estimates.intervals.zero_count", _ESTIMATE, "ESTIMATE.high"),
    ),
    "tests": (
        Place("mean of the samples", "estimates.laboratory.combined_samples", _ESTIMATE, "ESTIMATE.estimate"),
        Place("enters at half of L", "estimates.laboratory.combined_samples", _ESTIMATE, "ESTIMATE.flag"),
        Place("Laboratories are compared", "estimates.agreement.scores_of", _LABS, "CAPABILITY.en_worst"),
        Place("robust z score", "estimates.agreement.algorithm_a", _LABS, "CAPABILITY.z"),
        Place("Ppk is shown", "laboratories.performance.performance_of", ("gaps", "$performance"), "PERFORMANCE.ppk"),
        Place("JCGM 100:2008 (GUM)", "estimates.laboratory.combined_samples", ("$estimates",), "ESTIMATE.se"),
        Place("ISO 13528:2022", "estimates.agreement.scores_of", _LABS, "CAPABILITY.z"),
        Place("Bissell (1990)", "laboratories.performance.performance_of", ("gaps", "$performance"), "PERFORMANCE.low"),
    ),
    "verdicts": (
        Place("**positive is better than the level**", "gaps.gap.gaps_of", _GAPS, "GAP.gap"),
        Place("**Met**", "gaps.gap.gaps_of", _GAPS, "GAP.verdict"),
        Place("**Not met**", "gaps.gap.gaps_of", _GAPS, "GAP.verdict"),
        Place("**Cannot tell**", "gaps.gap.gaps_of", _GAPS, "GAP.verdict"),
        Place("**Too few**", "gaps.gap.gaps_of", _GAPS, "GAP.verdict"),
        Place("as lopsided as its answers", "estimates.intervals.skewed_student", _ESTIMATE, "ESTIMATE.low"),
        Place("A **mandatory** level", "gaps.gap.sample_verdict", (*_GAPS, "$samples"), "GAP.verdict"),
        Place("as simple acceptance", "estimates.samples.states_of", ("gaps", "$samples")),
        Place("Hall (1992)", "gaps.gap.probability_met", _GAPS, "GAP.p_met"),
        Place("γ is the skewness", "estimates.skewness.of_mean", _ESTIMATE, "ESTIMATE.low"),
        Place("ILAC-G8:09/2019", "estimates.samples.state", ("gaps", "$samples")),
        Place("Bonferroni", "estimates.samples.guards", ("gaps", "$samples")),
    ),
    "index": (
        Place("weighted mean inside each dimension", "index.aggregate.climb", _INDEX, "INDEX.score"),
        Place("**A bottom line cannot be averaged away**", "index.rank.capped", _INDEX, "INDEX.capped_by"),
        Place("Totals of a sector", "index.rollup.rollup", ("overview",), "ROLLUP.broken_floors"),
        Place("**not verified**", "gaps.floors.unverified", ("gaps", "sector"), "GAP.checked"),
        Place("simulated worlds", "index.draws.points", _INDEX, "INDEX.rank_low"),
        Place("On request every weight moves", "index.draws.perturbed", ("sector", "$index"), "INDEX.rank_high"),
        Place("OECD/JRC Handbook", "index.aggregate.climb", _INDEX, "INDEX.score"),
        Place("Stiftung Warentest", "index.rank.capped", _INDEX, "INDEX.score"),
    ),
    "progress": (
        Place("**2 waves**", "progress.trend.change", _CHANGE, "PROGRESS.method"),
        Place("**3 or 4**", "progress.trend.change", _CHANGE, "PROGRESS.method"),
        Place(f"**{policy.TREND_WAVES} and more**", "progress.trend.chi_square", _CHANGE, "PROGRESS.verdict"),
        Place(f"**{policy.CHART_WAVES} and more**", "progress.control_chart.xmr", _CHANGE, "PROGRESS.verdict"),
        Place("what the enterprise moved plus", "progress.closing.split", _CHANGE, "PROGRESS.moved_by_bar"),
        Place("first gap that is closed", "progress.closing.closed_share", _CHANGE, "PROGRESS.closed_share"),
        Place("A forecast follows", "progress.closing.forecast", _CHANGE, "PROGRESS.forecast_wave"),
        Place("an identity", "progress.closing.split", _CHANGE, "PROGRESS.moved_by_us"),
        Place("OHID Fingertips", "progress.trend.chi_square", _CHANGE, "PROGRESS.verdict"),
        Place("NHS Making Data Count", "progress.control_chart.xmr", _CHANGE, "PROGRESS.verdict"),
        Place("Fieller (1954)", "progress.closing.closed_share", _CHANGE, "PROGRESS.closed_share"),
    ),
    "many": (
        Place("A list of changes carries q-values", "gaps.false_alarms.q_values", ("changes",)),
        Place("how many chance would make", "gaps.false_alarms.alarms", ("sector",)),
        Place("**Peers** are blinded", "index.peers.peers_of", ("gaps", "sector")),
        Place("gap to the peers' median", "index.peer_gap.peer_gaps_of", ("gaps", "$peer-gaps")),
        Place("**What to close first**", "index.priorities.priorities_of", ("gaps", "$priorities"), "PRIORITY.gain"),
        Place(
            *("**Contradictions** compare", "index.contradictions.contradictions_of"),
            *(("contradictions", "$contradictions"), "CONTRADICTION.p_hidden_risk"),
        ),
        Place("**Importance** is", "index.importance.importance_of", ("gaps",), "IMPORTANCE.share"),
        Place("Benjamini and Hochberg", "gaps.false_alarms.q_values", ("changes", "sector")),
        Place("Lindeman, Merenda and Gold", "index.r2_shares.lmg", ("gaps",), "IMPORTANCE.share"),
    ),
    "cuts": (
        Place("the **facets** of the spec", "cuts.parts.domains", _CUTS, "CUT.facet"),
        Place("compared with **all else**", "cuts.gap.with_rest", _CUTS, "CUT.gap_to_rest"),
        Place("among all parts shown", "cuts.gap.judged", _CUTS, "CUT.q_value"),
        Place("**Tests** are cut", "cuts.tested.tested_parts", _CUTS, "CUT.method"),
        Place("JCGM 100:2008, 5.2", "cuts.tested.differences", _CUTS, "CUT.gap_low"),
        Place("**No cut tells of a few.**", "cuts.told.everyone", _CUTS),
        Place("isolate one", "cuts.sequence.in_order", _CUTS),
        Place("the next smallest with them", "cuts.told.without_small", _CUTS),
        Place("**inside** the parts", "cuts.split.split", _CUTS, "CUT_CHANGE.within"),
        Place("**mix** of them moved", "cuts.split.split", _CUTS, "CUT_CHANGE.mix"),
        Place("svycontrast", "cuts.sums.estimated", _CUTS, "CUT.gap_low"),
        Place("Kitagawa (1955)", "cuts.split.split", _CUTS, "CUT_CHANGE.both"),
    ),
    "planning": (
        Place("So many per enterprise", "progress.planner.plan_of", ("planner", "$plan")),
        Place("Chow, Shao and Wang", "progress.planner.needed_n", ("planner", "$plan")),
        Place("**A budget is divided** so", "fieldwork.allocation.allocate", ("sample",)),
        Place("Neyman (1934)", "fieldwork.allocation.systematic", ("sample",)),
        Place("**What to ask next**: an", "fieldwork.deciding.next_tests", ("next",), "NEXT.decided"),
        Place("Spiegelhalter, Abrams and Myles", "fieldwork.deciding.chance", ("next",), "NEXT.board"),
    ),
    "resting": (
        Place("A **target of a year**", "progress.targets.targets_of", ("progress", "$targets"), "TARGET.verdict"),
        Place("**state on a day**", "infrastructure.states.deciding", ("certificates", "$states"), "CERTIFICATE.state"),
        Place("is **in scope**", "infrastructure.scopes.scopes_of", ("laboratories", "gaps", "$scopes"), "SCOPE.state"),
        Place(
            *("A **coming limit**", "infrastructure.impact.impact_of", ("standards", "$standards")),
            "STANDARD_IMPACT.p_ready",
        ),
        Place(
            *("A **hole** is", "infrastructure.coverage.coverage_of", ("laboratories", "$coverage")),
            "INSTRUMENTS.labs_capable",
        ),
        Place("**What hangs** on", "infrastructure.hanging.hanging_of", ("certificates", "$scopes"), "HANGING.verdict"),
    ),
    "headline": (
        Place("**by the random draw**", "headline.shares.share", _HEADLINE, "HEADLINE.random_share"),
        Place("**of all lots**", "headline.lots.basis_of", _HEADLINE, "HEADLINE.value"),
        Place("**not printed**", "headline.lots.withheld", _HEADLINE, "HEADLINE.reason"),
        Place("**change** of two periods", "headline.change.changes_of", _HEADLINE, "HEADLINE_CHANGE.n_needed"),
        Place("**change** of two periods", "headline.change.bias_of", _HEADLINE, "SELECTION_BIAS.bias"),
        Place("**Standards aligned**", "headline.aligned.aligned_of", _HEADLINE, "HEADLINE.value"),
        Place("**Standards aligned**", "headline.aligned.lag_of", _HEADLINE, "HEADLINE.value"),
        Place("**key link**", "headline.raised.raised_of", ("headline", "overview", "$leverage"), "LEVERAGE.points"),
        Place("Horvitz and Thompson", "headline.shares.share", _HEADLINE, "HEADLINE.low"),
        Place("Kitagawa (1955)", "headline.change.split_of", _HEADLINE, "HEADLINE_CHANGE.mix"),
    ),
    "waves": (
        Place("is **open**", "publishing.states.standing", ("waves", "$waves"), "WAVE.state"),
        Place("**in preview** until", "publishing.deeds.publish", ("waves", "$publish"), "WAVE.until"),
        Place("or **published**", "publishing.deeds.unpublish", ("waves", "$unpublish"), "WAVE.rule"),
        Place("**Coverage** is the share", "index.coverage.rounds_of", ("waves", "$waves"), "WAVE.coverage"),
        Place("a maker may **reply**", "index.waves.replies", ("gaps", "waves", "$replies"), "REPLY.reply"),
    ),
    "fieldwork": (
        Place("A **changed question**", "specs.asked.breaks_of", ("progress", "$progress")),
        Place("are **counted** and never", "fieldwork.tracking.track", ("fieldwork", "$track"), "TRACK.planned"),
        Place("The **forecast** is what", "fieldwork.tracking.forecast", ("fieldwork", "$track"), "TRACK.forecast"),
        Place("prediction of the sum", "fieldwork.tracking.forecast", ("fieldwork", "$track"), "TRACK.low"),
        Place("the **response rate** is told", "fieldwork.rates.rates_of", ("fieldwork",), "RATES.rr3"),
        Place("AAPOR Standard Definitions", "fieldwork.rates.r_indicator", ("fieldwork",), "RATES.r_indicator"),
        Place("**rake to the contacts** are", "fieldwork.tracking.margins", ("fieldwork",), "MARGINS.share"),
        Place("**to look at** by the", "fieldwork.tracking.look", ("fieldwork",), "LOOK.reason"),
    ),
    "rights": (
        Place("The **clock** counts", "governance.clock.clock_of", ("clock", "$clock")),
        Place("**Official records** mirror", "governance.records.records_of", ("clock", "$records")),
    ),
    "tiers": (
        Place("A **draw** takes", "governance.draw.draw_of", ("$draw",)),
        Place("A **tier** is proposed", "governance.tiers.proposals_of", ("tiers", "$tiers")),
        Place("**Four axes** stand", "governance.axes.axes_of", ("tiers", "$axes")),
        Place("table of **fairness** shows", "governance.axes.fairness_of", ("tiers", "$fairness")),
        Place("**What followed** a notice", "governance.feedback.feedback_of", ("problems", "$feedback")),
        Place("Madow (1949)", "governance.draw.probabilities", ("$draw",)),
        Place("Ridout, Demetrio and Firth", "governance.counting.prior_of", ("tiers", "$tiers")),
    ),
    "innovation": (
        Place("The **list of problems**", "innovation.problems.problems_of", ("problems", "$problems")),
        Place("Whether a **project worked**", "innovation.projects.effects_of", ("problems", "$projects")),
        Place("**What worked** elsewhere", "innovation.library.library_of", ("problems", "gaps", "$library")),
        Place("Viechtbauer (2005)", "innovation.pooling.pooled", ("problems", "gaps", "$library")),
        Place("Welch (1947)", "innovation.projects.effects_of", ("problems", "$projects")),
    ),
}


def shown(section: str) -> tuple[list[str], list[str]]:
    """The screens, by address, and the commands that show what a section of the method promises, each once."""
    every = list(dict.fromkeys(name for place in PLACES[section] for name in place.shown))
    return [name for name in every if name[0] != "$"], [name[1:] for name in every if name[0] == "$"]
