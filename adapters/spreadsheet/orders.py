"""Sheets of order lines: rows of one number and one supplier are one order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from adapters.spreadsheet.cells import Reader
from adapters.spreadsheet.drafts import Sheet, headers
from adapters.spreadsheet.table import Row
from application.documents.draft import ABSENT, Draft, DraftLine, DraftTotals, Written
from application.documents.examine_order import examine_order
from application.documents.intake import Outcome
from application.documents.mapping import OrderColumns
from application.documents.order_draft import OrderDraft, OrderDraftLine
from application.documents.refused import Code, DocumentRefused
from domain.shared.item import Item
from domain.shared.order_paper import PaperKind


@dataclass(slots=True)
class Gathered:
    """The lines of one order, as they were met."""

    rows: list[Row] = field(default_factory=list)
    seen: set[tuple[str, ...]] = field(default_factory=set)


def orders_of_lines(sheet: Sheet, columns: OrderColumns, rows: Iterator[Row]) -> Iterator[Outcome]:
    """One outcome an order, after one for each line that is not counted."""
    gathered: dict[tuple[str | None, ...], Gathered] = {}
    named = (sheet.mapping.number, *headers(sheet.mapping.seller), *headers(sheet.mapping.buyer))
    for row in rows:
        key = tuple(sheet.reader.text(row, header) for header in named)
        if key[0] is None:
            place = f"{row.place}, {sheet.mapping.number}"
            yield DocumentRefused(Code.FIELD_MISSING, sheet.file, place, "number")
            continue
        group = gathered.setdefault(key, Gathered())
        refused = _line_refused(sheet, columns, group, row)
        if refused is None:
            group.rows.append(row)
        else:
            yield refused
    for group in gathered.values():
        if group.rows:
            yield _order(sheet, columns, group)


def _line_refused(
    sheet: Sheet, columns: OrderColumns, group: Gathered, row: Row
) -> DocumentRefused | None:
    written = tuple(cell.text for cell in row.cells)
    if written in group.seen:
        return DocumentRefused(Code.LINE_REPEATED, sheet.file, row.place, "line-repeated")
    group.seen.add(written)
    price = sheet.reader.amount(row, columns.amount or columns.unit_price)
    if price.amount is None or price.amount > 0:
        return None
    facts = (("price", str(price.amount)),)
    return DocumentRefused(Code.LINE_NOT_PRICED, sheet.file, price.place, "line-priced", facts)


def _order(sheet: Sheet, columns: OrderColumns, group: Gathered) -> Outcome:
    first = group.rows[0]
    days = {sheet.reader.day(row, sheet.mapping.issued_on).text for row in group.rows}
    if len(days) > 1:
        facts = (("issued_on", str(len(days))),)
        return DocumentRefused(Code.ROWS_DISAGREE, sheet.file, first.place, "one-order", facts)
    lines = tuple(_line(sheet, columns, row, at) for at, row in enumerate(group.rows, start=1))
    return examine_order(_draft(sheet, columns, group.rows, lines))


def _draft(
    sheet: Sheet, columns: OrderColumns, rows: list[Row], lines: tuple[OrderDraftLine, ...]
) -> OrderDraft:
    drawn: Draft = sheet.draft(rows[0], DraftTotals(), len(rows))
    paper = replace(drawn, is_credit_note=False, lines=tuple(line.priced for line in lines))
    return OrderDraft(
        kind=PaperKind.ORDER,
        paper=paper,
        lines=lines,
        orders=(paper.number,),
        deliver_by=_last(sheet, columns, rows),
    )


def _last(sheet: Sheet, columns: OrderColumns, rows: list[Row]) -> Written:
    """The latest day of any line; one that cannot be read stays, to be refused."""
    if columns.deliver_by is None:
        return ABSENT
    reader: Reader = replace(
        sheet.reader, date_format=columns.deliver_by_format or sheet.reader.date_format
    )
    days = [reader.day(row, columns.deliver_by) for row in rows]
    unread = next((it for it in days if it.text is not None and it.day is None), None)
    if unread is not None:
        return unread
    known = [it for it in days if it.day is not None]
    return max(known, key=lambda it: it.text or "") if known else ABSENT


def _line(sheet: Sheet, columns: OrderColumns, row: Row, at: int) -> OrderDraftLine:
    reader = sheet.reader
    numbered = reader.written(row, columns.line)
    return OrderDraftLine(
        priced=DraftLine(
            place=row.place,
            amount=reader.amount(row, columns.amount),
            quantity=reader.amount(row, columns.quantity),
            unit=reader.text(row, columns.unit) or columns.always_unit,
            item=reader.text(row, columns.item),
            price=reader.amount(row, columns.unit_price),
        ),
        line=numbered if columns.line is not None else Written(str(at), row.place),
        item=Item(
            name=reader.text(row, columns.item) or "",
            buyers=reader.text(row, columns.buyers_item) or "",
            sellers=reader.text(row, columns.sellers_item) or "",
        ),
    )
