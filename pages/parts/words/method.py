"""How numbers are made, in words a reader follows: one source for the method page and for docs/method.md."""

import re
from dataclasses import dataclass

from benchmarks import policy
from pages.parts.words.language import Language


@dataclass(frozen=True)
class Formula:
    """LaTeX without delimiters, and where it comes from, quoted as it stands."""

    latex: str
    source: str


@dataclass(frozen=True)
class Section:
    """A step of the method: paragraphs in Markdown, formulas, and the spec tests (file names) that work it out."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    formulas: tuple[Formula, ...] = ()
    examples: tuple[str, ...] = ()


def ladder(language: Language) -> Section:
    """Floor, benchmark, frontier: 60, 80, 100 points."""
    say = language.gettext
    return Section(
        "ladder",
        say("One ladder for everything"),
        (
            say(
                "Every indicator has three levels. The **floor** stands at 60 points, the **benchmark** at 80, the "
                "**frontier** at 100, so that an emission and a satisfaction rating can be read side by side. Between "
                "levels the score is linear; below the floor the slope of floor to benchmark goes on down to 0; above "
                "the frontier it stays at 100. Turned over where lower is better."
            ),
            say(
                "A level counts for a wave if it was in force on the wave's first day. A tightened standard moves the "
                "bar from its date on and never rewrites the past. Where levels coincide, the highest one reached "
                "counts; where all three do (pass or fail), the score is 100 when met and 60 × the share conforming "
                "below."
            ),
        ),
        (
            Formula(
                r"""\text{score}(x)=\begin{cases}60+20\,\dfrac{x-f}{b-f} & x<b\\[2ex]
