"""The XML in a workbook, handed on element by element: no entity is expanded, and no document type is taken."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from data.problems.problem import Problem
from data.read.workbooks.package import RefusedError


def parse(
    chunks: Iterable[bytes],
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> None:
    """Calls start and end with tags written "namespace\\nname", and text.

    Raises expat.ExpatError where the XML is not well formed, RefusedError for a document type.
    """
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def declared(*_: object) -> None:
    """A document type: no workbook has a use for one, and its entities can grow without end."""
    raise RefusedError(Problem("file_declares"))
