"""A payment is matched by what its payer wrote, and never by a guess."""

from __future__ import annotations

from dataclasses import replace

from application.collection.allotting import Named, allot
from application.collection.matching import Match
from domain.collection.events import Rule, Why
from domain.collection.state import Waiting
from domain.shared.bank_entry import EntryDetail, ReferredDocument
from domain.shared.currency import Currency
from domain.shared.ids import ReceivableId
from domain.shared.money import Money
from tests.application.collection.scenes import (
    DRAGON,
    IN_APRIL,
    IN_MARCH,
    TIGER,
    credit,
    invoice,
    paid,
    proposed,
    yuan,
)

A, B, C = (ReceivableId(name) for name in "abc")


def test_an_end_to_end_id_names_the_receivable() -> None:
    entry = credit("1000.00", EntryDetail(end_to_end_id="INV-1001"))

    proposal = proposed(entry, invoice("a", "INV-1001"), invoice("b", "INV-1002"))

    assert proposal.matches == (Match(Rule.END_TO_END, paid(a="1000.00")),)
    assert proposal.remainder == yuan("0.00")
    assert proposal.waits is None


def test_a_structured_reference_names_it_too() -> None:
    entry = credit("1000.00", EntryDetail(creditor_references=("RF18 5390 0754 7034",)))

    by_reference = proposed(entry, invoice("a", "X-1", reference="RF18539007547034"))
    by_content = proposed(entry, invoice("a", "539007547034"))

    assert by_reference.matches == (Match(Rule.END_TO_END, paid(a="1000.00")),)
    assert by_content == by_reference


def test_not_provided_is_no_reference() -> None:
    entry = credit("1000.00", EntryDetail(end_to_end_id="NOTPROVIDED"))

    assert proposed(entry, invoice("a", "NOTPROVIDED")).matches == ()


def test_a_reference_is_stronger_than_a_number_in_the_text() -> None:
    detail = EntryDetail(end_to_end_id="INV-1001", remittance=("instead of INV-1002",))

    proposal = proposed(
        credit("1000.00", detail), invoice("a", "INV-1001"), invoice("b", "INV-1002")
    )

    assert proposal.matches == (Match(Rule.END_TO_END, paid(a="1000.00")),)


def test_a_number_in_the_text_names_the_receivable() -> None:
    entry = credit("1000.00", EntryDetail(remittance=("our order 77", "inv 1001")))

    proposal = proposed(entry, invoice("a", "INV-1001"), invoice("b", "INV-10011"))

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(a="1000.00")),)


def test_the_banks_own_words_are_read_where_there_is_no_transaction() -> None:
    entry = credit("1000.00", information="TRF INV-1001 DRAGON")

    assert proposed(entry, invoice("a", "INV-1001")).matches[0].allocations == paid(a="1000.00")


def test_several_invoices_in_one_payment_are_each_paid_in_full() -> None:
    entry = credit("1500.00", EntryDetail(remittance=("INV-1001, INV-1002",)))

    proposal = proposed(entry, invoice("a", "INV-1001"), invoice("b", "INV-1002", "500.00"))

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(a="1000.00", b="500.00")),)
    assert proposal.short == ()


def test_a_short_payment_is_allocated_and_what_is_missing_is_told() -> None:
    entry = credit("970.00", EntryDetail(remittance=("INV-1001",)))

    proposal = proposed(entry, invoice("a", "INV-1001"))

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(a="970.00")),)
    assert proposal.short == paid(a="30.00")
    assert proposal.waits is None


def test_what_is_paid_beyond_what_is_owed_waits() -> None:
    entry = credit("1030.00", EntryDetail(remittance=("INV-1001",)))

    proposal = proposed(entry, invoice("a", "INV-1001"))

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(a="1000.00")),)
    assert proposal.remainder == yuan("30.00")
    assert proposal.waits == Waiting(Why.MORE_THAN_OWED, (A,))


def test_a_short_payment_of_several_pays_the_earliest_due_first() -> None:
    entry = credit("1200.00", EntryDetail(remittance=("INV-1002 INV-1001",)))

    proposal = proposed(
        entry,
        invoice("a", "INV-1001", due_on=IN_MARCH),
        invoice("b", "INV-1002", due_on=IN_APRIL),
    )

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(a="1000.00", b="200.00")),)
    assert proposal.short == paid(b="800.00")


def test_those_due_on_one_day_share() -> None:
    named = [Named(invoice("a", "1", "300.00"), yuan("300.00"))]
    named += [Named(invoice("b", "2", "100.00"), yuan("100.00"))]

    assert allot(yuan("100.00"), named) == paid(a="75.00", b="25.00")


