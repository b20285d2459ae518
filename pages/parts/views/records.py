"""A batch's record in words: how the file was read, what was recoded, which warnings were accepted."""

import json

import pandas as pd

from data.mapping.mapping import parse
from data.problems.problem import TEMPLATES
from data.read.choices import choice_of, told
from pages.parts.words import mapping as mapping_words
from pages.parts.words.language import Language


def frame(facts: dict[str, str], language: Language) -> pd.DataFrame:
    """Particulars as a table of two columns."""
    say = language.gettext
    return pd.DataFrame({say("Particular"): list(facts), say("Value"): list(facts.values())})


def facts(batch: pd.Series, language: Language) -> dict[str, str]:
    """What the store knows of a batch, by its name in the reader's language."""
    say = language.gettext
    known = {
        say("Title of the round"): batch["title"],
        say("File"): batch["file_name"],
        say("Rows"): language.number(batch["row_count"]),
        say("Bytes"): language.number(batch["bytes"]),
        say("Fingerprint (SHA-256)"): batch["sha256"],
        say("Accepted"): say("{day}, {time} UTC").format(
            day=language.date(batch["accepted_at"]), time=f"{batch['accepted_at']:%H:%M}"
        ),
        say("Accepted by"): batch["accepted_by"] or say("not named"),
        say("Version of the spec"): batch["spec_version"],
    }
    return {name: str(value) for name, value in known.items() if value}


def lines(record: dict, language: Language) -> dict[str, str]:
    """What a record says, by its name in the reader's language."""
    say, read = language.gettext, record.get("read", {})
    known = {
        say("Read as"): read.get("format", ""),
        say("Encoding"): read.get("encoding", ""),
        say("Delimiter"): {"\t": "TAB"}.get(read.get("delimiter"), read.get("delimiter", "")),
        say("Sheet"): read.get("sheet", ""),
        say("Line of the header"): read.get("header_line", ""),
        say("Mapping"): _mapped(record.get("mapping", {}), language),
        say("Choices while reading"): _chosen(record.get("choices", []), language),
        say("Weights"): raking(record.get("raking"), language),
        say("Warnings accepted"): _accepted(record.get("warnings_accepted", {}), language),
    }
    return {name: str(value) for name, value in known.items() if value}


def raking(kept: dict | None, language: Language) -> str:
    """Whether the weights agree with the margins, and what that costs; empty where there were no margins."""
    if not kept:
        return ""
    say = language.gettext
    if kept["settled"]:
        said = say("Weights were raked in {n} rounds and agree with the margins").format(n=kept["rounds"])
    else:
        said = say("Weights do not settle: the worst share is still {far} from its margin").format(
            far=language.percent(kept["distance"], 1)
        )
    size = say("the effective sample size goes from {before} to {after}").format(
        before=language.number(kept["n_eff_before"]), after=language.number(kept["n_eff"])
    )
    cut = say("{n} weights stand at a limit").format(n=language.number(kept["trimmed"]))
    return say("{clause}.").format(clause=say("; ").join([said, size, cut] if kept["trimmed"] else [said, size]))


def _accepted(counts: dict[str, int], language: Language) -> str:
    titles = [f"{language.gettext(TEMPLATES[code].title)} ({language.number(n)})" for code, n in counts.items()]
    return language.gettext("; ").join(titles)


def _chosen(kept: list[dict], language: Language) -> str:
    return "\n".join(told(choice_of(each), language.gettext) for each in kept)


def _mapped(raw: dict, language: Language) -> str:
    """What was mapped and recoded, in short: columns under their own name are not repeated."""
    if not raw:
        return ""
    mapping = parse(json.dumps(raw))
    parts = [f"{name} → {target}" for name, target in mapping.columns.items() if name != target]
    parts += [f"{name}: {mapping_words.recoding(each, language)}" for name, each in mapping.recode.items()]
    parts += [language.gettext("left out: {columns}").format(columns=name) for name in mapping.ignored]
    return language.gettext("; ").join(parts)
