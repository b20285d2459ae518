"""What the screen of a sample says: whom to ask where within a budget, and the change of each maker that then shows."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.fieldwork.allocation import Plan, Wish, allocate
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.refusal import Refused
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words.language import Language


def short_of(refusal: Refused, language: Language) -> str:
    """What it would take, as the answer to what cannot be reached."""
    least, needed = (refusal.values.get(name) for name in ("least", "needed"))
    if least is not None:
        told = language.number(float(str(least)))
        return language.gettext("A budget of {least} is needed at least").format(least=told)
    if needed is not None:
        told = language.number(float(str(needed)))
        return language.gettext("It takes about {needed} interviews to show that change").format(needed=told)
    return language.gettext("This cannot be reached")


@dataclass(frozen=True)
class SampleView:
    """A sector or one of its categories, its sampling frame as it was checked, and what is wished of the sample."""

    viewer: Viewer
    sector: str
    category: str | None
    frame: pd.DataFrame
    wish: Wish
    language: Language

    @cached_property
    def plan(self) -> Plan:
        """The sample; refused (Unreachable) what cannot be reached."""
        return allocate(self.frame, self.wish, platform.asked(self.viewer, Selection(self.sector, self.category)))

    @property
    def title(self) -> str:
        """The answer: the worst change that shows, before and after."""
        makers, number = self.plan.makers, self.language.number
        return self.language.gettext(
            "{n} interviews show a change of {after} points of every maker; so far it was {before}"
        ).format(
            n=number(int(makers["n"].sum())),
            after=number(makers["after"].max(), 1),
            before=number(makers["before"].max(), 1),
        )

    @property
    def paragraph(self) -> str:
        """Where they are asked, what it costs, and what the points are."""
        rows, number = self.plan.rows, self.language.number
        return self.language.gettext(
            "They are held at {points} sampling points in {strata} strata and cost {cost}. Points are those of the "
            "ladder, of each maker's most uncertain indicator: from floor to benchmark it is 20. The change shows in "
            "{power} of cases, if answers lie as far apart as in the last wave."
        ).format(
            points=number(len(rows[["stratum", "psu"]].drop_duplicates())),
            strata=number(rows["stratum"].nunique()),
            cost=number(self.plan.cost),
            power=self.language.percent(self.wish.power),
        )

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        names = scope.Names(self.language)
        register = platform.enterprises(self.viewer)
        makers = names.enterprises(register[register["sector"] == self.sector])
        return {
            (row.category, row.enterprise): f"{makers.get(row.enterprise, row.enterprise)} · "
            f"{names.category(self.sector, row.category)}"
            for row in each_row(self.plan.makers)
        }

    @property
    def table(self) -> pd.DataFrame:
        """One row a maker: interviews, and the change that shows before and after; the worst before comes first."""
        say = self.language.gettext
        rows = self.plan.makers.sort_values("before", ascending=False, kind="stable", ignore_index=True)
        return pd.DataFrame(
            {
                say("Maker"): [self._labels[row.category, row.enterprise] for row in each_row(rows)],
                say("Interviews"): rows["n"].astype(int),
                say("Change that showed so far, points"): rows["before"].round(2),
                say("Change that will show, points"): rows["after"].round(2),
            }
        )

    @property
    def points(self) -> pd.DataFrame:
        """One row a sampling point: interviews there, of how many makers."""
        say = self.language.gettext
        found = self.plan.rows.groupby(["stratum", "psu"], sort=True)
        made = found.agg(take=("take", "sum"), makers=("enterprise", "nunique")).reset_index()
        names = [say("Stratum"), say("Sampling point"), say("Interviews"), say("Makers")]
        return made.set_axis(names, axis=1)
