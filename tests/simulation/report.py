"""docs/simulation.md from stored results: `python -m tests.simulation.report --run | --write | --check`.

`--run` simulates again (minutes) and stores results.json, `--run PART ...` only these parts, `--write` makes the page
from it, `--check` tells whether the page is that. Another part is a module with `part() -> Rows`, named in PARTS, its
bounds in `allowed`.
"""

import json
import sys
from pathlib import Path

from benchmarks import policy
from tests.simulation import comparisons, draws, indices, laboratories, limits, lists, plans, surveys, trade
from tests.simulation.surveys import OFF, Rows

PARTS = {
    **{"surveys": surveys.part, "trade": trade.part, "tests": laboratories.part, "limits": limits.part},
    **{"comparisons": comparisons.part, "index": indices.part, "draws": draws.part},
    **{"lists": lists.part, "tiers": lists.tiers, "plans": plans.part},
}
HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE.parents[1] / "docs" / "simulation.md"
COMMAND = "python -m tests.simulation.report"
CALLED = ("covers", "not_met", "met", "alone_covers", "alone_not_met", "alone_met", "change_covers")
SEEN = ("worse", "better", "alone_worse", "alone_better")
BEYOND = tuple(f"{which}_{distance}" for which in ("all", "one") for distance in limits.BEYOND)
DRAWN = ("truth", "mean", "error", "plain", "covers")
TIERED = ("T1", "T2", "T3", "T4", "not_enough_evidence", "wrong_worse", "wrong_better")
PLANNED = ("promised", "had")
FIGURES = (*CALLED, *SEEN, *BEYOND, *DRAWN[:4], *TIERED, *PLANNED)
TRADED = ("covers", "not_met", "met", "worse", "better")
LOPSIDED, FEW_WRONG = ("rating", "problems", "crowded", "faults"), 0.045
BY_WEIGHTS = ("very unequal weights", "points")  # symmetric answers, made lopsided by their weights: TITLES
BOTH_CANNOT_BE_HAD = ("ratings, skewness -3.7, equal weights", 30)
SHARES = ("half", "nine_tenths", "nearly_all")
TITLES = {
    "surveys": (
        "Surveys",
        "Repeated samples from known populations. `points` is symmetric, `rating` (1 to 10) and `problems` (counts, "
        "reported per 100) are as lopsided as real ones usually are, `crowded` (1 to 10, most answer 10) and `faults` "
        "(counts, most are 0) much more, `net` is promoters minus detractors, the others are shares of 0.5, 0.9 and "
        "0.98. The level is the truth: a maker exactly at a level. **change covers**: two waves of one maker that did "
        "not change, how often the interval of the change holds 0. With very unequal weights `points` are lopsided "
        "too: those who count most (their weights 2.5, others' 1 and 0.33) answer 1.8 points below the mean, so that "
        "w (y - m) has a skewness of -0.52, and by Edgeworth's expansion 2.5 % + 0.52 / sqrt(60) / 6 x "
        "(2 x 1.96^2 + 1) x 0.0584 = 3.1 % are wrongly met at n = 60; eight other seeds, 80,000 rounds, gave 3.3 %. "
        "The correction knows how lopsided the answers are, not how lopsided weights make them: this is its limit. "
        "A third moment of the mean itself, from sums of cubed weights, was counted against it and not taken: with "
        "very unequal weights it covers less for every kind of mean (points 93.3 % instead of 94.1 %, rating 93.2 % "
        "instead of 94.1 %, problems 93.8 % instead of 94.9 %, all n = 60, 12,000 rounds), because the few largest "
        "weights carry it and make it uncertain, and moves a wrong `met` by less than half a point either way (rating, "
        "n = 60: 4.4 % instead of 4.1 %; rating, n = 200: 2.6 % instead of 2.9 %). What is used costs less: "
        "tests/simulation/test_cubed_weights.py prints all of it.",
    ),
    "trade": (
        "The interval of a lopsided mean: what was weighed",
        "Means whose answers crowd at one end, far more than real ones do, from few answers. Not met and met are wrong "
        "at the level; worse and better are right: 2.8 standard errors from it, worse called not met, better called "
        "met. The tail lies on the bad side, so `met` is what goes wrong and what is lost. Student's t covers 86 to "
        "94 % and calls up to one in seven met that only stands at the level. The skewness of few answers is itself "
        "uncertain, too small just when the mean errs; to doubt it by a standard error holds every error under 5 % and "
        "loses four of five true `met`. What is chosen takes the scale as a witness: few answers do not show how bad "
        "the rare bad ones are, their mean and variance on a scale with ends do. It covers 93 to 97 % and keeps more "
        "than half of the true `met` everywhere but in one case: thirty answers of which one, more or less, is the "
        "worst possible (skewness -3.7). There both cannot be had; it covers 93 % and keeps 46 %. The price is a wrong "
        "`met` of a maker exactly at a level in up to 4.5 % of surveys instead of 2.5 % where answers are few and "
        "lopsided (6 % in that one case): a maker at a level is nobody's harm, half of the good ones not told is.",
    ),
    "tests": (
        "Laboratory tests",
        "Products differ, and a laboratory's bias is common to its samples. For En, not met is the share of agreeing "
        "laboratories that are flagged: 4.6 % with k = 2.",
    ),
    "limits": (
        "Mandatory limits",
        "A rule for every sample, judged over several: every sample truly is at the limit, its laboratory's samples "
        "share a part of u2. Not met is wrong, promised in at most 2.5 % of rounds. Beside it what is seen: how often "
        "a maker is called not met whose samples truly lie 1, 2 and 3 U beyond the limit, all of them, and one of them "
        "while the others keep it by far.",
    ),
    "comparisons": (
        "Comparisons",
        "Nothing changed, nobody is better: covers is how often the interval holds 0 or the verdict is `cannot_tell`.",
    ),
    "draws": (
        "Drawn lots",
        "This is a simulation, no data. 240 makers, of whom 24 are drawn on average, twelve lots of each; fail shares "
        "are Beta(0.6, 8.4). The chance of being drawn goes with the root of a maker's output and with a suspicion, "
        "and is known: each lot weighs by its inverse. Covers: the share of all lots that pass. Where all makers are "
        "drawn every time, makers are no sample and the interval is wider than it need be (98 % and more).",
    ),
    "lists": (
        "From a draw to the headline",
        "The whole way: a list of 120 makers, of whom the tiers truly fail 30, 45, 60 and 80 % of lots (so many that "
        "no figure is withheld as too wide), is drawn (80 lots), its form is filled in with what the lots show, loaded "
        "as checks, and the headline is read **by the random draw**. One wave a draw, so each row is the mean of so "
        "many headlines. **error**: standard error of that mean, which has to be within three of them from the truth. "
        "**plain**: the share of the same lots that pass, unweighted: tiers draw those who fail, so it is far too low.",
    ),
    "tiers": (
        "Tiers",
        "A maker of a known share of failing lots among 20 others (fail shares Beta(0.6, 8.4), 20 lots each): how "
        "often it is proposed for each tier. **wrong: worse**: called T3 or T4 without lying beyond that tier's edge "
        f"({policy.TIER_EDGE_2:.0%}, {policy.TIER_EDGE_3:.0%}); a maker exactly at an edge is the hardest case and "
        "does not lie beyond it. **wrong: better**: a better tier than is true. `worse` asks for a chance of "
        f"{policy.TIER_P:.0%}; where n is small most makers get no tier, which is treated as the middle. "
        "Errors are on the mild side on purpose: a small maker is not ruined by chance.",
    ),
    "plans": (
        "Plans",
        "**allocate**: a plan over a frame of three strata for three makers whose answers lie unequally far apart, "
        "drawn, asked twice and compared: how often the change that it says will show does, within 3 points of the "
        "power promised. Rounds: pairs of waves. **next**: 120 verdicts of 30 makers, n of them open on average; "
        "truths lie anywhere. Answers are bought down the list for a budget at 1 each, and verdicts are given again: "
        "promised is the share of the open ones that the list says it decides, had the share that is decided. It may "
        "be more: an answer bought for one question is told of the maker's others too, and what is not counted on is "
        "decided by chance. Rounds: open verdicts.",
    ),
    "index": (
        "Index",
        "An index of twelve indicators in three dimensions, its true value known. Tested indicators err on their own, "
        "surveyed ones together, with the correlation named; the method takes it for "
        f"{policy.RESPONDENT_CORRELATION}. Where true values stand at the end of the ladder or the correlation is "
        "less, the interval is wider than it need be: never promised is less than 93%.",
    ),
}


