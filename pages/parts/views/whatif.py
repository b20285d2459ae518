"""What if, made ready to read: one product with values that are supposed, or one level for everyone."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from benchmarks import policy
from benchmarks.columns import LEVELS
from benchmarks.gaps import ladder
from benchmarks.index import national
from benchmarks.index.priorities import priorities
from benchmarks.index.whatif import whatif, whatif_board, whatif_levels
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.frames import each_row
from data.viewer import Viewer
from data.wave import Wave
from pages.parts.charts.dumbbell import COLUMNS
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.views.gaps import GapView
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

FIRST = 3  # gaps that are supposed closed where nothing is asked
ROLES = {"not_met": "not_met", "cannot_tell": "cannot_tell", "too_few": "too_few", "met": "met"}


def written(values: Mapping[str, float]) -> str:
    """Values as `whatif --set` and the address have them."""
    return ",".join(f"{name}={value:.10g}" for name, value in values.items())


@dataclass(frozen=True)
class ValuesView:
    """One product if some of its indicators stood elsewhere; values in the reported unit, by indicator."""

    gaps: GapView
    values: Mapping[str, float]

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.gaps.language

    @cached_property
    def row(self) -> Any:
        """The WHATIF row of the product."""
        place = self.gaps.selection
        rows = platform.read(whatif, self.gaps.viewer, place, values=written(self.values))
        return next(each_row(rows), None)

    @property
    def rated(self) -> bool:
        """Whether there is an index, now and then."""
        return self.row is not None and not pd.isna(self.row.score) and not pd.isna(self.row.to_score)

    @cached_property
    def title(self) -> str:
        """The answer: from where to where the index would go."""
        say, number = self.language.gettext, self.language.number
        if not self.rated:
            return say("There is no index to compute again: too little was measured")
        facts = {"now": number(self.row.score, 1), "then": number(self.row.to_score, 1)}
        if not self.values or facts["now"] == facts["then"]:
            return say("The index would stay at {now}").format(**facts)
        rising = self.row.to_score > self.row.score
        said = say("The index would rise from {now} to {then}")
        return (said if rising else say("The index would fall from {now} to {then}")).format(**facts)

    @cached_property
    def paragraph(self) -> str:
        """How sure that is, the bottom lines that would be freed or broken, and what is supposed to stay as it is."""
        say = self.language.gettext
        if not self.rated:
            return ""
        ends = [self.language.number(getattr(self.row, f"change{end}"), 1, sign=True) for end in ("", "_low", "_high")]
        change = say("That is **{change} points** ({low} to {high}).")
        told = [change.format(**dict(zip(("change", "low", "high"), ends, strict=True)))] if self.values else []
        now, then = (set(filter(None, each.split(";"))) for each in (self.row.capped_by, self.row.to_capped_by))
        for codes, said in (
            (now - then, say("No longer broken: {names}.")),
            (then - now, say("Newly broken: {names}.")),
            (now & then, say("Still broken, so that the index is held at {cap}: {names}.")),
        ):
            if codes:
                names = markdown.escaped(self.language.both(map(self._name, sorted(codes))))
                told.append(said.format(names=names, cap=self.language.number(policy.CAP, 1)))
        same = say(
            "Computed in the same simulated worlds as the board. Every answer and sample moves by as much as the "
            "value; spread, uncertainty, number and all other makers stay as they are."
        )
        return sentences.joined([*told, same], self.language)

    @property
    def rank_now(self) -> str:
        """The range of rank as it is."""
        return self._rank(self.row.rank_low, self.row.rank_high)

    @property
    def rank_then(self) -> str:
        """The range of rank as it would be."""
        return self._rank(self.row.to_rank_low, self.row.to_rank_high)

    def _rank(self, low: Any, high: Any) -> str:
        if pd.isna(low):
            return "–"
        return sentences.rank(int(low), int(high), int(self.row.of), self.language)

    def _name(self, code: str) -> str:
        return self.language.label(self.gaps.spec.indicator(code).label)

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Rows of the dumbbell: what is supposed, from its points now to its points then."""
        rows, found = self.gaps.rows.set_index("key"), []
        for code, to in self.values.items():
            if code not in rows.index:
                continue
            measure, levels = self.gaps.spec.indicator(code), self._levels(code)
            after = float(ladder.score(to, *levels, lower=measure.direction == "lower"))
            now = float(self.gaps.estimates.set_index("indicator").loc[code, "estimate"])
            aim = quantities.value(to, measure, self.language)
            moved = self.language.gettext("from {now} to {aim}").format(
                now=quantities.bare(now, measure, self.language), aim=aim
            )
            before = float(rows.loc[code, "score"])
            found.append((code, self._name(code), before, after, after >= before, moved, ""))
        return pd.DataFrame(found, columns=list(COLUMNS))

    def _levels(self, code: str) -> list[float]:
        return [float(self.gaps.at(level).loc[code, "level_value"]) for level in LEVELS]

    @cached_property
    def table(self) -> pd.DataFrame:
        """What is supposed, as it is read and taken away."""
        say, measures = self.language.gettext, list(map(self.gaps.spec.indicator, self.values))
        now = self.gaps.estimates.set_index("indicator")["estimate"]
        return pd.DataFrame(
            {
                say("Indicator"): [self.language.label(each.label) for each in measures],
                say("Value now"): [quantities.reported(now[each.id], each) for each in measures],
                say("Value then"): [quantities.reported(self.values[each.id], each) for each in measures],
                say("Unit"): [quantities.unit(each.unit, self.language) for each in measures],
                say("Index now"): self.row.score,
                say("Index then"): self.row.to_score,
                say("Change"): self.row.change,
                say("Change, low"): self.row.change_low,
                say("Change, high"): self.row.change_high,
                say("Rank now"): self.rank_now,
                say("Rank then"): self.rank_then,
            }
        )


