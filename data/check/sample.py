"""Samples and the laboratories that measured them."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.check.cells import Choice
from data.check.findings import Found
from data.check.known import Known, Lab, among
from data.check.sheet import Sheet
from data.check.written.suggest import Suggester
from data.check.written.texts import Texts, first_rows, together

FLAGS = ["", "not_registered", "outside_scope", "expired"]
_NOT_REGISTERED, _OUTSIDE, _EXPIRED = 1, 2, 3
NEVER = np.iinfo(np.int32).max  # days: an accreditation without an end


def check_samples(sheet: Sheet, known: Known, category: Choice, indicator: Choice) -> None:
    """Note measurements given twice or sent before, and samples of two enterprises or categories."""
    if "sample" not in sheet:
        return
    if "lab" in sheet:
        _twice(sheet, known, indicator)
    if "enterprise" in sheet:
        _mixed(sheet, category)


def _twice(sheet: Sheet, known: Known, indicator: Choice) -> None:
    """A sample has one result for an indicator from a laboratory, over all batches of the wave."""
    samples, labs, header = sheet.texts("sample"), sheet.texts("lab"), sheet.headers["sample"]
    measured = together(samples.index, labs.index, indicator.by_row)
    first = first_rows(measured)
    again = np.flatnonzero((measured >= 0) & (first != np.arange(sheet.rows)))

    def said(row: int) -> dict:
        return {"indicator": indicator.names[indicator.by_row[row]], "lab": labs.listed[labs.index[row]]}

    sheet.findings.rows(
        "sample_twice", header, again, samples, lambda row: {**said(row), "first": int(sheet.lines[first[row]])}
    )
    if known.samples:
        rows = np.flatnonzero(measured >= 0)
        names = [indicator.names[place] for place in indicator.by_row[rows].tolist()]
        triples = list(zip(samples.at(rows), names, labs.at(rows), strict=True))
        earlier = among(list(dict.fromkeys(triples)), known.samples)
        held = np.array([triple in earlier for triple in triples], dtype=bool)
        sheet.findings.rows("sample_known", header, rows[held], samples, said)


def _mixed(sheet: Sheet, category: Choice) -> None:
    """A sample belongs to one enterprise and one category; the first row says which."""
    samples, makers = sheet.texts("sample"), sheet.texts("enterprise")
    owner = together(samples.index, makers.index, category.by_row)
    sound = (owner >= 0) & ~sheet.findings.blamed(sheet.headers["enterprise"])
    rows = np.flatnonzero(sound)
    first = rows[first_rows(samples.index[rows])] if len(rows) else rows
    differs = owner[rows] != owner[first]
    begun = dict(zip(rows[differs].tolist(), first[differs].tolist(), strict=True))

    def named(row: int) -> str:
        return f"{makers.listed[makers.index[row]]}, {category.names[category.by_row[row]]}"

    sheet.findings.rows(
        "sample_mixed",
        sheet.headers["sample"],
        rows[differs],
        samples,
        lambda row: {"first_owner": named(begun[row]), "first": int(sheet.lines[begun[row]]), "owner": named(row)},
    )


def check_laboratories(sheet: Sheet, known: Known, indicator: Choice, tested_on: pa.Array) -> pa.DictionaryArray:
    """Note unknown laboratories and those outside their accreditation; returns the flag of each row.

    Where nothing is known of laboratories every one is taken and flagged not_registered.
    """
    flags = np.zeros(sheet.rows, dtype=np.int32)
    if known.senders is not None and "lab" in sheet:
        _foreign(sheet, sheet.texts("lab"), known.senders)
    if known.laboratories is None:
        flags[:] = _NOT_REGISTERED
    elif "lab" in sheet:
        texts = sheet.texts("lab")
        _unknown(sheet, texts, known.laboratories)
        flags[_outside(sheet, texts, known.laboratories, indicator)] = _OUTSIDE
        flags[_expired(sheet, texts, known.laboratories, tested_on)] = _EXPIRED
    return pa.DictionaryArray.from_arrays(pa.array(flags), pa.array(FLAGS))


def _unknown(sheet: Sheet, texts: Texts, labs: Mapping[str, Lab]) -> None:
    suggester = Suggester(labs)
    unknown = [(place, code) for place, code in enumerate(texts.listed) if code not in labs]
    found: dict[int, Found] = {
        place: ("lab_unknown", {"suggestion": suggester.nearest(code)}) for place, code in unknown
    }
    sheet.findings.texts(sheet.headers["lab"], texts, found)


def _foreign(sheet: Sheet, texts: Texts, senders: frozenset[str]) -> None:
    foreign = [place for place, code in enumerate(texts.listed) if code not in senders]
    found: dict[int, Found] = {place: ("lab_foreign", {"senders": sorted(senders)}) for place in foreign}
    sheet.findings.texts(sheet.headers["lab"], texts, found)


def _outside(sheet: Sheet, texts: Texts, labs: Mapping[str, Lab], indicator: Choice) -> np.ndarray:
    """Rows whose laboratory is not accredited for the indicator; noted once for each of the two."""
    covers = np.ones((len(texts.listed) + 1, len(indicator.names) + 1), dtype=bool)
    for place, code in enumerate(texts.listed):
        if code in labs and labs[code].scope != "*":
            covers[place, :-1] = [name in labs[code].scope for name in indicator.names]
    rows = np.flatnonzero(~covers[texts.index, indicator.by_row])
    pairs = together(texts.index, indicator.by_row)[rows]
    _note_first(
        sheet, "lab_outside_scope", "indicator", rows, pairs, lambda row: {"lab": texts.listed[texts.index[row]]}
    )
    return rows


def _expired(sheet: Sheet, texts: Texts, labs: Mapping[str, Lab], tested_on: pa.Array) -> np.ndarray:
    """Rows measured after the laboratory's accreditation ended; noted once for each laboratory."""
    ends = {place: labs[code].valid_until for place, code in enumerate(texts.listed) if code in labs}
    until = np.full(len(texts.listed), NEVER, dtype=np.int32)
    for place, end in ends.items():
        until[place] = NEVER if end is None else pa.scalar(end, pa.date32()).cast(pa.int32()).as_py()
    tested = pc.fill_null(tested_on.cast(pa.int32()), np.iinfo(np.int32).min).to_numpy(zero_copy_only=False)
    rows = np.flatnonzero(tested > texts.by_row(until, NEVER))

    def said(row: int) -> dict:
        place = int(texts.index[row])
        end = ends[place]
        return {"lab": texts.listed[place], "until": "" if end is None else end.isoformat()}

    _note_first(sheet, "lab_expired", "tested_on", rows, texts.index[rows], said)
    return rows


def _note_first(sheet: Sheet, code: str, name: str, rows: np.ndarray, kinds: np.ndarray, said) -> None:
    """One problem for each kind of row, on its first row, with the count of them."""
    if not len(rows):
        return
    _, first, counts = np.unique(kinds, return_index=True, return_counts=True)
    order = np.argsort(first)
    count = dict(zip(rows[first].tolist(), counts.tolist(), strict=True))
    sheet.findings.rows(
        code, sheet.headers[name], rows[first[order]], sheet.texts(name), lambda row: {**said(row), "count": count[row]}
    )
