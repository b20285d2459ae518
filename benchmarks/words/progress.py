"""Progress in words: verdicts, methods, reasons, and the sentences that answer better, us or the bar, and when."""

import math

import pandas as pd

from benchmarks import policy
from benchmarks.progress.closing import BEYOND, ClosedShare, NeededPace
from benchmarks.words import quantities, sentences
from benchmarks.words import vocabulary as words
from benchmarks.words.language import Language, word
from benchmarks.words.quantities import Measure
from benchmarks.words.terms import N

SIGNS = {"improved": "↗", "worsened": "↘", "no_clear_change": "→", "too_few_waves": "·"}
_COLOURS = {"improved": "green", "worsened": "orange", "no_clear_change": "gray", "too_few_waves": "gray"}
EARLY = ("difference", "early_slope")

# Whether it got better.
VERDICT = {
    "improved": N("got better"),
    "worsened": N("got worse"),
    "no_clear_change": N("no clear change"),
    "too_few_waves": N("too few waves"),
}

# A clear change from the first wave to the last.
MOVED = {
    "improved": N("Got better by {distance} ({interval}) from {first} to {last}."),
    "worsened": N("Got worse by {distance} ({interval}) from {first} to {last}."),
}

# How the verdict was reached.
METHOD = {
    "none": N("Nothing to compare with"),
    "difference": N("Difference test of two waves, an early sign"),
    "early_slope": N("Slope through three or four waves, an early sign"),
    "trend": N("Trend over the last five waves"),
    "control_chart": N("Control chart over twelve waves or more"),
}

# A part of the reason of a verdict; {limit} is the least χ² of a trend.
REASON = {
    "not_enough_waves": N("one comparable wave is not enough"),
    "beyond_chance": N("the change is beyond chance"),
    "within_chance": N("the change is within chance"),
    "chi_square_above_limit": N("the slope is beyond chance (χ² above {limit}) and holds without any one wave"),
    "chi_square_not_above_limit": N("the slope is within chance (χ² not above {limit})"),
    "outlier_found": N("the slope hangs on one wave: without it the direction changes"),
    "last_wave_apart": N("that wave is the last, so the next one will tell"),
    "common_cause": N("the last wave is within the usual variation"),
    "constant_series": N("all waves are equal"),
    "Above UCL": N("the last wave lies above the upper limit"),
    "Below LCL": N("the last wave lies below the lower limit"),
    "7 Point Trend (Increasing)": N("seven waves in a row rise"),
    "7 Point Trend (Decreasing)": N("seven waves in a row fall"),
    "2 in 3 Above CL": N("two of three waves are close to the upper limit"),
    "2 in 3 Below CL": N("two of three waves are close to the lower limit"),
    "7 Points Above CL": N("seven waves in a row lie above the mean"),
    "7 Points Below CL": N("seven waves in a row lie below the mean"),
    "missing_waves": N("a wave is missing in between"),
    "series_break": N("only waves since the break of the series count"),
    "too_few_answers": N("waves with too few answers are left out"),
    "no_standard_error": N("waves without an interval are left out"),
    "overlapping_waves": N("of waves with one start only the first counts"),
}

# What a control chart says of the benchmark; empty where it says nothing.
ASSURANCE = {
    "consistent_pass": N("The benchmark lies outside the limits: it will be met wave after wave."),
    "consistent_fail": N("The benchmark lies outside the limits: as things are it will be missed wave after wave."),
    "inconsistent": N("The benchmark lies within the limits: it is met in some waves by chance."),
}


def badge(row: pd.Series, language: Language) -> str:
    """The verdict for Markdown with its sign, and a mark where the trend is early."""
    said = f":{_COLOURS[row['verdict']]}-badge[{SIGNS[row['verdict']]} {word(VERDICT, row['verdict'], language)}]"
    early = language.gettext("early")
    return said + (f" :gray-badge[{early}]" if row["method"] in EARLY else "")


