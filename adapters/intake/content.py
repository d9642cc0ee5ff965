"""What kind of file it is, by its content; the name is never believed."""

from __future__ import annotations

import io
import zipfile
from enum import Enum

LOOKED_AT = 4_096
PDF_WITHIN = 1_024
"""A PDF's header may stand behind other bytes (ISO 32000-1, annex H)."""

MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
ZIP = b"PK\x03\x04"
EDIFACT = (b"UNA", b"UNB+")
ENTRIES_LOOKED_AT = 2_000
BINARY = frozenset(range(9)) | {0x0B} | frozenset(range(0x0E, 0x20)) - {0x1B}


class Content(Enum):
    XML = "xml"
    PDF = "pdf"
    WORKBOOK = "workbook"
    TEXT = "text"
    NOTHING = "nothing"
    OTHER = "other"


def told_by(content: bytes) -> Content:
    """XML and PDF by how they begin, a workbook by its parts, text by having no controls."""
    start = content[:LOOKED_AT]
    bare = _without_mark(start).replace(b"\x00", b"").lstrip()
    if not bare:
        return Content.NOTHING if not content.strip(b" \t\r\n") else Content.OTHER
    if bare.startswith(b"<"):
        return Content.XML
    if b"%PDF-" in start[:PDF_WITHIN]:
        return Content.PDF
    if content.startswith(ZIP):
        return Content.WORKBOOK if _is_workbook(content) else Content.OTHER
    return _text_or_other(start, bare)


def _text_or_other(start: bytes, bare: bytes) -> Content:
    is_wide = start.startswith(MARKS[1:])
    if bare.startswith(EDIFACT) or (not is_wide and BINARY & set(start)):
        return Content.OTHER
    return Content.TEXT


def _without_mark(start: bytes) -> bytes:
    return next((start[len(mark) :] for mark in MARKS if start.startswith(mark)), start)


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return "xl/workbook.xml" in archive.namelist()[:ENTRIES_LOOKED_AT]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeError):
        return False
