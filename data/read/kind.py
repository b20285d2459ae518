"""What a file is, told by its first bytes and its parts, never by its name."""

import io
import re
import zipfile
import zlib

from data import limits
from data.problems.problem import Problem
from data.read.compound import MAGIC, streams

_PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\0": "TIFF", b"MM\0*": "TIFF"}
_ARCHIVES = {b"\x1f\x8b": "gzip", b"7z\xbc\xaf": "7z", b"Rar!": "RAR", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd"}
# Excel before 5.0 wrote its records bare: the first begins a sheet.
_OLDER = re.compile(rb"\x09[\x00\x02\x04]..[\x00\x02\x03\x04\x06].[\x10\x20\x40]\x00", re.DOTALL)
_WEB = re.compile(rb"\s*<(?:!doctype|!--|html|head|body|table|meta|\?xml|\?mso|style|div|xml)\b", re.IGNORECASE)
# A Stata file of 2013 and later says so; earlier ones begin with their release, the order of bytes, and 1, 0.
_STATA = re.compile(rb"<stata_dta>|[\x69\x6c\x6e\x6f\x71-\x73][\x01\x02]\x01\x00")
_STATISTICS = {
    b"HEADER RECORD*******LIB": "SAS (.xpt)",
    bytes(12) + b"\xc2\xea\x81\x60": "SAS (.sas7bdat)",
    b"RDX": "R (.RData)",
}
_SHEET_XML = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet|progid=.Excel\.Sheet")
# The root of a digital calibration certificate of PTB, with or without a namespace.
_CERTIFICATE = re.compile(rb"<(?:[\w.-]+:)?digitalCalibrationCertificate[\s>]")
_RECORDS = re.compile(rb"\s*[\[{]\s*(?:[\[{]\s*)?\"[^\"]*\"\s*[:,\]]")
_BLANK = re.compile(rb"[\s\0]*")


def of(content: bytes) -> str | Problem:
    """text, xlsx, xls, ods, sav, por, dta, parquet or dcc; or the problem that says what the file is instead."""
    if not content.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff"):
        return Problem("file_empty")
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _of_zip(content)
    if content[:4] in (b"$FL2", b"$FL3"):
        return "sav"
    if content[:4] == b"PAR1":
        return "parquet"
    if content.startswith(MAGIC):
        return _of_compound(content)
    if _CERTIFICATE.search(content, 0, 4000):
        return "dcc"
    if _STATA.match(content):
        return "dta"
    if b"SPSSPORT" in content[:500]:
        return "por"
    return _stranger(content) or "text"


def _of_compound(content: bytes) -> str | Problem:
    held = streams(content)
    if "EncryptedPackage" in held:
        return Problem("format_locked")
    if "Workbook" in held:
        return "xls"
    if "Book" in held:
        return Problem("format_xls")
    for name, label in (("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint")):
        if name in held:
            return Problem("format_document", got=label)
    return Problem("file_broken", got="Excel (.xls)")


def _stranger(content: bytes) -> Problem | None:
    if _OLDER.match(content):
        return Problem("format_xls")
    for begin, label in _STATISTICS.items():
        if content.startswith(begin):
            return Problem("format_statistics", got=label)
    if content.startswith(b"ID;P"):
        return Problem("format_other_sheet", got="SYLK")
    if _SHEET_XML.search(content, 0, 1000):
        return Problem("format_other_sheet", got="Excel 2003 XML")
    if content.startswith(b"%PDF"):
        return Problem("format_document", got="PDF")
    if content.startswith(b"{\\rtf"):
        return Problem("format_document", got="RTF")
    for signatures, code in ((_PICTURES, "format_image"), (_ARCHIVES, "format_archive")):
        for starts, label in signatures.items():
            if content.startswith(starts):
                return Problem(code, got=label)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Problem("format_image", got="WebP")
    if content[4:8] == b"ftyp":
        return Problem("format_image", got="HEIC")
    if _WEB.match(content.removeprefix(b"\xef\xbb\xbf"), 0, 200):
        return Problem("format_web")
    if _RECORDS.match(content.removeprefix(b"\xef\xbb\xbf"), 0, 2000):
        return Problem("format_records", got="JSON")
    return Problem("file_empty") if _BLANK.fullmatch(content) else None


def _of_zip(content: bytes) -> str | Problem:
    parts = content.count(b"PK\x01\x02")
    if parts > limits.ZIP_PARTS:
        return Problem("file_parts", got=str(parts), rule={"limit": limits.ZIP_PARTS})
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            kind = archive.read("mimetype")[:100] if _small(archive, "mimetype") else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return Problem("file_broken", got="ZIP or XLSX")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return Problem("format_xlsb")
    if b"opendocument.spreadsheet" in kind:
        return "ods"
    if b"opendocument" in kind:
        return Problem("format_document", got="OpenDocument")
    if "word/document.xml" in names:
        return Problem("format_document", got="Word")
    if "ppt/presentation.xml" in names:
        return Problem("format_document", got="PowerPoint")
    return Problem("format_archive", got="ZIP")


def _small(archive: zipfile.ZipFile, name: str) -> bool:
    return name in archive.namelist() and archive.getinfo(name).file_size < 1000
