"""Which sheets a workbook has, and in which parts of the package they are kept."""

import posixpath
from typing import NamedTuple
from xml.parsers import expat

from data.read.workbooks.package import Package, broken
from data.read.workbooks.xml import declared


class Sheet(NamedTuple):
    """One worksheet: its name, the part that holds it, and whether it is shown."""

    name: str
    part: str
    shown: bool


class Workbook(NamedTuple):
    """The worksheets in order, and whether all formulas are to be computed anew before they are believed."""

    sheets: list[Sheet]
    stale: bool


def workbook(package: Package) -> Workbook:
    """What xl/workbook.xml and its relations say. Raises RefusedError where they cannot be read."""
    relations = elements(package, "xl/_rels/workbook.xml.rels")
    targets = {
        item.get("Id"): posixpath.normpath(posixpath.join("/xl", item.get("Target", ""))).lstrip("/")
        for tag, item in relations
        if tag == "Relationship" and item.get("Type", "").endswith("/worksheet")
    }
    parts = elements(package, "xl/workbook.xml")
    sheets = [
        Sheet(item.get("name", ""), targets[relation], item.get("state", "visible") == "visible")
        for tag, item in parts
        if tag == "sheet" and (relation := item.get("id")) in targets
    ]
    stale = any(tag == "calcPr" and item.get("fullCalcOnLoad") in ("1", "true") for tag, item in parts)
    return Workbook(sheets, stale)


def elements(package: Package, part: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part with its attributes, names without their namespace. Raises RefusedError."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        plain = {key.rpartition("\n")[2]: value for key, value in attributes.items()}
        found.append((tag.rpartition("\n")[2], plain))

    parser = expat.ParserCreate(namespace_separator="\n")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(package.whole(part), True)
    except expat.ExpatError as error:
        raise broken() from error
    return found
