"""Problems, projects and what worked, made ready to read."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks.innovation.library import library
from benchmarks.innovation.problems import problems
from benchmarks.innovation.projects import projects
from benchmarks.scope.selection import Selection
from benchmarks.specs.lookup import find
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import actions as action_words
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words.governance import projects as words
from pages.parts.words.language import Language, count_of, word

SHOWN = 8  # problems that are drawn


@dataclass(frozen=True)
class ProjectsView:
    """PROBLEM, PROJECT_EFFECT and LIBRARY rows of one sector, or all, as the viewer is told them."""

    viewer: Viewer
    sector: str | None
    language: Language

    @cached_property
    def problems(self) -> pd.DataFrame:
        """PROBLEM rows, the largest leverage first; none for a maker."""
        return platform.read(problems, self.viewer, Selection(sector=self.sector))

    @cached_property
    def projects(self) -> pd.DataFrame:
        """PROJECT_EFFECT rows."""
        return platform.read(projects, self.viewer, Selection(sector=self.sector))

    @cached_property
    def library(self) -> pd.DataFrame:
        """LIBRARY rows, of all sectors."""
        return platform.read(library, self.viewer)

    @cached_property
    def title(self) -> str:
        """The answer: the first problem, and how projects went."""
        language, told = self.language, []
        if len(self.problems):
            row = self.problems.iloc[0]
            said = language.gettext("{name} holds the sector back most: {points} points")
            told.append(
                said.format(name=self.name(row["sector"], row["indicator"]), points=language.number(row["leverage"], 1))
            )
        counts = self.projects["verdict"].value_counts()
        told += [
            count_of(words.VERDICTS, code, int(counts[code]), language) for code in words.VERDICTS if code in counts
        ]
        return sentences.clauses(told or [language.gettext("no project is on file")], language)

    @cached_property
    def paragraph(self) -> str:
        """Who is below on the first problem, who is closing, and who is missing."""
        if self.problems.empty:
            return ""
        row, language = self.problems.iloc[0], self.language
        below, acts, joint = (int(row[name]) for name in ("makers_below", "actions", "projects"))
        short = language.ngettext(
            "{below} maker is short of the benchmark there; getting better beyond chance: {closing}.",
            "{below} makers are short of the benchmark there; of them getting better beyond chance: {closing}.",
            below,
        ).format(below=below, closing=int(row["closing"]))
        work = language.gettext("At work: {actions}, {projects}. Missing: {missing}.").format(
            actions=language.ngettext("{n} action", "{n} actions", acts).format(n=acts),
            projects=language.ngettext("{n} project", "{n} projects", joint).format(n=joint),
            missing=self._partners(row["missing_partners"]) or language.gettext("no partner"),
        )
        return sentences.joined([short, work], language)

    def name(self, sector: str, indicator: str) -> str:
        """Name of an indicator; its code where no spec names it."""
        found = find(platform.specs(), sector, indicator)
        return indicator if found is None else self.language.label(found.label)

    def _partners(self, kinds: str) -> str:
        return self.language.both(word(words.PARTNER, kind, self.language) for kind in kinds.split(";") if kind)

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Rows of the chart of problems: points gained if all reached the benchmark."""
        rows = self.problems.head(SHOWN)
        labels = [self.name(row.sector, row.indicator) for row in each_row(rows)]
        if self.sector is None:
            names = scope.Names(self.language)
            labels = [f"{names.sector(code)} · {label}" for code, label in zip(rows["sector"], labels, strict=True)]
        frame = pd.DataFrame({"key": rows["sector"] + "/" + rows["indicator"], "label": labels})
        return frame.assign(gain=rows["leverage"], low=rows["leverage_low"], high=rows["leverage_high"])

    @cached_property
    def problem_table(self) -> pd.DataFrame:
        """All problems, as they are read and taken away."""
        say, rows = self.language.gettext, self.problems
        return pd.DataFrame(
            {
                say("Sector"): [scope.Names(self.language).sector(code) for code in rows["sector"]],
                say("Indicator"): [self.name(row.sector, row.indicator) for row in each_row(rows)],
                say("Points gained"): rows["leverage"],
                say("Makers below"): rows["makers_below"],
                say("Of them closing"): rows["closing"],
                say("Actions"): rows["actions"],
                say("Projects"): rows["projects"],
                say("Partners at work"): [self._partners(kinds) for kinds in rows["partners"]],
                say("Partners missing"): [self._partners(kinds) for kinds in rows["missing_partners"]],
            }
        )

    def told(self, row: Mapping[Hashable, Any]) -> str:
        """What is said of one project, in Markdown."""
        say, language = self.language.gettext, self.language
        measure = find(platform.specs(), row["sector"], row["indicator"])
        head = say("**{title}** ({name}, {members} members): **{verdict}**").format(
            title=markdown.escaped(language.told(row["title"])),
            name=markdown.escaped(self.name(row["sector"], row["indicator"])),
            members=int(row["members"]),
            verdict=word(words.VERDICT, row["verdict"], language),
        )
        why = word(words.REASON, row["reason"], language) if row["reason"] else ""
        if row["beyond"] != row["beyond"] or measure is None:
            return say("{head}: {why}.").format(head=head, why=why)

        decimals = quantities.decimals_of(row["low"], row["high"], measure)

        def write(value: float) -> str:
            return markdown.escaped(quantities.plain_distance(value, measure, language, decimals))

        text = say(
            "{head}. Members changed by {change}, {others} others by {other}: {beyond} beyond them ({low} to "
            "{high}); a difference of {detectable} would have been found. From {base} to {last}; positive is "
            "better."
        ).format(
            **{"head": head, "others": int(row["others"]), "change": self._signed(row["change"], write)},
            **{"other": self._signed(row["others_change"], write), "beyond": self._signed(row["beyond"], write)},
            **{"low": self._signed(row["low"], write), "high": self._signed(row["high"], write)},
            **{"detectable": write(row["detectable"]), "base": language.wave_name(row["baseline_wave"])},
            last=language.wave_name(row["measured_wave"]),
        )
        if row["cost_per_point"] == row["cost_per_point"]:
            number = language.number
            text += say(" A ladder point of one member cost {cost} ({low} to {high}).").format(
                cost=number(row["cost_per_point"]), low=number(row["cost_low"]), high=number(row["cost_high"])
            )
        return text

    def _signed(self, value: float, write: object) -> str:
        sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else ""
        return f"{sign}{write(abs(value))}"  # type: ignore[operator]  # the unit is that of the project's indicator

    @cached_property
    def effects(self) -> pd.DataFrame:
        """Groups of effects that have a mean, as rows of the chart."""
        rows = self.library[self.library["mean"].notna()]
        frame = pd.DataFrame(
            {"key": rows["by"] + "/" + rows["part"], "label": [self._group(row) for row in each_row(rows)]}
        )
        return frame.assign(gain=rows["mean"], low=rows["low"], high=rows["high"])

    def _group(self, row: object) -> str:
        by, part = (getattr(row, name) for name in ("by", "part"))
        group, language = word(words.BY, by, self.language), self.language
        tables = {"approach": action_words.APPROACH, "partner": action_words.PARTNER, "cost": action_words.COST}
        if by == "all":
            return group
        if by == "indicator":
            sectors = (code for code in platform.specs() if find(platform.specs(), code, part))
            name = next((self.name(code, part) for code in sectors), part)
        else:
            name = word(tables[by], part, language)
        return language.gettext("{name}: {text}").format(name=group, text=name)

    @cached_property
    def library_table(self) -> pd.DataFrame:
        """LIBRARY rows, as they are read and taken away."""
        say, rows = self.language.gettext, self.library
        return pd.DataFrame(
            {
                say("What was done"): [self._group(row) for row in each_row(rows)],
                say("Actions"): rows["actions"],
                say("Projects"): rows["projects"],
                say("Makers"): rows["makers"],
                say("Delivered"): rows["worked"],
                say("Not delivered"): rows["failed"],
                say("Cannot tell"): rows["cannot_tell"],
                say("Mean, ladder points"): rows["mean"].astype(float),
                say("Low"): rows["low"].astype(float),
                say("High"): rows["high"].astype(float),
                say("A next one, low"): rows["next_low"].astype(float),
                say("A next one, high"): rows["next_high"].astype(float),
                say("Why no mean"): [word(words.NO_MEAN, code, self.language) for code in rows["reason"]],
            }
        )
