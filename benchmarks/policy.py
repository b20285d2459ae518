"""Every constant that is a choice, with its source. Changing one changes published numbers: say so in the changelog."""

# --- estimates and verdicts
CONFIDENCE = 0.95  # the usual level of public benchmarking (Fingertips, NHS, J.D. Power practice)
MIN_RESPONSES = 30  # fewer answers and a survey verdict is withheld; NCHS presentation standards use 30 (2017)
MIN_SAMPLES = 3  # fewer samples and a test verdict is withheld, unless one of them breaks a mandatory level
COVERAGE_FACTOR = 2.0  # laboratories state the expanded uncertainty U with k = 2 (JCGM 100:2008, 6.3)
CENSORED_SHARE_OF_LIMIT = 0.5  # a value below detection enters at half the limit (EPA QA/G-9S, substitution)
NORMAL_FROM_DF = 1000  # above this many degrees of freedom t and normal differ by less than 0.0003 in the limits
EN_LIMIT = 1.0  # laboratories differ beyond it: their expanded uncertainties do not explain it (ISO 13528, 9.7)
Z_WARNING, Z_ACTION = 2.0, 3.0  # |z| of a laboratory: a warning, and no longer comparable (ISO 13528, 9.4)
MIN_LABORATORIES = 5  # fewer and no robust consensus is formed: a median of four is two of them [editorial]
MIN_CAPABILITY_SAMPLES = 10  # at 5 samples the interval of a Ppk of 1.33 is 0.36 to 2.30 (ISO 22514-4)

# --- index, ranks and what follows from them
MIN_COVERAGE = 2 / 3  # less of the weight present and a score is not rated (COINr's dat_thresh, same example value)
CAP = 59.9  # a mandatory floor not met keeps the overall score under the 60 of a floor (Stiftung Warentest, Euro NCAP)
DRAWS = 1000  # simulated worlds behind each interval: the 2.5 % quantile is then good to 0.5 percentage points
SEED = 20260101  # any number; published so that every simulated figure can be made again
WEIGHT_NOISE = 0.25  # weights perturbed by up to 25 % of themselves, where asked for (COINr, sensitivity vignette)
RESPONDENT_CORRELATION = 0.5  # errors of indicators answered by the same people: halo; 0.6 is suspect [editorial]
BEST = 3  # the chance of a place among the best three is published beside the rank [editorial]
MIN_COMPLETE_RESPONSES = (
    50  # complete answers before importance is computed [editorial: 10 a predictor is the other rule]
)
RESPONSES_PER_ITEM = 10  # complete answers a rating item before importance is computed (Harrell 2015, section 4.4)
EXACT_SHAPLEY_ITEMS = 12  # 2^12 subset fits take milliseconds; above, Johnson's relative weights (anchor: relaimpo)
BOOTSTRAPS = 500  # resamples of whole PSUs behind an interval of importance [editorial]
MIN_RESAMPLED_PSUS = 10  # fewer PSUs beyond one a stratum cannot be resampled (Cameron and Miller 2015 ask for more)
FALSE_DISCOVERY = 0.05  # share of false alarms tolerated in a list of red cells (Benjamini and Hochberg 1995)
POWER = 0.8  # share of true changes that a planned wave is to show (Cohen 1988, the usual value)

# --- progress
TREND_WAVES = 5  # waves the trend looks at; fewer than 5 are an early slope (Fingertips, recent trends)
TREND_CHI_SQUARE = 9.5495  # 99.8 % of chi2 with 1 df: a trend is claimed only beyond it (Fingertips, recent trends)
CHART_WAVES = 12  # from here on limits are no longer trial limits (NHS Making Data Count)
FORECAST_WAVES = 8  # waves ahead that a pace is followed: four years of half-years; further is fiction [editorial]

# --- disclosure
MIN_PEERS = 5  # fewer other enterprises and no distribution is shown (threshold rule, OECD glossary: 3 or 5)
MAX_TOP_TWO = 0.85  # two others above this share of their output dominate the group: (n, k) = (2, 85) rule, OECD

# --- raking
RAKE_ROUNDS = 200  # passes over the margins before it is said that weights do not settle
RAKE_TOLERANCE = 1e-9  # largest distance of a weighted share from its margin at which weights are settled
TRIM_LOW, TRIM_HIGH = 0.2, 5.0  # times the mean weight: cap of DeBell and Krosnick (2009, ANES), and its inverse
MIN_CELL = 5  # fewer survey answers and their result is not shown below administrators (threshold rule, as MIN_PEERS)
