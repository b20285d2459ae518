"""The facts of a document inside Word, slides and workbooks, and whether the numbers they were shown as still stand."""

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from typing import Any

import pypdfium2
from python_calamine import CalamineWorkbook

from data import limits
from data.read.workbooks.package import Package

_NAME, _KIND = "urn:duibiao:facts", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_PART = "customXml/facts.xml"
_MOST = 100 * limits.MEGABYTE  # of text in a document
_MAIN = re.compile(r"^(word/document\d*|ppt/presentation|xl/workbook)\.xml$")
_SHOWN = re.compile(r"^(word|ppt/slides)/[^/]+\.xml$")
_END, _TAG = re.compile(r"</(?:w:p|a:p)>"), re.compile(r"<[^>]*>")
_HELD = re.compile(r"<(?:\w+:)?facts\b[^>]*>(.*?)</.*?<(?:\w+:)?text\b[^>]*>(.*?)</", re.DOTALL)
_NUMBER = re.compile("[+\N{MINUS SIGN}]?\\d+(?:[.,]\\d+)*")


def carrying(content: bytes, facts: bytes) -> bytes:
    """A DOCX, PPTX or XLSX with its facts file in a part of its own, which office programs keep when they save."""
    shown = numbers(json.loads(facts)["facts"], _texts_of(content))
    held = {"facts": facts.decode(), "text": json.dumps(shown)}
    parts = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in held.items())
    told = f'<held xmlns="{_NAME}">{parts}</held>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        folder, name = next(each for each in old.namelist() if _MAIN.match(each)).split("/")
        for part in old.infolist():
            content = old.read(part)
            if part.filename == f"{folder}/_rels/{name}.rels":
                link = f'<Relationship Id="duibiaoFacts" Type="{_KIND}" Target="../{_PART}"/></Relationships>'
                content = content.replace(b"</Relationships>", link.encode())
            new.writestr(part, content, zipfile.ZIP_DEFLATED)
        new.writestr(zipfile.ZipInfo(_PART, (1980, 1, 1, 0, 0, 0)), told, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def inside(content: bytes) -> tuple[Any, list[str]]:
    """The facts file in an office document, and its numbers that stand there less often than when it was made.

    Refused as Package refuses; ValueError where it carries none.
    """
    package = Package(content)
    for name in package.parts:
        if re.fullmatch(r"customxml/[^/]+\.xml", name):
            told = package.whole(name).decode("utf-8", "replace")
            if _NAME in told and (found := _HELD.search(told)):
                facts, shown = (json.loads(unescape(each)) for each in found.groups())
                if sum(part.file_size for part in package.parts.values()) > _MOST:
                    raise ValueError("too much")
                return facts, fewer(shown, _texts_of(content))
    raise ValueError("no facts")


def numbers(facts: Iterable[Mapping[str, Any]], texts: Iterable[str]) -> dict[str, int]:
    """How often each number of the facts stands in these texts; what nowhere stands is left out."""
    wanted = {number for each in facts for number in shown_numbers(each)}
    found = Counter(number for text in texts for number in _NUMBER.findall(text))
    return {number: found[number] for number in sorted(wanted) if found[number]}


def shown_numbers(fact: Mapping[str, Any]) -> list[str]:
    """The numbers in the text that a fact is shown as, with their signs."""
    return _NUMBER.findall(str(fact["shown"]))


def fewer(shown: Mapping[str, int], texts: Iterable[str]) -> list[str]:
    """Which numbers stand less often in these texts than they were counted."""
    found = Counter(number for text in texts for number in _NUMBER.findall(text))
    return sorted(number for number, n in shown.items() if found[number] < n)


def texts_of(told: Any) -> Iterator[str]:
    """Every text in what a document shows: what stands for a picture is read aloud, not printed."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        yield from texts_of([each for name, each in told.items() if name != "alt"])
    elif isinstance(told, list | tuple):
        for each in told:
            yield from texts_of(each)


def texts_of_pdf(content: bytes) -> Iterator[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(content)
    try:
        yield from (page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _texts_of(content: bytes) -> Iterator[str]:
    """What an office document shows: its paragraphs, or the cells of a workbook's first sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" in names:
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
            yield from (str(cell) for row in sheet.to_python() for cell in row)
        for name in filter(_SHOWN.match, names):
            yield unescape(_TAG.sub("", _END.sub("\n", archive.read(name).decode("utf-8", "replace"))))
