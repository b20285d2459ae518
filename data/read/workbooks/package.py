"""The parts of a zipped workbook, unpacked with a bound: nothing is believed that the archive says of its own size."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from data import limits
from data.problems.problem import Problem

_STEP = 1 << 20
_FEED = 1 << 16
_PIECE = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError, NotImplementedError, EOFError)


class RefusedError(Exception):
    """The package cannot or must not be read; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def broken() -> RefusedError:
    """A package whose parts cannot be made out."""
    return RefusedError(Problem("file_broken", got="XLSX"))


def plain(name: str) -> str:
    """A part's name as names are compared: some writers differ in case, some write \\ for /."""
    return name.replace("\\", "/").lower()


class Package:
    """The parts of an archive by name. Raises RefusedError where one is damaged, or is larger than it may be."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = archive.infolist()
        except _BROKEN as error:
            raise broken() from error
        self.parts = {plain(part.filename): part for part in parts}
        if len(self.parts) < len(parts) or any(part.flag_bits & 1 for part in parts):
            raise broken()
        size = sum(part.file_size for part in parts)
        if size > limits.XLSX_BYTES:
            raise _inflates(size)
        for part in parts:
            if part.file_size > max(limits.ZIP_RATIO_FROM, limits.ZIP_RATIO * part.compress_size):
                raise _inflates(part.file_size)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return plain(name) in self.parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of one part, a megabyte at a time, never more than the archive says it has."""
        part = self.parts.get(plain(name))
        if part is None:
            raise broken()
        try:
            yield from self._inflated(part)
        except _BROKEN as error:
            raise broken() from error

    def whole(self, name: str) -> bytes:
        """One part whole."""
        return b"".join(self.chunks(name))

    def measure(self, but: str) -> None:
        """Unpack every part of markup except one, to see that none holds more than it says."""
        for name in self.parts:
            if name != plain(but) and name.endswith((".xml", ".rels", ".vml")):
                for _ in self.chunks(name):
                    pass

    def _inflated(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        at = part.header_offset
        name, extra = struct.unpack("<HH", self.content[at + 26 : at + 30])
        begin = at + 30 + name + extra
        packed = memoryview(self.content)[begin : begin + part.compress_size]
        left, check = part.file_size, 0
        for chunk in _unpacked(packed, part.compress_type):
            left, check = left - len(chunk), zlib.crc32(chunk, check)
            if left < 0:
                raise zlib.error("more than declared")
            yield chunk
        if left or check != part.CRC:
            raise zlib.error("not what was declared")


def whole_cells(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in larger pieces; none ends within a tag, nor between the tags of a cell shorter than a piece."""
    rest: list[bytes] = []
    for chunk in chunks:
        rest.append(chunk)
        if sum(map(len, rest)) < _PIECE:
            continue
        text = b"".join(rest)
        cut = max(text.rfind(b"<c "), text.rfind(b"<row"))
        cut = cut if cut > 0 else max(text.rfind(b"<"), 0)
        yield text[:cut]
        rest = [text[cut:]]
    yield b"".join(rest)


def _unpacked(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        yield from (bytes(packed[start : start + _STEP]) for start in range(0, len(packed), _STEP))
    elif method == zipfile.ZIP_DEFLATED:
        yield from _deflated(packed)
    else:
        raise NotImplementedError


def _deflated(packed: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    for start in range(0, len(packed), _FEED):
        waiting: bytes | memoryview = packed[start : start + _FEED]
        while waiting:
            yield stream.decompress(waiting, _STEP)
            waiting = stream.unconsumed_tail
    if not stream.eof:
        raise zlib.error("cut short")


def _inflates(size: int) -> RefusedError:
    got, limit = -(-size // limits.MEGABYTE), limits.XLSX_BYTES // limits.MEGABYTE
    return RefusedError(Problem("file_inflates", got=str(got), rule={"limit": limit}))