def reason(codes: str, language: Language) -> str:
    """Why the method says so, and what was left out; codes are joined by `;`."""
    said = language.gettext("; ").join(word(REASON, code, language) for code in codes.split(";"))
    return said.format(limit=language.number(policy.TREND_CHI_SQUARE, 2))


def change_text(change: float, low: float, high: float, measure: Measure, language: Language) -> str:
    """A change with its interval, positive for better: 7.0 points better (4.0 to 10.0)."""
    alone = math.isnan(low) or math.isnan(high)
    decimals = quantities.decimals_of(low, high, measure)
    far = quantities.distance(change, measure, language, decimals)
    if change == 0:
        said = language.gettext("unchanged")
    elif change > 0:
        said = language.gettext("{distance} better").format(distance=far)
    else:
        said = language.gettext("{distance} worse").format(distance=far)
    if alone or (change == 0 and low == high == 0):
        return said
    ends = _ends(low, high, decimals, measure, language)
    return language.gettext("{said} ({interval})").format(said=said, interval=ends)


def _ends(low: float, high: float, decimals: int, measure: Measure, language: Language) -> str:
    """The interval of a change: both ends on one side without a word, else which end is worse and which better."""

    def near(end: float) -> str:
        return quantities.plain_distance(end, measure, language, decimals)

    if low < 0 < high:
        return language.gettext("{low} worse to {high} better").format(low=near(low), high=near(high))
    least, most = sorted((abs(low), abs(high)))
    return sentences.span(least, most, near, language)


def answer(row: pd.Series, measure: Measure, language: Language) -> str:
    """Did it get better? One sentence with the change, its interval and the two waves."""
    if row["verdict"] == "too_few_waves" and "series_break" in row["reason"].split(";"):
        return language.gettext(
            "A new series has started, as the question, its scale, its place or the method was changed: whether it got "
            "better shows with the next wave."
        )
    if row["verdict"] == "too_few_waves":
        return language.gettext("One comparable wave: whether it got better shows with the next one.")
    said = change_text(row["change"], row["low"], row["high"], measure, language)
    if row["method"] == "control_chart":
        text = language.gettext("{verdict}: {wave} against the mean of the chart: {moved}.")
        name = sentences.clauses([word(VERDICT, row["verdict"], language)], language)
        return text.format(verdict=name, wave=language.wave_name(row["to_wave"]), moved=said)
    decimals = quantities.decimals_of(row["low"], row["high"], measure)
    if row["verdict"] == "no_clear_change" or row["change"] == 0:
        text = language.gettext("No clear change from {first} to {last}: {moved}.")
    else:
        text = word(MOVED, row["verdict"], language)
    return text.format(
        moved=said,
        distance=quantities.distance(row["change"], measure, language, decimals),
        interval=_ends(row["low"], row["high"], decimals, measure, language),
        first=language.wave_name(row["from_wave"]),
        last=language.wave_name(row["to_wave"]),
    )


def us_or_bar(level: str, us: float, bar: float, measure: Measure, language: Language) -> str:
    """Was it us or the bar? The exact split of the gap's change."""
    name = word(words.LEVEL, level, language)
    if bar == 0:
        return language.gettext("The {level} did not move: the change is our own.").format(level=name)
    far = {code: quantities.distance(value, measure, language) for code, value in (("us", us), ("bar", bar))}
    ours = language.gettext("we came {distance} closer") if us > 0 else language.gettext("we fell {distance} back")
    if us == 0:
        ours = language.gettext("we stood still")
    its = language.gettext("the {level} moved {distance} away")
    if bar > 0:
        its = language.gettext("the {level} came {distance} closer")
    total = quantities.distance(us + bar, measure, language)
    end = language.gettext("together the gap changed by {distance} for the better")
    if us + bar < 0:
        end = language.gettext("together the gap changed by {distance} for the worse")
    parts = [ours.format(distance=far["us"]), its.format(level=name, distance=far["bar"]), end.format(distance=total)]
    return sentences.clauses(parts, language) + language.gettext(".")


