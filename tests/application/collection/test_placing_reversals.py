"""A debit that takes money back finds the one credit that it takes back."""

from __future__ import annotations

from dataclasses import replace

from application.collection.identity import Identified, identity_of
from application.collection.reversing import NotPlaced, reversed_by
from domain.collection.commands import ReverseEntry
from domain.collection.events import Why
from domain.collection.state import Entry
from domain.shared.bank_entry import BankEntry, EntryDetail, Side
from domain.shared.ids import CollectionId, ReceivableId
from tests.application.collection.scenes import SUPPLIER, VALUE_DATE, credit, paid, yuan

E2E = EntryDetail(end_to_end_id="E2E-1")


def known(name: str, entry: BankEntry, **allocated: str) -> Entry:
    return Entry(
        collection_id=CollectionId(name),
        owner=SUPPLIER,
        identity=identity_of(entry).key,
        facts=entry,
        value_on=VALUE_DATE,
        sources=(entry.source,),
        taken_back=yuan("0.00"),
        allocated={ReceivableId(to): yuan(amount) for to, amount in allocated.items()},
    )


def debit(amount: str = "1000.00", *details: EntryDetail) -> Identified:
    entry = replace(
        credit(amount, *(details or (E2E,)), reference="REF-9"), side=Side.DEBIT, reversal=True
    )
    return Identified(entry, identity_of(entry))


def test_a_reference_in_common_names_the_credit() -> None:
    told = debit("1000.00", replace(E2E, return_reason="AC04"))

    placed = reversed_by(told, [known("col_1", credit("1000.00", E2E), a="900.00")])

    assert placed == ReverseEntry(
        collection_id=CollectionId("col_1"),
        reversal=told.identity.key,
        amount=yuan("1000.00"),
        value_on=VALUE_DATE,
        why="AC04",
    )


def test_where_no_credit_bears_its_reference_it_is_placed_nowhere() -> None:
    placed = reversed_by(debit(), [])

    assert placed == NotPlaced(Why.NOTHING_REVERSED, ())


def test_two_credits_with_one_reference_wait_for_a_person() -> None:
    credits_ = [known(name, credit("1000.00", E2E)) for name in ("col_1", "col_2")]

    placed = reversed_by(debit(), credits_)

    assert placed == NotPlaced(Why.SEVERAL_FIT, (CollectionId("col_1"), CollectionId("col_2")))


def test_a_credit_that_cannot_bear_the_amount_is_only_shown() -> None:
    placed = reversed_by(debit("1000.01"), [known("col_1", credit("1000.00", E2E))])

    assert placed == NotPlaced(Why.NOTHING_REVERSED, (CollectionId("col_1"),))


def test_what_went_back_before_cannot_go_back_again() -> None:
    gone = replace(known("col_1", credit("1000.00", E2E)), taken_back=yuan("1000.00"))

    assert isinstance(reversed_by(debit(), [gone]), NotPlaced)


def test_a_part_takes_back_the_only_allocation_of_its_amount() -> None:
    batch = known("col_1", credit("1000.00", E2E), a="700.00", b="300.00")

    placed = reversed_by(debit("300.00"), [batch])

    assert isinstance(placed, ReverseEntry)
    assert placed.returned == paid(b="300.00")


def test_a_part_of_what_was_nobodys_is_nobodys() -> None:
    placed = reversed_by(debit("300.00"), [known("col_1", credit("1000.00", E2E))])

    assert isinstance(placed, ReverseEntry)
    assert placed.returned == ()


def test_a_part_that_fits_no_one_allocation_waits_for_a_person() -> None:
    alike = known("col_1", credit("1000.00", E2E), a="300.00", b="300.00")
    unlike = known("col_1", credit("1000.00", E2E), a="700.00")

    for batch in (alike, unlike):
        placed = reversed_by(debit("300.00"), [batch])
        assert placed == NotPlaced(Why.SEVERAL_FIT, (CollectionId("col_1"),))
