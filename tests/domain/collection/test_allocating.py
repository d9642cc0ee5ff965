"""What a credit pays, what is left of it, and how a wrong match is taken back."""

from __future__ import annotations

from domain.collection.commands import MatchEntry, SetAside, UndoMatch
from domain.collection.events import Allocation, Rule, Why
from domain.collection.refusals import (
    AlreadyReversed,
    AmountNotPositive,
    BeyondRemainder,
    NothingNamed,
    NothingRemains,
    OtherCurrency,
    ReceivableNamedTwice,
    ReceivableNotPaid,
)
from domain.shared.currency import Currency
from domain.shared.money import Money
from tests.domain.collection.scenes import (
    CONTEXT,
    CREDIT,
    INVOICE,
    OTHER_INVOICE,
    booked,
    entry_after,
    given,
    match,
    matched,
    pays,
    reversed_,
    set_aside,
    undone,
    yuan,
)


def test_one_payment_may_pay_several_invoices() -> None:
    (
        given(booked("1000.00"))
        .when(match(pays("600.00"), pays("400.00", OTHER_INVOICE)), CONTEXT)
        .then(matched(pays("600.00"), pays("400.00", OTHER_INVOICE), remainder="0.00"))
    )


def test_what_is_not_allocated_remains() -> None:
    history = booked("1000.00"), matched(pays("600.00"), remainder="400.00")

    assert entry_after(*history).remainder == yuan("400.00")


def test_a_second_match_takes_from_what_the_first_left() -> None:
    (
        given(booked("1000.00"), matched(pays("600.00"), remainder="400.00"))
        .when(match(pays("100.00")), CONTEXT)
        .then(matched(pays("100.00"), remainder="300.00"))
    )


def test_never_a_cent_more_than_came_in() -> None:
    (
        given(booked("1000.00"), matched(pays("600.00"), remainder="400.00"))
        .when(match(pays("400.01", OTHER_INVOICE)), CONTEXT)
        .then_refused(BeyondRemainder(requested=yuan("400.01"), remaining=yuan("400.00")))
    )


def test_a_receivable_is_named_once_in_a_match() -> None:
    (
        given(booked())
        .when(match(pays("1.00"), pays("2.00")), CONTEXT)
        .then_refused(ReceivableNamedTwice(INVOICE))
    )


def test_a_match_of_nothing_is_refused() -> None:
    given(booked()).when(match(), CONTEXT).then_refused(NothingNamed(CREDIT))


def test_an_allocation_is_a_positive_amount() -> None:
    (
        given(booked())
        .when(match(pays("-1.00")), CONTEXT)
        .then_refused(AmountNotPositive(yuan("-1.00")))
    )


def test_a_payment_in_one_currency_pays_nothing_in_another() -> None:
    in_euro = Allocation(INVOICE, Money.of("1.00", Currency.EUR))
    (
        given(booked())
        .when(MatchEntry(CREDIT, (in_euro,), Rule.BY_PERSON), CONTEXT)
        .then_refused(OtherCurrency(entry=Currency.CNY, asked=Currency.EUR))
    )


def test_what_fits_nothing_waits_for_a_person_with_what_may_be_meant() -> None:
    (
        given(booked())
        .when(SetAside(CREDIT, Why.SEVERAL_FIT, (INVOICE, OTHER_INVOICE)), CONTEXT)
        .then(set_aside(Why.SEVERAL_FIT, INVOICE, OTHER_INVOICE, remainder="1000.00"))
    )


def test_it_is_not_set_aside_twice_for_the_same_reason() -> None:
    (
        given(booked(), set_aside(Why.SEVERAL_FIT, INVOICE, remainder="1000.00"))
        .when(SetAside(CREDIT, Why.SEVERAL_FIT, (INVOICE,)), CONTEXT)
        .then()
    )


def test_a_new_reason_is_told() -> None:
    (
        given(booked(), set_aside(Why.SEVERAL_FIT, INVOICE, remainder="1000.00"))
        .when(SetAside(CREDIT, Why.NOTHING_FITS), CONTEXT)
        .then(set_aside(Why.NOTHING_FITS, remainder="1000.00"))
    )


def test_nothing_waits_where_nothing_remains() -> None:
    (
        given(booked(), matched(pays("1000.00"), remainder="0.00"))
        .when(SetAside(CREDIT, Why.NOTHING_FITS), CONTEXT)
        .then_refused(NothingRemains(CREDIT))
    )


def test_a_match_ends_the_waiting() -> None:
    history = (
        booked(),
        set_aside(Why.NOTHING_FITS, remainder="1000.00"),
        matched(pays("1000.00"), remainder="0.00"),
    )

    assert entry_after(*history).waiting is None


def test_undoing_takes_back_all_that_was_paid_on_a_receivable() -> None:
    history = (
        booked("1000.00"),
        matched(pays("300.00"), pays("500.00", OTHER_INVOICE), remainder="200.00"),
        matched(pays("100.00"), remainder="100.00"),
    )
    (
        given(*history)
        .when(UndoMatch(CREDIT, (INVOICE,), "the buyer meant its other order"), CONTEXT)
        .then(undone(pays("400.00"), why="the buyer meant its other order", remainder="500.00"))
    )


def test_what_was_undone_may_be_matched_again() -> None:
    history = (
        booked("1000.00"),
        matched(pays("1000.00"), remainder="0.00"),
        undone(pays("1000.00"), why="wrong", remainder="1000.00"),
    )

    assert entry_after(*history).allocated == {}
    (
        given(*history)
        .when(match(pays("1000.00", OTHER_INVOICE)), CONTEXT)
        .then(matched(pays("1000.00", OTHER_INVOICE), remainder="0.00"))
    )


def test_nothing_is_taken_back_from_a_receivable_it_did_not_pay() -> None:
    (
        given(booked(), matched(pays("1.00"), remainder="999.00"))
        .when(UndoMatch(CREDIT, (OTHER_INVOICE,), "wrong"), CONTEXT)
        .then_refused(ReceivableNotPaid(OTHER_INVOICE))
    )


def test_undoing_names_receivables_and_each_once() -> None:
    history = booked(), matched(pays("1.00"), remainder="999.00")
    (
        given(*history)
        .when(UndoMatch(CREDIT, (), "wrong"), CONTEXT)
        .then_refused(NothingNamed(CREDIT))
    )
    (
        given(*history)
        .when(UndoMatch(CREDIT, (INVOICE, INVOICE), "wrong"), CONTEXT)
        .then_refused(ReceivableNamedTwice(INVOICE))
    )


def test_nothing_is_done_with_what_the_bank_took_back() -> None:
    gone = given(booked(), reversed_("1000.00", remainder="0.00"))

    gone.when(match(pays("1.00")), CONTEXT).then_refused(AlreadyReversed(CREDIT))
    gone.when(SetAside(CREDIT, Why.NOTHING_FITS), CONTEXT).then_refused(AlreadyReversed(CREDIT))
    (
        gone.when(UndoMatch(CREDIT, (INVOICE,), "wrong"), CONTEXT).then_refused(
            AlreadyReversed(CREDIT)
        )
    )
