"""What the planner says: answers needed by each enterprise, in the reader's words."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.progress.planner import plan
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import quantities
from pages.parts.words.language import Language

_START = {"per_100": 10.0, "nps": 10.0}  # a change to begin with, in the unit that is typed
_SHARE = 100.0  # shares are typed in percentage points


@dataclass(frozen=True)
class PlannerView:
    """One surveyed indicator of one category; change as typed: shares in percentage points."""

    viewer: Viewer
    selection: Selection
    indicator: Indicator
    typed: float
    power: float
    language: Language

    @property
    def change(self) -> float:
        """The change in the reported unit."""
        return self.typed / (_SHARE if self.indicator.statistic in quantities.SHARES else 1.0)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """PLAN rows that can be told, the enterprise that needs most first, with key and label."""
        found = platform.read(plan, self.viewer, self.selection, change=self.change, power=self.power)
        register = platform.enterprises(self.viewer)
        names = scope.Names(self.language).enterprises(register[register["sector"] == self.selection.sector])
        found = found.assign(key=found["enterprise"], label=[names.get(code, code) for code in found["enterprise"]])
        return found.dropna(subset="needed_n").sort_values("needed_n", ascending=False, ignore_index=True)

    @property
    def title(self) -> str:
        """The answer: so many show the change, and who has them."""
        say, rows = self.language.gettext, self.rows
        far = quantities.distance(self.change, self.indicator, self.language)
        most = self.language.number(rows["needed_n"].max())
        if len(rows) == 1:
            return say("{needed} responses show a change of {change}; the last wave had {n}").format(
                needed=most, change=far, n=self.language.number(rows["n"][0])
            )
        enough = int((rows["n"] >= rows["needed_n"]).sum())
        return say(
            "{needed} responses an enterprise show a change of {change} everywhere; {enough} of {all} have enough today"
        ).format(needed=most, change=far, enough=enough, all=len(rows))

    @property
    def paragraph(self) -> str:
        """What stands behind the answer."""
        rows, language = self.rows, self.language
        least, most = rows["detectable_change"].min(), rows["detectable_change"].max()
        ends = [quantities.plain_distance(least, self.indicator, language)]
        ends.append(quantities.distance(most, self.indicator, language))
        said = language.gettext(
            "With that many in each of two waves, a true change is shown in {power} of cases, at 95% confidence, if "
            "the spread and the design effect stay as in the last wave. Today's answers show {low} to {high}."
        )
        if len(rows) == 1:
            said = language.gettext(
                "With that many in each of two waves, a true change is shown in {power} of cases, at 95% confidence, "
                "if the spread and the design effect stay as in the last wave. Today's answers show {high}."
            )
        return said.format(power=language.percent(self.power), low=ends[0], high=ends[1])

    @property
    def table(self) -> pd.DataFrame:
        """One row an enterprise, as it is read and taken away."""
        say, rows = self.language.gettext, self.rows
        more = (rows["needed_n"] - rows["n"]).clip(lower=0)
        return pd.DataFrame(
            {
                say("Enterprise"): rows["label"],
                say("Wave"): rows["wave"].map(self.language.wave_name),
                say("Answers"): rows["n"],
                say("Answers needed"): rows["needed_n"],
                say("More to ask"): more,
                say("Change that shows"): [
                    quantities.distance(value, self.indicator, self.language) for value in rows["detectable_change"]
                ],
                say("Design effect"): rows["deff"].round(2),
            }
        )


def start(indicator: Indicator) -> float:
    """A change to begin with: 10 problems or net promoters, else 5 points."""
    return _START.get(indicator.statistic, 5.0)


def unit(indicator: Indicator, language: Language) -> str:
    """The unit in which a change is typed."""
    if indicator.statistic in quantities.SHARES:
        return language.gettext("percentage points")
    written = "points" if indicator.statistic == "nps" else indicator.unit
    return quantities.unit("problems" if indicator.statistic == "per_100" else written, language)
