"""A receipt made ready to read: the lines of a bill, its title, the batches behind it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from benchmarks.infrastructure.scopes import BEYOND
from benchmarks.reports.made.kept import receipt_name
from benchmarks.words import resting
from pages.parts.frame import platform, scope
from pages.parts.words import advice as advice_words
from pages.parts.words import laboratories, markdown, quantities, sentences
from pages.parts.words.language import Language, word

_COLUMNS = 6


def _counted(inputs: Iterable[dict]) -> pd.DataFrame:
    """The measurements of each input of a receipt: n, and beyond, those not made in scope."""
    counts = [each["scope"] for each in inputs if "scope" in each]
    rows = [(sum(each.values()), sum(each.get(state, 0) for state in BEYOND)) for each in counts]
    return pd.DataFrame(rows, columns=["n", "beyond"], dtype=int)


@dataclass(frozen=True)
class Bill:
    """What the receipt screen shows of one score; `slip` is the receipt as it is taken away."""

    slip: dict
    language: Language

    @property
    def sector(self) -> str:
        """The sector's code."""
        return self.slip["of"]["sector"]

    @property
    def name(self) -> str:
        """The file's name, in ASCII."""
        return receipt_name(self.slip)

    def json(self) -> bytes:
        """The file."""
        return (json.dumps(self.slip, ensure_ascii=False, indent=1) + "\n").encode()

    @property
    def title(self) -> str:
        """The score, and what it was before a cap; what of it was not measured in scope."""
        rests = resting.clause(_counted(self.slip["inputs"]), self.language)
        return sentences.clauses([self._answer, rests] if rests else [self._answer], self.language)

    @property
    def _answer(self) -> str:
        say, result, number = self.language.gettext, self.slip["result"], self.language.number
        if result["score"] is None:
            return say("Not rated: {share} of the weight is measured, {needed} is needed").format(
                share=self.language.percent(result["coverage"]),
                needed=self.language.percent(self.slip["method"]["minimum_coverage"]),
            )
        if result["score"] < result["uncapped"]:
            return say("{score} points: capped, without the broken bottom line it would be {uncapped}").format(
                score=number(result["score"], 1), uncapped=number(result["uncapped"], 1)
            )
        counted = sum(not each["reason"] for each in self.slip["inputs"])
        indicators = sentences.count(counted, "indicator", self.language)
        return say("{score} points from {indicators}").format(score=number(result["score"], 1), indicators=indicators)

    def markdown(self) -> str:
        """The bill as a Markdown table: a part for each dimension, then sum, cap and score."""
        say = self.language.gettext
        heads = [say("Item"), say("Estimate"), say("Points"), say("Weight"), say("Weight used"), say("Adds")]
        lines = [heads, [":--", *["--:"] * (_COLUMNS - 1)], *self._items(), *self._totals()]
        return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)

    def _items(self) -> Iterator[list[str]]:
        names, number, percent = scope.Names(self.language), self.language.number, self.language.percent
        for part in self.slip["dimensions"]:
            inside = [each for each in self.slip["inputs"] if each["dimension"] == part["dimension"]]
            adds = (part["score"] or 0.0) * part["weight_used"]
            name = markdown.escaped(names.dimension(self.sector, part["dimension"]))
            cells = [number(part["score"], 1), percent(part["weight"], 1), percent(part["weight_used"], 1)]
            yield [f"**{each}**" if each else "" for each in (name, "", *cells, number(adds, 2))]
            for each in inside:
                yield self._item(each)

    def _item(self, each: dict) -> list[str]:
        language = self.language
        label = markdown.escaped(scope.Names(language).indicator(self.sector, each["indicator"]))
        reason = word(advice_words.LEFT_OUT, each["reason"], language)
        batches = language.gettext("batch {numbers}").format(
            numbers=", ".join(str(batch["batch"]) for batch in each["batches"])
        )
        counted = f"n {language.number(each['n'])} · {batches}" if each["batches"] else ""
        decided = self._decided(each["laboratories"]) if "laboratories" in each else ""
        beside = resting.short(_counted([each]), language)
        cursive = (f"*{markdown.escaped(text)}*" for text in (reason, decided, beside) if text)
        told = " · ".join(text for text in (label, counted, *cursive) if text)
        estimate = markdown.escaped(quantities.value(each["estimate"], self._measure(each["indicator"]), language))
        estimate = estimate.replace(" ", "\N{NO-BREAK SPACE}")
        if each["reason"]:
            return [told, estimate, "", language.percent(each["weight"], 1), "", ""]
        adds = language.number(each["score"] * each["weight_in_index"], 2)
        shares = (language.percent(each[name], 1) for name in ("weight", "weight_in_index"))
        return [told, estimate, language.number(each["score"], 1), *shares, adds]

    def _decided(self, made: dict) -> str:
        return laboratories.decided(made | {"decided_at": datetime.fromisoformat(made["decided_at"])}, self.language)

    def _measure(self, indicator: str) -> quantities.Measure:
        return platform.specs()[self.sector].indicator(indicator)

    def _totals(self) -> Iterator[list[str]]:
        say, result, number = self.language.gettext, self.slip["result"], self.language.number
        blank, total, whole = [""] * (_COLUMNS - 2), say("Sum"), say("Index")
        if result["score"] is None:
            yield [f"**{whole}**", *blank, say("not rated")]
            return
        yield [f"**{total}**", *blank, f"**{number(result['uncapped'], 2)}**"]
        if self.slip["broken_floors"]:
            names = [scope.Names(self.language).indicator(self.sector, code) for code in self.slip["broken_floors"]]
            said = say("Cap at {cap}, bottom line broken: {names}").format(
                cap=number(self.slip["method"]["cap"], 1), names=self.language.both(names)
            )
            yield [markdown.escaped(said), *blank, number(result["score"] - result["uncapped"], 2)]
        yield [f"**{whole}**", *blank, f"**{number(result['score'], 2)}**"]

    def batches(self) -> pd.DataFrame:
        """The files behind the figures, one row a batch."""
        say = self.language.gettext
        found = {batch["batch"]: batch for each in self.slip["inputs"] for batch in each["batches"]}
        rows = [found[number] for number in sorted(found)]
        return pd.DataFrame(
            {
                say("Batch"): [row["batch"] for row in rows],
                say("File"): [row["file"] for row in rows],
                say("Accepted (UTC)"): [row["accepted_at"][:16] for row in rows],
                say("Spec"): [row["spec_version"] for row in rows],
                say("Fingerprint (SHA-256)"): [row["sha256"] for row in rows],
            }
        )

    def method(self) -> list[str]:
        """How it was made: spec, mean, interval and seed, a line each."""
        say, made, spec = self.language.gettext, self.slip["method"], self.slip["spec"]
        number = self.language.number
        return [
            say("Spec {version}, fingerprint {digest}.").format(version=spec["version"], digest=spec["digest"]),
            say("Points: {floor} at the floor, {benchmark} at the benchmark, {frontier} at the frontier.").format(
                **dict(zip(("floor", "benchmark", "frontier"), map(number, made["points"]), strict=True))
            ),
            say(
                "Weighted mean inside a dimension, weighted mean of the dimensions. What is missing hands its weight "
                "on in proportion; a mean with less than {share} of its weight is not rated."
            ).format(share=self.language.percent(made["minimum_coverage"])),
            say("Interval and rank from {draws} simulated worlds, seed {seed}, {generator}.").format(
                draws=number(made["draws"]), seed=made["seed"], generator=made["random_numbers"]
            ),
        ]
