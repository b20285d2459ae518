"""How numbers are judged, in words a reader follows: verdicts, index, change, many cells at once."""

from benchmarks import policy
from benchmarks.progress import control_chart
from pages.parts.words.language import Language
from pages.parts.words.method import Formula, Section

_VERDICTS = (
    Formula(
        r"\text{gap}=\pm(\hat y-\text{level}),\quad t=\frac{\text{gap}}{\mathrm{se}},\quad p_\text{met}="
        r"F_{t,\mathrm{df}}\Bigl(t+\frac{\kappa t^2}{3}+\frac{\kappa^2t^3}{27}+\frac{\kappa}{6}\Bigr),\quad "
        r"\text{interval: } 0.025\le p_\text{met}\le 0.975",
        "Hall (1992), JRSS B 54; of a share the binomial tail, Clopper and Pearson (1934), Biometrika 26; of a "
        "tested mean t of the samples and normal of all else, convolved, JCGM 101:2008, 5",
    ),
    Formula(
        r"\kappa=\frac{1}{\sqrt m}\cdot\frac{m\gamma+30\gamma_\mathrm{scale}}{m+30}\cdot"
        r"\frac{t_{n-1}}{t_\mathrm{df}},\quad |\kappa|\le0.45\min\Bigl(1,\frac{t_{29}}{t_\mathrm{df}}\Bigr),\quad "
        r"m=\min\Bigl(n_\mathrm{eff},\frac{(\sum w)^2}{\sum w^2}\Bigr)",
        "γ is the skewness of the answers; of the scale: Johnson, Kotz and Balakrishnan (1995), Continuous Univariate "
        "Distributions 2, ch. 25, of counts Johnson, Kemp and Kotz (2005), 5.4; the "
        "factor of few PSUs: Korn and Graubard (1998), Survey Methodology 24",
    ),
    Formula(
        r"m=\pm(x-\text{level}):\quad m\ge w\;\text{pass},\quad 0\le m<w\;\text{conditional pass},\quad "
        r"-w\le m<0\;\text{conditional fail},\quad m<-w\;\text{fail}",
        "ILAC-G8:09/2019, 4.2.3; probability of conformity by JCGM 106:2012, 7.2",
    ),
    Formula(
        r"k_n=z_{1-0.025/n},\quad u=U/2,\quad p_\text{met}=\min\bigl(1,\,n\cdot\min_i p_i\bigr)",
        "Bonferroni, Dunn (1961), JASA 56; n counts the measurements of all laboratories",
    ),
)

_INDEX = (
    Formula(
        r"I=\frac{\sum_d w_d\,I_d}{\sum_d w_d},\qquad I_d=\frac{\sum_i w_i\,\text{score}_i}{\sum_i w_i}"
        r"\qquad\text{over what is present}",
        "OECD/JRC Handbook (2008), step 6; COINr, Aggregate and dat_thresh",
    ),
    Formula(
        rf"\text{{overall}}=\min(I,\;{policy.CAP})\quad\text{{if a mandatory floor is not met}}",
        "Stiftung Warentest (Abwertung), Euro NCAP (minimum per area)",
    ),
)


def verdicts(language: Language) -> Section:
    """met, not met, cannot tell, too few."""
    return Section(
        "verdicts",
        language.gettext("Verdicts"),
        (*_by_interval(language), *_by_sample(language)),
        _VERDICTS,
        ("test_gaps", "test_lopsided_answers", "test_test_estimates", "test_guard_bands"),
    )


