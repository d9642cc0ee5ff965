"""A row of a sheet as the draft of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.spreadsheet.cells import Reader, whole
from adapters.spreadsheet.table import Row
from application.documents.draft import (
    ABSENT,
    Draft,
    DraftParty,
    DraftReference,
    DraftTotals,
    Profile,
    Written,
)
from application.documents.mapping import ColumnMapping, PartyColumns
from application.documents.parties import party_reference
from domain.shared.identifiers.identifier import Scheme
from domain.shared.trade_document import Encoding, Source


@dataclass(frozen=True, slots=True)
class Sheet:
    """What every draft of one sheet is made with."""

    file: str
    encoding: Encoding
    mapping: ColumnMapping
    reader: Reader

    def draft(self, row: Row, totals: DraftTotals, line_count: int) -> Draft:
        """The draft of the document that begins in `row`."""
        mapping, reader = self.mapping, self.reader
        number = reader.written(row, mapping.number)
        is_credit = self._is_credit(number.text, totals)
        return Draft(
            source=Source(self.encoding, self.file, row.place),
            profile=Profile.FREE,
            is_credit_note=is_credit,
            type_code=ABSENT,
            number=number,
            issued_on=reader.day(row, mapping.issued_on),
            due_on=reader.day(row, mapping.due_on),
            terms=reader.text(row, mapping.terms) or "",
            currency=self.currency(row),
            totals=_positive(totals) if is_credit else totals,
            line_count=line_count,
            seller=self._party(row, mapping.seller, "seller"),
            buyer=self._party(row, mapping.buyer, "buyer"),
            order=reader.text(row, mapping.order),
            contract=reader.text(row, mapping.contract),
            corrects=tuple(self._corrects(row)),
            delivered_on=reader.day(row, mapping.delivered_on),
            payment_reference=reader.text(row, mapping.payment_reference),
            iban=reader.text(row, mapping.iban),
            credit_reason=reader.text(row, mapping.credit_reason),
            carried=tuple((header, reader.text(row, header) or "") for header in mapping.carried),
        )

    def totals(self, row: Row) -> DraftTotals:
        """The sums of a sheet that has one document a row."""
        mapping, reader = self.mapping, self.reader
        payable, net = reader.amount(row, mapping.payable), reader.amount(row, mapping.net)
        stated = reader.amount(row, mapping.tax)
        return DraftTotals(
            net=net,
            tax=_difference(payable, net) if mapping.tax is None else stated,
            gross=payable,
            payable=payable,
        )

    def is_adjustment(self, row: Row) -> bool:
        return begins_with(
            self.reader.text(row, self.mapping.number), self.mapping.adjustment_prefixes
        )

    def _is_credit(self, number: str | None, totals: DraftTotals) -> bool:
        payable = totals.payable.amount
        is_negative = payable is not None and payable < 0
        by_sign = self.mapping.credit_when_negative and is_negative
        return by_sign or begins_with(number, self.mapping.credit_prefixes)

    def currency(self, row: Row) -> Written:
        stated = self.reader.written(row, self.mapping.currency_column)
        if stated.text is None and self.mapping.currency is not None:
            return Written(self.mapping.currency.value, f"mapping {self.mapping.name}")
        return stated

    def _corrects(self, row: Row) -> Iterator[DraftReference]:
        number = self.reader.written(row, self.mapping.corrects)
        if number.text is not None:
            yield DraftReference(number=number, issued_on=ABSENT)

    def _party(self, row: Row, columns: PartyColumns, role: str) -> DraftParty:
        name = self.reader.text(row, columns.name) or columns.always_name
        stated = [*self._identifiers(row, columns)]
        stated += [_as_stated(scheme, "", value) for scheme, value in columns.always_identifiers]
        reference = party_reference(name, stated, self.reader.text(row, columns.country))
        return DraftParty(
            reference=reference, place=f"{row.place}, {role}", registered=bool(stated)
        )

    def _identifiers(self, row: Row, columns: PartyColumns) -> Iterator[tuple[str, str]]:
        for column in columns.identifiers:
            value = self.reader.text(row, column.header)
            if value is not None:
                plain = whole(value) if column.whole_number else value
                yield _as_stated(column.scheme, column.register, plain)


def headers(columns: PartyColumns) -> tuple[str | None, ...]:
    """Every column that names a party."""
    return (columns.name, columns.country, *(column.header for column in columns.identifiers))


def begins_with(number: str | None, prefixes: tuple[str, ...]) -> bool:
    return number is not None and number.upper().startswith(
        tuple(prefix.upper() for prefix in prefixes)
    )


def _as_stated(scheme: Scheme, register: str, value: str) -> tuple[str, str]:
    """A register is named in front of its number: `0060:123456789`."""
    return scheme.value, f"{register}:{value}" if register else value


def _difference(gross: Written, net: Written) -> Written:
    """A sheet without a column for tax leaves it to be taken."""
    if gross.amount is None or net.amount is None:
        return ABSENT
    return Written(format(gross.amount - net.amount, "f"), gross.place)


def _positive(totals: DraftTotals) -> DraftTotals:
    """Sheets write credits with either sign; a credit note's amounts are positive."""
    return DraftTotals(
        net=_unsigned(totals.net),
        tax=_unsigned(totals.tax),
        gross=_unsigned(totals.gross),
        payable=_unsigned(totals.payable),
    )


def _unsigned(written: Written) -> Written:
    text = written.text.removeprefix("-") if written.text is not None else None
    return Written(text, written.place, written.currency)
