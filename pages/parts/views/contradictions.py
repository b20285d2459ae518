"""Where consumers and the laboratory disagree in one sector and wave, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.columns import OVERALL
from benchmarks.index.contradictions import contradictions
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import advice as advice_words
from pages.parts.words import sentences
from pages.parts.words.language import Language, word

CLASHES = ("hidden_risk", "missed_by_test")
ROLES = {"hidden_risk": "not_met", "missed_by_test": "accent", "agree": "muted", "cannot_tell": "cannot_tell"}
SIGNS = {"hidden_risk": "■", "missed_by_test": "▲", "agree": "●", "cannot_tell": "◆"}


@dataclass(frozen=True)
class ClashView:
    """What the contradictions screen shows; the selection may leave the category open."""

    viewer: Viewer
    selection: Selection
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """CONTRADICTION rows with names, what needs acting on first."""
        rows = platform.read(contradictions, self.viewer, self.selection)
        names, register = scope.Names(self.language), platform.enterprises(self.viewer)
        sector = self.selection.one_sector()
        makers = names.enterprises(register[register["sector"] == sector])
        sure = rows[["p_hidden_risk", "p_missed_by_test"]].max(axis=1)
        order = rows["finding"].map({"hidden_risk": 0, "missed_by_test": 1, "cannot_tell": 2, "agree": 3})
        rows = rows.assign(
            maker=[makers.get(code, code) for code in rows["enterprise"]],
            kind=[names.category(sector, code) for code in rows["category"]],
            about=[self.topic(code) for code in rows["topic"]],
            sure=sure,
            order=order,
        )
        return rows.sort_values(["order", "sure", "enterprise", "topic"], ascending=[True, False, True, True])

    def topic(self, code: str) -> str:
        """Name of what both sides are compared on."""
        if code == OVERALL:
            return self.language.gettext("Everything together")
        return scope.Names(self.language).dimension(self.selection.one_sector(), code)

    @cached_property
    def topics(self) -> list[str]:
        """Codes of the topics, everything together first."""
        found = list(dict.fromkeys(self.rows["topic"]))
        return sorted(found, key=lambda code: (code != OVERALL, code))

    def products(self, finding: str) -> int:
        """Products (enterprise and category) with such a finding on any topic."""
        found = self.rows[self.rows["finding"] == finding]
        return len(found[["enterprise", "category"]].drop_duplicates())

    @cached_property
    def title(self) -> str:
        """How many products hide a risk, and how many the test does not understand."""
        hidden, missed = (self.products(code) for code in CLASHES)
        if not hidden and not missed:
            return self.language.gettext("Consumers and the laboratory nowhere clearly disagree")
        parts = [
            self.language.ngettext("{n} product hides a risk", "{n} products hide a risk", hidden).format(n=hidden),
            self.language.ngettext(
                "{n} product passes its tests and disappoints", "{n} products pass their tests and disappoint", missed
            ).format(n=missed),
        ]
        return sentences.clauses(parts, self.language)

    def points(self, topic: str) -> pd.DataFrame:
        """Rows of the four-field chart on one topic; only clear contradictions carry a name."""
        rows = self.rows[self.rows["topic"] == topic]
        several = rows["category"].nunique() > 1
        names = rows["maker"] + (" · " + rows["kind"] if several else "")
        return pd.DataFrame(
            {
                "key": rows["enterprise"] + "/" + rows["category"],
                "label": names.where(rows["finding"].isin(CLASHES), ""),
                **{"x": rows["test_score"], "x_low": rows["test_low"], "x_high": rows["test_high"]},
                **{"y": rows["survey_score"], "y_low": rows["survey_low"], "y_high": rows["survey_high"]},
                "role": rows["finding"].map(ROLES),
                "told": [f"{name}: {said}" for name, said in zip(names, rows.apply(self._told, axis=1), strict=True)]
                if len(rows)
                else [],
            }
        )

    def _told(self, row: pd.Series) -> str:
        say = self.language.gettext
        return say("consumers {survey}, laboratory {test}; {finding}").format(
            survey=self._side(row, "survey"),
            test=self._side(row, "test"),
            finding=word(advice_words.FINDING, row["finding"], self.language),
        )

    def _side(self, row: pd.Series, side: str) -> str:
        number = self.language.number
        ends = sentences.span(row[f"{side}_low"], row[f"{side}_high"], lambda end: number(end, 0), self.language)
        return f"{number(row[f'{side}_score'], 0)} ({ends})"

    def listed(self, findings: tuple[str, ...]) -> pd.DataFrame:
        """The list of some findings as it is read and taken away, with both intervals."""
        return self._table(self.rows[self.rows["finding"].isin(findings)])

    def product(self, key: str | None) -> pd.DataFrame:
        """All comparisons of the product with this key of the chart; none of none."""
        return self._table(self.rows[self.rows["enterprise"] + "/" + self.rows["category"] == (key or "")])

    def _table(self, rows: pd.DataFrame) -> pd.DataFrame:
        say, names = self.language.gettext, scope.Names(self.language)
        failed = [
            self.language.both(names.indicator(self.selection.one_sector(), code) for code in codes.split(";") if code)
            for codes in rows["failed_floors"]
        ]
        against = say("{topic}, against all that consumers said")
        about = [
            row.about if row.compared_with == row.topic else against.format(topic=row.about) for row in each_row(rows)
        ]
        return pd.DataFrame(
            {
                say("Finding"): [
                    f"{SIGNS[code]} {word(advice_words.FINDING, code, self.language)}" for code in rows["finding"]
                ],
                say("Enterprise"): rows["maker"],
                say("Category"): rows["kind"],
                say("Topic"): about,
                say("Consumers"): [self._side(row, "survey") for _, row in rows.iterrows()],
                say("Laboratory"): [self._side(row, "test") for _, row in rows.iterrows()],
                say("Sure"): [sentences.probability(value, self.language) for value in rows["sure"]],
                say("Floors failed"): failed,
            }
        )
