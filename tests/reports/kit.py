"""What tests of documents share: everything a file holds, down to its streams and the files inside it."""

import io
import re
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2

ZIP = b"PK\x03\x04"


def everything(content: bytes) -> str:
    """All text, names, streams, metadata and attachments of a file, and of the files inside it, as one text."""
    return "\n".join(_parts(content))


def _parts(content: bytes) -> Iterator[str]:
    if content.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name
                yield from _parts(archive.read(name))
    elif content.startswith(b"%PDF"):
        yield from _of_pdf(content)
    else:
        text = content.decode("utf-8", "replace")
        yield text
        yield re.sub(r"<[^>]*>", "", text)  # words that are cut into runs


def _of_pdf(content: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield each.read_bytes().decode("utf-8", "replace")
            yield repr(each)
        for name, attached in pdf.attachments.items():
            yield name
            yield from _parts(attached.get_file().read_bytes())
    document = pypdfium2.PdfDocument(content)
    yield from (page.get_textpage().get_text_bounded() for page in document)
