"""What goes with satisfaction, by how it is done: one product's importance, made ready to read."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from benchmarks.index import importance as drivers
from benchmarks.index.importance import Importance
from pages.parts.charts import canvas
from pages.parts.charts.fields import fields
from pages.parts.charts.template import Spec
from pages.parts.frame import platform
from pages.parts.views.gaps import GapView
from pages.parts.words import advice as advice_words
from pages.parts.words import sentences
from pages.parts.words.language import Language

_X = {"x": "score", "x_low": "score_low", "x_high": "score_high"}
_Y = {"y": "share", "y_low": "low", "y_high": "high"}


@dataclass(frozen=True)
class ImportanceView:
    """What the gaps screen says of the drivers of satisfaction for one enterprise, category and wave."""

    gaps: GapView

    @property
    def language(self) -> Language:
        """The reader's language."""
        return self.gaps.language

    @cached_property
    def found(self) -> Importance:
        """What goes with overall satisfaction among this product's own respondents."""
        return platform.read(drivers.importance, self.gaps.viewer, self.gaps.selection)

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the sector's indicators."""
        return {each.id: self.language.label(each.label) for each in self.gaps.spec.indicators}

    @cached_property
    def items(self) -> pd.DataFrame:
        """Rows of the importance-performance chart; items without a place on the ladder have none."""
        found, placed = self.found.table, self.gaps.rows.set_index("key")
        found = found[found["item"].isin(placed.index)]
        here = placed.loc[found["item"]]
        percent = self.language.percent
        names = [self.names[code] for code in found["item"]]
        told = self.language.gettext("{name}: {share} ({low} to {high}) of the differences; {value}")
        return pd.DataFrame(
            {
                "key": found["item"].to_numpy(),
                "label": names,
                **{name: here[column].to_numpy() for name, column in _X.items()},
                **{name: 100 * found[column].to_numpy(float) for name, column in _Y.items()},
                "role": np.where(here["score"] < 80, "not_met", "met"),
                "told": [
                    told.format(name=name, share=percent(s), low=percent(low), high=percent(high), value=value)
                    for name, s, low, high, value in zip(
                        names, found["share"], found["low"], found["high"], here["value"], strict=True
                    )
                ],
            }
        )

    def item_text(self, item: str | None) -> str:
        """What the chart says of an item; nothing of none, or of one that it does not show."""
        rows = self.items[self.items["key"] == item]
        return sentences.ended(rows["told"].iloc[0], self.language) if len(rows) else ""

    @cached_property
    def picture(self) -> Spec:
        """The importance-performance chart; its cross is the benchmark, and what each would have if all were alike."""
        say, rows = self.language.gettext, self.items
        start = canvas.start_of(rows.to_dict("records"), "x", "x_low")
        top = float(np.nanmax([rows["y_high"].max(), 10])) * 1.12
        return fields(
            rows,
            self.language,
            titles=(say("Performance, in points"), say("Share of the differences in satisfaction, %")),
            cross=(80, 100 * self.found.r2 / max(len(self.found.table), 1)),
            corners={"top_left": say("act here first"), "top_right": say("keep it up")},
            x_ends=(start, canvas.END),
            y_ends=(0, top),
            signs={"not_met": say("short of the benchmark"), "met": say("at the benchmark")},
        )

    @cached_property
    def words(self) -> list[str]:
        """What was found, with its n, and what it is not; or why nothing is computed."""
        say, found, language = self.language.gettext, self.found, self.language
        if found.refused:
            return [advice_words.no_importance(found, self.names, language)]
        first = found.table.iloc[0]
        told = say(
            "{name} goes with overall satisfaction most: {share} of the differences between people ({low} to {high}). "
            "All {items} together go with {r2}; {n} of {asked} people answered every question."
        ).format(
            name=self.names[first["item"]],
            share=language.percent(first["share"]),
            low=language.percent(first["low"]),
            high=language.percent(first["high"]),
            items=language.number(len(found.table)),
            r2=language.percent(found.r2),
            n=language.number(found.n),
            asked=language.number(found.asked),
        )
        return [
            told,
            say(
                "This is association, not cause: who likes one thing tends to like the others. The upright line is the "
                "benchmark, not the mean; the level line is the share each would have if all mattered alike."
            ),
        ]
