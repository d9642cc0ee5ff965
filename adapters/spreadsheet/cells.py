"""Cells under the headers that a mapping names, as fields of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

from adapters.spreadsheet.table import Cell, CellKind, Row, SheetRefused, header_key
from application.documents.draft import Written, clean
from application.documents.mapping import DateFormat, DecimalStyle
from application.documents.refused import Code

NUMBER = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)
WRITTEN_MAX = 40
DATES = {
    DateFormat.ISO: re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", re.ASCII),
    DateFormat.DAY_FIRST: re.compile(r"(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})", re.ASCII),
    DateFormat.MONTH_FIRST: re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})", re.ASCII),
    DateFormat.DAY_FIRST_DOTTED: re.compile(
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})", re.ASCII
    ),
    DateFormat.COMPACT: re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})", re.ASCII),
    DateFormat.CHINESE: re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日", re.ASCII),
    DateFormat.MONTH_NAMED: re.compile(r"(?P<d>\d{1,2})-(?P<m>[A-Za-z]{3})-(?P<y>\d{2})", re.ASCII),
}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
CENTURY = 2_000
TIME = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?", re.ASCII)
FLOAT_NOISE = Decimal("0.000001")
FLOAT_DECIMALS = Decimal("0.0001")
"""A computed cell holds 97.60000000000001; what is this near to 4 decimals is meant so."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the cells of one table: where each header stands, and how things are written."""

    columns: dict[str, int]
    date_format: DateFormat
    decimals: DecimalStyle

    @classmethod
    def of(
        cls, headers: tuple[str, ...], date_format: DateFormat, decimals: DecimalStyle
    ) -> Reader:
        keys = [header_key(header) for header in headers]
        return cls(
            {key: place for place, key in enumerate(keys) if keys.count(key) == 1},
            date_format,
            decimals,
        )

    def require(self, *headers: str | None) -> None:
        """Raise `SheetRefused` where a mapped header is not there exactly once."""
        for header in headers:
            if header is not None and header_key(header) not in self.columns:
                raise SheetRefused(Code.COLUMN_MISSING, "header", column=header)

    def text(self, row: Row, header: str | None) -> str | None:
        cell = self._cell(row, header)
        return None if cell is None else clean(_plain(cell)) or None

    def written(self, row: Row, header: str | None) -> Written:
        return Written(self.text(row, header), _place(row, header))

    def day(self, row: Row, header: str | None) -> Written:
        """ISO where it can be told, else as written, for the rules to refuse."""
        cell, place = self._cell(row, header), _place(row, header)
        if cell is None or not cell.text.strip():
            return Written(None, place)
        if cell.kind is CellKind.DAY:
            return Written(cell.text, place)
        return Written(_iso(cell.text.strip(), self.date_format), place)

    def amount(self, row: Row, header: str | None) -> Written:
        """Plain decimal text where it can be told, else as written."""
        cell, place = self._cell(row, header), _place(row, header)
        if cell is None or not cell.text.strip():
            return Written(None, place)
        if cell.kind is CellKind.NUMBER:
            return Written(_of_float(cell.text), place)
        return Written(_of_text(cell.text.strip(), self.decimals), place)

    def _cell(self, row: Row, header: str | None) -> Cell | None:
        place = self.columns.get(header_key(header)) if header is not None else None
        return row.cells[place] if place is not None and place < len(row.cells) else None


def whole(text: str) -> str:
    """`17850.0` as `17850`."""
    return re.sub(r"\.0+\Z", "", text)


def _place(row: Row, header: str | None) -> str:
    return f"{row.place}, {header}" if header else row.place


def _plain(cell: Cell) -> str:
    return whole(cell.text) if cell.kind is CellKind.NUMBER else cell.text


def _iso(written: str, date_format: DateFormat) -> str:
    stated = DATES[date_format].match(written)
    if stated is None or not (
        stated.end() == len(written) or TIME.fullmatch(written, stated.end())
    ):
        return written
    try:
        return date(_year(stated["y"]), _month(stated["m"]), int(stated["d"])).isoformat()
    except ValueError:
        return written


def _year(written: str) -> int:
    return int(written) + (CENTURY if len(written) == len("06") else 0)


def _month(written: str) -> int:
    """By its number, or by its English name; raise `ValueError`."""
    if written.isdigit():
        return int(written)
    return MONTHS.index(written.lower()) + 1


def _of_text(written: str, style: DecimalStyle) -> str:
    """Brackets are an accountant's minus; a separator must stand where it belongs."""
    if len(written) > WRITTEN_MAX:
        return written
    negative = written.startswith("(") and written.endswith(")")
    bare = written[1:-1] if negative else written.removeprefix("-")
    swapped = bare.translate(str.maketrans(",.", ".,")) if style is DecimalStyle.COMMA else bare
    if NUMBER.fullmatch(swapped) is None:
        return written
    minus = "-" if negative or written.startswith("-") else ""
    return minus + swapped.replace(",", "")


def _of_float(written: str) -> str:
    try:
        exact = Decimal(written)
        near = exact.quantize(FLOAT_DECIMALS, ROUND_HALF_EVEN)
    except InvalidOperation:
        return written
    meant = near if abs(exact - near) < FLOAT_NOISE else exact
    return format(meant.normalize() + 0, "f")
