"""Sheets of lines: rows of one number are one invoice, and its amount is their sum."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from adapters.spreadsheet.drafts import Sheet, headers
from adapters.spreadsheet.table import Row
from application.documents.draft import DraftTotals, Written
from application.documents.examine import examine
from application.documents.intake import Outcome
from application.documents.mapping import LineColumns
from application.documents.refused import Code, DocumentRefused
from domain.shared.currency import Currency

DEFAULT_EXPONENT = 2


@dataclass(slots=True)
class Gathered:
    """The lines of one number, as they were met."""

    first: Row
    rows: list[Row] = field(default_factory=list)
    seen: set[tuple[str, ...]] = field(default_factory=set)


def invoices_of_lines(sheet: Sheet, columns: LineColumns, rows: Iterator[Row]) -> Iterator[Outcome]:
    """One outcome a number, after one for each of its lines that is not counted."""
    gathered: dict[str, Gathered] = {}
    for row in rows:
        number = sheet.reader.text(row, sheet.mapping.number)
        if number is None:
            place = f"{row.place}, {sheet.mapping.number}"
            yield DocumentRefused(Code.FIELD_MISSING, sheet.file, place, "BR-02")
            continue
        group = gathered.setdefault(number, Gathered(row))
        refused = _line_refused(sheet, columns, group, row)
        if refused is None:
            group.rows.append(row)
        else:
            yield refused
    for group in gathered.values():
        yield _invoice(sheet, columns, group)


def _line_refused(
    sheet: Sheet, columns: LineColumns, group: Gathered, row: Row
) -> DocumentRefused | None:
    if sheet.is_adjustment(row):
        return None
    written = tuple(cell.text for cell in row.cells)
    if written in group.seen:
        return DocumentRefused(Code.LINE_REPEATED, sheet.file, row.place, "line-repeated")
    group.seen.add(written)
    price = sheet.reader.amount(row, columns.unit_price)
    if price.amount is None or price.amount > 0:
        return None
    facts = (("unit_price", str(price.amount)),)
    return DocumentRefused(Code.LINE_NOT_PRICED, sheet.file, price.place, "line-priced", facts)


def _invoice(sheet: Sheet, columns: LineColumns, group: Gathered) -> Outcome:
    place = group.first.place
    if sheet.is_adjustment(group.first):
        return DocumentRefused(Code.BAD_DEBT_ADJUSTMENT, sheet.file, place, "mapping")
    if not group.rows:
        return DocumentRefused(Code.LINES_MISSING, sheet.file, place, "BR-16")
    differing = _differing(sheet, group.rows)
    if differing is not None:
        return DocumentRefused(Code.ROWS_DISAGREE, sheet.file, place, "one-invoice", differing)
    payable = _sum(sheet, columns, group)
    totals = DraftTotals(gross=payable, payable=payable)
    return examine(sheet.draft(group.rows[0], totals, len(group.rows)))


def _differing(sheet: Sheet, rows: list[Row]) -> tuple[tuple[str, str], ...] | None:
    """What every line of an invoice repeats must be the same in all of them."""
    mapping, reader = sheet.mapping, sheet.reader
    texts = {
        "buyer": headers(mapping.buyer),
        "seller": headers(mapping.seller),
        "currency": (mapping.currency_column,),
    }
    said: dict[str, set[object]] = {
        role: {tuple(reader.text(row, header) for header in named) for row in rows}
        for role, named in texts.items()
    }
    said["issued_on"] = {reader.day(row, mapping.issued_on).text for row in rows}
    differing = tuple((name, str(len(values))) for name, values in said.items() if len(values) > 1)
    return differing or None


def _sum(sheet: Sheet, columns: LineColumns, group: Gathered) -> Written:
    """Exact over the lines, rounded once; a line that cannot be read stays, to be refused."""
    total = Decimal(0)
    for row in group.rows:
        quantity = sheet.reader.amount(row, columns.quantity)
        price = sheet.reader.amount(row, columns.unit_price)
        for part in (quantity, price):
            if part.amount is None:
                return Written(part.text or "", part.place)
        total += (quantity.amount or 0) * (price.amount or 0)
    currency = sheet.currency(group.first).text or ""
    known = Currency.__members__.get(currency)
    exponent = known.exponent if known else DEFAULT_EXPONENT
    rounded = total.quantize(Decimal(1).scaleb(-exponent), ROUND_HALF_UP)
    return Written(format(rounded, "f"), group.first.place)