def allowed(row: dict) -> dict[str, tuple[float, float]]:
    """Lowest and highest a figure of a row may be, three Monte Carlo errors beyond what the method promises."""
    error = 3 * (0.025 * 0.975 / row["repeats"]) ** 0.5
    wrong = (0.0, 0.025 + error)
    if row["part"] == "surveys":
        covers = (0.93, 1.0) if row["of"] in SHARES else (0.93 - error, 0.97 + error)
        lopsided = row["of"] in LOPSIDED or (row["case"], row["of"]) == BY_WEIGHTS
        wrong = (0.0, FEW_WRONG + error) if lopsided else wrong
        change = (covers[0] - error, 1.0 if row["of"] in SHARES else covers[1] + error)  # half as many rounds
        return {"covers": covers, "change_covers": change} | dict.fromkeys(("not_met", "met"), wrong) | _kept(row)
    if row["part"] == "trade":
        rare = (row["case"], row["n"]) == BOTH_CANNOT_BE_HAD
        chosen = {"covers": (0.93 - error, 0.97 + error)} | ({} if rare else _kept(row))
        return chosen if row["of"] == list(trade.WAYS)[-1] else {}
    if row["of"] == "flagged by En":
        return {"not_met": (0.0455 - 2 * error, 0.0455 + 2 * error)}
    if row["part"] == "limits":
        return {"not_met": wrong}
    if row["part"] == "draws":
        return {"covers": (0.93, 0.97)}
    if row["part"] == "lists":
        return {"mean": (row["truth"] - 3 * row["error"], row["truth"] + 3 * row["error"]), "covers": (0.9, 1.0)}
    if row["part"] == "tiers":
        chance = 1 - policy.TIER_P
        return {"wrong_worse": (0.0, chance + 3 * (chance * (1 - chance) / row["repeats"]) ** 0.5)}
    if row["part"] == "plans":
        promised, error = row["promised"], 3 * (0.25 / row["repeats"]) ** 0.5
        return {"had": (promised - 0.03, promised + 0.03) if row["case"] == "allocate" else (promised - error, 1.0)}
    if row["part"] == "index":
        return {"covers": (0.93, 1.0)}
    if row["of"] == "without":
        return {"covers": (0.95, 1.0)}
    return {"covers": (0.94, 0.98)} | dict.fromkeys(("not_met", "met"), wrong)


