"""What the screen of a sample says: whom to ask where within a budget, and the change of each maker that then shows."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.fieldwork.allocation import Plan, Wish, allocate
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.frames import each_row
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import quantities, sentences
from pages.parts.words.language import Language

LADDER = 100  # points: a larger change is none that can be


def short_of(refusal: Refused, language: Language) -> str:
    """What it would take, as the answer to what cannot be reached."""
    least, needed = (refusal.values.get(name) for name in ("least", "needed"))
    if least is not None:
        told = language.number(float(str(least)))
        return language.gettext("A budget of {least} is needed at least").format(least=told)
    if needed is not None:
        told = language.number(float(str(needed)))
        return language.gettext("It takes about {needed} interviews to show that change").format(needed=told)
    if refusal.code == "allocate_nobody":
        return language.gettext("A first wave says how many to ask: nobody was surveyed before")
    return language.gettext("This cannot be reached")


@dataclass(frozen=True)
class SampleView:
    """A sector or one of its categories, its sampling frame as it was checked, and what is wished of the sample.

    indicator: whose change counts; None: each maker's most uncertain one.
    """

    viewer: Viewer
    sector: str
    category: str | None
    indicator: str | None
    frame: pd.DataFrame
    wish: Wish
    language: Language

    @cached_property
    def plan(self) -> Plan:
        """The sample; refused (Unreachable) what cannot be reached."""
        return allocate(
            self.frame,
            self.wish,
            platform.asked(self.viewer, Selection(self.sector, self.category, indicator=self.indicator)),
        )

    @property
    def title(self) -> str:
        """The answer: the worst change that shows, before and after."""
        makers, say = self.plan.makers, self.language.gettext
        n, after, before = int(makers["n"].sum()), makers["after"].max(), makers["before"].max()
        said = say("{n} interviews show a change of {after} of every maker; so far it was {before}")
        if self.indicator is None and after > LADDER:
            said = say("{n} interviews are too few for the most uncertain indicators: choose the one that counts")
        return said.format(n=self.language.number(n), after=self._far(after), before=self._far(before))

    def _far(self, change: float) -> str:
        """A change in points of the ladder, or in the indicator's unit."""
        if self.indicator is None:
            return quantities.points(change, self.language)
        return quantities.distance(change, self._measure(self.indicator), self.language)

    def _measure(self, code: str) -> Indicator:
        return platform.specs()[self.sector].indicator(code)

    @property
    def paragraph(self) -> str:
        """Where they are asked, what it costs, and what the points are."""
        rows, number, say = self.plan.rows, self.language.number, self.language.gettext
        held = say("They are held at {points} sampling points in {strata} strata and cost {cost}.").format(
            points=number(len(rows[["stratum", "psu"]].drop_duplicates())),
            strata=number(rows["stratum"].nunique()),
            cost=number(self.plan.cost),
        )
        points = say(
            "Points are those of the ladder, of each maker's most uncertain indicator: from floor to benchmark it is "
            "20."
        )
        sure = say("The change shows in {power} of cases, if answers lie as far apart as in the last wave.").format(
            power=self.language.percent(self.wish.power)
        )
        return sentences.joined([held, points if self.indicator is None else "", sure], self.language)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        names = scope.Names(self.language)
        register = platform.enterprises(self.viewer)
        makers = names.enterprises(register[register["sector"] == self.sector])
        return {
            (row.category, row.enterprise): makers.get(row.enterprise, row.enterprise)
            + ("" if self.category else f" · {names.category(self.sector, row.category)}")
            for row in each_row(self.plan.makers)
        }

    @property
    def table(self) -> pd.DataFrame:
        """One row a maker: interviews, and the change that shows before and after; the worst before comes first."""
        say = self.language.gettext
        rows = self.plan.makers.sort_values("before", ascending=False, kind="stable", ignore_index=True)
        unit, scale = say("points"), 1.0
        if self.indicator is not None:
            measure = self._measure(self.indicator)
            unit, scale = quantities.unit(measure.unit, self.language), quantities.reported(1.0, measure)
            unit = say("percentage points") if scale > 1 else unit
        frame = {say("Maker"): [self._labels[row.category, row.enterprise] for row in each_row(rows)]}
        if self.indicator is None:
            labels = [self._measure(row.indicator).label for row in each_row(rows)]
            frame[say("Most uncertain")] = [self.language.label(label) for label in labels]
        told = {say("Interviews"): rows["n"].astype(int)}
        for name, head in (("before", say("Change that showed so far")), ("after", say("Change that will show"))):
            told[f"{head}, {unit}" if unit else head] = (scale * rows[name]).round(2)
        return pd.DataFrame(frame | told)

    @property
    def points(self) -> pd.DataFrame:
        """One row a sampling point: interviews there, of how many makers."""
        say = self.language.gettext
        found = self.plan.rows.groupby(["stratum", "psu"], sort=True)
        made = found.agg(take=("take", "sum"), makers=("enterprise", "nunique")).reset_index()
        names = [say("Stratum"), say("Sampling point"), say("Interviews"), say("Makers")]
        return made.set_axis(names, axis=1)
