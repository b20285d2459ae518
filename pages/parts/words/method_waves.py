"""How a wave is asked and watched, when it is shown and to whom, in words a reader follows."""

from benchmarks import policy
from pages.parts.words.language import Language
from pages.parts.words.method import Formula, Section


def waves(language: Language) -> Section:
    """States, coverage, replies."""
    say = language.gettext
    return Section(
        "waves",
        say("Waves are published"),
        (
            say(
                "A wave of a sector is **open** (its association and administrators see it), **in preview** until a "
                "day (each maker sees its own results too, without those of others) or **published**. The state "
                "follows from decisions, each kept with author, moment and reason, and from the day; a preview ends by "
                "itself. Where nobody ever decided in a sector everything is shown as it is loaded; from the first "
                "decision on older waves stay shown and newer ones wait."
            ),
            say(
                "**Coverage** is the share of expected results that are measured: enterprise × category × source, as "
                "far as the last whole wave measured them and the enterprise is still registered. Screens start at the "
                "newest published wave with {share:.0%} or more."
            ).format(share=policy.MIN_WAVE_COVERAGE),
            say(
                "While a wave is in preview a maker may **reply** to its own results. The newest reply stands beside "
                "the result for all who see it by name, in files too, and stays there once the wave is published."
            ),
        ),
        (),
        ("test_waves", "test_wave_coverage"),
    )


def planning(language: Language) -> Section:
    """How many responses, whom to ask where, and what to ask next."""
    say = language.gettext
    return Section(
        "planning",
        say("How many responses do we need?"),
        (
            say(
                "So many per enterprise and wave that a true change of d between two independent waves of that size is "
                "shown with the power asked for (80%: in four of five cases), by the last wave's spread s and design "
                "effect."
            ),
            say(
                "**A budget is divided** so that the worst change that shows is the same for every maker: by the "
                "variance of its most uncertain indicator in points of the ladder, drawn to the sector's mean where "
                "few answers tell it. Inside a maker a stratum gets interviews by its size W and spread S over the "
                "root of its cost, two sampling points at least; points are drawn systematically, by their size, "
                "from words that fix the draw. In simulated rounds the change shows as often as promised, within 3 "
                "points of 80%."
            ),
            say(
                "**What to ask next**: an open verdict lies g from its level with a variance v from n answers. m more "
                "can still move the estimate by t and leave the standard error s, so that their chance to decide is "
                "known beforehand; of each verdict so many are bought that it is 80%. The list takes what decides most "
                "of the board for its money, bottom lines first. In simulated rounds at least the share that it "
                "promises is decided. A sample of a mandatory level in its guard band is decided by no number."
            ),
        ),
        (
            Formula(
                r"n=\frac{2\,(z_{0.975}+z_{\text{power}})^2\,s^2\,\mathrm{deff}}{d^2}",
                "Chow, Shao and Wang (2008), Sample Size Calculations in Clinical Research, 3.2; deff: Kish (1965)",
            ),
            Formula(
                r"n_h\propto\frac{W_h S_h}{\sqrt{c_h}},\qquad \pi_i=m\,\frac{M_i}{\sum_j M_j}",
                "Neyman (1934), Journal of the Royal Statistical Society 97; Cochran (1977), Sampling Techniques, 5.5",
            ),
            Formula(
                r"P=\Phi\!\left(\frac{|g|-z s}{t}\right)+\Phi\!\left(\frac{-|g|-z s}{t}\right),"
                r"\qquad s^2=\frac{v}{n+m},\quad t^2=\frac{v}{n}-\frac{v}{n+m}",
                "Spiegelhalter, Abrams and Myles (2004), 6.5; the list: Nemhauser, Wolsey and Fisher (1978)",
            ),
        ),
        ("test_planner", "test_allocation", "test_deciding"),
    )


def fieldwork(language: Language) -> Section:
    """The questions, the counts of a running round, its response rate."""
    say = language.gettext
    return Section(
        "fieldwork",
        say("A round is asked"),
        (
            say(
                "The spec holds each question, its answers and its place in the order, and every batch of answers says "
                "which question it was given to. A **changed question**, scale or order starts a new series at the "
                "wave that asked it first: across that line nothing is compared."
            ),
            say(
                "While a round runs, its interviews are **counted** and never estimated: no answer of an interim file "
                "is kept. The **forecast** is what is in plus the days left times the pace so far; its interval "
                "takes the spread of the days, at least that of chance, and how uncertain the pace is. Who misses the "
                "plan with the whole interval falls behind."
            ),
            say(
                "Where contacts have an outcome the **response rate** is told by AAPOR's definitions, and R says how "
                "alike the strata respond: 1 is the same everywhere. Where they differ beyond chance, margins to "
                "**rake to the contacts** are offered with the design effect that the weights will cost. Interviews "
                "that are too fast, without a change of answer ({alike} ratings or more), doubled, or before {first} "
                "or after {last} o'clock are listed **to look at** by the interviewer's code; none is dropped by "
                "itself."
            ).format(alike=policy.LOOK_ALIKE, first=policy.LOOK_FROM, last=policy.LOOK_UNTIL),
        ),
        (
            Formula(
                r"\hat N=N+d\,\bar x,\qquad \mathrm{se}^2=d\,s^2+\frac{d^2 s^2}{D},\quad s^2\ge\bar x",
                "prediction of the sum of d further days from D days, for counts at least as spread as Poisson's",
            ),
            Formula(
                r"\mathrm{RR1}=\frac{I}{I+P+R+\mathit{NC}+O+\mathit{UH}+\mathit{UO}},\qquad R=1-2\,S(\hat\rho)",
                "AAPOR Standard Definitions (2023); Schouten, Cobben and Bethlehem (2009), Survey Methodology 35",
            ),
        ),
        ("test_tracking", "test_rates", "test_changed_questions"),
    )
