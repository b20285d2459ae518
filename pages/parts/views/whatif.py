"""What if, made ready to read: one product with values that are supposed, or one level for everyone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks import policy
from benchmarks.columns import LEVELS
from benchmarks.gaps import ladder
from benchmarks.index.priorities import priorities
from benchmarks.index.whatif import whatif
from benchmarks.specs.spec import Indicator
from data.frames import each_row
from pages.parts.charts.dumbbell import COLUMNS
from pages.parts.frame import platform
from pages.parts.views.gaps import GapView
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words.language import Language

FIRST = 3  # gaps that are supposed closed where nothing is asked


def written(values: Mapping[str, float]) -> str:
    """Values as `whatif --set` and the address have them."""
    return ",".join(f"{name}={value:.10g}" for name, value in values.items())


def digits_of(measure: Indicator) -> int:
    """Decimals of a box in which a value is supposed: a share is typed in percent."""
    return max(measure.decimals - (2 if measure.statistic in quantities.SHARES else 0), 0)


@dataclass(frozen=True)
class ValuesView:
    """One product if some of its indicators stood elsewhere; values in the reported unit, by indicator."""

    gaps: GapView
    values: Mapping[str, float]

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.gaps.language

    @cached_property
    def row(self) -> Any:
        """The WHATIF row of the product."""
        place = self.gaps.selection
        rows = platform.read(whatif, self.gaps.viewer, place, values=written(self.values))
        return next(each_row(rows), None)

    @property
    def rated(self) -> bool:
        """Whether there is an index, now and then."""
        return self.row is not None and not pd.isna(self.row.score) and not pd.isna(self.row.to_score)

    @cached_property
    def title(self) -> str:
        """The answer: from where to where the index would go."""
        say, number = self.language.gettext, self.language.number
        if not self.rated:
            return say("There is no index to compute again: too little was measured")
        facts = {"now": number(self.row.score, 1), "then": number(self.row.to_score, 1)}
        if not self.values or facts["now"] == facts["then"]:
            return say("The index would stay at {now}").format(**facts)
        rising = self.row.to_score > self.row.score
        said = say("The index would rise from {now} to {then}")
        return (said if rising else say("The index would fall from {now} to {then}")).format(**facts)

    @cached_property
    def paragraph(self) -> str:
        """How sure that is, the bottom lines that would be freed or broken, and what is supposed to stay as it is."""
        say = self.language.gettext
        if not self.rated:
            return ""
        ends = [self.language.number(getattr(self.row, f"change{end}"), 1, sign=True) for end in ("", "_low", "_high")]
        change = say("That is **{change} points** ({low} to {high}).")
        told = [change.format(**dict(zip(("change", "low", "high"), ends, strict=True)))] if self.values else []
        now, then = (set(filter(None, each.split(";"))) for each in (self.row.capped_by, self.row.to_capped_by))
        for codes, said in (
            (now - then, say("No longer broken: {names}.")),
            (then - now, say("Newly broken: {names}.")),
            (now & then, say("Still broken, so that the index is held at {cap}: {names}.")),
        ):
            if codes:
                names = markdown.escaped(self.language.both(map(self._name, sorted(codes))))
                told.append(said.format(names=names, cap=self.language.number(policy.CAP, 1)))
        same = say(
            "Computed in the same simulated worlds as the board. Every answer and sample moves by as much as the "
            "value; spread, uncertainty, number and all other makers stay as they are."
        )
        return sentences.joined([*told, same], self.language)

    @property
    def rank_now(self) -> str:
        """The range of rank as it is."""
        return self._rank(self.row.rank_low, self.row.rank_high)

    @property
    def rank_then(self) -> str:
        """The range of rank as it would be."""
        return self._rank(self.row.to_rank_low, self.row.to_rank_high)

    def _rank(self, low: Any, high: Any) -> str:
        if pd.isna(low):
            return "–"
        return sentences.rank(int(low), int(high), int(self.row.of), self.language)

    def _name(self, code: str) -> str:
        return self.language.label(self.gaps.spec.indicator(code).label)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Rows of the dumbbell: what is supposed, from its points now to its points then."""
        points, found = dict(zip(self.gaps.rows["key"], self.gaps.rows["score"], strict=True)), []
        for code, to in self.values.items():
            measure, (floor, benchmark, frontier) = self.gaps.spec.indicator(code), levels_of(self.gaps, code)
            after = float(ladder.score(to, floor, benchmark, frontier, lower=measure.direction == "lower"))
            now = estimate_of(self.gaps, code)
            aim = quantities.value(to, measure, self.language)
            moved = self.language.gettext("from {now} to {aim}").format(
                now=quantities.bare(now, measure, self.language), aim=aim
            )
            before = points[code]
            found.append((code, self._name(code), before, after, after >= before, moved, ""))
        return pd.DataFrame(found, columns=list(COLUMNS))

    @cached_property
    def table(self) -> pd.DataFrame:
        """What is supposed, as it is read and taken away."""
        say, measures = self.language.gettext, list(map(self.gaps.spec.indicator, self.values))
        now = self.gaps.estimates.set_index("indicator")["estimate"]
        return pd.DataFrame(
            {
                say("Indicator"): [self.language.label(each.label) for each in measures],
                say("Value now"): [quantities.reported(now[each.id], each) for each in measures],
                say("Value then"): [quantities.reported(self.values[each.id], each) for each in measures],
                say("Unit"): [quantities.unit(each.unit, self.language) for each in measures],
                say("Index now"): self.row.score,
                say("Index then"): self.row.to_score,
                say("Change"): self.row.change,
                say("Change, low"): self.row.change_low,
                say("Change, high"): self.row.change_high,
                say("Rank now"): self.rank_now,
                say("Rank then"): self.rank_then,
            }
        )


def estimate_of(gaps: GapView, indicator: str) -> float:
    """Where an indicator of the product stands, in the reported unit."""
    return dict(zip(gaps.estimates["indicator"], gaps.estimates["estimate"], strict=True))[indicator]


def levels_of(gaps: GapView, indicator: str) -> list[float]:
    """Floor, benchmark and frontier of an indicator in force, in the reported unit."""
    rows = gaps.gaps[gaps.gaps["indicator"] == indicator]
    found = dict(zip(rows["level"], rows["level_value"], strict=True))
    return [found[level] for level in LEVELS]


def advised(gaps: GapView) -> dict[str, float]:
    """What is supposed at first: the gaps to close first, at their next level."""
    rows = platform.read(priorities, gaps.viewer, gaps.selection)
    chosen = rows[rows["step"] != "beyond"] if rows["step"].ne("beyond").any() else rows
    return dict(zip(chosen["indicator"].head(FIRST), chosen["to_value"].head(FIRST), strict=True))
