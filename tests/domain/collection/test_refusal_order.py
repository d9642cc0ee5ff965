"""A request that is wrong in several ways always gets the same answer."""

from __future__ import annotations

from domain.collection.commands import MatchEntry, ReverseEntry
from domain.collection.events import Allocation, Rule
from domain.collection.refusals import (
    AlreadyReversed,
    AmountNotPositive,
    BeyondEntry,
    BeyondRemainder,
    EntryAlreadyBooked,
    EntryIsNoCollection,
    EntryNotFound,
    NothingNamed,
    OtherCurrency,
    PendingNeverCounts,
    ReceivableNamedTwice,
    ReceivableNotPaid,
    ReturnedBeyondReversal,
)
from domain.shared.bank_entry import Nature, Side, Status
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.domain.collection.scenes import (
    CONTEXT,
    CREDIT,
    INVOICE,
    OTHER_INVOICE,
    RETURNED_ON,
    book,
    booked,
    entry,
    given,
    match,
    pays,
    reversed_,
    yuan,
)

IN_EURO = Allocation(INVOICE, Money.of("-1.00", Currency.EUR))
GONE = reversed_("1000.00", remainder="0.00")


def test_booking() -> None:
    all_wrong = entry("0.00", side=Side.DEBIT, status=Status.PENDING, value_on=None)
    no_debit = entry("0.00", side=Side.DEBIT, value_on=None)
    zero = entry("0.00", value_on=None)

    given(booked()).when(book(all_wrong), CONTEXT).then_refused(EntryAlreadyBooked(CREDIT))
    given().when(book(all_wrong), CONTEXT).then_refused(PendingNeverCounts(Status.PENDING))
    given().when(book(no_debit), CONTEXT).then_refused(EntryIsNoCollection(Nature.PAYMENT))
    given().when(book(zero), CONTEXT).then_refused(AmountNotPositive(yuan("0.00")))


def test_matching() -> None:
    twice_in_euro = MatchEntry(CREDIT, (IN_EURO, IN_EURO), Rule.BY_PERSON)
    in_euro = MatchEntry(CREDIT, (IN_EURO,), Rule.BY_PERSON)
    too_much = match(pays("1000.01"))

    given().when(match(), CONTEXT).then_refused(EntryNotFound(CREDIT))
    given(booked(), GONE).when(match(), CONTEXT).then_refused(NothingNamed(CREDIT))
    (given(booked(), GONE).when(twice_in_euro, CONTEXT).then_refused(ReceivableNamedTwice(INVOICE)))
    (
        given(booked(), GONE)
        .when(in_euro, CONTEXT)
        .then_refused(OtherCurrency(Currency.CNY, Currency.EUR))
    )
    given(booked(), GONE).when(too_much, CONTEXT).then_refused(AlreadyReversed(CREDIT))
    (
        given(booked())
        .when(too_much, CONTEXT)
        .then_refused(BeyondRemainder(yuan("1000.01"), yuan("1000.00")))
    )


def test_reversing() -> None:
    def reverse(amount: Money, *returned: Allocation) -> ReverseEntry:
        return ReverseEntry(CREDIT, "debit-1", amount, RETURNED_ON, "", returned)

    euro = Money.of("-1.00", Currency.EUR)
    unpaid = pays("900.00", OTHER_INVOICE)

    given().when(reverse(euro), CONTEXT).then_refused(EntryNotFound(CREDIT))
    gone = given(booked(), GONE)
    gone.when(reverse(euro), CONTEXT).then_refused(OtherCurrency(Currency.CNY, Currency.EUR))
    gone.when(reverse(yuan("-1.00")), CONTEXT).then_refused(AmountNotPositive(yuan("-1.00")))
    (
        gone.when(reverse(yuan("1.00"), unpaid), CONTEXT).then_refused(
            ReturnedBeyondReversal(yuan("900.00"), yuan("1.00"))
        )
    )
    gone.when(reverse(yuan("2000.00"), unpaid), CONTEXT).then_refused(AlreadyReversed(CREDIT))
    standing = given(booked())
    (
        standing.when(reverse(yuan("2000.00"), unpaid), CONTEXT).then_refused(
            BeyondEntry(yuan("2000.00"), yuan("1000.00"))
        )
    )
    (
        standing.when(reverse(yuan("950.00"), unpaid), CONTEXT).then_refused(
            ReceivableNotPaid(OTHER_INVOICE)
        )
    )
