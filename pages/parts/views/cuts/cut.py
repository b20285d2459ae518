"""Where a gap sits: one sector, category, enterprise and wave cut by a facet, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks import policy
from benchmarks.cuts.cut import cut_changes, cuts
from benchmarks.cuts.parts import ALL
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator, SectorSpec
from benchmarks.words import quantities, sentences
from benchmarks.words.language import Language, word
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words.cuts import parts as words

FOUND = ("worse", "better")  # what is told as a difference
ORDER = ("worse", "better", "may_be_chance", "no_evidence", "too_few", "not_compared")


@dataclass(frozen=True)
class CutView:
    """What the screen shows of one product, or of all enterprises together, by a facet or two crossed."""

    viewer: Viewer
    selection: Selection
    facet: str
    by: str
    language: Language

    @property
    def spec(self) -> SectorSpec:
        """The spec of the sector."""
        return platform.specs()[self.selection.one_sector()]

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the enterprises of the sector."""
        register = platform.enterprises(self.viewer)
        return scope.Names(self.language).enterprises(register[register["sector"] == self.selection.sector])

    @cached_property
    def rows(self) -> pd.DataFrame:
        """CUT rows, what matters first: the findings that stay, by how sure they are."""
        options = {"facet": self.facet} | ({"by": self.by} if self.by else {})
        rows = platform.read(cuts, self.viewer, self.selection, **options)
        placed = rows.assign(_order=rows["finding"].map(ORDER.index).astype(float))
        return placed.sort_values(["_order", "q_value"], kind="stable", ignore_index=True).drop(columns="_order")

    @property
    def indicators(self) -> list[str]:
        """Indicators with parts, that of the most certain finding first."""
        return list(dict.fromkeys(self.rows["indicator"]))

    def measure(self, code: str) -> Indicator:
        """An indicator of the sector."""
        return self.spec.indicator(code)

    def part(self, code: str) -> str:
        """A part by name."""
        names = self.facet + (f"*{self.by}" if self.by else "")
        return words.part(self.spec, names, code, self.language)

    @property
    def cut_by(self) -> str:
        """What it is cut by, in words."""
        names = self.facet + (f"*{self.by}" if self.by else "")
        return words.facet(self.spec, names, self.language)

    @property
    def title(self) -> str:
        """The part that matters most, or that there is no evidence of a difference."""
        rows, say = self.rows, self.language.gettext
        found = rows[rows["finding"].isin(FOUND)]
        if found.empty:
            n = int((~rows["finding"].isin(("too_few", "not_compared"))).sum())
            said = self.language.ngettext(
                "No evidence that results differ by {facet}: {n} comparison",
                "No evidence that results differ by {facet}: {n} comparisons",
                n,
            )
            return said.format(facet=self.cut_by, n=self.language.number(n))
        first = next(each_row(found))
        measure = self.measure(first.indicator)
        said = say("{indicator}: {part} is {gap} all else").format(
            indicator=self.language.label(measure.label),
            part=self.part(first.part),
            gap=words.apart(first.gap_to_rest, first.gap_low, first.gap_high, measure, self.language),
        )
        span = words.ends(first.gap_low, first.gap_high, measure, self.language)
        return say("{said} ({interval})").format(said=said, interval=span)

    @property
    def sure(self) -> str:
        """How many differences stay among how many comparisons, and what no evidence means."""
        rows, say, number = self.rows, self.language.gettext, self.language.number
        judged = rows[~rows["finding"].isin(("too_few", "not_compared"))]
        stay = int(judged["finding"].isin(FOUND).sum())
        said = say(
            "{stay} of {n} comparisons of a part with all else stay when at most {share} of them may be false alarms "
            "(Benjamini-Hochberg); {more} more may be chance. No evidence of a difference is no proof that there is "
            "none: the interval says how large it could be."
        )
        return said.format(
            stay=number(stay),
            n=number(len(judged)),
            share=self.language.percent(policy.FALSE_DISCOVERY),
            more=number(int((judged["finding"] == "may_be_chance").sum())),
        )

    def counted(self, n: float, indicator: str) -> str:
        """How many responses, or samples of a tested indicator."""
        return sentences.count(
            int(n), "sample" if self.measure(indicator).source == "test" else "response", self.language
        )

    @property
    def basis(self) -> str:
        """How many responses and samples stand behind the figures, at the indicator that has most of each."""
        n = self.rows.groupby("indicator", sort=False)["n"].sum().sort_values(ascending=False, kind="stable")
        most = {self.measure(code).source: self.counted(n[code], code) for code in reversed(n.index)}
        return sentences.joined([most[source] for source in ("survey", "test") if source in most], self.language)

    def dots(self, indicator: str) -> pd.DataFrame:
        """Rows of the dot plot of one indicator, furthest behind first; shares in percentage points."""
        rows, measure, say = self.rows[self.rows["indicator"] == indicator], self.measure(indicator), self.language
        made = []
        for row in each_row(rows.sort_values(["gap_to_rest", "part"], na_position="last")):
            own = quantities.value(row.estimate, measure, say)
            note = say.gettext("{value}, {n}").format(value=own, n=self.counted(row.n, indicator))
            far = row.gap_to_rest, row.gap_low, row.gap_high
            found, label = word(words.FINDING, row.finding, say), self.part(row.part)
            said = words.briefly(*far, measure, say) or found
            gap, low, high = (quantities.reported(x, measure) for x in far)
            told = f"{label}: {words.against(*far, measure, say) or found}; {found}; {note}"
            made.append((row.part, label, gap, low, high, row.finding, said, note, told))
        names = ["key", "label", "gap", "low", "high", "finding", "said", "note", "told"]
        return pd.DataFrame(made, columns=names)

    def axis(self, indicator: str) -> str:
        """Title of the axis, with its unit."""
        measure = self.measure(indicator)
        unit = self.language.gettext("percentage points") if measure.statistic in quantities.SHARES else ""
        unit = unit or quantities.unit(measure.unit, self.language)
        return self.language.gettext("better than all else → ({unit})").format(unit=unit or "1")

    def unsure(self, indicator: str) -> str:
        """Where nothing stays of an indicator: how large a difference the answers still allow; else empty."""
        rows = self.rows[(self.rows["indicator"] == indicator) & self.rows["gap_low"].notna()]
        if rows.empty or rows["finding"].isin(FOUND).any():
            return ""
        wide = rows.assign(_reach=rows[["gap_low", "gap_high"]].abs().max(axis=1))
        row = next(each_row(wide.sort_values("_reach", ascending=False, kind="stable")))
        said = self.language.gettext(
            "No evidence that the parts differ in {indicator}. The widest interval is that of {part}: {interval}."
        )
        measure = self.measure(indicator)
        return said.format(
            indicator=self.language.label(measure.label),
            part=self.part(row.part),
            interval=words.ends(row.gap_low, row.gap_high, measure, self.language),
        )

    def moved(self, indicator: str) -> str:
        """What moved the whole since the wave before: inside the parts, or their mix; empty where it cannot be told."""
        chosen = Selection(self.selection.sector, self.selection.category, self.selection.enterprise, indicator)
        options = {"facet": self.facet} | ({"by": self.by} if self.by else {})
        place = Selection(*(vars(chosen) | {"wave": self.selection.wave}).values())
        rows = platform.read(cut_changes, self.viewer, place, **options)
        if rows.empty:
            return ""
        row, measure = next(each_row(rows)), self.measure(indicator)
        if row.reason == "series_break":
            said = self.language.gettext("A new series starts in {wave}: it is not compared with {before}.")
            names = (self.language.wave_name(code) for code in (row.to_wave, row.from_wave))
            return said.format(**dict(zip(("wave", "before"), names, strict=True)))
        if pd.isna(row.change):
            return ""

        def far(number: float) -> str:
            return words.moved(number, measure, self.language)

        said = self.language.gettext(
            "Since {wave} the whole stands {change} ({interval}): inside the parts {within}, by another mix of them "
            "{mix}, by both together {both}."
        )
        return said.format(
            wave=self.language.wave_name(row.from_wave),
            change=far(row.change),
            interval=words.moved_ends(row.low, row.high, measure, self.language),
            within=far(row.within),
            mix=far(row.mix),
            both=far(row.both),
        )

    def findings(self, codes: tuple[str, ...]) -> pd.DataFrame:
        """What was found, of all indicators, as it is read."""
        say, rows = self.language.gettext, self.rows[self.rows["finding"].isin(codes)]
        each = [(row, self.measure(row.indicator)) for row in each_row(rows)]
        return pd.DataFrame(
            {
                say("Indicator"): [self.language.label(measure.label) for _, measure in each],
                say("Part"): [self.part(row.part) for row, _ in each],
                say("Part itself"): [quantities.value(row.estimate, m, self.language) for row, m in each],
                say("Against all else"): [
                    words.against(row.gap_to_rest, row.gap_low, row.gap_high, m, self.language) for row, m in each
                ],
                say("q (share of false alarms)"): [row.q_value for row, _ in each],
            }
        )

    @property
    def table(self) -> pd.DataFrame:
        """All figures as they are read and taken away."""
        say, rows = self.language.gettext, self.rows
        each = [(row, self.measure(row.indicator)) for row in each_row(rows)]

        def column(name: str) -> list[float]:
            return [quantities.reported(getattr(row, name), measure) for row, measure in each]

        return pd.DataFrame(
            {
                say("Indicator"): [self.language.label(measure.label) for _, measure in each],
                say("Part"): [self.part(row.part) for row, _ in each],
                say("n"): rows["n"],
                say("Estimate"): column("estimate"),
                say("Low"): column("low"),
                say("High"): column("high"),
                say("Unit"): [
                    "%" if m.statistic in quantities.SHARES else quantities.unit(m.unit, self.language) for _, m in each
                ],
                say("Share of the whole, %"): 100 * rows["share"],
                say("Against all else"): column("gap_to_rest"),
                say("Against all else, low"): column("gap_low"),
                say("Against all else, high"): column("gap_high"),
                say("q (share of false alarms)"): rows["q_value"],
                say("Finding"): [word(words.FINDING, code, self.language) for code in rows["finding"]],
                say("Enterprises"): rows["makers"],
            }
        )

    @property
    def whose(self) -> str:
        """The enterprise, or all of them."""
        return words.maker(self.names, self.selection.enterprise or ALL, self.language)
