"""What a wave changed, made ready to read: the title, how many movers chance makes, a table a kind."""

from dataclasses import dataclass
from functools import cached_property
from math import nan

import pandas as pd

from benchmarks import policy, reading
from benchmarks.actions.changes import KINDS, Changes, changes
from benchmarks.columns import KEYS
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from benchmarks.words import breaks
from data.viewer import Viewer
from data.wave import in_order
from pages.parts.charts import dumbbell
from pages.parts.frame import platform, scope
from pages.parts.words import actions as action_words
from pages.parts.words import progress as progress_words
from pages.parts.words import quantities, sentences
from pages.parts.words.language import Language, word
from pages.parts.words.terms import N

MOVERS = ("improved", "worsened")

# What a wave can change.
HEADING = {
    "broken_floor": N("Bottom lines newly broken"),
    "met_benchmark": N("Benchmarks newly met"),
    "lost_benchmark": N("Newly short of the benchmark for certain"),
    "improved": N("Better than the wave before, beyond chance"),
    "worsened": N("Worse than the wave before, beyond chance"),
    "due_action": N("Actions that came due"),
}


@dataclass(frozen=True)
class ChangesView:
    """What the changes screen shows of one wave in the viewer's scope."""

    viewer: Viewer
    selection: Selection
    language: Language

    @cached_property
    def changes(self) -> Changes:
        """The changes of the wave."""
        return platform.read(changes, self.viewer, self.selection)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows each kind has; of the movers those that stay when false alarms are held down."""
        return {kind: len(self.listed(kind)) for kind in KINDS}

    def listed(self, kind: str, *, chance: bool = False) -> pd.DataFrame:
        """Rows of a kind; of the movers those whose q is tolerated, or with `chance` the rest, which may be chance."""
        rows = self.changes.of(kind)
        stay = (pd.to_numeric(rows["q"]) <= policy.FALSE_DISCOVERY) if kind in MOVERS else pd.Series(True, rows.index)
        return rows[stay != chance]

    @cached_property
    def moved(self) -> pd.DataFrame:
        """The movers that stay when false alarms are held down, in points before and after, the worst first.

        In the columns of `charts.dumbbell`; those without a full ladder in both waves have no points.
        """
        scores = platform.read(reading.gaps, self.viewer, Selection(sector=self.selection.sector))
        scores = scores.drop_duplicates(list(KEYS)).set_index(list(KEYS))["score"]
        found = []
        for row in (each for kind in MOVERS for _, each in self.listed(kind).iterrows()):
            place = [str(row[name]) for name in ("sector", "category", "enterprise")]
            ends = [scores.get((*place, row[at], row["indicator"]), nan) for at in ("before_wave", "wave")]
            if not any(map(pd.isna, ends)):
                told = {"moved": self._moved(row), "maker": self._maker(row), "better": row["kind"] == "improved"}
                label = self.language.label(self._measure(row).label)
                key = "/".join([*place, str(row["indicator"])])
                found.append({"key": key, "label": label, "before": ends[0], "after": ends[1], **told})
        frame = pd.DataFrame(found, columns=list(dumbbell.COLUMNS))
        return frame.assign(by=frame["after"] - frame["before"]).sort_values("by", kind="stable", ignore_index=True)

    def by_chance(self, kind: str) -> int:
        """How many movers of a kind may be chance."""
        return len(self.listed(kind, chance=True))

    @cached_property
    def title(self) -> str:
        """The answer in numbers."""
        if not self.changes.compared and self.changes.anew:
            return self.language.gettext("Every question was changed: nothing can be compared with the wave before")
        if not self.changes.compared:
            return self.language.gettext("There is no wave before this one to compare with")
        language, n = self.language, self.counts
        floors, met, moved = n["broken_floor"], n["met_benchmark"], n["improved"] + n["worsened"]
        said = [
            (language.ngettext("{n} bottom line newly broken", "{n} bottom lines newly broken", floors), floors),
            (language.ngettext("{n} benchmark newly met", "{n} benchmarks newly met", met), met),
            (language.ngettext("{n} result moved beyond chance", "{n} results moved beyond chance", moved), moved),
        ]
        return sentences.clauses([text.format(n=count) for text, count in said], language)

    @cached_property
    def paragraph(self) -> str:
        """How many were compared, how many movers chance alone would make, and how many stay with few false alarms."""
        anew = breaks.results(self.changes.anew, self.language) if self.changes.anew else ""
        if not self.changes.compared:
            return sentences.joined(
                [anew, self.language.gettext("What changed shows with the next wave.")], self.language
            )
        more = sum(map(self.by_chance, MOVERS))
        text = self.language.gettext(
            "{better} got better and {worse} got worse, of {n} compared with the wave before, if at most {share} of "
            "the list may be false alarms (Benjamini-Hochberg). {more} more may be chance, which alone would move at "
            "most {chance}."
        )
        said = text.format(
            better=self.counts["improved"],
            worse=self.counts["worsened"],
            n=self.language.number(self.changes.compared),
            chance=self.language.number(self.changes.by_chance, 1),
            more=more,
            share=self.language.percent(policy.FALSE_DISCOVERY),
        )
        return sentences.joined([said, anew], self.language)

    def table(self, kind: str | None = None, *, chance: bool = False) -> pd.DataFrame:
        """The rows of a kind, or of all, as they are read and taken away; chance: the movers that may be chance."""
        say, language = self.language.gettext, self.language
        rows = self.changes.rows if kind is None else self.listed(kind, chance=chance)
        each, names = [row for _, row in rows.iterrows()], scope.Names(language)
        frame = {say("What changed"): [word(HEADING, row["kind"], language) for row in each]} if kind is None else {}
        if self.selection.sector is None:
            frame[say("Sector")] = [names.sector(row["sector"]) for row in each]
        if rows["enterprise"].nunique() > 1 or self.viewer.enterprises is None:
            frame[say("Enterprise")] = [self._maker(row) for row in each]
        frame |= {
            say("Category"): [names.category(row["sector"], row["category"]) for row in each],
            say("Indicator"): [language.label(self._measure(row).label) for row in each],
            say("Before"): [self._value(row, "before") for row in each],
            say("Now"): [self._value(row, "after") for row in each],
        }
        if kind in (None, "improved", "worsened", "due_action"):
            frame[say("Change")] = [self._moved(row) for row in each]
        if kind in (None, "broken_floor", "met_benchmark", "lost_benchmark", "due_action"):
            frame[say("Level or aim")] = [self._value(row, "level_value") for row in each]
        if kind in (None, "improved", "worsened"):
            frame[say("q, %")] = list(100 * pd.to_numeric(rows["q"]))
        if kind in (None, "due_action"):
            states = [
                word(action_words.STATE, row["state"], language) if row["kind"] == "due_action" else "" for row in each
            ]
            frame[say("Measured verdict")] = states
        frame[say("Compared with")] = [language.wave_name(code) for code in rows["before_wave"]]
        return pd.DataFrame(frame)

    def screen_rows(self, kind: str, *, chance: bool = False) -> pd.DataFrame:
        """The rows of a kind for the screen: what one wave for all of them is compared with is said once, below."""
        frame, waves = self.table(kind, chance=chance), self.language.gettext("Compared with")
        return frame.drop(columns=waves) if frame[waves].nunique() == 1 else frame

    def below(self, kind: str) -> str:
        """What is said below the rows of a kind: the waves they are compared with, and what q is."""
        say = self.language.gettext
        waves = in_order(list(dict.fromkeys(self.changes.of(kind)["before_wave"])))
        said = [say("Compared with {waves}.").format(waves=self.language.both(map(self.language.wave_name, waves)))]
        if kind in ("improved", "worsened"):
            said.append(say("q: share of false alarms if the list is cut at this row (Benjamini-Hochberg)."))
        return sentences.joined(said, self.language)

    def _measure(self, row: pd.Series) -> Indicator:
        return platform.specs()[row["sector"]].indicator(row["indicator"])

    def _value(self, row: pd.Series, field: str) -> str:
        number = row[field]
        return "" if number is None or number != number else quantities.value(number, self._measure(row), self.language)

    def _moved(self, row: pd.Series) -> str:
        if row["change"] is None or row["change"] != row["change"]:
            return ""
        change = row["change"], row["change_low"], row["change_high"]
        return progress_words.change_text(*change, self._measure(row), self.language)

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        register = platform.enterprises(self.viewer)
        names = register["name_zh" if self.language.code == "zh" else "name_en"].fillna(register["enterprise"])
        return dict(zip(zip(register["sector"], register["enterprise"], strict=True), names, strict=True))

    def _maker(self, row: pd.Series) -> str:
        return self._names.get((row["sector"], row["enterprise"]), row["enterprise"])
