"""A payment that names nothing is matched where one claim alone has its payer and its amount."""

from __future__ import annotations

from dataclasses import replace

import pytest

from application.collection.matching import Match
from domain.collection.events import Rule, Why
from domain.collection.state import Waiting
from domain.shared.bank_entry import Counterparty, EntryDetail, PartyIdentifier
from domain.shared.ids import ReceivableId
from tests.application.collection.scenes import (
    DRAGON,
    IN_APRIL,
    TIGER,
    credit,
    invoice,
    paid,
    proposed,
)

A, B, C = (ReceivableId(name) for name in "abc")


@pytest.mark.parametrize(
    "payer",
    [
        Counterparty(name="DRAGON MOTORS CO LTD"),
        Counterparty(account="cn 7001"),
        Counterparty("Someone's treasury", "CN-7001"),
    ],
)
def test_amount_and_payer_match_where_only_one_has_both(payer: Counterparty) -> None:
    entry = credit("1000.00", EntryDetail(payer=payer))

    proposal = proposed(
        entry,
        invoice("a", "INV-1001"),
        invoice("b", "INV-1002", "999.99"),
        invoice("c", "INV-1003", buyer=TIGER),
    )

    assert proposal.matches == (Match(Rule.AMOUNT_AND_PAYER, paid(a="1000.00")),)


def test_a_payer_is_known_by_a_registered_number() -> None:
    named = replace(invoice("a", "INV-1001"), buyer_identifiers=("91330200MA2AF25T5X",))
    payer = Counterparty(identifiers=(PartyIdentifier("COID", "91330200ma2af25t5x"),))

    proposal = proposed(credit("1000.00", EntryDetail(payer=payer)), named)

    assert proposal.matches == (Match(Rule.AMOUNT_AND_PAYER, paid(a="1000.00")),)


def test_whoever_pays_for_the_buyer_is_passed_over_for_the_buyer() -> None:
    detail = EntryDetail(payer=Counterparty("Dragon Treasury"), ultimate_payer=DRAGON)

    proposal = proposed(credit("1000.00", detail), invoice("a", "INV-1001"))

    assert proposal.matches == (Match(Rule.AMOUNT_AND_PAYER, paid(a="1000.00")),)


def test_amount_and_payer_of_two_is_nobodys() -> None:
    entry = credit("1000.00", EntryDetail(payer=DRAGON))

    proposal = proposed(entry, invoice("a", "INV-1001"), invoice("b", "INV-1002"))

    assert proposal.matches == ()
    assert proposal.waits == Waiting(Why.SEVERAL_FIT, (A, B))


def test_an_amount_without_a_payer_is_nobodys() -> None:
    proposal = proposed(credit("1000.00"), invoice("a", "INV-1001"))

    assert proposal.matches == ()
    assert proposal.waits == Waiting(Why.NOTHING_FITS)


def test_a_payer_without_the_amount_is_shown_what_it_owes() -> None:
    entry = credit("400.00", EntryDetail(payer=DRAGON))

    proposal = proposed(entry, invoice("b", "INV-1002", due_on=IN_APRIL), invoice("a", "INV-1001"))

    assert proposal.waits == Waiting(Why.NOTHING_FITS, (A, B))


def test_a_name_that_only_begins_alike_is_another_payer() -> None:
    entry = credit("1000.00", EntryDetail(payer=Counterparty("Dragon Motors")))

    assert proposed(entry, invoice("a", "INV-1001")).matches == ()


def test_another_structured_reference_contradicts_amount_and_payer() -> None:
    detail = EntryDetail(payer=DRAGON, creditor_references=("4654654654654654",))
    entry = credit("1000.00", detail)

    silent = proposed(entry, invoice("a", "INV-1001"))
    named = proposed(entry, invoice("a", "INV-1001", reference="RF18539007547034"))

    assert silent.matches == (Match(Rule.AMOUNT_AND_PAYER, paid(a="1000.00")),)
    assert named.matches == ()