def arrival(row: pd.Series, language: Language) -> str:
    """When will it arrive? The wave the pace reaches the benchmark in, with the best and the worst case."""
    wave, best, worst = row["forecast_wave"], row["forecast_low"], row["forecast_high"]
    if not isinstance(wave, str):
        return language.gettext("There is no pace yet to say when the benchmark will be reached.")
    n = policy.FORECAST_WAVES
    never = language.gettext("not within {n} waves").format(n=n)
    if wave == row["to_wave"]:
        if worst == BEYOND:
            text = language.gettext(
                "The estimate is at the benchmark; at the worse ends of its interval and its pace it is not, {never}."
            )
            return text.format(never=never)
        return language.gettext("The estimate is at the benchmark.")
    if wave == BEYOND:
        if best == BEYOND:
            return language.gettext("At this pace the benchmark is not reached within {n} waves.").format(n=n)
        said = language.gettext("At this pace the benchmark is not reached within {n} waves (at best in {best}).")
        return said.format(n=n, best=language.wave_name(best))
    said = language.gettext("At this pace the benchmark is reached in {wave} (at best {best}, at worst {worst}).")
    late = never if worst == BEYOND else language.wave_name(worst)
    return said.format(wave=language.wave_name(wave), best=language.wave_name(best), worst=late)


def next_wave(p_met: float, language: Language) -> str:
    """The probability to be at the benchmark in the next wave; empty where there is none."""
    if math.isnan(p_met):
        return ""
    share = language.percent(min(max(p_met, 0.001), 0.999), 1) if not 0.01 < p_met < 0.99 else language.percent(p_met)
    if p_met < 0.001:
        share = language.gettext("under {share}").format(share=share)
    elif p_met > 0.999:
        share = language.gettext("over {share}").format(share=share)
    return language.gettext("Probability to meet it in the next wave: {share}.").format(share=share)


def closed_share(share: ClosedShare, gaps: tuple[float, float], wave: str, measure: Measure, language: Language) -> str:
    """How much of the first gap is closed, with its interval; where no share means anything both gaps in their unit.

    gaps: to the level of the first wave, then and now, positive for better than the level; wave: the code of the first.
    """
    wave = language.wave_name(wave)
    if share.reason == "first_gap_met":
        return language.gettext("In {wave} there was no gap to close.").format(wave=wave)
    if share.reason != "closing":
        then, now = (quantities.distance(gap, measure, language) for gap in gaps)
        text = language.gettext("The gap of {wave} was {then}, is {now} now.")
        if gaps[1] >= 0:
            text = language.gettext("The gap of {wave} was {then}, and is closed: {now} better than that benchmark.")
        return text.format(wave=wave, then=then, now=now)
    low, high = (language.percent(end) for end in (share.low, share.high))
    text = language.gettext("{share} of the gap of {wave} is closed ({low} to {high}).")
    if share.share > 1:
        text = language.gettext("The gap of {wave} is more than closed: {share} of it ({low} to {high}).")
    elif share.share < 0:
        text = language.gettext("The gap of {wave} has grown by {share} of itself ({low} to {high} closed).")
    return text.format(share=language.percent(abs(share.share)), wave=wave, low=low, high=high)


def pace(found: NeededPace, level: str, wave: str, measure: Measure, language: Language) -> str:
    """The improvement a wave that reaches a level in time, beside the present pace."""
    if found.needed == 0:
        said = language.gettext("The estimate is at the {level} already: to hold it until {wave} is enough")
    else:
        said = language.gettext("To reach the {level} by {wave} takes {needed} a wave")
    said = said.format(
        level=level, wave=language.wave_name(wave), needed=quantities.distance(found.needed, measure, language)
    )
    now = change_text(found.present, found.low, found.high, measure, language)
    text = language.gettext("{said}; the present pace is {pace} a wave, which gets there with {share}.")
    return text.format(said=said, pace=now, share=language.percent(found.p_met))
