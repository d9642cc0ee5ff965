"""What is no collection, or perhaps a known one, waits for a person's answer."""

from __future__ import annotations

from domain.collection.commands import CloseNote, DismissEntry, NoteEntry
from domain.collection.events import EntryDismissed, NoteClosed, Why
from domain.collection.refusals import (
    AlreadyReversed,
    EntryAlreadyBooked,
    EntryIsACollection,
    EntryNotFound,
    NoteAlreadyClosed,
    PendingNeverCounts,
    StillAllocated,
)
from domain.shared.bank_entry import BankEntry, Side, Status
from domain.shared.ids import CollectionId
from tests.domain.collection.scenes import (
    CLERK,
    CONTEXT,
    CREDIT,
    NOW,
    SUPPLIER,
    TODAY,
    VALUE_DATE,
    booked,
    entry,
    entry_after,
    given,
    match,
    matched,
    noted,
    pays,
    reversed_,
    yuan,
)

REVERSAL = entry(side=Side.DEBIT, reversal=True)
KNOWN = CollectionId("col_0")
DISMISSED = EntryDismissed(
    collection_id=CREDIT,
    owner=SUPPLIER,
    known_as=KNOWN,
    amount=yuan("1000.00"),
    at=NOW,
    effective_on=VALUE_DATE,
    by=CLERK,
)
CLOSED = NoteClosed(
    collection_id=CREDIT,
    owner=SUPPLIER,
    answer="a cheque of another year",
    at=NOW,
    effective_on=TODAY,
    by=CLERK,
)


def note(told: BankEntry) -> NoteEntry:
    return NoteEntry(CREDIT, SUPPLIER, "identity-1", told, Why.NOTHING_REVERSED)


def test_a_reversal_of_what_is_not_known_is_kept_for_a_person() -> None:
    given().when(note(REVERSAL), CONTEXT).then(noted(REVERSAL))


def test_money_that_came_in_is_booked_not_noted() -> None:
    given().when(note(entry()), CONTEXT).then_refused(EntryIsACollection(CREDIT))


def test_a_pending_reversal_is_not_even_noted() -> None:
    told = entry(side=Side.DEBIT, reversal=True, status=Status.PENDING)
    given().when(note(told), CONTEXT).then_refused(PendingNeverCounts(Status.PENDING))


def test_an_entry_is_noted_once() -> None:
    given(noted(REVERSAL)).when(note(REVERSAL), CONTEXT).then_refused(EntryAlreadyBooked(CREDIT))


def test_a_person_closes_a_note_once() -> None:
    close = CloseNote(CREDIT, "a cheque of another year")

    given(noted(REVERSAL)).when(close, CONTEXT).then(CLOSED)
    given(noted(REVERSAL), CLOSED).when(close, CONTEXT).then_refused(NoteAlreadyClosed(CREDIT))
    given(booked()).when(close, CONTEXT).then_refused(EntryNotFound(CREDIT))


def test_a_note_pays_nothing() -> None:
    (given(noted(REVERSAL)).when(match(pays("1.00")), CONTEXT).then_refused(EntryNotFound(CREDIT)))


def test_an_entry_told_twice_is_dismissed_and_pays_nothing_more() -> None:
    given(booked()).when(DismissEntry(CREDIT, KNOWN), CONTEXT).then(DISMISSED)

    assert entry_after(booked(), DISMISSED).remainder == yuan("0.00")


def test_what_pays_something_is_not_dismissed() -> None:
    (
        given(booked(), matched(pays("600.00"), remainder="400.00"))
        .when(DismissEntry(CREDIT, KNOWN), CONTEXT)
        .then_refused(StillAllocated(yuan("600.00")))
    )


def test_what_went_back_is_not_dismissed() -> None:
    (
        given(booked(), reversed_("1000.00", remainder="0.00"))
        .when(DismissEntry(CREDIT, KNOWN), CONTEXT)
        .then_refused(AlreadyReversed(CREDIT))
    )