def _kept(row: dict) -> dict[str, tuple[float, float]]:
    """At least half of the right verdicts that Student's t would give."""
    return {name: (row[f"alone_{name}"] / 2, 1.0) for name in ("worse", "better") if f"alone_{name}" in row}


def outside(rows: Rows) -> list[str]:
    """Every figure that is not where it may be."""
    return [
        f"{row['case']}, {row['of']}, n {row['n']}: {name} {row[name]:.4f}, allowed {low:.4f} to {high:.4f}"
        for row in rows
        for name, (low, high) in allowed(row).items()
        if row.get(name) is not None and not low <= row[name] <= high
    ]


def stored() -> Rows:
    """The results of the last `--run`."""
    return json.loads(RESULTS.read_text(encoding="utf-8"))


def page(rows: Rows) -> str:
    """docs/simulation.md."""
    beyond = [f"{row['case']}, {row['of']}, n = {row['n']}: {worst(row):.1%}" for row in rows if too_often(row)]
    parts = [
        "# Simulation",
        f"<!-- Made by `{COMMAND} --write` from tests/simulation/results.json; edits here are lost. -->",
        "What the intervals and verdicts do when the truth is known, through the whole way from a file to a verdict. "
        f"Seeded; `pytest -m simulation` draws everything again and compares. `{COMMAND} --run` stores new results.",
        "**covers**: share of 95 % intervals that hold the truth. **not met**, **met**: verdicts on a maker that is "
        f"exactly at the level, each promised in at most 2.5 % of rounds, {FEW_WRONG:.1%} where answers or their "
        "weights are lopsided; beside them what Student's t would say of means, and one t of Welch and Satterthwaite "
        "of tests. Figures beyond a bound, three Monte Carlo errors from the promise, fail the tests; the bounds stand "
        "in `tests/simulation/report.py`.",
        f"Verdicts beyond 2.5 % by more than three Monte Carlo errors: {'; '.join(beyond) or 'none'}.",
        "How often trends are right is simulated in `tests/spec`, under `pytest -m simulation` too.",
    ]
    for name, (title, said) in TITLES.items():
        mine = [row for row in rows if row["part"] == name]
        parts += [f"## {title}", said, _table(mine, *HEADS.get(name, HEADS["called"]))]
        if told := [row for row in mine if row.get("worse") is not None and name == "surveys"]:
            parts += ["### What is seen", PRICE, _table(told, *HEADS["seen"])]
    return "\n\n".join(parts) + "\n"


