"""Every constant that is a choice, with its reason and source. Changing one changes published numbers: say so in the
changelog. A new one is one more line: the table of the method page and docs/method.md read what stands here.
"""

from dataclasses import dataclass
from typing import TypeVar

Number = TypeVar("Number", int, float)


@dataclass(frozen=True)
class Choice:
    """A constant: its value, the reason for it, what it is taken from, the subject it belongs to; in English."""

    value: int | float
    why: str
    source: str
    group: str

    @property
    def written(self) -> str:
        """The value in six digits at most, a whole number in full."""
        return f"{self.value:.6g}" if isinstance(self.value, float) else str(self.value)


_MADE: list[Choice] = []


def choice(value: Number, why: str, source: str, group: str) -> Number:
    """The plain value (another type would widen arrays of single precision); the rest is kept for `choices`."""
    _MADE.append(Choice(value, why, source, group))
    return value


def choices() -> dict[str, Choice]:
    """Every constant of this file by name, in its order; a number that is no choice is refused with a ValueError."""
    names = [name for name, value in globals().items() if name.isupper() and isinstance(value, int | float)]
    return dict(zip(names, _MADE, strict=True))


def messages() -> tuple[str, ...]:
    """Subjects, reasons and sources, once each: what a reader sees in words."""
    return tuple(dict.fromkeys(text for each in _MADE for text in (each.group, each.why, each.source)))


VERDICTS = "estimates and verdicts"
INDEX = "index, ranks and what follows from them"
PROGRESS = "progress"
DISCLOSURE = "disclosure"
RAKING = "raking"
GOVERNANCE = "checks, draws and tiers"
FIELDWORK = "fieldwork"
HEADLINE = "headline figures"
INNOVATION = "projects and what worked"

CONFIDENCE = choice(0.95, "the usual level of public benchmarking", "Fingertips, NHS, J.D. Power practice", VERDICTS)
MIN_RESPONSES = choice(
    30, "fewer answers and a survey verdict is withheld", "NCHS presentation standards 2017", VERDICTS
)
MIN_SAMPLES = choice(
    3,
    "fewer samples and a test verdict is withheld, unless one of them breaks a mandatory level",
    "editorial",
    VERDICTS,
)
COVERAGE_FACTOR = choice(
    2.0, "laboratories state the expanded uncertainty U with k = 2", "JCGM 100:2008, 6.3", VERDICTS
)
CENSORED_SHARE_OF_LIMIT = choice(
    0.5, "a value below detection enters at half the limit", "EPA QA/G-9S, substitution", VERDICTS
)
SCALE_ANSWERS = choice(
    30,
    "answers that the skewness implied by a scale is worth beside that of the answers themselves",
    "simulation, docs/simulation.md",
    VERDICTS,
)
MAX_SKEWNESS = choice(
    0.45,
    "largest skewness of a mean that is corrected for: beyond it the transform turns and intervals are of any length",
    "simulation, docs/simulation.md",
    VERDICTS,
)
NORMAL_FROM_DF = choice(
    1000,
    "above this many degrees of freedom t and normal differ by less than 0.0003 in the limits",
    "arithmetic",
    VERDICTS,
)
EN_LIMIT = choice(
    1.0, "laboratories differ beyond it: their expanded uncertainties do not explain it", "ISO 13528, 9.7", VERDICTS
)
Z_WARNING = choice(2.0, "|z| of a laboratory from which on it is warned", "ISO 13528, 9.4", VERDICTS)
Z_ACTION = choice(3.0, "|z| of a laboratory from which on it is no longer comparable", "ISO 13528, 9.4", VERDICTS)
MOST_CONDITIONAL = choice(
    1 / 3, "a laboratory that leaves more of its samples undecided cannot decide", "editorial", VERDICTS
)
WIDEST_U = choice(
    1 / 3,
    "a laboratory whose U is more of what lies between floor and benchmark does not tell them apart",
    "editorial",
    VERDICTS,
)
MIN_LABORATORIES = choice(
    5, "fewer and no robust consensus is formed: a median of four is two of them", "editorial", VERDICTS
)
MIN_CAPABILITY_SAMPLES = choice(
    10, "at 5 samples the interval of a Ppk of 1.33 is 0.36 to 2.30", "ISO 22514-4", VERDICTS
)

