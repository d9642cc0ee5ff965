"""CSV as a table: UTF-8 with or without its mark, UTF-16 with one, GB18030, or as mapped."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from adapters.spreadsheet.table import Cell, CellKind, Row, SheetRefused, Table
from application.documents.mapping import ColumnMapping
from application.documents.refused import Code

BYTES_MAX = 100_000_000
ROWS_MAX = 500_000
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
GUESSES = ("utf-8", "gb18030")
MAPPABLE = frozenset({"utf-8", "utf-16", "gb18030", "windows-1252", "iso-8859-1", "iso-8859-15"})
PLACE = "row {}"


def csv_table(content: bytes, mapping: ColumnMapping) -> Table:
    """The table; raise `SheetRefused` where it is no text or has no header."""
    if len(content) > BYTES_MAX:
        raise SheetRefused(Code.TOO_LARGE, "file", bytes=len(content), at_most=BYTES_MAX)
    rows = _rows(_text(content, mapping.text_encoding), mapping.delimiter)
    header = next((row for row in rows if not row.is_blank), None)
    if header is None:
        raise SheetRefused(Code.EMPTY, "file")
    return Table(tuple(cell.text for cell in header.cells), rows)


def _text(content: bytes, mapped: str | None) -> str:
    for encoding in _encodings(content, mapped):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise SheetRefused(Code.UNSUPPORTED_ENCODING, "file", mapped=mapped or "")


def _encodings(content: bytes, mapped: str | None) -> tuple[str, ...]:
    marked = tuple(encoding for mark, encoding in MARKS if content.startswith(mark))
    if marked:
        return marked
    if mapped is not None:
        return (mapped.lower(),) if mapped.lower() in MAPPABLE else ()
    return GUESSES


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for count, cells in enumerate(reader):
            if count > ROWS_MAX:
                raise SheetRefused(Code.TOO_MANY_ROWS, "file", at_most=ROWS_MAX)
            place = PLACE.format(reader.line_num)
            yield Row(place, tuple(Cell(CellKind.TEXT, cell) for cell in cells))
    except csv.Error as error:
        place = PLACE.format(reader.line_num)
        raise SheetRefused(Code.NOT_WELL_FORMED, place, reason=error, rest="not read") from None