def worst(row: dict) -> float:
    """The larger share of wrong verdicts."""
    return max(row.get("not_met") or 0.0, row.get("met") or 0.0)


def too_often(row: dict) -> bool:
    """Wrong verdicts beyond what is promised and chance explains."""
    error = 3 * (0.025 * 0.975 / row["repeats"]) ** 0.5
    return row["part"] != "trade" and row["of"] != "flagged by En" and worst(row) > 0.025 + error


PRICE = (
    f"The price of few wrong verdicts: how often a maker {OFF} standard errors worse than its level is called not met, "
    "and one as much better met; the promise of a known normal mean is 80 %. Lopsided answers cost most: where a "
    "scale's crowded end and luck look alike more answers are needed. At least half of what Student's t sees is kept."
)
HEADS = {
    "called": ("covers | not met | met | plain t: covers | not met | met | change covers", CALLED),
    "trade": ("covers | not met | met | worse: not met | better: met", TRADED),
    "limits": (
        "not met | all 1 U beyond | 2 U | 3 U | one 1 U beyond | 2 U | 3 U",
        ("not_met", *BEYOND),
    ),
    "lists": ("truth | mean of headlines | error | plain | covers", DRAWN),
    "tiers": ("T1 | T2 | T3 | T4 | no tier | wrong: worse | wrong: better", TIERED),
    "plans": ("promised | had", PLANNED),
    "seen": ("worse: not met | better: met | plain t: worse | better", SEEN),
}


def _table(rows: Rows, head: str, figures: tuple[str, ...]) -> str:
    lines = [f"| design | of | n | PSUs | rounds | {head} |", "|---|---|--:|--:|--:|" + "--:|" * len(figures)]
    for row in rows:
        shares = " | ".join("" if row.get(name) is None else f"{row[name]:.1%}" for name in figures)
        lines.append(
            f"| {row['case']} | {row['of']} | {row['n']} | {row['psus'] or ''} | {row['repeats']:,} | {shares} |"
        )
    return "\n".join(lines)


def main(words: list[str]) -> int:
    """The command; 1 where the page is stale or a figure is out of bounds."""
    command, *chosen = words or [""]
    if command == "--run" and set(chosen) <= set(PARTS):
        kept = stored() if chosen else []
        run = {name: PARTS[name]() for name in chosen or PARTS}
        rows = [row for name in PARTS for row in run.get(name) or [row for row in kept if row["part"] == name]]
        RESULTS.write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n", encoding="utf-8")
    if command == "--run" or words == ["--write"]:
        PAGE.write_text(page(stored()), encoding="utf-8")
    elif words != ["--check"]:
        print(__doc__)
        return 2
    problems = outside(stored())
    if PAGE.read_text(encoding="utf-8") != page(stored()):
        problems.append(f"docs/simulation.md is not what results.json says; run {COMMAND} --write")
    print("\n".join(problems) or "The page is in step, and every figure is inside its bounds.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
