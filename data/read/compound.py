"""The streams of a compound file, the container of Excel workbooks up to 2003 ([MS-CFB])."""

import struct
from itertools import islice

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFF8  # from here on numbers of sectors are marks: end of chain, free, table
_ENTRY = 128


def streams(content: bytes) -> dict[str, tuple[int, int]]:
    """Name of each stream -> its first sector and its bytes; none where the container cannot be made out."""
    try:
        return {name: (first, size) for name, kind, first, size in _entries(content) if kind == 2}
    except (struct.error, ValueError):
        return {}


def stream(content: bytes, name: str) -> bytes:
    """The bytes of one stream. Raises ValueError or struct.error where its sectors cannot be followed."""
    first, size = streams(content)[name]
    if size >= struct.unpack_from("<I", content, 56)[0]:
        return _chain(content, _table(content), first, _sector(content))[:size]
    root = next(each for each in _entries(content) if each[1] == 5)
    small = _chain(content, _table(content), root[2], _sector(content))
    wide = struct.unpack_from("<I", content, 60)[0]
    table = _numbers(_chain(content, _table(content), wide, _sector(content)))
    return _followed(small, table, first, 64, 0)[:size]


def _entries(content: bytes) -> list[tuple[str, int, int, int]]:
    """Name, kind (2: a stream, 5: the root), first sector and size of everything in the directory."""
    first = struct.unpack_from("<I", content, 48)[0]
    directory = _chain(content, _table(content), first, _sector(content))
    found = []
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<II", directory, at + 116)
        found.append((directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace"), kind, start, size))
    return found


def _sector(content: bytes) -> int:
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        raise ValueError("a compound file has sectors of 512 or 4096 bytes")
    return int(2**shift)


def _table(content: bytes) -> list[int]:
    """The sector that follows each sector."""
    sector = _sector(content)
    places = [each for each in struct.unpack_from("<109I", content, 76) if each < _END]
    more, left = struct.unpack_from("<II", content, 68)
    while more < _END and left > 0:
        held = _numbers(content[(more + 1) * sector : (more + 2) * sector])
        if not held:
            break
        places, more, left = [*places, *(each for each in held[:-1] if each < _END)], held[-1], left - 1
    parts = [content[(place + 1) * sector : (place + 2) * sector] for place in islice(places, len(content) // sector)]
    return _numbers(b"".join(parts))


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _chain(content: bytes, table: list[int], first: int, sector: int) -> bytes:
    return _followed(content, table, first, sector, 1)


def _followed(content: bytes, table: list[int], first: int, sector: int, head: int) -> bytes:
    """Sector after sector; a chain that bites its own tail ends with the file."""
    parts: list[bytes] = []
    while first < len(table) and len(parts) * sector <= len(content):
        parts.append(content[(first + head) * sector : (first + head + 1) * sector])
        first = table[first]
    return b"".join(parts)