MIN_COVERAGE = choice(
    2 / 3, "less of the weight present and a score is not rated", "COINr's dat_thresh, same example value", INDEX
)
MIN_WAVE_COVERAGE = choice(
    2 / 3,
    "a wave that measured less of what the last whole one did is not what screens start with",
    "as MIN_COVERAGE",
    INDEX,
)
CAP = choice(
    59.9,
    "a mandatory floor not met keeps the overall score under the 60 of a floor",
    "Stiftung Warentest, Euro NCAP",
    INDEX,
)
DRAWS = choice(
    1000,
    "simulated worlds behind each interval: the 2.5 % quantile is then good to 0.5 percentage points",
    "arithmetic",
    INDEX,
)
SEED = choice(20260101, "any number; published so that every simulated figure can be made again", "editorial", INDEX)
WEIGHT_NOISE = choice(
    0.25, "weights perturbed by up to 25 % of themselves, where asked for", "COINr, sensitivity vignette", INDEX
)
RESPONDENT_CORRELATION = choice(
    0.5, "errors of indicators answered by the same people: halo; 0.6 is suspect", "editorial", INDEX
)
BEST = choice(3, "the chance of a place among the best three is published beside the rank", "editorial", INDEX)
MIN_COMPLETE_RESPONSES = choice(
    50, "complete answers before importance is computed; the other rule asks for 10 a predictor", "editorial", INDEX
)
RESPONSES_PER_ITEM = choice(
    10, "complete answers a rating item before importance is computed", "Harrell 2015, section 4.4", INDEX
)
EXACT_SHAPLEY_ITEMS = choice(
    12, "2^12 subset fits take milliseconds; above, Johnson's relative weights", "anchor: relaimpo", INDEX
)
BOOTSTRAPS = choice(500, "resamples of whole PSUs behind an interval of importance", "editorial", INDEX)
MIN_RESAMPLED_PSUS = choice(
    10, "fewer PSUs beyond one a stratum cannot be resampled", "Cameron and Miller 2015 ask for more", INDEX
)
FALSE_DISCOVERY = choice(
    0.05, "share of false alarms tolerated in a list of red cells", "Benjamini and Hochberg 1995", INDEX
)

TREND_WAVES = choice(
    5, "waves the trend looks at; fewer than 5 are an early slope", "Fingertips, recent trends", PROGRESS
)
TREND_CHI_SQUARE = choice(
    9.5495, "99.8 % of chi2 with 1 df: a trend is claimed only beyond it", "Fingertips, recent trends", PROGRESS
)
CHART_WAVES = choice(12, "from here on limits are no longer trial limits", "NHS Making Data Count", PROGRESS)
FORECAST_WAVES = choice(
    8, "waves ahead that a pace is followed: four years of half-years; further is fiction", "editorial", PROGRESS
)
CLOSED_FROM_SE = choice(
    4,
    "standard errors of a first gap from which a share of it is told: a smaller one makes any share",
    "editorial",
    PROGRESS,
)
ON_PACE = choice(0.8, "chance from which a target is on pace; at the rest of 1 it is not", "editorial", PROGRESS)
POWER = choice(0.8, "share of true changes that a planned wave is to show", "Cohen 1988, the usual value", PROGRESS)

ALLOCATION_PRIOR = choice(
    30, "answers that the makers' mean spread is worth beside a maker's own", "editorial", FIELDWORK
)
PSU_TAKE = choice(
    20, "interviews asked of one sampling point, about all makers: more add little", "Kish 1965, 8.3", FIELDWORK
)
LOOK_FAST = choice(
    1 / 3, "of the median time: a faster interview is one to look at", "Rossmann 2010; practice of panels", FIELDWORK
)
LOOK_ALIKE = choice(3, "ratings that have to be alike before they are one straight line", "editorial", FIELDWORK)
LOOK_FROM = choice(7, "o'clock from which interviews are held", "editorial", FIELDWORK)
LOOK_UNTIL = choice(22, "o'clock until which interviews are held", "editorial", FIELDWORK)

MIN_PEERS = choice(
    5, "fewer other enterprises and no distribution is shown", "threshold rule, OECD glossary: 3 or 5", DISCLOSURE
)
MAX_TOP_TWO = choice(
    0.85, "two others above this share of their output dominate the group", "(n, k) = (2, 85) rule, OECD", DISCLOSURE
)
MIN_CELL = choice(
    5,
    "fewer survey answers and their result is not shown below administrators",
    "threshold rule, as MIN_PEERS",
    DISCLOSURE,
)

