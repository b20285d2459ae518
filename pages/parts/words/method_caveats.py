"""Where the method differs from the tools it follows and why, and what its numbers must not be used for."""

from benchmarks import policy
from pages.parts.words import method as method_words
from pages.parts.words import (
    method_headline,
    method_judgement,
    method_resting,
    method_waves,
    method_weights,
)
from pages.parts.words.language import Language
from pages.parts.words.method import Section


def sections(language: Language) -> tuple[Section, ...]:
    """Every step of the method, in the order in which a number is made and judged."""
    makers = (
        *(method_words.ladder, method_weights.weights, method_words.survey, method_words.shares, method_words.tests),
        *(method_judgement.verdicts, method_judgement.index, method_judgement.progress, method_judgement.many),
        method_weights.cuts,
        *(method_waves.planning, method_waves.waves, method_resting.resting, method_headline.headline),
        method_waves.fieldwork,
        *(method_headline.rights, method_headline.tiers, method_headline.innovation),
    )
    return tuple(make(language) for make in makers)


def _of_surveys(language: Language) -> tuple[tuple[str, str, str], ...]:
    """What estimates of surveys do otherwise."""
    say, survey = language.gettext, "R survey 4"
    return (
        (
            survey,
            say("Shares have Wilson's interval with the effective sample size, not estimate ± 1.96 se."),
            say("The symmetric interval has no width at 0% and 100% and reaches beyond them."),
        ),
        (
            survey,
            say("Means have an interval as lopsided as their answers (Hall's t), not estimate ± t se."),
            say("Where answers crowd at one end the symmetric interval covers 86% to 94% instead of 95%."),
        ),
        (
            survey,
            say("A stratum with one PSU is always centred at the grand mean (`adjust`) and flagged; R stops."),
            say("One thin stratum must not take the whole result away, and must not be silent either."),
        ),
        (
            survey,
            say("Answers that all agree have a bound instead of a standard error of 0."),
            say("No spread among 30 answers does not prove that there is none among all customers."),
        ),
        (
            survey,
            say("No finite population correction."),
            say("Next year's customers are meant as well; leaving it out is the cautious side."),
        ),
    )


def _of_trends(language: Language) -> tuple[tuple[str, str, str], ...]:
    """What trends do otherwise."""
    say, trends = language.gettext, "Fingertips"
    return (
        (
            trends,
            say("Two to four waves get a difference test or an early slope; Fingertips asks for five."),
            say("An enterprise acts between waves; the verdict names the weaker method."),
        ),
        (
            trends,
            say("Standard errors are those of the design, and waves that share PSUs enter with their covariance."),
            say("An interval's width divided by 3.92 is wrong for skewed intervals and ignores shared PSUs."),
        ),
        (
            trends,
            say("Shares use the Cochran-Armitage score test instead of a logistic regression's Wald test."),
            say("They agree closely, and the score test still works at 0% and 100%."),
        ),
        (
            trends,
            say("A trend that hangs on one wave is not claimed."),
            say("Every leave-one-out slope must have the same sign: one odd wave is no trend."),
        ),
    )


def _of_charts(language: Language) -> tuple[tuple[str, str, str], ...]:
    """What control charts do otherwise."""
    say, nhs = language.gettext, "NHS Making Data Count"
    return (
        (
            nhs,
            say("The chart judges from {n} waves on; with fewer the interval decides.").format(n=policy.CHART_WAVES),
            say("Limits of fewer points are trial limits, and our points have standard errors of their own."),
        ),
        (
            nhs,
            say("A wave that was not measured keeps its place; no run or trend reaches across it."),
            say("It may have been the wave that broke the pattern. The reference does not treat missing points."),
        ),
        (
            nhs,
            say("Direction always comes from the spec; there is no neutral indicator."),
            say("Every level says which side is better, so every special cause is improvement or concern."),
        ),
    )


def deviations(language: Language) -> tuple[tuple[str, str, str], ...]:
    """(the tool, what is done otherwise, why) for each difference."""
    return (*_of_surveys(language), *_of_trends(language), *_of_charts(language))


def limits(language: Language) -> tuple[str, ...]:
    """What the numbers must not be used for, each a sentence or two in Markdown."""
    say = language.gettext
    return (
        say(
            "**As proof of conformity or of a violation.** A verdict describes the samples that were sent in. Law "
            "enforcement needs samples drawn by procedure and tested by an accredited laboratory."
        ),
        say(
            "**To order enterprises whose rank ranges overlap**, or to pay by rank. Within the range the order is "
            "chance."
        ),
        say(
            "**As proof of a cause.** Importance, and improvement after an action, are associations; other things "
            "changed at the same time."
        ),
        say(
            "**To compare products of different sectors as equally good.** 75 points say how far each stands between "
            "its own levels, not that a car and a restaurant are alike."
        ),
        say(
            "**Beside the figures of other surveys.** Questions, scales and samples differ; only the methods are alike."
        ),
        say("**Across a break of series.** Another question or test method makes another number."),
        say(
            "**To judge single products, outlets, employees or respondents.** Estimates are about an enterprise and a "
            "category."
        ),
        say("**As a promise.** A forecast follows the pace so far; it knows no plans and no new standards."),
        say(
            "**To quote a level as law** where it is marked as our choice or as not verified. The cited "
            "standard's text decides."
        ),
        say(
            "**To find out about a rival.** Peers are blinded and rounded; working back to a single enterprise breaks "
            "the rules of use."
        ),
    )
