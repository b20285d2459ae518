"""Survey formulas broken on purpose: estimates, intervals, covariance."""

from tests.mutations.mutation import Mutation

SURVEY = ("tests/spec/estimates/test_survey_estimates.py", "tests/golden/test_survey_cases.py")
SCHOOLS = ("tests/golden/test_schools.py",)
DIFFERENCES = ("tests/spec/progress/test_differences.py",)


def _sql(formula: str, broken: str, old: str, new: str, tests: tuple[str, ...] = SURVEY) -> Mutation:
    return Mutation(formula, broken, "benchmarks/estimates/survey.sql", old, new, tests)


_A = "(f.n_h * t.a - t.swy * t.swy) / (f.n_h - 1) ELSE t.a END AS va"
_EVERY = "SUM(CASE WHEN psu = 0 THEN n ELSE 1e0 END) AS n_h"
_ESTIMATE, _INTERVALS = "benchmarks/estimates/survey.py", "benchmarks/estimates/intervals.py"

OF_SURVEYS = (
    _sql("variance of a stratum's PSU totals", "n_h for n_h - 1", _A, _A.replace("(f.n_h - 1)", "f.n_h")),
    _sql("PSU totals are centred in their stratum", "not centred", _A, _A.replace("t.swy * t.swy", "0e0")),
    _sql("variance of a ratio", "no covariance with the weights", "t.swy * t.sw)", "0e0)"),
    _sql(
        "a stratum with one PSU is centred at the grand mean",
        "it counts for nothing",
        _A,
        _A.replace("t.a END", "0e0 END"),
    ),
    _sql(
        "PSUs without a member of the domain count with zero",
        "they do not count",
        "stratum_frame f ON f.round = t.round",
        "(SELECT round, stratum, MAX(psus) AS n_h FROM stratum_total GROUP BY ALL) f ON f.round = t.round",
        ("tests/golden/test_schools.py", *SURVEY),
    ),
    _sql("responses without psu are PSUs of their own", "all are one PSU", _EVERY, "SUM(1e0) AS n_h"),
    _sql("df = PSUs - strata", "df = PSUs", "1e0 AS strata", "0e0 AS strata"),
    Mutation(
        "a PSU's total is squared",
        "its answers are squared one by one",
        "benchmarks/estimates/strata.sql",
        "CASE WHEN psu = 0 THEN swwyy ELSE swy * swy END AS a",
        "swwyy AS a",
        SURVEY,
    ),
    Mutation(
        "a PSU sent in pieces is one PSU",
        "its pieces are PSUs",
        "benchmarks/estimates/sums.py",
        "(_ADDED, ~whole & ~split), (_MERGED, ~whole & split)",
        "(_ADDED, ~whole)",
        (
            "tests/spec/estimates/test_survey_estimates.py",
            "tests/spec/estimates/test_cells.py",
            "tests/properties/test_survey_invariants.py",
        ),
    ),
    Mutation(
        "deff against sampling with replacement",
        "n for n - 1",
        _ESTIMATE,
        "variance * (n - 1) / scatter",
        "variance * n / scatter",
        SCHOOLS + SURVEY,
    ),
    Mutation(
        "Wilson's n is effective",
        "the number of answers",
        _ESTIMATE,
        "np.minimum(n_eff, of_weights) * ratio**2",
        "n * ratio**2",
        SURVEY,
    ),
    Mutation(
        "few PSUs leave deff uncertain",
        "no factor of Korn and Graubard",
        _ESTIMATE,
        "np.minimum(n_eff, of_weights) * ratio**2",
        "np.minimum(n_eff, of_weights)",
        SURVEY,
    ),
    Mutation(
        "Wilson's middle",
        "the share itself",
        _INTERVALS,
        "middle = (p + z2 / (2 * size)) / (1 + z2 / size)",
        "middle = p",
        SURVEY,
    ),
    Mutation(
        "no problems seen: Garwood's limit",
        "one-sided 95 %",
        _INTERVALS,
        "special.gammaincinv(1, (1 + policy.CONFIDENCE) / 2)",
        "special.gammaincinv(1, policy.CONFIDENCE)",
        SURVEY,
    ),
    Mutation(
        "problems per 100",
        "per 10",
        "benchmarks/estimates/sums.py",
        "per = 100.0 if known.statistic in",
        "per = 10.0 if known.statistic in",
        SURVEY,
    ),
    Mutation(
        "promoters and detractors exclude each other",
        "no covariance",
        _INTERVALS,
        "(x - x_low) ** 2 + (y_high - y) ** 2 - 2 * r * (x - x_low) * (y_high - y)",
        "(x - x_low) ** 2 + (y_high - y) ** 2",
        SURVEY,
    ),
    Mutation(
        "two domains of one survey share PSUs",
        "covariance with the wrong sign",
        "benchmarks/estimates/covariance.sql",
        "f.n_h * COALESCE(s.zz, 0e0) - c.zz",
        "c.zz - f.n_h * COALESCE(s.zz, 0e0)",
        ("tests/golden/test_survey_cases.py", "tests/spec/actions/test_changes.py", *DIFFERENCES),
    ),
    Mutation(
        "the variance of a change between waves that share PSUs",
        "as if they shared nothing",
        "benchmarks/progress/between.py",
        "se0**2 + se1**2 - 2 * shared",
        "se0**2 + se1**2",
        DIFFERENCES,
    ),
)
