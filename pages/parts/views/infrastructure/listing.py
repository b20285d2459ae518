"""The standards of a sector made ready to read: which stand and which come, what they replace and adopt."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.infrastructure.standards import standards
from benchmarks.scope.selection import Selection
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.words.infrastructure import resting as words
from pages.parts.words.language import Language, word


@dataclass(frozen=True)
class StandardView:
    """The standards of one sector, on this day."""

    viewer: Viewer
    selection: Selection
    language: Language

    @cached_property
    def short(self) -> pd.DataFrame:
        """The standards to read: what it is, where it stands, what it replaces and adopts."""
        say, language, zh, made = self.language.gettext, self.language, self.language.code == "zh", []
        for row in platform.read(standards, self.viewer, Selection(sector=self.selection.sector)).itertuples(
            index=False
        ):
            state = say("{state} from {day}").format(
                state=word(words.STANDARD, row.state, language), day=language.date(row.in_force)
            )
            if row.state in ("replaced", "withdrawn"):
                state = word(words.STANDARD, row.state, language)
            beside = [say("replaces {standard}").format(standard=row.replaces)] if row.replaces else []
            beside += [say("replaced by {standard}").format(standard=row.replaced_by)] if row.replaced_by else []
            if row.international:
                adopts = word(words.ADOPTION, row.adoption, language)
                beside.append(say("{standard}, {adoption}").format(standard=row.international, adoption=adopts))
            if pd.notna(row.days_to_adoption):
                beside.append(say("adopted after {n} days").format(n=language.number(int(row.days_to_adoption))))
            title = row.title_zh if zh else row.title_en or row.title_zh
            made.append((row.standard, title, state, language.gettext("; ").join(beside)))
        return pd.DataFrame(made, columns=[say("Standard"), say("Title"), say("State"), say("Replaces and adopts")])

    @cached_property
    def table(self) -> pd.DataFrame:
        """The standards of the sector, coming ones first, as they are read and taken away."""
        say, language = self.language.gettext, self.language
        rows = platform.read(standards, self.viewer, Selection(sector=self.selection.sector))
        labels = {
            each.id: language.label(each.label) for each in platform.specs()[self.selection.one_sector()].indicators
        }
        zh = language.code == "zh"
        titles = [each.title_zh if zh else each.title_en or each.title_zh for each in rows.itertuples()]
        named = [language.both([labels.get(one, one) for one in each.split(";") if one]) for each in rows["indicators"]]
        return pd.DataFrame(
            {
                say("Standard"): rows["standard"],
                say("Title"): titles,
                say("State"): [word(words.STANDARD, code, language) for code in rows["state"]],
                say("Issued on"): rows["issued_on"].dt.date,
                say("In force from"): rows["in_force"].dt.date,
                say("Replaces"): rows["replaces"],
                say("Replaced by"): rows["replaced_by"],
                say("International standard"): rows["international"],
                say("Adoption"): [word(words.ADOPTION, code, language) for code in rows["adoption"]],
                say("Days from its edition to adoption"): rows["days_to_adoption"],
                say("Indicators"): named,
            }
        )
