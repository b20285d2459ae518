"""What the questionnaire screen says: how many questions a sector asks, of whom, and each of them as it is asked."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from benchmarks.fieldwork import spoken, writing
from benchmarks.fieldwork.form import Form, Item, form_of
from benchmarks.fieldwork.reading import mapping_of
from data.viewer import Viewer
from pages.parts.frame import platform
from pages.parts.words.language import Language

TOOLS = {"xlsform": "KoboToolbox, ODK", "limesurvey": "LimeSurvey", "docx": "Word", "html": "HTML"}
MIME = {
    "xlsform": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "limesurvey": "text/tab-separated-values",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
}


@dataclass(frozen=True)
class FormView:
    """The questionnaire of a sector, or of one of its categories, as a viewer may make it."""

    viewer: Viewer
    sector: str
    category: str | None
    language: Language

    @cached_property
    def form(self) -> Form:
        """The form, with the makers that are registered; refused with a ValueError where nothing is asked."""
        found = platform.enterprises(self.viewer)
        found = found[found["sector"] == self.sector]
        makers = {
            str(code): (str(en), str(zh))
            for code, en, zh in zip(found["enterprise"], found["name_en"], found["name_zh"], strict=True)
        }
        return form_of(platform.specs()[self.sector], self.category, makers)

    @property
    def asked(self) -> list[tuple[int, Item]]:
        """What the respondent is asked, with its number as it is read out."""
        by_name = {each.name: each for each in self.form.items}
        return [(number, by_name[name]) for name, number in spoken.numbers(self.form).items()]

    @property
    def title(self) -> str:
        """The answer: how many questions, those for kind and maker too, and how many of them of some only."""
        language, n = self.language, len(self.asked)
        some = sum(bool(self.only_if(each)) for _, each in self.asked)
        said = language.ngettext("{n} question is asked", "{n} questions are asked", n).format(n=n)
        if not some:
            return language.gettext("{asked}, all of everyone").format(asked=said)
        return language.ngettext("{asked}, {n} of them of some only", "{asked}, {n} of them of some only", some).format(
            asked=said, n=some
        )

    @property
    def paragraph(self) -> str:
        """How the form is used, and what comes back."""
        return self.language.gettext(
            "Take the form of your tool and the mapping beside it: what the tool exports is then read without another "
            "question. A question that is worded otherwise than in the wave before starts a new series."
        )

    def only_if(self, item: Item) -> str:
        """Of whom it is asked; "" where of everyone."""
        return spoken.only_if(item, self.form, self.language.code)

    def label(self, item: Item) -> str:
        """What is asked, in the reader's language."""
        return str(getattr(item.label, self.language.code))

    def hint(self, item: Item) -> str:
        """What stands below it."""
        return "" if item.hint is None else str(getattr(item.hint, self.language.code))

    def options(self, item: Item) -> list[str]:
        """The answers as they are read."""
        return [str(getattr(each.label, self.language.code)) for each in item.options]

    @property
    def table(self) -> pd.DataFrame:
        """One row a question: number, wording, answers, column of the file."""
        say = self.language.gettext
        rows = [
            (number, self.label(item), self.only_if(item), " | ".join(self.options(item)), item.target)
            for number, item in self.asked
        ]
        names = (say("Number"), say("Question"), say("Of whom"), say("Answers"), say("Column"))
        return pd.DataFrame(rows, columns=list(names))

    def written(self, form_format: str) -> bytes:
        """The form in a format."""
        return writing.written(self.form, form_format, self.language.code)

    def mapping(self, form_format: str) -> bytes:
        """The mapping that reads what the format's tool exports."""
        return mapping_of(self.form, form_format).json().encode()

    def name(self, form_format: str) -> str:
        """The form's file name; the mapping's is this with .mapping.json."""
        parts = [self.sector, *([self.category] if self.category else [])]
        return f"{'-'.join(parts)}.{writing.SUFFIX[form_format]}"