def advised(gaps: GapView) -> dict[str, float]:
    """What is supposed at first: the gaps to close first, at their next level."""
    rows = platform.read(priorities, gaps.viewer, gaps.selection)
    chosen = rows[rows["step"] != "beyond"] if rows["step"].ne("beyond").any() else rows
    return dict(zip(chosen["indicator"].head(FIRST), chosen["to_value"].head(FIRST), strict=True))


@dataclass(frozen=True)
class LevelView:
    """One level of an indicator at another value, for everyone of a sector in a wave."""

    viewer: Viewer
    selection: Selection
    measure: Indicator
    level: str
    value: float
    language: Language

    @cached_property
    def asked(self) -> str:
        """The level as `whatif --level` and the address have it."""
        return f"{self.measure.id}:{self.level}={self.value:.10g}"

    @property
    def now(self) -> float:
        """The level in force on the wave's first day."""
        entry = self.measure.level_at(self.level, Wave.parse(self.selection.wave or "").start)
        return float("nan") if entry is None else entry.value

    @cached_property
    def rows(self) -> pd.DataFrame:
        """WHATIF_LEVEL rows: who would be below first."""
        return platform.read(whatif_levels, self.viewer, self.selection, levels=self.asked)

    @cached_property
    def fallen(self) -> pd.DataFrame:
        """Those who are not below the level now and would be."""
        return self.rows[(self.rows["verdict"] != "not_met") & (self.rows["to_verdict"] == "not_met")]

    @cached_property
    def board(self) -> tuple[float, float]:
        """The sector's index as it is and as it would be."""
        before = platform.read(national.board, self.viewer, self.selection)
        after = platform.read(whatif_board, self.viewer, self.selection, levels=self.asked)
        return _whole(before), _whole(after)

    @cached_property
    def title(self) -> str:
        """The answer: who would newly be below, and where the sector's index would go."""
        n, number = len(self.fallen), self.language.number
        more = self.language.ngettext("{n} more product would be below", "{n} more products would be below", n)
        if not n:
            more = self.language.gettext("No further product would certainly be below")
        now, then = (number(each, 1) for each in self.board)
        index = self.language.gettext("the sector's index would go from {now} to {then}").format(now=now, then=then)
        if now == then:
            index = self.language.gettext("the sector's index would stay at {now}").format(now=now)
        return sentences.clauses([more.format(n=number(n)), index], self.language)

    @cached_property
    def paragraph(self) -> str:
        """The level now and then, how many cannot be told, and by which rule."""
        say, language = self.language.gettext, self.language
        untold = int((self.rows["to_verdict"] == "cannot_tell").sum())
        text = say("**{name}**, {level}: {value} in place of {now}.").format(
            name=markdown.escaped(language.label(self.measure.label)),
            level=markdown.escaped(word(words.LEVEL, self.level, language)),
            value=markdown.escaped(quantities.value(self.value, self.measure, language)),
            now=markdown.escaped(quantities.value(self.now, self.measure, language, bare=True)),
        )
        unclear = language.ngettext(
            "Of {n} product it cannot be told.", "Of {n} products it cannot be told.", untold
        ).format(n=language.number(untold))
        rule = say("What is stored of this wave is judged by the rules of the board, in its simulated worlds.")
        return sentences.joined([text, unclear if untold else "", rule], language)

    @cached_property
    def bars(self) -> pd.DataFrame:
        """Products by verdict against the level now and then."""
        say, found = self.language.gettext, []
        for key, column, label in (("1", "verdict", say("As it is")), ("2", "to_verdict", say("As supposed"))):
            for code, n in self.rows[column].value_counts().items():
                found.append((key, label, code, word(words.VERDICT, str(code), self.language), int(n)))
        return pd.DataFrame(found, columns=["key", "label", "state", "word", "count"])

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every product against the level, who would newly be below first."""
        say, names, sector = self.language.gettext, Names(self.language), self.selection.one_sector()
        register = platform.enterprises(self.viewer)
        makers = names.enterprises(register[register["sector"] == sector])
        return pd.DataFrame(
            {
                say("Enterprise"): [makers.get(code, code) for code in self.rows["enterprise"]],
                say("Category"): [names.category(sector, code) for code in self.rows["category"]],
                say("Estimate"): [quantities.reported(each, self.measure) for each in self.rows["estimate"]],
                say("Unit"): quantities.unit(self.measure.unit, self.language),
                say("n"): self.rows["n"],
                say("Verdict now"): [word(words.VERDICT, code, self.language) for code in self.rows["verdict"]],
                say("Verdict then"): [word(words.VERDICT, code, self.language) for code in self.rows["to_verdict"]],
                say("Probability met then, %"): 100 * self.rows["to_p_met"],
            }
        )


def _whole(board: pd.DataFrame) -> float:
    rows = board[(board["level"] == "sector") & (board["dimension"] == "overall")]["score"]
    return float(rows.iloc[0]) if len(rows) else float("nan")
