"""How weights are moved to the population's margins, in words a reader follows."""

from benchmarks import policy
from pages.parts.words.language import Language
from pages.parts.words.method import Formula, Section


def weights(language: Language) -> Section:
    """Raking and trimming."""
    say = language.gettext
    return Section(
        "weights",
        say("Weights, raked to the population"),
        (
            say(
                "A survey file may come with **margins**: the population's shares by age, region or class. Its weights "
                "are then raked: moved to one margin after the other, round after round, until every weighted share is "
                "the population's. Of all weights that agree with the margins these are the closest to those sent. "
                "Their sum T stays; m is the margin's share for the value v of a response."
            ),
            say(
                "Weights beyond {low:g} to {high:g} times their mean are trimmed and raked again: a few respondents "
                "must not decide a number. If after {rounds} rounds margins and trimming do not hold together, the "
                "batch says by how much a margin is missed. It keeps the margins, the rounds, the trimmed weights and "
                "the effective number of responses before and after."
            ).format(low=policy.TRIM_LOW, high=policy.TRIM_HIGH, rounds=policy.RAKE_ROUNDS),
            say(
                "The variance takes raked weights as given, which overstates it a little where the margins explain the "
                "answers: the cautious side. Raking makes up only for what the margins tell apart; it does not turn "
                "volunteers into a random sample."
            ),
        ),
        (
            Formula(
                r"w_i\leftarrow w_i\,\frac{T\,m_{v(i)}}{\sum_{j:\,v(j)=v(i)}w_j},\qquad T=\sum w_j",
                "Deming and Stephan (1940), Annals of Mathematical Statistics 11; Deville, Särndal and Sautory (1993), "
                "JASA 88; R survey, rake",
            ),
            Formula(
                rf"{policy.TRIM_LOW:g}\,\bar w\le w_i\le {policy.TRIM_HIGH:g}\,\bar w,\qquad "
                r"n_\mathrm{eff}=\frac{(\sum w)^2}{\sum w^2}",
                "DeBell and Krosnick (2009), ANES weighting; Kish (1965), Survey Sampling, 11.7",
            ),
        ),
        ("test_raking",),
    )
