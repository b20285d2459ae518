"""What an aim asks of the next sample: how far it lies from today's value, whether one as large shows it."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks import policy, reading
from benchmarks.actions.register import level_in
from benchmarks.progress.planner import chance, plan
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.frames import row_of
from data.viewer import Viewer
from data.wave import in_order
from pages.parts.frame import platform
from pages.parts.words import quantities, sentences
from pages.parts.words.language import Language

_SURE = 0.99  # beyond, a chance is not written to the percent


@dataclass(frozen=True)
class AimedView:
    """One result of one maker, and a level or a value it aims at in a wave to come."""

    viewer: Viewer
    place: Selection
    language: Language

    @property
    def measure(self) -> Indicator:
        """The indicator."""
        return platform.specs()[self.place.one_sector()].indicator(str(self.place.indicator))

    @cached_property
    def measured(self) -> pd.DataFrame:
        """ESTIMATE rows by wave."""
        return platform.read(reading.estimates, self.viewer, self.place.all_waves()).set_index("wave")

    @cached_property
    def waves(self) -> list[str]:
        """The waves that measured it, in order."""
        return in_order(list(self.measured.index))

    @property
    def now(self) -> pd.Series:
        """The newest result."""
        return row_of(self.measured, self.waves[-1])

    def target(self, level: str, value: float | None, due: str) -> float | None:
        """What is aimed at in the reported unit: the level as it stands in the due wave, else the value."""
        return level_in(self.measure, level, due) if level else value

    def said(self, target: float | None) -> str:
        """How far the aim lies from today's value, and whether a wave like the last would show that; empty without."""
        if target is None:
            return ""
        language, measure = self.language, self.measure
        value, aim = (quantities.value(each, measure, language) for each in (self.now["estimate"], target))
        wave = language.wave_name(self.waves[-1])
        far = (target - self.now["estimate"]) * (1 if measure.direction == "higher" else -1)
        if not far > 0:
            said = language.gettext("{wave} stands at {value}: the aim, {aim}, is no improvement. Aim beyond it.")
            return said.format(wave=wave, value=value, aim=aim)
        said = language.gettext("{wave} stands at {value}; the aim is {aim}, {far} better.").format(
            wave=wave, value=value, aim=aim, far=quantities.distance(far, measure, language)
        )
        return sentences.joined([said, self._shown(float(far))], language)

    def _shown(self, far: float) -> str:
        """The chance that a wave like the last shows the change, and how many responses would."""
        language, number = self.language, self.language.number
        rows = platform.read(plan, self.viewer, self.place.all_waves(), change=far)
        if rows.empty:
            said = language.gettext(
                "{n} samples were tested: the verdict asks that the whole interval reaches the aim, and the fewer the "
                "samples, the wider it is. No chance is given for tests: part of the uncertainty is common to all "
                "samples of a laboratory, and more samples do not make it smaller."
            )
            return said.format(n=number(self.now["n"]))
        row = rows.iloc[-1]
        if pd.isna(row["needed_n"]):
            return language.gettext("The last wave has no spread to plan with.")
        likely = float(chance(row["detectable_change"], far))
        said_as = language.percent(likely)
        if likely > _SURE:
            said_as = language.gettext("more than {share}").format(share=language.percent(_SURE))
        said = language.gettext(
            "With {n} responses, as in the last wave, the chance that the survey shows such a change is {chance}."
        )
        if row["n"] < row["needed_n"]:
            said = language.gettext(
                "With {n} responses, as in the last wave, the chance that the survey shows such a change is {chance}; "
                "with {needed} in each of two waves it is {power}."
            )
        needed, power = number(row["needed_n"]), language.percent(policy.POWER)
        return said.format(n=number(row["n"]), chance=said_as, needed=needed, power=power)