def _by_interval(language: Language) -> tuple[str, ...]:
    """Verdicts on an estimate, and how its interval is made."""
    say = language.gettext
    return (
        say(
            "A gap is signed so that **positive is better than the level**, whatever the direction. **Met**: the "
            "whole {confidence} interval is at the level or better. **Not met**: all of it is worse. **Cannot "
            "tell**: anything in between. **Too few**: under {answers} answers or {samples} samples. A maker that "
            "stands exactly at a level is wrongly called not met in about one wave of forty, where few answers "
            "crowd at one end of a scale in up to one of twenty. Of a share the exact tail has to agree: "
            "Wilson's interval covers, but errs more on one side."
        ).format(
            confidence=language.percent(policy.CONFIDENCE),
            answers=policy.MIN_RESPONSES,
            samples=policy.MIN_SAMPLES,
        ),
        say(
            "The interval of a mean is as lopsided as its answers, and the verdict is that interval: the skewness "
            "κ of the mean moves both ends towards the long tail. How lopsided few answers are is itself "
            "uncertain, and looks too small just when the mean errs; so the skewness that the scale implies, that "
            "of a beta distribution with this mean and variance between its ends (of counts a negative binomial), "
            "enters like {k} more answers. Where few places were visited the interval is long because of that, and "
            "the skewness is shortened in proportion. What was weighed, and what it costs, stands in "
            "`docs/simulation.md`. Changes, comparisons, the index and its ranks are made from the same intervals."
        ).format(k=policy.SCALE_ANSWERS),
    )


def _by_sample(language: Language) -> tuple[str, ...]:
    """Verdicts on the samples behind a mandatory level, and on values without a stated uncertainty."""
    say = language.gettext
    return (
        say(
            "A **mandatory** level on a test is a rule for every sample, and a good mean must not hide a bad one. "
            "With the guard band w = U a sample passes, passes conditionally, fails conditionally or fails. Met: "
            "every sample passes. Not met: a sample is worse than the level by more than the guard band of all n, "
            "$k_n u$, however few there are: of ten samples exactly at a limit one fails by chance in every fifth "
            "wave, beyond $k_n u$ it is one wave in forty. $p_\\text{met}$ is then n times that of the worst "
            "sample, at most 1: it is there for lists of many. Pass/fail tests whose level is 100% are judged "
            "sample by sample too."
        ),
        say(
            "Where a laboratory states no U, the default of the spec counts; without one, the spread of the "
            "samples, by Student's t, from {n} samples on; without that nobody knows how sure a value is: the side "
            "of the limit it lies on is told as simple acceptance, no floor is broken by it and no index capped."
        ).format(n=policy.MIN_SAMPLES),
    )


def index(language: Language) -> Section:
    """The quality index, its cap, interval and rank."""
    say = language.gettext
    return Section(
        "index",
        say("The index, its interval and its rank"),
        (
            say(
                "Scores make a weighted mean inside each dimension, dimensions a weighted mean of all; the geometric "
                "mean is an option. What is missing hands its weight on in proportion. With less than {coverage} of "
                "the weight present nothing is rated: never 0."
            ).format(coverage=language.percent(policy.MIN_COVERAGE)),
            say(
                "**A bottom line cannot be averaged away**: a mandatory floor that is not met holds the overall score "
                "at {cap} and is named beside it. Totals of a sector count the broken floors beneath them. They are "
                "weighted by output where it is known of all, equally otherwise, and say which."
            ).format(cap=language.number(policy.CAP, 1)),
            say(
                "A mandatory level whose value nobody has read in a source is shown with its verdict and the words "
                "**not verified**; it breaks no bottom line, caps no score and makes nothing red."
            ),
            say(
                "Intervals and ranks come from {draws} simulated worlds in which every estimate moves within its own "
                "uncertainty (seed {seed}). A rank is a range: where ranges overlap the order is not settled. A bottom "
                "line broken by a hair is broken only in those worlds in which its value comes out worst, as many as "
                "the same samples, measured again, would break it in. On request every weight moves too, by up to "
                "{noise} of itself."
            ).format(
                draws=language.number(policy.DRAWS), seed=policy.SEED, noise=language.percent(policy.WEIGHT_NOISE)
            ),
        ),
        _INDEX,
        (
            *("test_floors", "test_index_arithmetic", "test_index_uncertainty", "test_index_drawn_caps"),
            *("test_index_rollup", "test_index_receipt", "test_index_robustness", "test_index_properties"),
            "test_index_coverage_simulation",
        ),
    )


