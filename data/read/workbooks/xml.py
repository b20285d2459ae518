"""The XML in a workbook, handed on element by element: no entity is expanded, and no document type is taken."""

from collections.abc import Callable, Iterable
from xml.parsers import expat


class DeclaredError(ValueError):
    """The XML declares a document type, which no workbook has a use for."""


def parse(
    chunks: Iterable[bytes],
    start: Callable[[str, dict[str, str]], object],
    end: Callable[[str], object],
    text: Callable[[str], object],
) -> None:
    """Calls start and end with tags written "namespace\\nname", and text. Raises expat.ExpatError where the XML is not
    well formed, DeclaredError for a document type.
    """
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _declared
    for chunk in chunks:
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _declared(*_: object) -> None:
    raise DeclaredError
