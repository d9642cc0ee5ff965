"""A bank takes money back: what it had paid is unpaid again."""

from __future__ import annotations

from domain.collection.commands import ReverseEntry
from domain.collection.events import Allocation
from domain.collection.refusals import (
    AlreadyReversed,
    AmountNotPositive,
    BeyondAllocated,
    BeyondEntry,
    BeyondRemainder,
    OtherCurrency,
    ReceivableNotPaid,
    ReturnedBeyondReversal,
)
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.domain.collection.scenes import (
    CONTEXT,
    CREDIT,
    INVOICE,
    OTHER_INVOICE,
    RETURNED_ON,
    booked,
    entry_after,
    given,
    matched,
    pays,
    reversed_,
    yuan,
)


def reverse(amount: str, *returned: Allocation, by: str = "debit-1") -> ReverseEntry:
    return ReverseEntry(CREDIT, by, yuan(amount), RETURNED_ON, "AC04", returned)


MATCHED = (
    booked("1000.00"),
    matched(pays("600.00"), pays("300.00", OTHER_INVOICE), remainder="100.00"),
)


def test_the_whole_undoes_all_it_allocated() -> None:
    (
        given(*MATCHED)
        .when(reverse("1000.00"), CONTEXT)
        .then(reversed_("1000.00", pays("600.00"), pays("300.00", OTHER_INVOICE), remainder="0.00"))
    )


def test_nothing_of_it_stands_afterwards() -> None:
    back = reversed_("1000.00", pays("600.00"), pays("300.00", OTHER_INVOICE), remainder="0.00")
    entry = entry_after(*MATCHED, back)

    assert entry.is_void
    assert entry.allocated == {}
    assert entry.remainder == yuan("0.00")


def test_an_unmatched_credit_goes_back_without_touching_a_receivable() -> None:
    (
        given(booked("1000.00"))
        .when(reverse("1000.00"), CONTEXT)
        .then(reversed_("1000.00", remainder="0.00"))
    )


def test_one_transaction_of_a_batch_undoes_only_what_it_paid() -> None:
    (
        given(*MATCHED)
        .when(reverse("300.00", pays("300.00", OTHER_INVOICE)), CONTEXT)
        .then(reversed_("300.00", pays("300.00", OTHER_INVOICE), remainder="100.00"))
    )


def test_what_was_nobodys_goes_back_from_the_remainder() -> None:
    (given(*MATCHED).when(reverse("100.00"), CONTEXT).then(reversed_("100.00", remainder="0.00")))


def test_the_rest_goes_back_after_a_part() -> None:
    part = reversed_("300.00", pays("300.00", OTHER_INVOICE), remainder="100.00")
    (
        given(*MATCHED, part)
        .when(reverse("700.00", by="debit-2"), CONTEXT)
        .then(reversed_("700.00", pays("600.00"), remainder="0.00", by="debit-2"))
    )


def test_one_debit_reverses_once() -> None:
    part = reversed_("100.00", remainder="0.00")
    (given(*MATCHED, part).when(reverse("100.00"), CONTEXT).then_refused(AlreadyReversed(CREDIT)))


def test_what_is_gone_cannot_go_back_again() -> None:
    (
        given(booked("1000.00"), reversed_("1000.00", remainder="0.00"))
        .when(reverse("1.00", by="debit-2"), CONTEXT)
        .then_refused(AlreadyReversed(CREDIT))
    )


def test_more_than_came_never_goes_back() -> None:
    (
        given(*MATCHED)
        .when(reverse("1000.01"), CONTEXT)
        .then_refused(BeyondEntry(requested=yuan("1000.01"), standing=yuan("1000.00")))
    )


def test_a_part_beyond_the_remainder_must_say_whose_it_was() -> None:
    (
        given(*MATCHED)
        .when(reverse("300.00"), CONTEXT)
        .then_refused(BeyondRemainder(requested=yuan("300.00"), remaining=yuan("100.00")))
    )


def test_no_more_is_taken_from_a_receivable_than_was_paid_on_it() -> None:
    (
        given(*MATCHED)
        .when(reverse("301.00", pays("301.00", OTHER_INVOICE)), CONTEXT)
        .then_refused(BeyondAllocated(OTHER_INVOICE, yuan("301.00"), yuan("300.00")))
    )


def test_nothing_is_taken_from_a_receivable_it_never_paid() -> None:
    (
        given(booked("1000.00"))
        .when(reverse("1.00", pays("1.00")), CONTEXT)
        .then_refused(ReceivableNotPaid(INVOICE))
    )


def test_no_more_is_returned_than_the_bank_took_back() -> None:
    (
        given(*MATCHED)
        .when(reverse("299.00", pays("300.00", OTHER_INVOICE)), CONTEXT)
        .then_refused(ReturnedBeyondReversal(returned=yuan("300.00"), reversal=yuan("299.00")))
    )


def test_a_reversal_is_a_positive_amount_in_the_currency_of_the_entry() -> None:
    zero, euro = yuan("0.00"), Money.of("1.00", Currency.EUR)
    (
        given(booked())
        .when(ReverseEntry(CREDIT, "debit-1", zero, RETURNED_ON), CONTEXT)
        .then_refused(AmountNotPositive(zero))
    )
    (
        given(booked())
        .when(ReverseEntry(CREDIT, "debit-1", euro, RETURNED_ON), CONTEXT)
        .then_refused(OtherCurrency(entry=Currency.CNY, asked=Currency.EUR))
    )
