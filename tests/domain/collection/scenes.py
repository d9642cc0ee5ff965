"""A supplier's account on which its buyers pay."""

from __future__ import annotations

from datetime import UTC, date, datetime

from domain.collection.commands import BookEntry, CollectionCommand, MatchEntry
from domain.collection.decide import COLLECTION
from domain.collection.events import (
    Allocation,
    CollectionEvent,
    EntryBooked,
    EntryMatched,
    EntryNoted,
    EntryReversed,
    EntrySetAside,
    MatchUndone,
    Rule,
    Why,
)
from domain.collection.state import CollectionState, Entry
from domain.shared.bank_entry import BankEntry, EntryDetail, MessageKind, Side, Source, Status
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import ActorId, CollectionId, PartyId, ReceivableId
from domain.shared.moment import Moment
from domain.shared.money import Money
from tests.support.scenario import Given

SUPPLIER = PartyId("ningbo-fasteners")
CREDIT = CollectionId("col_1")
CLERK = ActorId("ningbo-fasteners/clerk")
TODAY = date(2026, 3, 3)
NOW = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
CONTEXT = Context(now=Moment(at=NOW, day=TODAY), by=CLERK)
VALUE_DATE = date(2026, 3, 2)
RETURNED_ON = date(2026, 3, 5)
STATEMENT = Source(MessageKind.STATEMENT, 8, "MSG-1", "STMT-1")
INVOICE, OTHER_INVOICE = ReceivableId("rcv_1"), ReceivableId("rcv_2")


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


def entry(
    amount: str = "1000.00",
    *,
    side: Side = Side.CREDIT,
    status: Status = Status.BOOKED,
    value_on: date | None = VALUE_DATE,
    reversal: bool = False,
    details: tuple[EntryDetail, ...] = (),
) -> BankEntry:
    return BankEntry(
        account="CN-6222-0001",
        amount=yuan(amount),
        side=side,
        status=status,
        source=STATEMENT,
        ordinal=1,
        servicer_reference="BANKREF-1",
        value_on=value_on,
        reversal=reversal,
        details=details,
    )


def pays(amount: str, receivable: ReceivableId = INVOICE) -> Allocation:
    return Allocation(receivable, yuan(amount))


def given(*history: CollectionEvent) -> Given[CollectionCommand, CollectionState, CollectionEvent]:
    return Given(COLLECTION, history)


def entry_after(*history: CollectionEvent) -> Entry:
    state = COLLECTION.replay(history)
    assert isinstance(state, Entry)
    return state


def book(told: BankEntry) -> BookEntry:
    return BookEntry(CREDIT, SUPPLIER, "identity-1", told)


def match(*allocations: Allocation) -> MatchEntry:
    return MatchEntry(CREDIT, allocations, Rule.INVOICE_NUMBER)


def booked(
    amount: str = "1000.00",
    *,
    value_on: date = VALUE_DATE,
    details: tuple[EntryDetail, ...] = (),
) -> EntryBooked:
    return EntryBooked(
        collection_id=CREDIT,
        owner=SUPPLIER,
        identity="identity-1",
        entry=entry(amount, value_on=value_on, details=details),
        at=NOW,
        effective_on=value_on,
        by=CLERK,
    )


def matched(*allocations: Allocation, remainder: str) -> EntryMatched:
    return EntryMatched(
        collection_id=CREDIT,
        owner=SUPPLIER,
        allocations=allocations,
        rule=Rule.INVOICE_NUMBER,
        value_on=VALUE_DATE,
        remainder=yuan(remainder),
        at=NOW,
        effective_on=VALUE_DATE,
        by=CLERK,
    )


def set_aside(why: Why, *candidates: ReceivableId, remainder: str) -> EntrySetAside:
    return EntrySetAside(
        collection_id=CREDIT,
        owner=SUPPLIER,
        why=why,
        candidates=candidates,
        concerns=(),
        remainder=yuan(remainder),
        at=NOW,
        effective_on=TODAY,
        by=CLERK,
    )


def undone(*allocations: Allocation, why: str, remainder: str) -> MatchUndone:
    return MatchUndone(
        collection_id=CREDIT,
        owner=SUPPLIER,
        undone=allocations,
        why=why,
        value_on=VALUE_DATE,
        remainder=yuan(remainder),
        at=NOW,
        effective_on=VALUE_DATE,
        by=CLERK,
    )


def reversed_(
    amount: str, *allocations: Allocation, remainder: str, by: str = "debit-1"
) -> EntryReversed:
    return EntryReversed(
        collection_id=CREDIT,
        owner=SUPPLIER,
        reversal=by,
        amount=yuan(amount),
        undone=allocations,
        why="AC04",
        value_on=RETURNED_ON,
        remainder=yuan(remainder),
        at=NOW,
        effective_on=RETURNED_ON,
        by=CLERK,
    )


def noted(told: BankEntry) -> EntryNoted:
    return EntryNoted(
        collection_id=CREDIT,
        owner=SUPPLIER,
        identity="identity-1",
        entry=told,
        why=Why.NOTHING_REVERSED,
        concerns=(),
        at=NOW,
        effective_on=VALUE_DATE,
        by=CLERK,
    )
