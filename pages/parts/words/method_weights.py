"""How weights are moved to the population's margins, and results cut into parts, in words a reader follows."""

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


_CUTS = (
    Formula(
        r"\mathrm{se}^2(\hat y_p-\hat y_r)=\mathrm{se}_p^2+\mathrm{se}_r^2-2\,\mathrm{cov},\qquad "
        r"\mathrm{cov}=\sum_h\frac{n_h}{n_h-1}\Bigl(\sum_i z_{pi}z_{ri}-\frac{Z_{ph}Z_{rh}}{n_h}\Bigr)",
        "R survey, svyby(..., covmat = TRUE) and svycontrast",
    ),
    Formula(
        r"s_p^2=\frac{m}{m-1}\sum_i z_{pi}^2,\qquad \mathrm{se}^2(\bar y_p-\bar y_r)=s_p^2+s_r^2-2\,\mathrm{cov}"
        r"+\sum_l(a_{pl}-a_{rl})^2,\qquad a_{pl}=\sum_{j\in l}c_jU_j/2",
        "JCGM 100:2008, 5.2; JCGM 101:2008, 5",
    ),
    Formula(
        r"\sum w_1x_1-\sum w_0x_0=\sum w_0(x_1-x_0)+\sum x_0(w_1-w_0)+\sum(w_1-w_0)(x_1-x_0)",
        "Kitagawa (1955), JASA 50",
    ),
)


def cuts(language: Language) -> Section:
    """Parts of a facet, each held against all else."""
    say = language.gettext
    return Section(
        "cuts",
        say("Where a gap sits"),
        (
            say(
                "Results are cut by what respondents, products and enterprises are: the **facets** of the spec. "
                "A part is a domain of the whole survey, as an enterprise is: sampling points without a member of it "
                "still count. What no register or list of products knows is a part of its own, unknown. A facet cuts "
                "results and enters no score."
            ),
            say(
                "A part is compared with **all else**, not with the whole it is in. Both are met in the same sampling "
                "points, so the standard error of the difference has their covariance. Positive is better, whichever "
                "way the indicator points. A difference is told as one only if its interval leaves 0 out and it stays "
                "among all parts shown at {share:.0%} false alarms (Benjamini-Hochberg)."
            ).format(share=policy.FALSE_DISCOVERY),
            say(
                "**Tests** are cut by what products and enterprises are. Samples of a part are held against all other "
                "samples; over all enterprises together each enterprise counts once as drawn, however many samples it "
                "has. What enterprises with samples in both parts share goes out of the difference, and what is unsure "
                "of one laboratory that tested both; who was tested for the indicator counts, part by part."
            ),
            say(
                "**No cut tells of a few.** A part over all enterprises needs six of them that are not the reader's "
                "own, and none may follow by taking parts off the whole. All facets are cut in the order of the spec, "
                "then every two crossed: each cut leaves out what, added to and taken off all that was told before, "
                "would isolate one enterprise or a part of too few. Parts of fewer than {few} answers are blank, and "
                "the next smallest with them."
            ).format(few=policy.MIN_CELL),
            say(
                "The change of a whole from wave to wave is split into what moved **inside** the parts, what another "
                "**mix** of them moved, and both together; w is the share of a part, x its value."
            ),
        ),
        _CUTS,
        ("test_cuts", "test_tested_cuts", "test_cut_disclosure"),
    )
