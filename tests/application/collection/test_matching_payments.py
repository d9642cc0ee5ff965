"""A payment is matched by what its payer wrote, and never by a guess."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.collection.allotting import Named, allot
from application.collection.matching import Match, match
from application.collection.open_receivables import Book, OpenReceivable
from domain.collection.commands import MatchEntry, SetAside
from domain.collection.events import Rule, Why
from domain.collection.state import Waiting
from domain.shared.bank_entry import (
    Counterparty,
    EntryDetail,
    PartyIdentifier,
    ReferredDocument,
    Side,
)
from domain.shared.currency import Currency
from domain.shared.ids import CollectionId, ReceivableId
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


def test_what_is_paid_already_is_not_paid_again() -> None:
    entry = credit("1000.00", EntryDetail(remittance=("INV-1001",)))

    assert proposed(entry, invoice("a", "INV-1001", "0.00")).matches == ()


def test_each_transaction_of_a_batch_is_a_payment() -> None:
    entry = credit(
        "1750.00",
        EntryDetail(amount=yuan("1000.00"), end_to_end_id="INV-1001"),
        EntryDetail(amount=yuan("500.00"), remittance=("INV-1002",)),
        EntryDetail(amount=yuan("250.00"), payer=TIGER),
    )

    proposal = proposed(
        entry,
        invoice("a", "INV-1001"),
        invoice("b", "INV-1002", "500.00"),
        invoice("c", "INV-1003", "300.00", buyer=TIGER),
    )

    assert proposal.matches == (
        Match(Rule.END_TO_END, paid(a="1000.00")),
        Match(Rule.INVOICE_NUMBER, paid(b="500.00")),
    )
    assert proposal.remainder == yuan("250.00")
    assert proposal.waits == Waiting(Why.NOTHING_FITS, (C,))


def test_two_transactions_may_pay_one_invoice_but_not_twice() -> None:
    half = EntryDetail(amount=yuan("600.00"), end_to_end_id="INV-1001")

    proposal = proposed(credit("1200.00", half, half), invoice("a", "INV-1001"))

    assert proposal.matches == (Match(Rule.END_TO_END, paid(a="1000.00")),)
    assert proposal.remainder == yuan("200.00")


def test_a_batch_that_does_not_add_up_waits() -> None:
    entry = credit(
        "1000.00",
        EntryDetail(amount=yuan("700.00"), end_to_end_id="INV-1001"),
        EntryDetail(amount=yuan("700.00"), end_to_end_id="INV-1002"),
    )

    proposal = proposed(entry, invoice("a", "INV-1001"), invoice("b", "INV-1002"))

    assert proposal.matches == ()
    assert proposal.waits == Waiting(Why.DETAILS_DISAGREE, (A, B))


def test_a_batch_with_a_debit_in_it_waits_too() -> None:
    entry = credit(
        "1000.00",
        EntryDetail(amount=yuan("800.00"), end_to_end_id="INV-1001"),
        EntryDetail(amount=yuan("200.00"), side=Side.DEBIT),
    )

    assert proposed(entry, invoice("a", "INV-1001", "800.00")).matches == ()


def test_a_batch_without_amounts_is_matched_where_it_fits_to_the_cent() -> None:
    entry = credit(
        "1500.00",
        EntryDetail(end_to_end_id="INV-1001"),
        EntryDetail(end_to_end_id="INV-1002"),
    )

    proposal = proposed(entry, invoice("a", "INV-1001"), invoice("b", "INV-1002", "500.00"))

    assert proposal.matches == (Match(Rule.END_TO_END, paid(a="1000.00", b="500.00")),)


def test_a_proposal_is_asked_for_as_commands() -> None:
    credit_id = CollectionId("col_1")
    entry = credit("1030.00", EntryDetail(remittance=("INV-1001",)))

    commands = proposed(entry, invoice("a", "INV-1001")).commands(credit_id)

    assert commands == (
        MatchEntry(credit_id, paid(a="1000.00"), Rule.INVOICE_NUMBER),
        SetAside(credit_id, Why.MORE_THAN_OWED, (A,)),
    )


def test_what_is_left_of_an_entry_is_matched_alone() -> None:
    entry = credit("1030.00", EntryDetail(remittance=("INV-1001",)))
    book = Book.of([invoice("a", "INV-1001")])

    assert match(entry, book, yuan("30.00")).matches[0].allocations == paid(a="30.00")


names = st.sampled_from(["INV-1001", "INV-1002", "INV-1003", "INV-9999"])
sums = st.integers(1, 2000_00).map(lambda minor: Money(minor, Currency.CNY))
details = st.builds(
    EntryDetail,
    amount=st.none() | sums,
    end_to_end_id=st.none() | names,
    payer=st.none() | st.just(DRAGON),
    remittance=st.lists(names, max_size=3).map(tuple),
    documents=st.lists(st.builds(ReferredDocument, names, st.none() | sums), max_size=2).map(tuple),
)
books = st.lists(sums, min_size=1, max_size=3).map(
    lambda opens: [
        replace(invoice("abc"[place], f"INV-100{place + 1}"), open=open_)
        for place, open_ in enumerate(opens)
    ]
)


@given(sums, st.lists(details, max_size=3), books)
def test_no_proposal_pays_more_than_came_or_more_than_is_owed(
    amount: Money, transactions: list[EntryDetail], receivables: list[OpenReceivable]
) -> None:
    entry = replace(credit("1.00", *transactions), amount=amount)

    proposal = match(entry, Book.of(receivables))

    allocated: dict[ReceivableId, Money] = {}
    for each in (one for found in proposal.matches for one in found.allocations):
        allocated[each.receivable_id] = each.amount + allocated.get(each.receivable_id, yuan("0"))
    assert Money.total(allocated.values(), Currency.CNY) + proposal.remainder == amount
    assert not proposal.remainder.is_negative
    assert (proposal.waits is None) is proposal.remainder.is_zero
    for receivable in receivables:
        assert allocated.get(receivable.receivable_id, yuan("0")) <= receivable.open


@given(sums, st.lists(st.tuples(sums, st.none() | sums), min_size=1, max_size=5))
def test_an_allotment_wastes_nothing(
    payment: Money, owed: list[tuple[Money, Money | None]]
) -> None:
    named = [
        Named(invoice(str(place), str(place)), sum_, stated)
        for place, (sum_, stated) in enumerate(owed)
    ]

    shared = {each.receivable_id: each.amount for each in allot(payment, named)}

    total = Money.total(shared.values(), Currency.CNY)
    payable = Money.total((min(sum_, stated or sum_) for sum_, stated in owed), Currency.CNY)
    assert total == min(payment, payable)
    for place, (sum_, stated) in enumerate(owed):
        assert shared.get(ReceivableId(str(place)), yuan("0")) <= min(sum_, stated or sum_)
