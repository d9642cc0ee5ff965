"""A sheet of an XLSX workbook as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapters.quarantine.opened import NotOpened, Opener, opened
from adapters.spreadsheet.table import Cell, CellKind, Row, SheetRefused, Table
from application.documents.mapping import ColumnMapping
from application.documents.refused import Code

BYTES_MAX = 50_000_000


def workbook_table(content: bytes, mapping: ColumnMapping) -> Table:
    """The table; raise `SheetRefused` where it cannot be opened or has no header."""
    if len(content) > BYTES_MAX:
        raise SheetRefused(Code.TOO_LARGE, "file", bytes=len(content), at_most=BYTES_MAX)
    try:
        read = opened(Opener.WORKBOOK, content, mapping.sheet or "")
    except NotOpened as refused:
        code = Code("document." + refused.fact)
        raise SheetRefused(code, "workbook", reason=refused.reason) from None
    rows = _rows(read)
    header = next((row for row in rows if not row.is_blank), None)
    if header is None:
        raise SheetRefused(Code.EMPTY, "workbook")
    return Table(tuple(cell.text for cell in header.cells), rows)


def _rows(read: dict[str, Any]) -> Iterator[Row]:
    for number, cells in enumerate(read["rows"], start=1):
        place = f"{read['sheet']} row {number}"
        yield Row(place, tuple(Cell(CellKind(kind), text) for kind, text in cells))
