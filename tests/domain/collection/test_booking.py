"""Money that a bank has booked on a supplier's account becomes a collection."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.collection.commands import AdviseEntry
from domain.collection.events import EntryAdvised
from domain.collection.refusals import (
    AmountNotPositive,
    EntryAlreadyBooked,
    EntryIsNoCollection,
    PendingNeverCounts,
    ValueDateMissing,
)
from domain.shared.bank_entry import EntryDetail, MessageKind, Nature, Side, Source, Status
from tests.domain.collection.scenes import (
    CLERK,
    CONTEXT,
    CREDIT,
    NOW,
    STATEMENT,
    SUPPLIER,
    VALUE_DATE,
    book,
    booked,
    entry,
    entry_after,
    given,
    yuan,
)

NOTIFICATION = Source(MessageKind.NOTIFICATION, 8, "MSG-2", "NTF-1")
DETAILS = (EntryDetail(end_to_end_id="E2E-1"),)


def advised(details: tuple[EntryDetail, ...]) -> EntryAdvised:
    return EntryAdvised(
        collection_id=CREDIT,
        owner=SUPPLIER,
        source=NOTIFICATION,
        details=details,
        at=NOW,
        effective_on=VALUE_DATE,
        by=CLERK,
    )


def test_a_booked_credit_counts_from_its_value_date() -> None:
    given().when(book(entry()), CONTEXT).then(booked())


def test_all_of_it_is_nobodys_until_it_is_matched() -> None:
    assert entry_after(booked("1000.00")).remainder == yuan("1000.00")


def test_without_a_value_date_it_counts_from_the_day_it_was_booked() -> None:
    told = replace(entry(value_on=None), booked_on=VALUE_DATE)

    (event,) = given().when(book(told), CONTEXT).events()

    assert event.effective_on == VALUE_DATE


@pytest.mark.parametrize("status", [Status.PENDING, Status.FUTURE, Status.INFORMATION])
def test_what_is_not_booked_never_counts(status: Status) -> None:
    told = book(entry(status=status))
    given().when(told, CONTEXT).then_refused(PendingNeverCounts(status))


def test_a_debit_is_no_collection() -> None:
    told = book(entry(side=Side.DEBIT))
    given().when(told, CONTEXT).then_refused(EntryIsNoCollection(Nature.PAYMENT))


def test_a_payment_of_our_own_that_comes_back_is_no_collection() -> None:
    told = book(entry(reversal=True))
    given().when(told, CONTEXT).then_refused(EntryIsNoCollection(Nature.PAYMENT_RETURNED))


def test_a_credit_with_a_return_reason_is_our_payment_coming_back() -> None:
    told = entry(details=(EntryDetail(return_reason="AC01"),))
    given().when(book(told), CONTEXT).then_refused(EntryIsNoCollection(Nature.PAYMENT_RETURNED))


def test_nothing_is_collected_with_an_entry_of_zero() -> None:
    given().when(book(entry("0.00")), CONTEXT).then_refused(AmountNotPositive(yuan("0.00")))


def test_without_any_date_nobody_can_say_from_when_it_pays() -> None:
    given().when(book(entry(value_on=None)), CONTEXT).then_refused(ValueDateMissing(CREDIT))


def test_the_same_entry_is_booked_once() -> None:
    given(booked()).when(book(entry()), CONTEXT).then_refused(EntryAlreadyBooked(CREDIT))


def test_another_message_may_add_whom_it_came_from_and_moves_no_money() -> None:
    (
        given(booked())
        .when(AdviseEntry(CREDIT, NOTIFICATION, DETAILS), CONTEXT)
        .then(advised(DETAILS))
    )
    assert entry_after(booked(), advised(DETAILS)).remainder == yuan("1000.00")


def test_a_message_that_tells_less_takes_nothing_away() -> None:
    (
        given(booked(details=DETAILS))
        .when(AdviseEntry(CREDIT, NOTIFICATION, ()), CONTEXT)
        .then(advised(DETAILS))
    )


def test_a_message_read_again_says_nothing_new() -> None:
    given(booked()).when(AdviseEntry(CREDIT, STATEMENT, DETAILS), CONTEXT).then()
    (given(booked(), advised(())).when(AdviseEntry(CREDIT, NOTIFICATION, DETAILS), CONTEXT).then())
