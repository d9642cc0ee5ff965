"""Every document in a sheet, and every row that is none."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.spreadsheet.cells import Reader
from adapters.spreadsheet.drafts import Sheet, headers
from adapters.spreadsheet.lines import invoices_of_lines
from adapters.spreadsheet.orders import orders_of_lines
from adapters.spreadsheet.table import Row, SheetRefused, Table
from application.documents.examine import examine
from application.documents.intake import Outcome
from application.documents.mapping import ColumnMapping, OrderColumns
from application.documents.refused import Code, DocumentRefused
from domain.shared.trade_document import Encoding


def read_sheet(
    file: str, encoding: Encoding, table: Table, mapping: ColumnMapping
) -> Iterator[Outcome]:
    """One outcome a row, or a number where rows are lines; what stops the file comes last."""
    reader = Reader.of(table.headers, mapping.date_format, mapping.decimals)
    reader.require(*_mapped(mapping))
    sheet = Sheet(file, encoding, mapping, reader)
    ended = _Ended()
    rows = ended.watch(row for row in table.rows if not row.is_blank)
    if mapping.lines is not None:
        yield from invoices_of_lines(sheet, mapping.lines, rows)
    elif mapping.orders is not None:
        yield from orders_of_lines(sheet, mapping.orders, rows)
    else:
        yield from (_document(sheet, row) for row in rows)
    if ended.by is not None:
        raise ended.by


class _Ended:
    """A file that breaks off half way still gives what came before."""

    def __init__(self) -> None:
        self.by: SheetRefused | None = None

    def watch(self, rows: Iterator[Row]) -> Iterator[Row]:
        try:
            yield from rows
        except SheetRefused as refused:
            self.by = refused


def _document(sheet: Sheet, row: Row) -> Outcome:
    if sheet.is_adjustment(row):
        return DocumentRefused(Code.BAD_DEBT_ADJUSTMENT, sheet.file, row.place, "mapping")
    return examine(sheet.draft(row, sheet.totals(row), line_count=1))


def _mapped(mapping: ColumnMapping) -> Iterator[str | None]:
    """Every header that the mapping names."""
    yield from (mapping.number, mapping.issued_on, mapping.payable, mapping.currency_column)
    yield from (mapping.due_on, mapping.terms, mapping.net, mapping.tax, mapping.order)
    yield from (mapping.contract, mapping.delivered_on, mapping.payment_reference, mapping.iban)
    yield from (mapping.corrects, mapping.credit_reason, *mapping.carried)
    if mapping.lines is not None:
        yield from (mapping.lines.quantity, mapping.lines.unit_price)
    if mapping.orders is not None:
        yield from _of_orders(mapping.orders)
    yield from headers(mapping.seller)
    yield from headers(mapping.buyer)


def _of_orders(columns: OrderColumns) -> Iterator[str | None]:
    yield from (columns.quantity, columns.unit_price, columns.amount, columns.line, columns.item)
    yield from (columns.buyers_item, columns.sellers_item, columns.unit, columns.deliver_by)
