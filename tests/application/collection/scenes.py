"""A supplier of Ningbo, two buyers, their invoices, and what the bank tells."""

from __future__ import annotations

from datetime import date

from application.collection.matching import Proposal, match
from application.collection.open_receivables import Book, OpenReceivable
from domain.collection.events import Allocation
from domain.shared.bank_entry import (
    BankEntry,
    Counterparty,
    EntryDetail,
    MessageKind,
    Side,
    Source,
    Status,
)
from domain.shared.currency import Currency
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money

SUPPLIER = PartyId("ningbo-fasteners")
ACCOUNT = "DE02120300000000202051"
DRAGON = Counterparty("Dragon Motors Co., Ltd.", "CN-7001")
TIGER = Counterparty("Tiger Trucks Co., Ltd.", "CN-7002")
VALUE_DATE = date(2026, 3, 3)
IN_MARCH, IN_APRIL = date(2026, 3, 31), date(2026, 4, 30)


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


def source(
    kind: MessageKind = MessageKind.STATEMENT, statement: str = "STMT-1", page: int = 1
) -> Source:
    return Source(kind, 8, f"MSG-{statement}", statement, page)


def credit(
    amount: str = "1000.00",
    *details: EntryDetail,
    reference: str | None = "REF-1",
    value_on: date | None = VALUE_DATE,
    told_in: Source | None = None,
    information: str | None = None,
) -> BankEntry:
    return BankEntry(
        account=ACCOUNT,
        amount=yuan(amount),
        side=Side.CREDIT,
        status=Status.BOOKED,
        source=told_in or source(),
        ordinal=1,
        servicer_reference=reference,
        booked_on=VALUE_DATE,
        value_on=value_on,
        details=details,
        information=information,
    )


def invoice(
    name: str,
    number: str,
    open_: str = "1000.00",
    *,
    buyer: Counterparty = DRAGON,
    due_on: date = IN_MARCH,
    reference: str | None = None,
) -> OpenReceivable:
    return OpenReceivable(
        receivable_id=ReceivableId(name),
        number=number,
        seller=SUPPLIER,
        buyer=PartyId(buyer.name or ""),
        open=yuan(open_),
        due_on=due_on,
        issued_on=date(2026, 1, 15),
        payment_reference=reference,
        buyer_names=(buyer.name or "",),
        buyer_accounts=(buyer.account or "",),
    )


def proposed(entry: BankEntry, *receivables: OpenReceivable) -> Proposal:
    return match(entry, Book.of(receivables))


def paid(**amounts: str) -> tuple[Allocation, ...]:
    return tuple(Allocation(ReceivableId(name), yuan(sum_)) for name, sum_ in amounts.items())
