"""Whether laboratories can decide what they are asked, made ready to read: one row a laboratory and indicator."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks.laboratories.capability import STATES
from benchmarks.specs.spec import Indicator, SectorSpec
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.words import laboratories as words
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words.language import Language, word

TOLD = 4  # laboratories that differ, named above the table


@dataclass(frozen=True)
class LaboratoryView:
    """CAPABILITY rows of one sector and wave, as the viewer is told them."""

    viewer: Viewer
    sector: str
    found: pd.DataFrame
    language: Language
    rests: str = ""  # what was not made in scope, as the first clause of the title

    @property
    def spec(self) -> SectorSpec:
        """The spec of the sector."""
        return platform.specs()[self.sector]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows, those that need an answer first."""
        order = self.found["state"].map({code: i for i, code in enumerate(STATES)})
        return self.found.assign(order=order).sort_values(["order", "indicator", "lab"], ignore_index=True)

    def name(self, lab: str) -> str:
        """The name of a laboratory with its code; the code alone where it is not registered."""
        return Names(self.language).laboratory(self.viewer, lab)

    @cached_property
    def title(self) -> str:
        """The answer: who differs, and what cannot be decided."""
        language, rows = self.language, self.rows
        differing = rows.loc[rows["state"] == "differs", "lab"].nunique()
        unable = rows.loc[rows["state"] == "not_capable", "indicator"].nunique()
        told = [self.rests] if self.rests else []
        if differing:
            said = language.ngettext(
                "{n} laboratory differs from the others", "{n} laboratories differ from the others", differing
            )
            told.append(said.format(n=differing))
        if unable:
            said = language.ngettext(
                "a laboratory cannot decide on {n} indicator", "a laboratory cannot decide on {n} indicators", unable
            )
            told.append(said.format(n=unable))
        if told in ([], [self.rests]) and (rows["state"] == "capable").any():
            told.append(language.gettext("every laboratory can decide what it was asked"))
        return sentences.clauses(told or [language.gettext("nothing can be told of the laboratories")], language)

    @cached_property
    def paragraph(self) -> str:
        """Who differs, on what, and by how much."""
        rows = self.rows[self.rows["state"] == "differs"].head(TOLD)
        return sentences.joined([self._difference(row) for _, row in rows.iterrows()], self.language)

    def _difference(self, row: pd.Series) -> str:
        language, measure = self.language, self.spec.indicator(row["indicator"])
        higher = language.gettext("**{lab}** measures {indicator} {distance} higher than the others{scores}.")
        lower = language.gettext("**{lab}** measures {indicator} {distance} lower than the others{scores}.")
        marks = self._marks(row)
        return (higher if row["deviation"] > 0 else lower).format(
            lab=markdown.escaped(self.name(row["lab"])),
            indicator=markdown.escaped(language.label(measure.label)),
            distance=markdown.escaped(quantities.distance(row["deviation"], measure, language)),
            scores=language.gettext(" ({marks})").format(marks=", ".join(marks)),
        )

    @cached_property
    def short(self) -> pd.DataFrame:
        """The same to read: who, on what, the judgement with its reason, and the figures it rests on."""
        say, language = self.language.gettext, self.language
        rows = self.rows.to_dict("records")
        measures = [self.spec.indicator(row["indicator"]) for row in rows]
        why = [word(words.REASON, row["reason"], language) for row in rows]
        judged = [word(words.STATE, row["state"], language) for row in rows]
        told = [say("; ").join(filter(None, pair)) for pair in zip(judged, why, strict=True)]
        return pd.DataFrame(
            {
                say("Laboratory"): [self.name(row["lab"]) for row in rows],
                say("Indicator"): [language.label(each.label) for each in measures],
                say("Judgement"): told,
                say("Rests on"): [self._figures(*pair) for pair in zip(rows, measures, strict=True)],
            }
        )

    def _figures(self, row: dict, measure: Indicator) -> str:
        """Samples, how many are undecided, U, the deviation from the others, En and z, as far as there are any."""
        language = self.language
        told = [sentences.count(int(row["samples"]), "sample", language)]
        for text, name in (
            (language.gettext("undecided {share}"), "conditional_share"),
            (language.gettext("U {share} of floor to benchmark"), "u_ratio"),
        ):
            if row[name] == row[name]:
                told.append(text.format(share=language.percent(row[name])))
        if row["deviation"] == row["deviation"]:
            far = quantities.distance(row["deviation"], measure, language)
            told.append(language.gettext("{distance} from the others").format(distance=far))
        return language.gettext(", ").join([*told, *self._marks(row)])

    def _marks(self, row: Any) -> list[str]:
        pairs = [(name, row[key]) for name, key in (("En", "en_worst"), ("z", "z")) if row[key] == row[key]]
        return [f"{name} = {self.language.number(value, 1, sign=True)}" for name, value in pairs]

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a laboratory and indicator, as it is read and taken away."""
        say, language, rows = self.language.gettext, self.language, self.rows
        measures = [self.spec.indicator(code) for code in rows["indicator"]]
        return pd.DataFrame(
            {
                say("Laboratory"): [self.name(code) for code in rows["lab"]],
                say("Indicator"): [language.label(each.label) for each in measures],
                say("Judgement"): [word(words.STATE, code, language) for code in rows["state"]],
                say("Why"): [word(words.REASON, code, language) for code in rows["reason"]],
                say("Samples"): rows["samples"],
                say("Undecided, %"): 100 * rows["conditional_share"],
                say("U, % of floor to benchmark"): 100 * rows["u_ratio"],
                say("Deviation from the others"): rows["deviation"],
                say("Unit"): [quantities.unit(each.unit, language) for each in measures],
                "En": rows["en_worst"],
                "z": rows["z"],
            }
        )