80+20\,\dfrac{x-b}{t-b} & b\le x<t\\[2ex] 100 & x\ge t\end{cases}\qquad 0\le\text{score}\le 100""",
                say(
                    "goalposts of the OECD/JRC handbook on composite indicators (2008), with three posts instead of two"
                ),
            ),
        ),
        ("test_index_ladder",),
    )


_GIVEN = Formula(
    r"\hat y=\frac{Y_1+Y_2}{W_1+W_2},\qquad \widehat{\mathrm{var}}(\hat y)=\frac{1}{(W_1+W_2)^2}"
    r"\sum_k\left(a_k-2\hat y\,b_k+\hat y^2c_k\right)",
    "sums of independent samples: Cochran (1977), Sampling Techniques, 5.2",
)


def _given(language: Language) -> str:
    """Of sums that another association gives."""
    return language.gettext(
        "**Sums of another association** stand for its answers: of each result the counts and sums over its "
        "strata that mean and variance need, and none of fewer than 5 answers. Samples that were drawn apart "
        "are independent, so that these sums add up to the estimate and the interval of all answers together. "
        "What needs single answers goes on with our own: cuts, importance, and what two waves of one sample "
        "have in common."
    )


def survey(language: Language) -> Section:
    """Means of survey answers."""
    say = language.gettext
    return Section(
        "survey",
        say("Survey estimates"),
        (
            say(
                "The estimate is the weighted mean of the answers given; a missing answer leaves both sums and is "
                "counted beside the number. Its variance follows the design: strata, sampling points (PSUs) drawn with "
                "replacement, and weights. A PSU without a customer of the enterprise still counts, with zero."
            ),
            say(
                "The interval is Student's t with as many degrees of freedom as PSUs less strata. A stratum with a "
                "single PSU is centred at the grand mean, and flagged. **deff** says how much larger the variance is "
                "than that of a simple random sample; **n_eff** = n / deff. With ŷ the mean, W the sum of weights, "
                "$n_h$ the PSUs of stratum h and z the PSU totals of w (y − ŷ):"
            ),
            _given(language),
        ),
        (
            Formula(
                r"\hat y=\frac{\sum w_i y_i}{\sum w_i},\qquad \widehat{\mathrm{var}}(\hat y)=\frac{1}{W^2}"
                r"\sum_h\frac{n_h}{n_h-1}\sum_{p\in h}\left(z_{hp}-\bar z_h\right)^2",
                "R survey, svymean of svydesign(nest = TRUE), Taylor linearisation; Lumley (2010), Complex Surveys",
            ),
            Formula(
                r"\hat y\pm t_{0.975,\,\mathrm{df}}\;\mathrm{se},\qquad "
                r"\mathrm{deff}=\frac{\widehat{\mathrm{var}}(\hat y)}{s^2/n},\qquad "
                r"n_\mathrm{eff}=\frac{n}{\mathrm{deff}}",
                'R survey, confint and deff = "replace"; Kish (1965), Survey Sampling',
            ),
            Formula(
                r"\widehat{\mathrm{var}}(\hat y_1-\hat y_2)=\mathrm{se}_1^2+\mathrm{se}_2^2-2\,\widehat{\mathrm{cov}}",
                say("two results that share PSUs: R survey, svycontrast of svyby(..., covmat = TRUE)"),
            ),
            _GIVEN,
        ),
        ("test_survey_estimates", "test_differences", "test_given_sums"),
    )


def shares(language: Language) -> Section:
    """Shares, counts of problems, promoters minus detractors."""
    say = language.gettext
    return Section(
        "shares",
        say("Shares, problems per 100, promoters"),
        (
            say(
                "A share has Wilson's interval, with the effective sample size cut at that of the weights and made "
                "smaller where few PSUs leave deff itself uncertain. It never has zero width and never leaves 0 to 1: "
                "20 of 20 is 83.9% to 100%."
            ),
            say(
                "**Promoters minus detractors** is a difference of two shares that exclude each other, so their "
                "covariance enters. **Problems per 100** are 100 × the mean count; a count of 0 has the exact Poisson "
                "limit. Where all answers of a mean agree there is no variance to estimate: Wilson's limit says which "
                "share answers so at least, and the rest may stand at either end of the scale. Where only the sampling "
                "points agree, the interval is that of a simple random sample."
            ),
        ),
        (
            Formula(
                r"\frac{p+\frac{z^2}{2m}\pm\sqrt{\frac{z^2p(1-p)}{m}+\frac{z^4}{4m^2}}}{1+\frac{z^2}{m}},\qquad "
                r"m=\min\Bigl(n_\mathrm{eff},\frac{(\sum w)^2}{\sum w^2}\Bigr)"
                r"\left(\frac{t_{n-1}}{t_\mathrm{df}}\right)^2",
                "Wilson (1927), JASA 22; Korn and Graubard (1998), Survey Methodology 24; NCHS presentation standards "
                "(2017)",
            ),
            Formula(
                r"p-q-\sqrt{(p-l_p)^2+(u_q-q)^2-2r(p-l_p)(u_q-q)}\quad\text{to}\quad "
                r"p-q+\sqrt{(u_p-p)^2+(q-l_q)^2-2r(u_p-p)(q-l_q)}",
                "Zou and Donner (2008), Statistics in Medicine 27; Newcombe (1998), method 10",
            ),
            Formula(r"0\;\text{to}\;\chi^2_{0.975,\,2}\,/\,2n", "Garwood (1936), Biometrika 28"),
        ),
        ("test_survey_estimates",),
    )


def tests(language: Language) -> Section:
    """Laboratory results."""
    say = language.gettext
    return Section(
        "tests",
        say("Laboratory tests"),
        (
            say(
                "The estimate is the mean of the samples. Its uncertainty adds the spread between samples and the "
                "uncertainty of each laboratory, which is common to all its samples and so does not shrink with their "
                "number: U is the expanded uncertainty with k = {k:g}. c is a measurement's weight in the mean."
            ).format(k=policy.COVERAGE_FACTOR),
            say(
                "A value below the limit of detection L enters at half of L and may lie anywhere from 0 to L; the "
                "share of such values is shown. Laboratories are compared before their values share an estimate: by "
                "$E_n$ on shared samples (at most {en:g}), and by a robust z score (a warning above {warn:g}, not "
                "comparable from {act:g}) from {labs} laboratories on."
            ).format(en=policy.EN_LIMIT, warn=policy.Z_WARNING, act=policy.Z_ACTION, labs=policy.MIN_LABORATORIES),
            say("Ppk is shown from {n} samples on, and withheld below: its interval would say nothing.").format(
                n=policy.MIN_CAPABILITY_SAMPLES
            ),
        ),
        (
            Formula(
                r"u^2=\frac{s^2}{n}+\sum_\text{labs}\Bigl(\sum c_i\frac{U_i}{2}\Bigr)^2"
                r"+\frac{\bigl(\sum c_iL_i\bigr)^2}{12}",
                "JCGM 100:2008 (GUM), 5.2, 4.3.7 and, for the degrees of freedom, G.4 (Welch-Satterthwaite); the "
                "interval is t of s convolved with the normal of all else, JCGM 101:2008, 5",
            ),
            Formula(
                r"E_n=\frac{x-X}{\sqrt{U_\mathrm{lab}^2+U_\mathrm{ref}^2}},\qquad z=\frac{D-D^*}{s^*}",
                "ISO 13528:2022, 9.7 and 9.4; D* and s* by Algorithm A, C.3.1",
            ),
            Formula(
                r"P_{pk}=\frac{|\bar x-\text{floor}|}{3s}\;\pm\;z\sqrt{\frac{1}{9n}+\frac{P_{pk}^2}{2(n-1)}}",
                "ISO 22514-4; Bissell (1990), Applied Statistics 39",
            ),
        ),
        ("test_test_estimates", "test_censored_values", "test_laboratories", "test_capability"),
    )


def written(latex: str, language: Language) -> str:
    """A formula with the words in it in the reader's language."""
    say = language.gettext
    words = {
        **{"score": say("score"), "labs": say("laboratories"), "floor": say("floor"), "gap": say("gap")},
        **{"level": say("level"), "met": say("met"), "pass": say("pass"), "fail": say("fail"), "to": say("to")},
        **{"conditional pass": say("conditional pass"), "conditional fail": say("conditional fail")},
        **{"over what is present": say("over what is present"), "overall": say("overall"), "power": say("power")},
        "if a mandatory floor is not met": say("if a mandatory floor is not met"),
        **{"moved by us": say("moved by us"), "moved by the bar": say("moved by the bar"), "closed": say("closed")},
        **{"for every wave ": say("for every wave "), "share": say("share"), "orders": say("orders")},
        **{"before ": say("before "), "interval: ": say("interval: ")},
    }
    return re.sub(r"\\text\{([^}]*)\}", lambda found: rf"\text{{{words[found[1]]}}}", latex)
