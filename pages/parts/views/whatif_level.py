"""What if a level stood elsewhere, made ready to read: who would be below it, where the sector's index would go."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.index import national
from benchmarks.index.whatif import whatif_board, whatif_levels
from benchmarks.scope.selection import Selection
from benchmarks.specs.spec import Indicator
from data.viewer import Viewer
from data.wave import Wave
from pages.parts.frame import platform
from pages.parts.frame.scope import Names
from pages.parts.words import markdown, quantities, sentences
from pages.parts.words import vocabulary as words
from pages.parts.words.language import Language, word

ROLES = {"not_met": "not_met", "cannot_tell": "cannot_tell", "too_few": "too_few", "met": "met"}


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