RAKE_ROUNDS = choice(200, "passes over the margins before it is said that weights do not settle", "editorial", RAKING)
RAKE_TOLERANCE = choice(
    1e-09, "largest distance of a weighted share from its margin at which weights are settled", "editorial", RAKING
)
TRIM_LOW = choice(0.2, "times the mean weight: the inverse of the cap", "DeBell and Krosnick 2009, ANES", RAKING)
TRIM_HIGH = choice(5.0, "times the mean weight: no answer weighs more", "DeBell and Krosnick 2009, ANES", RAKING)

DRAW_RESERVE = choice(
    0.2,
    "least share of a draw that is random: failures found per 100 lots fall from 11.2 to 10.3",
    "simulation",
    GOVERNANCE,
)
DRAW_T1 = choice(0.5, "times as often as the middle: the tier with the fewest failures", "editorial", GOVERNANCE)
DRAW_T2 = choice(1.0, "the middle, and whoever has no tier", "editorial", GOVERNANCE)
DRAW_T3 = choice(2.0, "times as often as the middle", "editorial", GOVERNANCE)
DRAW_T4 = choice(4.0, "times as often as the middle: the tier with the most failures", "editorial", GOVERNANCE)
DRAW_FLOOR = choice(
    0.25, "times the even chance: no maker is left alone for good, whatever its tier", "editorial", GOVERNANCE
)
DRAW_CEILING = choice(0.9, "highest chance by tier: no maker knows that it will be visited", "editorial", GOVERNANCE)
DRAW_MONTHS = choice(6, "months in which no maker is drawn twice for the same", "SAMR Order 18, art. 8", GOVERNANCE)
TIER_MONTHS = choice(36, "months of lots that a tier looks back on; older ones are forgotten", "editorial", GOVERNANCE)
TIER_EDGE_1 = choice(0.05, "share of lots failing within which a maker is in T1", "editorial", GOVERNANCE)
TIER_EDGE_2 = choice(0.12, "share of lots failing beyond which a maker is in T3", "editorial", GOVERNANCE)
TIER_EDGE_3 = choice(0.25, "share of lots failing beyond which a maker is in T4", "editorial", GOVERNANCE)
TIER_P = choice(
    0.8,
    "chance of being beyond an edge from which on a tier is proposed: of unchanged makers 6 % move, not 35 %",
    "simulation, docs/simulation.md",
    GOVERNANCE,
)
TIER_LOTS = choice(
    5, "fewer lots and no tier is proposed: of three, 38 % of those named belong there", "simulation", GOVERNANCE
)
TIER_VALID_MONTHS = choice(12, "months a decided tier lasts at most", "editorial", GOVERNANCE)
PRIOR_LOTS = choice(10, "lots that what is known of others is worth at most", "editorial", GOVERNANCE)
PRIOR_MAKERS = choice(3, "fewer other makers tell nothing of a maker", "editorial", GOVERNANCE)
SEVERE_SAFETY = choice(1.0, "of one failure: safety counts in full", "editorial", GOVERNANCE)
SEVERE_PERFORMANCE = choice(0.5, "of one failure, and of one whose kind is not said", "editorial", GOVERNANCE)
SEVERE_LABEL = choice(0.25, "of one failure of a label", "editorial", GOVERNANCE)
YOUNG_YEARS = choice(10, "years from its founding in which a maker is called young", "editorial", GOVERNANCE)
MIN_LOTS = choice(20, "fewer lots and a headline figure is withheld", "CPSC NEISS, CDC WISQARS: 20 cases", HEADLINE)
MAX_CV = choice(
    0.3,
    "standard error over the smaller of a share and its rest, from which a headline figure is withheld",
    "CPSC NEISS: coefficient of variation above 30 %",
    HEADLINE,
)
MIN_MAKERS = choice(
    6, "fewer makers behind a headline figure and it is withheld", "as MIN_PEERS: five others", HEADLINE
)

POOLED_ACTIONS = choice(3, "fewer effects are listed and not pooled", "editorial", INNOVATION)
SMALL_STUDY_ACTIONS = choice(
    10, "effects from which on small studies are asked about", "Sterne et al. 2011, BMJ 343", INNOVATION
)
SMALL_STUDY_P = choice(0.1, "level of that test", "Begg and Mazumdar 1994", INNOVATION)
