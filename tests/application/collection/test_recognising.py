"""An entry is one across report, statement and notification, and two are never one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from application.collection.identity import Identity, identified, identity_of, traces_of
from application.collection.taking_in import may_be
from domain.collection.state import Entry
from domain.shared.bank_entry import BankEntry, EntryDetail, MessageKind, Side, Source
from domain.shared.ids import CollectionId
from domain.shared.money import Money
from tests.application.collection.scenes import SUPPLIER, VALUE_DATE, credit, source, yuan

IN_REPORT = source(MessageKind.REPORT, "RPT-1")
E2E = EntryDetail(end_to_end_id="E2E-1")


def unnamed(*details: EntryDetail, told_in: Source | None = None) -> BankEntry:
    return credit("1000.00", *details, reference=None, told_in=told_in)


def as_known(entry: BankEntry) -> Entry:
    return Entry(
        collection_id=CollectionId("col_1"),
        owner=SUPPLIER,
        identity=identity_of(entry).key,
        facts=entry,
        value_on=VALUE_DATE,
        sources=(entry.source,),
        taken_back=Money.zero(entry.amount.currency),
    )


def test_it_is_the_same_in_whichever_message_it_is_told() -> None:
    told = [credit("1000.00", told_in=source(kind, f"{kind.value}-1")) for kind in MessageKind]

    assert len({identity_of(entry).key for entry in told}) == 1


def test_what_a_message_tells_of_its_transactions_does_not_matter() -> None:
    assert identity_of(credit("1000.00", E2E)).key == identity_of(credit("1000.00")).key


@pytest.mark.parametrize(
    "other",
    [
        credit("1000.01"),
        credit("1000.00", reference="REF-2"),
        credit("1000.00", value_on=date(2026, 3, 4)),
        replace(credit("1000.00"), account="DE89370400440532013000"),
        replace(credit("1000.00"), side=Side.DEBIT),
    ],
    ids=["amount", "reference", "value date", "account", "side"],
)
def test_each_of_its_five_facts_makes_another(other: BankEntry) -> None:
    assert identity_of(other).key != identity_of(credit("1000.00")).key


def test_its_id_is_made_of_its_identity() -> None:
    first, again = identity_of(credit("1000.00")), identity_of(credit("1000.00"))

    assert first.collection_id == again.collection_id
    assert first.collection_id.startswith("col_")
    assert len(first.collection_id) == len("col_") + 24


def test_one_reference_told_twice_is_one_movement() -> None:
    first, second = identified([credit("1000.00"), credit("1000.00")])

    assert first.identity == second.identity


def test_equal_movements_without_a_reference_are_counted() -> None:
    first, second = identified([unnamed(), unnamed()])

    assert first.identity.key != second.identity.key


def test_and_counted_alike_in_the_next_message() -> None:
    in_report = identified([unnamed(told_in=IN_REPORT)] * 2)
    in_statement = identified([unnamed()] * 2)

    assert [each.identity.key for each in in_report] == [each.identity.key for each in in_statement]


def test_counting_starts_anew_in_each_statement() -> None:
    first, second = identified([unnamed(), unnamed(told_in=source(statement="STMT-2"))])

    assert first.identity.key == second.identity.key


def test_references_of_transactions_tell_entries_without_one_apart() -> None:
    other = EntryDetail(end_to_end_id="E2E-2")

    assert identity_of(unnamed(E2E)).key != identity_of(unnamed(other)).key


def test_what_stands_for_no_reference_is_none() -> None:
    named_nothing = replace(credit("1000.00"), servicer_reference="NOTPROVIDED")

    assert identity_of(named_nothing).key == identity_of(unnamed()).key


def shared(known: BankEntry, told: BankEntry) -> bool:
    """Whether the second would be asked about because the first is kept."""
    kept: Identity = identity_of(known)
    return not set(kept.likes).isdisjoint(identity_of(told).doubts)


def test_the_same_reference_with_another_value_date_is_asked_about() -> None:
    assert shared(credit("1000.00"), credit("1000.00", value_on=date(2026, 3, 4)))


def test_the_same_amount_and_day_once_with_and_once_without_reference_is_asked_about() -> None:
    assert shared(credit("1000.00"), unnamed())
    assert shared(unnamed(), credit("1000.00"))


def test_two_references_on_one_day_are_two() -> None:
    assert not shared(credit("1000.00"), credit("1000.00", reference="REF-2"))


def test_one_statement_tells_of_each_movement_once() -> None:
    known = as_known(unnamed())

    assert not may_be(unnamed(E2E), known)
    assert may_be(unnamed(E2E, told_in=IN_REPORT), known)


def test_other_transactions_are_another_movement() -> None:
    known = as_known(unnamed(E2E, told_in=IN_REPORT))

    assert not may_be(unnamed(EntryDetail(end_to_end_id="E2E-2")), known)
    assert may_be(unnamed(E2E, EntryDetail(uetr="U-1")), known)


def test_a_reversal_leaves_the_same_traces_as_what_it_reverses() -> None:
    came = credit("1000.00", replace(E2E, amount=yuan("1000.00")))
    went = replace(came, side=Side.DEBIT, servicer_reference="REF-9", reversal=True, details=(E2E,))

    assert not set(traces_of(came)).isdisjoint(traces_of(went))
    assert set(traces_of(came)).isdisjoint(traces_of(replace(went, details=())))
    assert set(traces_of(came)).isdisjoint(traces_of(replace(went, account="OTHER")))
