"""The headline figures of one period, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from benchmarks.headline import change, headline
from benchmarks.headline.aligned import INDICATORS
from benchmarks.headline.published import published
from benchmarks.scope.selection import Selection
from data.check.contract import WHOLE
from data.frames import row_of
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import headline as words
from pages.parts.words import sentences
from pages.parts.words.language import Language, word

PASS = "product_pass"


@dataclass(frozen=True)
class HeadlineView:
    """What the headline screen shows of one period."""

    viewer: Viewer
    period: str
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """HEADLINE rows of every period."""
        return platform.read(headline.headline, self.viewer)

    @cached_property
    def ours(self) -> pd.DataFrame:
        """Our pass rates of this period by sector and basis."""
        rows = self.rows[(self.rows["indicator"] == PASS) & (self.rows["period"] == self.period)]
        return rows[rows["basis"] != "published"].set_index(["sector", "basis"]).sort_index()

    @property
    def top(self) -> str:
        """The sector the headline is about: all of them, or the only one whose lots were checked."""
        sectors = list(dict.fromkeys(self.ours.index.get_level_values("sector")))
        return WHOLE if WHOLE in sectors or not sectors else sectors[0]

    @cached_property
    def moves(self) -> pd.DataFrame:
        """HEADLINE_CHANGE rows of our pass rates into this period, split by place."""
        frame = platform.read(change.changes, self.viewer, Selection(wave=self.period), by="place")
        return frame[frame["indicator"] == PASS]

    @cached_property
    def biases(self) -> pd.DataFrame:
        """SELECTION_BIAS rows of this period."""
        return platform.read(change.bias, self.viewer, Selection(wave=self.period))

    def share(self, value: float) -> str:
        """A percentage with one decimal."""
        return self.language.gettext("{number}%").format(number=self.language.number(value, 1))

    def ends(self, row: pd.Series) -> str:
        """The interval of a figure in percent."""
        return sentences.span(row["low"], row["high"], self.share, self.language)

    @cached_property
    def title(self) -> str:
        """The pass rate by the random draw, and what it would read with suspects among the lots."""
        say = self.language.gettext
        if self.ours.empty:
            return say("No lots were checked in {period}").format(period=self.language.wave(self.period))
        drawn, every = (row_of(self.ours, (self.top, basis)) for basis in ("random", "all"))
        if not drawn["publishable"]:
            return say("Too little was drawn at random in {period} to print a pass rate").format(
                period=self.language.wave(self.period)
            )
        if not every["publishable"]:
            return say("{share} of lots pass by the random draw").format(share=self.share(drawn["value"]))
        said = say("{share} of lots pass by the random draw; all lots together would say {other}")
        return said.format(share=self.share(drawn["value"]), other=self.share(every["value"]))

    @cached_property
    def paragraph(self) -> str:
        """How sure it is, what picking suspects does, and whether it moved."""
        if self.ours.empty:
            return ""
        return sentences.joined([self._sure(), self._biased(), self._moved()], self.language)

    def _sure(self) -> str:
        row, say = row_of(self.ours, (self.top, "random")), self.language.gettext
        if not row["publishable"]:
            return say("It is {reason}.").format(reason=word(words.REASON, row["reason"], self.language))
        said = say(
            "It lies at {ends} with 95% confidence, from {n} lots of {makers} makers, each weighed by its chance."
        )
        counts = {name: self.language.number(int(row[name])) for name in ("n", "makers")}
        return said.format(ends=f"**{self.ends(row)}**", **counts)

    def _points(self, value: float, *, sign: bool = True) -> str:
        return self.language.number(value, 1, sign=sign)

    def _biased(self) -> str:
        rows, say = self.biases[self.biases["sector"] == self.top], self.language.gettext
        if rows.empty or rows.iloc[0]["verdict"] == "withheld":
            return ""
        row = rows.iloc[0]
        ends = {"low": self._points(row["low"]), "high": self._points(row["high"])}
        if row["verdict"] == "no_clear_difference":
            said = say("Whether lots picked for a reason fail oftener cannot be told: {bias} points ({low} to {high}).")
        elif row["verdict"] == "targeted_worse":
            said = say(
                "Lots picked for a reason fail **{bias} points** more often ({low} to {high}): a rate made of all lots "
                "tells who was suspected, not how good products are."
            )
        else:
            said = say("Lots picked for a reason fail {bias} points less often ({low} to {high}).")
        return said.format(bias=self._points(abs(row["bias"]), sign=row["verdict"] == "no_clear_difference"), **ends)

    def _moved(self) -> str:
        rows = self.moves[(self.moves["sector"] == self.top) & (self.moves["basis"] == "random")]
        if rows.empty or rows.iloc[0]["verdict"] in ("withheld", "no_interval"):
            return ""
        row, say = rows.iloc[0], self.language.gettext
        said = say("Since {before} it moved by {change} points ({low} to {high}): {verdict}.").format(
            before=self.language.wave(row["from_period"]),
            verdict=word(words.VERDICT, row["verdict"], self.language),
            **{name: self._points(row[name]) for name in ("change", "low", "high")},
        )
        parts = say("Of this, {within} points are lots at the same places, {mix} another mix of places.")
        if row["verdict"] == "no_clear_change" and np.isfinite(row["n_needed"]):
            told = say("A move of this size would show with {n} lots in each period.")
            said = sentences.joined([said, told.format(n=self.language.number(int(row["n_needed"])))], self.language)
        split = {"within": self._points(row["within"]), "mix": self._points(row["mix"])}
        return sentences.joined([said, parts.format(**split)], self.language)

    def name(self, sector: str) -> str:
        """A sector by name, or all of them."""
        return self.language.gettext("All sectors") if sector == WHOLE else scope.Names(self.language).sector(sector)

    @cached_property
    def chart(self) -> pd.DataFrame:
        """Rows of the chart of pass rates, the whole first."""
        rows = []
        for sector in dict.fromkeys(self.ours.index.get_level_values("sector")):
            drawn, every = (self.ours.loc[(sector, basis)] for basis in ("random", "all"))
            other = self.language.gettext("all lots {share}").format(share=self._said(every))
            row = {"key": sector, "label": self.name(sector), "said": self._said(drawn), "note": other}
            row |= {name: drawn[name] for name in ("value", "low", "high")}
            rows.append(
                row | {f"other{end}": every[name] for end, name in (("", "value"), ("_low", "low"), ("_high", "high"))}
            )
        return pd.DataFrame(rows)

    def _said(self, row: pd.Series) -> str:
        if not row["publishable"]:
            return word(words.REASON, row["reason"], self.language)
        return f"{self.share(row['value'])} ({self.ends(row)})"

    @cached_property
    def line(self) -> pd.DataFrame:
        """The official pass rate and ours over the periods, in the columns of the chart that puts them side by side."""
        every = platform.read(published, self.viewer)
        official = every[(every["indicator"] == PASS) & (every["sector"] == WHOLE) & (every["area"] == "CN")]
        official = official.assign(which="official", series=official["break_before"].cumsum(), low=np.nan, high=np.nan)
        ours = self.rows[
            (self.rows["indicator"] == PASS) & (self.rows["sector"] == self.top) & self.rows["publishable"]
        ]
        ours = ours[ours["basis"] != "published"].assign(which=lambda rows: rows["basis"], series=0)
        names = ["period", "value", "low", "high", "which", "series"]
        frame = pd.concat([official[names], ours[names]], ignore_index=True)
        last = frame[frame["which"] != "all"].groupby("which").tail(1).index  # a third word would stand on the second
        return frame.assign(text=[self.share(v) if at in last else "" for at, v in enumerate(frame["value"])])

    @cached_property
    def others(self) -> list[tuple[str, str, str, str]]:
        """The other headline figures of the period: sector, label, value, and what is said beside it."""
        rows = self.rows[self.rows["indicator"].isin(["service_satisfaction", *INDICATORS])]
        rows = rows[(rows["basis"] == "all") & rows["period"].isin([self.period, ""])]
        return [(str(row["sector"]), *self._other(row)) for row in rows.to_dict("records")]

    def _other(self, row: dict) -> tuple[str, str, str]:
        say, remark = self.language.gettext, word(words.REASON, row["reason"], self.language)
        if row["indicator"] == "standards_aligned":
            by_output = row["weighting"] == "output"
            said = say("adopt an international one (IDT, MOD), of {n} indicators, by output") if by_output else ""
            said = said or say("adopt an international one (IDT, MOD), of {n} indicators, each counted once")
            note = said.format(n=self.language.number(int(row["n"])))
            return say("Standards"), self.share(row["value"]), note
        if row["indicator"] == "adoption_lag":
            said = say("from an international edition to the day in force, median of {n} standards")
            days = say("{n} days").format(n=self.language.number(round(row["value"])))
            return say("Time to adoption"), days, said.format(n=self.language.number(int(row["n"])))
        label, what = self.name(row["sector"]), say("satisfaction of consumers, higher is better")
        if not row["publishable"]:
            return label, "–", f"{what}; {remark}"
        ends = self._interval(row["low"], row["high"])
        return label, self.language.number(row["value"], 1), say("{what}: {ends}").format(what=what, ends=ends)

    def _interval(self, low: float, high: float) -> str:
        return sentences.span(low, high, lambda end: self.language.number(end, 1), self.language)

    @cached_property
    def table(self) -> pd.DataFrame:
        """All headline figures of ours and official ones, as they are read and taken away."""
        say, rows = self.language.gettext, self.rows
        official = platform.read(published, self.viewer).set_index(["area", "sector", "indicator", "period"])[
            "definition"
        ]
        keys = list(zip(rows["area"], rows["sector"], rows["indicator"], rows["period"], strict=True))
        series = [
            word(words.SERIES, code, self.language)
            if code in words.SERIES
            else self.language.told(official.get(key, code))
            for key, code in zip(keys, rows["indicator"], strict=True)
        ]
        return pd.DataFrame(
            {
                say("Series"): series,
                say("Area"): [say("Covered here") if area == headline.AREA else area for area in rows["area"]],
                say("Sector"): rows["sector"].map(self.name),
                say("Period"): rows["period"],
                say("Basis"): [word(words.BASIS, code, self.language) for code in rows["basis"]],
                say("Value"): rows["value"],
                say("Low"): rows["low"],
                say("High"): rows["high"],
                say("n"): rows["n"],
                say("Makers"): rows["makers"],
                say("Drawn at random, %"): 100 * rows["random_share"],
                say("Remark"): [word(words.REASON, code, self.language) for code in rows["reason"]],
                say("Source"): rows["source"].map(self.language.told),
            }
        )

    @property
    def behind(self) -> str:
        """How many lots stand behind the figures."""
        if self.ours.empty:
            return ""
        n = row_of(self.ours, (self.top, "all"))["n"]
        return "" if n != n else self.language.gettext("{n} lots").format(n=self.language.number(int(n)))