def test_amounts_that_the_payer_states_decide() -> None:
    documents = (
        ReferredDocument("INV-1002", yuan("900.00")),
        ReferredDocument("INV-1001", yuan("100.00")),
    )

    proposal = proposed(
        credit("1000.00", EntryDetail(documents=documents)),
        invoice("a", "INV-1001", due_on=IN_MARCH),
        invoice("b", "INV-1002", due_on=IN_APRIL),
    )

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(b="900.00", a="100.00")),)
    assert set(proposal.short) == set(paid(a="900.00", b="100.00"))


def test_one_document_stated_twice_is_paid_the_sum() -> None:
    documents = (
        ReferredDocument("INV-1001", yuan("300.00")),
        ReferredDocument("INV 1001", yuan("200.00")),
    )

    proposal = proposed(
        credit("500.00", EntryDetail(documents=documents)), invoice("a", "INV-1001")
    )

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(a="500.00")),)


def test_an_amount_stated_in_another_currency_is_not_looked_at() -> None:
    documents = (ReferredDocument("INV-1001", Money.of("130.00", Currency.EUR)),)

    proposal = proposed(
        credit("1000.00", EntryDetail(documents=documents)), invoice("a", "INV-1001")
    )

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(a="1000.00")),)


def test_a_stated_number_that_is_not_open_here_waits() -> None:
    """Though amount and payer would fit another: the payer meant something else."""
    detail = EntryDetail(documents=(ReferredDocument("INV-9999"),), payer=DRAGON)

    proposal = proposed(credit("1000.00", detail), invoice("a", "INV-1001"))

    assert proposal.matches == ()
    assert proposal.waits == Waiting(Why.NAMES_UNKNOWN)


def test_beside_an_unknown_number_only_what_is_stated_is_paid() -> None:
    stated = ReferredDocument("INV-1001", yuan("400.00"))
    unknown = ReferredDocument("INV-9999", yuan("600.00"))
    known_alone = ReferredDocument("INV-1001")

    paying = proposed(
        credit("1000.00", EntryDetail(documents=(stated, unknown))), invoice("a", "INV-1001")
    )
    waiting = proposed(
        credit("1000.00", EntryDetail(documents=(known_alone, unknown))), invoice("a", "INV-1001")
    )

    assert paying.matches == (Match(Rule.INVOICE_NUMBER, paid(a="400.00")),)
    assert paying.waits == Waiting(Why.NAMES_UNKNOWN, (A,))
    assert waiting.matches == ()
    assert waiting.waits == Waiting(Why.NAMES_UNKNOWN, (A,))


def test_one_number_of_two_sellers_is_told_apart_by_its_payer() -> None:
    detail = EntryDetail(remittance=("INV-1001",), payer=TIGER)
    ours, theirs = (
        invoice("a", "INV-1001", buyer=DRAGON),
        invoice("b", "INV-1001", buyer=TIGER),
    )

    proposal = proposed(credit("1000.00", detail), ours, theirs)

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(b="1000.00")),)


def test_or_by_its_amount() -> None:
    entry = credit("700.00", EntryDetail(remittance=("INV-1001",)))

    proposal = proposed(entry, invoice("a", "INV-1001"), invoice("b", "INV-1001", "700.00"))

    assert proposal.matches == (Match(Rule.INVOICE_NUMBER, paid(b="700.00")),)


def test_the_amount_tells_nothing_where_several_are_named() -> None:
    entry = credit("700.00", EntryDetail(remittance=("INV-1001 INV-1002",)))

    proposal = proposed(
        entry,
        invoice("a", "INV-1001"),
        invoice("b", "INV-1001", "700.00"),
        invoice("c", "INV-1002"),
    )

    assert proposal.matches == ()
    assert proposal.waits == Waiting(Why.SEVERAL_FIT, (A, B, C))


def test_or_waits_for_a_person() -> None:
    entry = credit("1000.00", EntryDetail(end_to_end_id="INV-1001"))

    proposal = proposed(entry, invoice("a", "INV-1001"), invoice("b", "INV-1001"))

    assert proposal.matches == ()
    assert proposal.remainder == yuan("1000.00")
    assert proposal.waits == Waiting(Why.SEVERAL_FIT, (A, B))


def test_an_invoice_in_another_currency_waits_for_a_person() -> None:
    entry = credit("1000.00", EntryDetail(remittance=("INV-1001",)))
    in_euro = replace(invoice("a", "INV-1001"), open=Money.of("1000.00", Currency.EUR))

    proposal = proposed(entry, in_euro)

    assert proposal.waits == Waiting(Why.OTHER_CURRENCY, (A,))


def test_what_is_paid_already_is_not_paid_again() -> None:
    entry = credit("1000.00", EntryDetail(remittance=("INV-1001",)))

    assert proposed(entry, invoice("a", "INV-1001", "0.00")).matches == ()
