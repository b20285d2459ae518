"""Digital certificates (PTB DCC 3.x, D-SI): one item and its results, as rows of a test file.

Read are value, unit, expanded uncertainty, day, laboratory and item; not the people who signed or the customer. A
document type is refused, so that no entity is expanded and nothing is fetched. Source: PTB, https://ptb.de/dcc (3.x).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from math import isfinite
from typing import Any
from xml.parsers import expat

import numpy as np

from data.problems.problem import Problem
from data.read.manner import Manner
from data.read.table import TextTable, build, refused
from data.read.units_of_dsi import plain
from data.read.values import encoded

ROOT = "digitalCalibrationCertificate"
COLUMNS = (
    *("sample", "enterprise", "category", "lab", "tested_on", "indicator", "value", "uncertainty", "unit", "product"),
)
DCC, SI = "https://ptb.de/dcc", "https://ptb.de/si"  # the namespaces of a certificate and of its values
DEEPEST = 200  # elements inside one another; a certificate has some 15
MOST = 200_000  # elements in all; a certificate has some hundred, and each takes memory
_KEPT_K = 2.0  # a test file states U at k = 2
_UNREAD = ["respPersons", "customer", "statements", "comment", "document"]  # of a certificate, never kept


@dataclass
class _Node:
    tag: str
    line: int
    attributes: dict[str, str]
    space: str = ""
    children: list["_Node"] = field(default_factory=list)
    text: str = ""

    def at(self, path: str) -> "_Node | None":
        """The first element along a path of names."""
        found: _Node | None = self
        for name in path.split("/"):
            found = next((each for each in found.children if each.tag == name), None) if found is not None else None
        return found

    def said(self, *paths: str) -> str:
        """The text of the first of the paths that has one."""
        return next((each.text.strip() for path in paths if (each := self.at(path)) and each.text.strip()), "")

    def every(self, tag: str) -> Iterator["_Node"]:
        """Every element of a name below this one, in the order of the file."""
        for each in self.children:
            if each.tag == tag:
                yield each
            yield from each.every(tag)


class _DeclaredError(ValueError):
    pass


class _LargeError(ValueError):
    pass


def read(content: bytes, manner: Manner, note: dict[str, Any]) -> TextTable:
    """The results of a certificate as a table with COLUMNS; what is missing or cannot be read is a problem."""
    note = {**note, "format": "dcc", "header_line": 1, "left_out": list(_UNREAD)}
    try:
        root = _tree(content)
    except (expat.ExpatError, _DeclaredError, RecursionError):
        return refused([Problem("dcc_broken")], note)
    except _LargeError:
        return refused([Problem("dcc_large", rule={"most": MOST})], note)
    if root.space not in ("", DCC):
        return refused([Problem("dcc_namespace", root.line, got=root.space, rule={"known": DCC})], note)
    version = root.attributes.get("schemaVersion", "")
    if not version.startswith("3."):
        return refused([Problem("dcc_version", root.line, got=version)], note)
    item, problems = _item(root)
    if not item:
        return refused(problems, note)
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    for result in (each for part in root.every("measurementResult") for each in part.every("result")):
        for quantity in result.every("quantity"):
            row, found = _row(quantity, result)
            problems += found
            rows.append(item | row)
            lines.append(max(quantity.line, lines[-1] + 1 if lines else 2))
    if not rows:
        problems.append(Problem("dcc_missing", root.line, rule={"what": "measurementResults/.../result/quantity"}))
        return refused(problems, note)
    columns = [encoded([row.get(name) or None for row in rows]) for name in COLUMNS]
    return build(COLUMNS, columns, np.array(lines, dtype=np.int32), problems, note | {"schema": version})


def _tree(content: bytes) -> _Node:
    """The elements. Raises expat.ExpatError where they are not well formed, _LargeError where they are too many."""
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.buffer_text = True
    top = _Node("", 0, {})
    stack, counted = [top], count()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(stack) > DEEPEST:
            raise _DeclaredError
        if next(counted) >= MOST:
            raise _LargeError
        space, _, name = tag.rpartition("\n")
        node = _Node(name, parser.CurrentLineNumber, attributes, space)
        stack[-1].children.append(node)
        stack.append(node)

    def text(chars: str) -> None:
        stack[-1].text += chars

    def declared(*_: object) -> None:
        raise _DeclaredError

    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parser.EndElementHandler = lambda tag: stack.pop()
    parser.StartDoctypeDeclHandler = declared
    parser.Parse(content, True)
    return top.children[0]


def _item(root: _Node) -> tuple[dict[str, str], list[Problem]]:
    """What all results share: item, maker, laboratory and day; empty where the item cannot be told."""
    held = root.at("administrativeData") or root
    items = list(held.every("item"))
    if len(items) != 1:
        return {}, [Problem("dcc_items", root.line, got=str(len(items)))]
    one, core, lab = items[0], held.at("coreData") or root, held.at("calibrationLaboratory") or root
    found = {
        "sample": one.said("identifications/identification/value"),
        "enterprise": one.said("manufacturer/name/content"),
        "category": one.said("equipmentClass/classID", "name/content"),
        "lab": lab.said("calibrationLaboratoryCode", "contact/name/content"),
        "tested_on": core.said("endPerformanceDate", "beginPerformanceDate"),
    }
    where = {
        **{"sample": "item/identifications", "enterprise": "item/manufacturer", "category": "item/name"},
        **{"lab": "calibrationLaboratory", "tested_on": "coreData/endPerformanceDate"},
    }
    lacking = [Problem("dcc_missing", one.line, rule={"what": where[name]}) for name, text in found.items() if not text]
    return found | {"product": one.said("model")}, lacking


def _row(quantity: _Node, result: _Node) -> tuple[dict[str, str], list[Problem]]:
    """Indicator, value, unit and U (k = 2) of a quantity; a text without unit, such as pass, is a value too."""
    name = quantity.said("name/content") or result.said("name/content")
    real = quantity.at("real") or quantity.at("hybrid/real")
    if real is None:
        text = quantity.said("noQuantity/content", "charsXMLList")
        problems = [] if text else [Problem("dcc_missing", quantity.line, rule={"what": "quantity/si:real"})]
        return {"indicator": name, "value": text}, problems
    problems, unit = _shape(quantity, real), plain(real.said("unit"))
    if unit is None:
        problems.append(Problem("dcc_unit", real.line, got=real.said("unit")))
    expanded, told = _expanded(real)
    if told:
        problems.append(Problem(told, real.line))
    elif not expanded:
        problems.append(Problem("dcc_no_uncertainty", real.line, got=name))
    row = {"indicator": name, "value": real.said("value"), "unit": unit or "", "uncertainty": expanded}
    return row | ({"tested_on": day[:10]} if (day := real.said("dateTime")) else {}), problems


def _shape(quantity: _Node, real: _Node) -> list[Problem]:
    """A quantity holds one value, and that in the namespace of D-SI."""
    n = sum(each.tag == "real" for each in quantity.every("real"))
    found = [Problem("dcc_values", quantity.line, got=str(n))] if n > 1 else []
    if real.space not in ("", SI):
        found.append(Problem("dcc_namespace", real.line, got=real.space, rule={"known": SI}))
    return found


def _expanded(real: _Node) -> tuple[str, str]:
    """The expanded uncertainty at k = 2, "" where none is stated, and the code of what is wrong with it."""
    for value, factor in (
        ("measurementUncertaintyUnivariate/expandedMU/valueExpandedMU", "coverageFactor"),
        ("expandedMU/valueExpandedMU", "coverageFactor"),
        ("expandedUnc/uncertainty", "coverageFactor"),
        ("measurementUncertaintyUnivariate/standardMU/valueStandardMU", ""),
    ):
        stated = real.said(value)
        if not stated:
            continue
        k = real.said(f"{value.rpartition('/')[0]}/{factor}") if factor else "1"
        try:
            amount, by = float(stated), float(k)
        except ValueError:
            return "", "dcc_uncertainty"
        if not (isfinite(amount) and isfinite(by) and by > 0):
            return "", "dcc_uncertainty"
        return f"{amount * _KEPT_K / by:.12g}", ""
    return "", ""