def progress(language: Language) -> Section:
    """Change over the waves."""
    say = language.gettext
    return Section(
        "progress",
        say("Change: did it get better, was it us or the bar, when will it arrive?"),
        (
            say(
                "The method depends on how many comparable waves there are, and is named beside the verdict. **2 "
                "waves**: a difference test. **3 or 4**: a weighted slope, marked early. **{trend} and more**: a "
                "weighted slope over the last {trend}; a trend is claimed beyond χ² = {chi} only, and only if no "
                "single wave makes it. **{chart} and more**: a control chart (XmR). Nothing is compared across a break "
                "of the question or test method."
            ).format(
                trend=policy.TREND_WAVES,
                chi=language.number(policy.TREND_CHI_SQUARE, 4),
                chart=policy.CHART_WAVES,
            ),
            say(
                "The change of a gap is exactly what the enterprise moved plus what the bar moved. The share of the "
                "first gap that is closed has Fieller's interval, and is withheld where that gap was not clear. A "
                "forecast follows the present pace for at most {waves} waves and has an interval; else it says 'not "
                "within {waves} waves'."
            ).format(waves=policy.FORECAST_WAVES),
        ),
        (
            Formula(
                r"(x_1-b_1)-(x_0-b_0)=\underbrace{(x_1-x_0)}_{\text{moved by us}}"
                r"-\underbrace{(b_1-b_0)}_{\text{moved by the bar}}",
                say("an identity: nothing is estimated"),
            ),
            Formula(
                r"\chi^2=\left(\frac{\hat\beta}{\mathrm{se}(\hat\beta)}\right)^2>"
                rf"{policy.TREND_CHI_SQUARE},\qquad "
                r"\operatorname{sign}(\hat\beta)=\operatorname{sign}(\hat\beta_{(-k)})\;\text{for every wave }k",
                "OHID Fingertips, recent trends (PHEindicatormethods, assign_trend_markers)",
            ),
            Formula(
                rf"\bar x\pm {control_chart.LIMIT}\,\overline{{MR}}",
                "NHS Making Data Count; NHSRplotthedots 0.2.2; Wheeler, Understanding Variation",
            ),
            Formula(r"\text{closed}=\frac{x_1-x_0}{b_0-x_0}", "interval by Fieller (1954), JRSS B 16"),
        ),
        ("test_progress_methods", "test_progress_closing", "test_progress_frame", "test_progress_properties"),
    )


def many(language: Language) -> Section:
    """Many cells at once, peers, and what follows from the scores."""
    say = language.gettext
    return Section(
        "many",
        say("Many cells, few alarms; peers; what to close first"),
        (
            say(
                "Who looks at many cells finds red ones by chance. A list of changes carries q-values: cut at {q}, "
                "that share of the list may be false. Beside a sector's red cells stands how many chance would make, "
                "and how many stay red at that cut."
            ).format(q=language.percent(policy.FALSE_DISCOVERY)),
            say(
                "**Peers** are blinded: whole points, sorted, shown only with {n} other enterprises or more of which "
                "no two make over {share} of the output. A gap to the peers' median uses their uncertainty too."
            ).format(n=policy.MIN_PEERS, share=language.percent(policy.MAX_TOP_TWO)),
            say(
                "**What to close first** is what the index would gain if the indicator stood at its next level. "
                "**Contradictions** compare what consumers say with what the laboratory finds, with the probability "
                "that they stand on different sides of the benchmark. **Importance** is each rating's share of the "
                "explained variance of overall satisfaction, from {n} complete answers on: an association, not a cause."
            ).format(n=policy.MIN_COMPLETE_RESPONSES),
        ),
        (
            Formula(
                r"q_{(i)}=\min_{j\ge i}\frac{m\,p_{(j)}}{j}",
                "Benjamini and Hochberg (1995), JRSS B 57",
            ),
            Formula(
                r"\text{share}_k=\frac{1}{v!}\sum_\text{orders}"
                r"\bigl[R^2(\text{before }k\cup k)-R^2(\text{before }k)\bigr]",
                "Lindeman, Merenda and Gold (1980); Grömping (2006), Journal of Statistical Software 17 (relaimpo)",
            ),
        ),
        (
            *("test_false_alarms", "test_peer_gaps", "test_index_priorities", "test_index_contradictions"),
            "test_importance",
        ),
    )
