"""Standards made ready to read: who fails today what is coming, and which stand, with what they adopt."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks.infrastructure.impact import VERDICTS, impact_others, standard_impact
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import SectorSpec
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words.infrastructure import resting as words
from pages.parts.words.language import Language, word

ROLES = {"not_met": "not_met", "cannot_tell": "cannot_tell", "met": "met"}


@dataclass(frozen=True)
class ComingView:
    """The limits that are coming for one sector, or one that is only proposed (limit, of the selected indicator)."""

    viewer: Viewer
    selection: Selection
    language: Language
    limit: float | None = None
    standard: str = ""  # of which coming standard the limit is a number

    @property
    def spec(self) -> SectorSpec:
        """The spec of the sector."""
        return platform.specs()[self.selection.one_sector()]

    @property
    def _options(self) -> dict[str, float | str]:
        return {} if self.limit is None else {"limit": self.limit, "standard": self.standard}

    @cached_property
    def rows(self) -> pd.DataFrame:
        """STANDARD_IMPACT rows of the makers the viewer sees by name."""
        return platform.read(standard_impact, self.viewer, self.selection, **self._options)

    @cached_property
    def others(self) -> pd.DataFrame:
        """IMPACT_OTHERS rows: counts of makers, of the others where the viewer is one of them."""
        return platform.read(impact_others, self.viewer, self.selection, **self._options)

    @cached_property
    def names(self) -> list[str]:
        """The standards that are coming and concern what is measured here."""
        return list(dict.fromkeys([*self.others["standard"], *self.rows["standard"]]))

    @cached_property
    def unseen(self) -> dict[str, str]:
        """The coming standard by the indicator of which it sets what nobody has seen in numbers, or sets anew."""
        blind = self.rows[self.rows["reason"].isin(("another_edition", "number_not_seen"))]
        return dict(zip(blind["indicator"], blind["standard"], strict=True))

    @property
    def _own(self) -> bool:
        return self.viewer.role == "manufacturer"

    @cached_property
    def worst(self) -> pd.DataFrame:
        """One row a maker and limit, by its worst product."""
        order = self.rows.assign(order=self.rows["verdict"].map(VERDICTS.index)).sort_values("order", kind="stable")
        return order.drop_duplicates(["standard", "indicator", "in_force", "enterprise"])

    @cached_property
    def title(self) -> str:
        """The answer: how many fail today what is coming, and how many cannot be told."""
        language = self.language
        if self.rows.empty and self.others.empty:
            return language.gettext("No limit that is coming concerns what is measured here")
        failing, untold, known = self._counts
        if untold and not failing + known:
            return sentences.clauses([self._untold(untold)], language)
        parts = [self._failing(failing)]
        if untold:
            told = language.ngettext("of {n} maker it cannot be told", "of {n} makers it cannot be told", untold)
            if self._own:
                told = language.ngettext("{n} cannot be told", "{n} cannot be told", untold)
            parts.append(told.format(n=language.number(untold)))
        return sentences.clauses(parts, language)

    @cached_property
    def _counts(self) -> tuple[int, int, int]:
        """How many fail, cannot be told and meet: limits of a maker's own, else makers."""
        if self._own:
            counts = self.worst["verdict"].value_counts()
        elif len(self.rows):
            counts = self.worst.groupby("verdict")["enterprise"].nunique()
        else:
            counts = self.others[list(VERDICTS)].max()
        return int(counts.get("not_met", 0)), int(counts.get("cannot_tell", 0)), int(counts.get("met", 0))

    def _untold(self, n: int) -> str:
        """That of nobody anything can be told, as a clause."""
        language = self.language
        said = language.ngettext(
            "whether {n} maker meets what is coming cannot be told yet",
            "whether {n} makers meet what is coming cannot be told yet",
            n,
        )
        if self._own:
            said = language.ngettext(
                "whether you meet {n} coming limit cannot be told yet",
                "whether you meet {n} coming limits cannot be told yet",
                n,
            )
        elif self.limit is not None:
            said = language.ngettext(
                "whether {n} maker meets the proposed limit cannot be told",
                "whether {n} makers meet the proposed limit cannot be told",
                n,
            )
        return said.format(n=language.number(n))

    def _failing(self, n: int) -> str:
        """How many fail, in words where none does, as a clause."""
        language, say = self.language, self.language.gettext
        said = language.ngettext("{n} maker fails today what is coming", "{n} makers fail today what is coming", n)
        none = say("no maker fails today what is coming")
        if self._own:
            said = language.ngettext("you fail {n} coming limit today", "you fail {n} coming limits today", n)
            none = say("you fail no coming limit today")
        elif self.limit is not None:
            said = language.ngettext(
                "{n} maker would fail the proposed limit", "{n} makers would fail the proposed limit", n
            )
            none = say("no maker would fail the proposed limit")
        return said.format(n=language.number(n)) if n else none

    @cached_property
    def paragraph(self) -> str:
        """Each limit in a sentence: from when, from what to what, who fails, whose output that is, why not told."""
        limits = self.others if len(self.others) else self.worst.drop_duplicates(["standard", "indicator", "in_force"])
        told = [self._limit(row) for row in limits.to_dict("records")]
        return "\n".join(f"- {each}" for each in told)

    def _limit(self, row: Mapping[Hashable, Any]) -> str:
        language, measure = self.language, self.spec.indicator(row["indicator"])
        name = row["standard"] or language.gettext("Proposed limit")
        if row["standard"] and row["draft"]:
            name = language.gettext("{standard}, a number typed in").format(standard=row["standard"])
        said = language.gettext("**{standard}**, from {day}: {indicator}").format(
            standard=markdown.escaped(name),
            day=language.date(row["in_force"]),
            indicator=markdown.escaped(language.label(measure.label)),
        )
        if measure.statistic == "mean" and pd.notna(row["new_value"]):
            new = quantities.value(row["new_value"], measure, language)
            text = language.gettext(", {new}")
            if pd.notna(row["old_value"]):
                text = language.gettext(", {new} in place of {old}")
            old = "" if pd.isna(row["old_value"]) else quantities.value(row["old_value"], measure, language, bare=True)
            said += markdown.escaped(text.format(new=new, old=old))
        return sentences.ended(said, language) + " " + self._who(row)

    def _who(self, row: Mapping[Hashable, Any]) -> str:
        language, told = self.language, []
        own = self.worst[(self.worst["indicator"] == row["indicator"]) & (self.worst["in_force"] == row["in_force"])]
        if self._own and len(own):
            said = word(words.READY, own["verdict"].iloc[0], language)
            told.append(language.gettext("You: {verdict}.").format(verdict=said))
        if "makers" in row:
            text = language.gettext("Of {all} others {n} fail it today, {untold} cannot be told.")
            if not self._own:
                text = language.gettext("Of {all} makers {n} fail it today, {untold} cannot be told.")
            facts = {"all": row["makers"], "n": row["not_met"], "untold": row["cannot_tell"]}
            told.append(text.format(**{name: language.number(n) for name, n in facts.items()}))
            if row["not_met"] and pd.notna(row["output_failing"]):
                said = language.gettext("They make {share} of the output.")
                told.append(said.format(share=language.percent(row["output_failing"])))
        for reason in sorted(set(own["reason"]) - {""}):
            said = sentences.clauses([word(words.UNTOLD, reason, language)], language)
            told.append(sentences.ended(said, language))
        return sentences.joined(told, language)

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Counts of makers by verdict, a bar for each limit, as the chart asks for them."""
        rows = []
        for row in self.others.to_dict("records"):
            name = self.language.label(self.spec.indicator(row["indicator"]).label)
            key = f"{row['in_force']} {row['indicator']} {row['standard']}"
            for verdict in VERDICTS:
                if row[verdict]:
                    said = word(words.READY, verdict, self.language)
                    rows.append((key, name, verdict, said, int(row[verdict])))
        return pd.DataFrame(rows, columns=["key", "label", "state", "word", "count"])

    @cached_property
    def short(self) -> pd.DataFrame:
        """The same to read: whose product, what comes when, the verdict with its reason, and what it rests on."""
        say, language, made = self.language.gettext, self.language, []
        names, sector = Names(language), self.selection.one_sector()
        known = platform.enterprises(self.viewer)
        makers = names.enterprises(known[known["sector"] == sector])
        for row in self.rows.to_dict("records"):
            measure = self.spec.indicator(row["indicator"])
            limit = ""
            if measure.statistic == "mean" and pd.notna(row["new_value"]):
                limit = quantities.value(row["new_value"], measure, language)
            coming = f"{language.label(measure.label)} {limit}".strip()
            verdict, why = word(words.READY, row["verdict"], language), word(words.UNTOLD, row["reason"], language)
            figures = [sentences.samples_fail(int(row["failing_now"]), int(row["n"]), language)]
            if row["reason"] in ("another_edition", "number_not_seen"):
                figures = [sentences.count(int(row["n"]), "sample", language)]
            for text, name in (
                (say("chance to fail {share}"), "p_fail"),
                (say("chance to be ready {share}"), "p_ready"),
            ):
                figures += [text.format(share=language.percent(row[name]))] if pd.notna(row[name]) else []
            whose = makers.get(row["enterprise"], row["enterprise"]), names.category(sector, row["category"])
            told = say("{judgement}: {reason}").format(judgement=verdict, reason=why) if why else verdict
            made.append((language.gettext(", ").join(whose), coming, told, language.gettext(", ").join(figures)))
        return pd.DataFrame(made, columns=[say("Whose"), say("Limit coming"), say("Verdict"), say("Rests on")])

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a maker's product and limit, as it is read and taken away."""
        say, language, rows = self.language.gettext, self.language, self.rows
        names, sector = Names(language), self.selection.one_sector()
        register = platform.enterprises(self.viewer)
        makers = names.enterprises(register[register["sector"] == sector])
        measures = [self.spec.indicator(code) for code in rows["indicator"]]

        def limits(name: str) -> list[float]:
            return [quantities.reported(value, each) for value, each in zip(rows[name], measures, strict=True)]

        return pd.DataFrame(
            {
                say("Enterprise"): [makers.get(code, code) for code in rows["enterprise"]],
                say("Category"): [names.category(sector, code) for code in rows["category"]],
                say("Verdict"): [word(words.READY, code, language) for code in rows["verdict"]],
                say("Indicator"): [language.label(each.label) for each in measures],
                say("Limit now"): limits("old_value"),
                say("Limit coming"): limits("new_value"),
                say("Unit"): [quantities.unit(each.unit, language) for each in measures],
                say("Samples"): rows["n"],
                say("Samples that fail"): rows["failing_now"],
                say("Chance that a sample fails, %"): 100 * rows["p_fail"],
                say("Chance to be ready, %"): 100 * rows["p_ready"],
                say("Output share, %"): 100 * rows["output_share"],
                say("Why"): [word(words.UNTOLD, code, language) for code in rows["reason"]],
                say("Standard"): rows["standard"].replace("", say("Proposed limit")),
                say("In force from"): rows["in_force"],
                say("Wave"): [language.wave(code) for code in rows["wave"]],
            }
        )
