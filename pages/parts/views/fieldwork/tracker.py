"""What the tracker says: who will miss its sample at this pace, what is in, which interviews to look at."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.fieldwork import tracking
from benchmarks.scope.selection import Selection
from data.frames import each_row
from data.viewer import Viewer
from pages.parts.frame import platform, scope
from pages.parts.words import sentences
from pages.parts.words.fieldwork import responding, states
from pages.parts.words.language import Language, word

_SHOWN = 4  # numbers of interviews that a row names; the command line has twenty
ROLES = {"in": "met", "coming": "soft", "short": "not_met"}


@dataclass(frozen=True)
class TrackerView:
    """One running round of a sector, for one viewer."""

    viewer: Viewer
    sector: str
    survey: str
    wave: str
    language: Language

    @cached_property
    def rows(self) -> pd.DataFrame:
        """TRACK rows of the round with a label, those that fall behind first."""
        found = _of(platform.read(tracking.track, self.viewer, Selection(self.sector)), self.survey, self.wave)
        order = {state: place for place, state in enumerate(("over_short", "behind", "cannot_tell", "on_pace", "done"))}
        found = found.assign(place=found["state"].map(order)).sort_values(["place", "share"], kind="stable")
        names = scope.Names(self.language)
        register = platform.enterprises(self.viewer)
        makers = names.enterprises(register[register["sector"] == self.sector])
        several = found.loc[found["by"] == "maker", "category"].nunique() > 1
        labels = []
        for row in each_row(found):
            name = (
                makers.get(row.enterprise, row.enterprise)
                if row.by == "maker"
                else states.stratum(row.stratum, self.language)
            )
            labels.append(f"{name} · {names.category(self.sector, row.category)}" if several and row.category else name)
        return found.assign(label=labels, key=[f"{place:03}" for place in range(len(found))]).reset_index(drop=True)

    @property
    def makers(self) -> pd.DataFrame:
        """The rows of makers."""
        return self.rows[self.rows["by"] == "maker"]

    @property
    def title(self) -> str:
        """The answer: how many makers will miss their sample at this pace."""
        rows, language = self.makers, self.language
        missed = int(rows["state"].isin(["behind", "over_short"]).sum())
        if not int(rows["in"].sum()):
            return language.gettext("Nothing of this round is in yet")
        if missed:
            return language.ngettext(
                "{n} maker will miss its sample at this pace", "{n} makers will miss their sample at this pace", missed
            ).format(n=missed)
        open_ones = int((rows["state"] == "cannot_tell").sum())
        if open_ones:
            return language.ngettext(
                "{n} maker may miss its sample at this pace", "{n} makers may miss their sample at this pace", open_ones
            ).format(n=open_ones)
        return language.gettext("Every maker has its sample, or will have it at this pace")

    @property
    def paragraph(self) -> str:
        """How much is in, until when, and what to do next."""
        rows, say = self.makers, self.language.gettext
        planned, counted = int(rows["planned"].sum()), int(rows["in"].sum())
        as_of = rows["as_of"].iloc[0]
        said = say("{counted} of {planned} interviews are in ({share}); the round ends on {day}.").format(
            counted=self.language.number(counted),
            planned=self.language.number(planned),
            share=self.language.percent(counted / planned if planned else 0.0),
            day=self.language.date(rows["ends"].iloc[0]),
        )
        if pd.notna(as_of):
            until = say("The last export counted goes up to {day}.").format(day=self.language.date(as_of))
            said = sentences.joined([said, until], self.language)
        behind = rows[rows["state"].isin(["behind", "over_short"])]
        if len(behind):
            daily = behind["planned"].sum() - behind["in"].sum()
            left = max(int(rows["days_left"].iloc[0]), 1)
            more = say("Those behind need {n} interviews a day from then on instead of {pace}.").format(
                n=self.language.number(daily / left, 1), pace=self.language.number(behind["pace"].sum(), 1)
            )
            said = sentences.joined([said, more], self.language)
        counts = say("Interviews are counted; nothing is estimated from them before the round is loaded as a whole.")
        return sentences.joined([said, counts], self.language)

    @property
    def bars(self) -> pd.DataFrame:
        """What is in, to come and short, in interviews, of each maker."""
        found = []
        for row in each_row(self.makers):
            counted = round(row.share * row.planned)
            coming = max(0, min(round(row.forecast), row.planned) - counted)
            parts = {"in": counted, "coming": coming, "short": max(0, row.planned - counted - coming)}
            said = {name: word(states.PART, name, self.language) for name in parts}
            found += [(row.key, row.label, name, said[name], n) for name, n in parts.items() if n]
        return pd.DataFrame(found, columns=["key", "label", "state", "word", "count"])

    @property
    def short(self) -> pd.DataFrame:
        """The same to read: what is in of the plan, and what will be at the end with its interval."""
        say, table, number = self.language.gettext, self.table, self.language.number
        counted = zip(self.rows["in"], self.rows["planned"], strict=True)
        ahead = zip(self.rows["forecast"].round(), table[say("95% interval")], strict=True)
        return pd.DataFrame(
            {
                say("Maker or stratum"): table[say("Maker or stratum")],
                say("In"): [say("{n} of {all}").format(n=number(n), all=number(planned)) for n, planned in counted],
                say("Expected at the end"): [
                    say("{value} ({span})").format(value=number(n), span=far) for n, far in ahead
                ],
                say("State"): table[say("State")],
            }
        )

    @property
    def table(self) -> pd.DataFrame:
        """Makers and strata as they are read and taken away."""
        say, rows = self.language.gettext, self.rows
        interval = [
            say("{low} to {high}").format(low=self.language.number(low), high=self.language.number(high))
            for low, high in zip(rows["low"].round(), rows["high"].round(), strict=True)
        ]
        return pd.DataFrame(
            {
                say("Maker or stratum"): rows["label"],
                say("Planned"): rows["planned"].astype(int),
                say("In"): rows["in"].astype(int),
                say("A day"): rows["pace"].round(2),
                say("Expected at the end"): rows["forecast"].round().astype(int),
                say("95% interval"): interval,
                say("State"): [word(states.STATE, state, self.language) for state in rows["state"]],
            }
        )

    @cached_property
    def look(self) -> pd.DataFrame:
        """Interviews to look at, the most unusual first."""
        say = self.language.gettext
        rows = _of(platform.read(tracking.look, self.viewer, Selection(self.sector)), self.survey, self.wave)
        percent = self.language.percent
        return pd.DataFrame(
            {
                say("Interviewer"): rows["interviewer"],
                say("What is unusual"): [word(states.LOOK, reason, self.language) for reason in rows["reason"]],
                say("Interviews"): [
                    say("{n} of {all}").format(n=n, all=whole)
                    for n, whole in zip(rows["flagged"], rows["interviews"], strict=True)
                ],
                say("Of all interviewers'"): [percent(value) for value in rows["usual"]],
                say("Numbers of the interviews"): [_some(listed.split(";")) for listed in rows["examples"]],
            }
        )

    @cached_property
    def rates(self) -> pd.DataFrame:
        """RATES rows: the round, then its strata."""
        return _of(platform.read(tracking.rates, self.viewer, Selection(self.sector)), self.survey, self.wave)

    @property
    def responded(self) -> str:
        """The response rate in a sentence, and how alike the strata respond; "" where no file had outcomes."""
        if self.rates.empty:
            return ""
        row, language = self.rates.iloc[0], self.language
        said = language.gettext("Of {cases} contacts {rr1} answered (AAPOR RR1; RR3: {rr3}).")
        told = said.format(
            rr1=language.percent(row["rr1"]), rr3=language.percent(row["rr3"]), cases=language.number(row["cases"])
        )
        return sentences.joined([told, responding.alike(self.rates, language)], language)

    @property
    def raking(self) -> str:
        """Whether raking to the contacts helps, and what it costs, before anybody does it."""
        return "" if self.rates.empty else responding.raking(self.rates.iloc[0], self.language)

    @cached_property
    def margins(self) -> pd.DataFrame:
        """The margins for the load: variable, value and share; none where raking does not help."""
        rows = _of(platform.read(tracking.margins, self.viewer, Selection(self.sector)), self.survey, self.wave)
        return rows[["variable", "value", "share"]]

    @property
    def rate_table(self) -> pd.DataFrame:
        """Response rates by stratum."""
        say, rows = self.language.gettext, self.rates
        names = [states.stratum(name, self.language) or say("All") for name in rows["stratum"]]
        share = {f"RR{k}": [self.language.percent(value) for value in rows[f"rr{k}"]] for k in (1, 3, 5)}
        parts = ["" if pd.isna(value) else self.language.number(value, 3, sign=True) for value in rows["partial_r"]]
        told = {say("Stratum"): names, say("Contacts"): rows["cases"].astype(int), **share}
        return pd.DataFrame(told | {say("Of R: less or more than elsewhere"): parts})


def _some(numbers: list[str]) -> str:
    """The first of a list, and that there are more."""
    return ", ".join(numbers[:_SHOWN]) + (" …" if len(numbers) > _SHOWN else "")


def _of(frame: pd.DataFrame, survey: str, wave: str) -> pd.DataFrame:
    return frame[(frame["survey"] == survey) & (frame["wave"] == wave)].reset_index(drop=True)


def rounds(viewer: Viewer, sector: str) -> list[tuple[str, str]]:
    """Survey and wave of the sector's running rounds that the viewer is told of."""
    found = platform.read(tracking.track, viewer, Selection(sector))
    return list(dict.fromkeys(zip(found["survey"], found["wave"], strict=True)))
