"""Each transaction of a batch is a payment, and together they never pay more than came."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from application.collection.allotting import Named, allot
from application.collection.matching import Match, match
from application.collection.open_receivables import Book, OpenReceivable
from domain.collection.commands import MatchEntry, SetAside
from domain.collection.events import Rule, Why
from domain.collection.state import Waiting
from domain.shared.bank_entry import EntryDetail, ReferredDocument, Side
from domain.shared.currency import Currency
from domain.shared.ids import CollectionId, ReceivableId
from domain.shared.money import Money
from tests.application.collection.scenes import DRAGON, TIGER, credit, invoice, paid, proposed, yuan

A, B, C = (ReceivableId(name) for name in "abc")


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
