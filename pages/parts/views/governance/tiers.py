"""Tiers and axes, made ready to read: the title, the intervals, the tables."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from benchmarks import policy
from benchmarks.governance.axes import AXES, axes, fairness
from benchmarks.governance.tiers import EDGES, moved, tiers
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import sentences
from pages.parts.words.cuts import attributes
from pages.parts.words.governance import tiers as words
from pages.parts.words.language import Language, count_of, word

_ROLES = {"T4": "not_met", "T3": "not_met", "T2": "accent", "T1": "met", "not_enough_evidence": "cannot_tell"}


@dataclass(frozen=True)
class TierView:
    """TIER, AXIS and FAIRNESS rows of one sector on a day, as the viewer is told them."""

    viewer: Viewer
    sector: str
    day: date
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """TIER rows, the worst proposal first."""
        return platform.read(tiers, self.viewer, Selection(sector=self.sector), on=self.day)

    @cached_property
    def axes(self) -> pd.DataFrame:
        """AXIS rows."""
        return platform.read(axes, self.viewer, Selection(sector=self.sector), on=self.day)

    @cached_property
    def title(self) -> str:
        """The answer: who is proposed for what; of one maker its own tier."""
        language, rows = self.language, self.rows
        if rows.empty:
            return language.gettext("No lot was checked, so no tier is proposed")
        if len(rows) == 1:
            row = rows.iloc[0]
            said = language.gettext("{k} of {n} lots failed: {tier}")
            return said.format(k=int(row["k"]), n=int(row["n"]), tier=word(words.TIER, row["proposed"], language))
        counts = rows["proposed"].value_counts()
        told = [
            count_of(words.PROPOSED, code, int(counts[code]), language) for code in words.PROPOSED if code in counts
        ]
        return sentences.clauses(told or [language.gettext("every maker is in the middle or better")], language)

    @property
    def paragraph(self) -> str:
        """How sure a proposal is, and that people decide."""
        text = self.language.gettext(
            "A proposal of this platform, nothing official. Worse than the middle only where the chance of being "
            "beyond the edge is {p} or more and {n} lots were judged. One person decides with a reason, another "
            "confirms; it counts after the maker was told. Size, age and region are no inputs."
        )
        return text.format(p=self.language.percent(policy.TIER_P), n=policy.TIER_LOTS)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the sector's enterprises by code."""
        register = platform.enterprises(self.viewer)
        return scope.Names(self.language).enterprises(register[register["sector"] == self.sector])

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Rows of the spans chart: the share of lots that fail, in %, with its interval."""
        rows, language = self.rows, self.language
        return pd.DataFrame(
            {
                "key": rows["enterprise"],
                "label": [self.names.get(code, code) for code in rows["enterprise"]],
                "start": 100 * rows["low"].astype(float),
                "end": 100 * rows["high"].astype(float),
                "at": 100 * rows["share"].astype(float),
                "role": [_ROLES[code] for code in rows["proposed"]],
                "said": [
                    language.gettext("{k} of {n} · {tier}").format(
                        k=int(row.k), n=int(row.n), tier=row.proposed if row.proposed[0] == "T" else "?"
                    )
                    for row in each_row(rows)
                ],
            }
        )

    @property
    def edges(self) -> list[tuple[float, str]]:
        """The edges between tiers, in %."""
        return [(100 * edge, f"{100 * edge:g} %") for edge in EDGES]

    @property
    def signs(self) -> list[tuple[str, str, str]]:
        """The key of the chart."""
        shown = {"not_met": "square", "cannot_tell": "diamond", "accent": "circle", "met": "circle"}
        said = {
            **{"not_met": "T3, T4", "accent": "T2", "met": "T1"},
            "cannot_tell": self.language.gettext("not enough evidence (?)"),
        }
        found = {_ROLES[code] for code in self.rows["proposed"]}
        return [(role, shown[role], said[role]) for role in shown if role in found]

    @cached_property
    def table(self) -> pd.DataFrame:
        """TIER rows, as they are read and taken away."""
        say, language, rows = self.language.gettext, self.language, self.rows
        return pd.DataFrame(
            {
                say("Enterprise"): [self.names.get(code, code) for code in rows["enterprise"]],
                say("Lots"): rows["n"],
                say("Failed"): rows["k"].astype(int),
                **{f"P({name}), %": 100 * rows[f"p_{name.lower()}"].astype(float) for name in ("T1", "T2", "T3", "T4")},
                say("Proposed"): [word(words.TIER, code, language) for code in rows["proposed"]],
                say("Decided"): rows["decided"],
                say("By"): [
                    " / ".join(language.told(part) for part in pair if part)
                    for pair in zip(rows["by"], rows["confirmed_by"], strict=True)
                ],
                say("Why"): rows["reason"].map(language.told, na_action="ignore"),
                say("State"): [word(words.STATE, code, language) for code in rows["state"]],
                say("From"): rows["from"],
                say("Until"): rows["until"],
            }
        )

    def moved(self, edges: tuple[float, ...]) -> pd.DataFrame:
        """Who would move with other edges and the same facts, as it is read."""
        say, rows = self.language.gettext, platform.read(moved, self.viewer, Selection(sector=self.sector), edges=edges)
        return pd.DataFrame(
            {
                say("Enterprise"): [self.names.get(code, code) for code in rows["enterprise"]],
                say("Lots"): rows["n"],
                say("Failed"): rows["k"].astype(int),
                say("Proposed"): [word(words.TIER, code, self.language) for code in rows["proposed"]],
                say("Would be proposed"): [word(words.TIER, code, self.language) for code in rows["would_be"]],
            }
        )

    @cached_property
    def axis_table(self) -> pd.DataFrame:
        """The four axes side by side, a row a maker; each with its interval and n."""
        say, language = self.language.gettext, self.language
        told = self.axes.assign(said=[self._axis(row) for row in each_row(self.axes)])
        wide = told.pivot(index="enterprise", columns="axis", values="said").reindex(columns=list(AXES))
        frame = pd.DataFrame({say("Enterprise"): [self.names.get(str(code), str(code)) for code in wide.index]})
        for axis in AXES:
            frame[word(words.AXIS, axis, language)] = wide[axis].to_numpy()
        return frame

    def _axis(self, row: object) -> str:
        value, low, high, n = (getattr(row, name) for name in ("value", "low", "high", "n"))
        number = self.language.number
        if value != value:
            return self.language.gettext("not known")
        if low == high:
            return self.language.gettext("{value} (n = {n})").format(value=number(value), n=n)
        span = sentences.span(low, high, number, self.language)
        return self.language.gettext("{value} ({span}; n = {n})").format(value=number(value), span=span, n=n)

    @cached_property
    def fairness(self) -> pd.DataFrame:
        """FAIRNESS rows, as they are read; none for a maker."""
        say, language = self.language.gettext, self.language
        rows = platform.read(fairness, self.viewer, Selection(sector=self.sector), on=self.day)
        return pd.DataFrame(
            {
                say("By"): [word(words.BY, code, language) for code in rows["by"]],
                say("Part"): [self._part(row.by, row.part) for row in each_row(rows)],
                say("Makers"): rows["n"],
                say("Proposed for T3 or T4, %"): 100 * rows["share"].astype(float),
                say("Low"): 100 * rows["low"].astype(float),
                say("High"): 100 * rows["high"].astype(float),
                say("Why not told"): [say("too few makers to tell") if code else "" for code in rows["reason"]],
            }
        )

    def _part(self, by: str, part: str) -> str:
        if part == "unknown" or by == "age":
            return word(words.AGE, part, self.language)
        if by == "size":
            return word(attributes.SIZE, part, self.language)
        return attributes.region(part, self.language)
