"""A survey file's weights and the population margins sent with it, and the raking."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from benchmarks.intake.raking import rake
from benchmarks.intake.sending import Sending
from data.check.written.texts import Texts
from data.read import TextTable
from data.read.margins import Margin, margins
from data.refusal import Refused


def population(sending: Sending) -> tuple[Margin, ...]:
    """The margins sent with a file; none without a margins file. Refuses bad ones, and any but a survey's."""
    if sending.margins is None:
        return ()
    if sending.upload.kind != "survey":
        raise Refused("margins_kind")
    return margins(sending.margins)


def raked(typed: pa.Table, sent: TextTable, asked: Sequence[Margin]) -> tuple[pa.Table, dict]:
    """The checked table with its weights raked, and what the batch keeps of it: margins, rounds, effective size.

    A variable is one of stratum, category, enterprise and product, or a column of the file under the sender's name.
    Refuses variables the file does not have, and what benchmarks.intake.raking refuses.
    """
    values = {each.variable: _values(typed, sent, each.variable) for each in asked}
    done = rake(typed["weight"].to_numpy(), values, asked)
    place = typed.column_names.index("weight")
    kept = {"margins": {each.variable: dict(each.shares) for each in asked}, **done.record()}
    return typed.set_column(place, "weight", pa.array(done.weights)), kept


def _values(typed: pa.Table, sent: TextTable, variable: str) -> np.ndarray:
    if variable in ("stratum", "category", "enterprise", "product") and variable in typed.column_names:
        return np.array(typed[variable].to_pylist(), dtype=object)
    if variable in typed.column_names or variable not in sent.columns:
        raise Refused("raking_column", variable=variable)
    texts = Texts.of(sent.cells.column(sent.columns.index(variable)))
    taken = np.isin(sent.lines, typed["line"].to_numpy())
    empty = sent.lines[taken & texts.empty]
    if len(empty):
        lines = ", ".join(map(str, empty[:5].tolist())) + (" …" if len(empty) > 5 else "")
        raise Refused("raking_empty", variable=variable, n=len(empty), lines=lines)
    return np.array([*texts.listed, ""], dtype=object)[texts.index[taken]]
