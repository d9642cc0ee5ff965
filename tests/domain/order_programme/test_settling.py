"""What is lent goes down, comes back or is returned; an order that falls in value is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as some

from domain.order_programme import commands as ask
from domain.order_programme import events as fact
from domain.order_programme import refusals as no
from domain.order_programme.decide import ORDER_PROGRAMME
from domain.order_programme.events import ProgrammeEvent
from domain.order_programme.holding_events import HeldOrderProceedsUndone, OrderProceedsHeld
from domain.order_programme.state import Programme
from domain.shared.currency import Currency
from domain.shared.ids import CollectionId, FinancingId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused
from tests.domain.order_programme.scenes import (
    ANCHOR,
    CONTEXT,
    FIRST,
    IN_MAY,
    ORDER,
    OTHER,
    SAID,
    SECOND,
    SPRING,
    TODAY,
    certificate,
    certified,
    certify,
    closed,
    cured,
    finance,
    financed,
    frozen,
    given,
    lent,
    let_in,
    opened,
    over,
    repaid,
    restored,
    yuan,
)

CLAIM, PAYMENT = ReceivableId("inv-1"), CollectionId("pay-1")
RETURNED = fact.OrderDrawReturned(
    **SAID, supplier=SPRING, order=ORDER, financing=FIRST, amount=yuan("700.00")
)


def test_an_order_that_falls_below_what_is_lent_on_it_is_over_advanced_at_once() -> None:
    less = certificate("800.00")
    given(*lent()).when(certify(less), CONTEXT).then(certified(less, "700.00"), over("140.00"))


def test_an_order_that_falls_and_still_bears_what_is_lent_is_only_certified() -> None:
    less = certificate("800.00")
    given(*lent("560.00")).when(certify(less), CONTEXT).then(certified(less, "560.00"))


def test_the_same_over_advance_is_not_raised_twice_and_another_is() -> None:
    less, least = certificate("800.00"), certificate("0.00")
    history = (*lent(), certified(less, "700.00"), over("140.00"))

    again = replace(less, deliver_by=IN_MAY)
    given(*history).when(certify(again), CONTEXT).then(certified(again, "700.00"))
    given(*history).when(certify(least), CONTEXT).then(certified(least, "700.00"), over("700.00"))


def test_it_is_cured_when_the_order_is_worth_it_again() -> None:
    history = (*lent(), certified(certificate("800.00"), "700.00"), over("140.00"))
    made = certificate()
    given(*history).when(certify(made), CONTEXT).then(certified(made, "700.00"), cured())


def test_a_repayment_lowers_the_over_advance_and_cures_it() -> None:
    history = (*lent(), certified(certificate("800.00"), "700.00"), over("140.00"))

    part = given(*history).when(ask.RepayOrderDraw(FIRST, yuan("100.00")), CONTEXT)
    whole = given(*history).when(ask.RepayOrderDraw(FIRST, yuan("140.00")), CONTEXT)

    part.then(repaid("100.00"), over("40.00"))
    whole.then(repaid("140.00"), cured())


def test_a_repayment_taken_back_raises_it_again() -> None:
    history = (
        *lent(),
        certified(certificate("800.00"), "700.00"),
        over("140.00"),
        repaid("700.00"),
        cured(),
    )
    (
        given(*history)
        .when(ask.RestoreOrderDraw(FIRST, yuan("700.00")), CONTEXT)
        .then(restored("700.00"), over("140.00"))
    )


def test_money_sent_back_by_the_bank_frees_the_order() -> None:
    given(*lent()).when(ask.ReturnOrderDraw(FIRST), CONTEXT).then(RETURNED)

    state = given(*lent(), RETURNED).state
    assert isinstance(state, Programme)
    assert state.outstanding.is_zero
    assert state.orders_lent_on() == ()


def test_an_order_that_nothing_was_ever_lent_on_is_not_certified() -> None:
    given(*lent()).when(certify(certificate(order=OTHER)), CONTEXT).then()


@pytest.mark.parametrize("last", [frozen(), closed()])
def test_money_that_moves_is_recorded_whatever_became_of_the_programme(
    last: ProgrammeEvent,
) -> None:
    """Closed after the draw was repaid: the bank may still take the payment back."""
    (
        given(*lent(), repaid("700.00"), last)
        .when(ask.RestoreOrderDraw(FIRST, yuan("1.00")), CONTEXT)
        .then(restored("1.00"))
    )


def test_no_more_is_repaid_than_is_owed_and_no_more_restored_than_was_repaid() -> None:
    dollars = Money.of("1.00", Currency.USD)
    some_paid = given(*lent(), repaid("100.00"))
    (
        some_paid.when(ask.RepayOrderDraw(FIRST, yuan("600.01")), CONTEXT).then_refused(
            no.BeyondDraw(yuan("600.01"), yuan("600.00"))
        )
    )
    (
        some_paid.when(ask.RestoreOrderDraw(FIRST, yuan("100.01")), CONTEXT).then_refused(
            no.BeyondDraw(yuan("100.01"), yuan("100.00"))
        )
    )
    (
        some_paid.when(ask.RepayOrderDraw(FIRST, yuan("0.00")), CONTEXT).then_refused(
            no.AmountNotPositive(yuan("0.00"))
        )
    )
    (
        some_paid.when(ask.RepayOrderDraw(FIRST, dollars), CONTEXT).then_refused(
            no.OtherCurrency(programme=Currency.CNY, asked=Currency.USD)
        )
    )
    (
        some_paid.when(ask.RepayOrderDraw(SECOND, yuan("1.00")), CONTEXT).then_refused(
            no.DrawNotFound(SECOND)
        )
    )


NAMES = tuple(FinancingId(f"fin-{at}") for at in range(4))
cents = some.integers(min_value=1, max_value=120_000).map(lambda minor: Money(minor, Currency.CNY))
worths = some.integers(min_value=0, max_value=150_000).map(
    lambda minor: f"{minor // 100}.{minor % 100:02}"
)
commands = some.one_of(
    some.builds(
        lambda amount, name, worth, order: finance(
            str(amount.major), certificate(worth, order), name
        ),
        cents,
        some.sampled_from(NAMES),
        worths,
        some.sampled_from([ORDER, OTHER]),
    ),
    some.builds(
        lambda worth, order: certify(certificate(worth, order)),
        worths,
        some.sampled_from([ORDER, OTHER]),
    ),
    some.builds(ask.RepayOrderDraw, some.sampled_from(NAMES), cents),
    some.builds(ask.RestoreOrderDraw, some.sampled_from(NAMES), cents),
    some.builds(ask.ReturnOrderDraw, some.sampled_from(NAMES)),
)


def test_an_order_that_stands_as_it_was_last_certified_is_no_event() -> None:
    next_day = replace(
        certificate(), day=IN_MAY, inputs_hash="in 2", results_hash="out 2", carrying_hash="c 2"
    )

    given(*lent()).when(certify(next_day), CONTEXT).then()
    sooner = replace(next_day, deliver_by=IN_MAY, due_latest=IN_MAY)
    given(*lent()).when(certify(sooner), CONTEXT).then(certified(sooner, "700.00"))


def test_the_last_due_day_that_moves_with_the_day_alone_is_no_event() -> None:
    """Without a delivery day money may run as many days from any day on."""
    next_day = replace(certificate(), day=IN_MAY, due_latest=IN_MAY)

    given(*lent()).when(certify(next_day), CONTEXT).then()


def test_money_held_for_an_order_bears_what_is_lent_on_it_until_it_is_gone() -> None:
    """Nothing of the order counts any more; 500.00 of the 700.00 lent waits for the bank."""
    held = fact_of_holding("500.00")
    history = (*lent("700.00"), certified(certificate("0.00"), "700.00"), over("700.00"))

    given(*history).when(hold("500.00"), CONTEXT).then(held, over("200.00"))
    (
        given(*history, held, over("200.00"))
        .when(ask.UndoHeldProceeds(order=ORDER, receivable=CLAIM, collection=PAYMENT), CONTEXT)
        .then(
            HeldOrderProceedsUndone(
                **SAID,
                supplier=SPRING,
                order=ORDER,
                receivable=CLAIM,
                collection=PAYMENT,
                amount=yuan("500.00"),
            ),
            over("700.00"),
        )
    )


def test_no_more_is_given_than_is_held() -> None:
    asked = ask.GiveHeldProceeds(
        order=ORDER,
        receivable=CLAIM,
        collection=PAYMENT,
        amount=yuan("500.01"),
        repaid=yuan("0.00"),
    )
    state = given(*lent("700.00"), fact_of_holding("500.00")).state
    with pytest.raises(BrokenPromise):
        ORDER_PROGRAMME.decide(state, asked, CONTEXT)


def hold(amount: str) -> ask.HoldProceeds:
    return ask.HoldProceeds(
        order=ORDER,
        supplier=SPRING,
        payer=ANCHOR,
        receivable=CLAIM,
        collection=PAYMENT,
        value_date=TODAY,
        amount=yuan(amount),
    )


def fact_of_holding(amount: str) -> OrderProceedsHeld:
    return OrderProceedsHeld(
        **SAID,
        supplier=SPRING,
        order=ORDER,
        payer=ANCHOR,
        receivable=CLAIM,
        collection=PAYMENT,
        value_date=TODAY,
        amount=yuan(amount),
    )


@for_all(some.lists(commands, max_size=25))
def test_whatever_is_asked_no_more_is_lent_than_limits_allow_and_every_shortfall_is_told(
    asked: list[ask.ProgrammeCommand],
) -> None:
    history: list[ProgrammeEvent] = [opened(), let_in(limit="1200.00")]
    for command in asked:
        before = ORDER_PROGRAMME.replay(history)
        try:
            events = ORDER_PROGRAMME.decide(before, command, CONTEXT)
        except Refused:
            continue
        history += events
        state = ORDER_PROGRAMME.replay(history)
        assert isinstance(state, Programme)
        if isinstance(command, ask.FinanceOrder):
            assert state.lent_on(command.order) <= command.certificate.advance
            assert state.outstanding_of(SPRING) <= yuan("1200.00")
        for draw in state.draws.values():
            assert yuan("0.00") <= draw.principal <= draw.lent
        for order, made in state.certificates.items():
            short = state.lent_on(order) - made.advance
            told = state.over_advances.get(order)
            assert told == (short if short.is_positive else None)


def test_the_property_is_about_something() -> None:
    """A draw can be made twice on one order and fall short in the cast above."""
    first = given(*lent("300.00")).when(finance("400.00", financing=SECOND), CONTEXT).events()

    assert first[-1] == financed("400.00", SECOND)


def test_money_that_is_put_off_is_due_then_and_that_is_said_once() -> None:
    later, before = date(2026, 9, 30), given(*lent()).state
    assert isinstance(before, Programme)
    due_on = before.draws[FIRST].due_on
    asked = ask.RescheduleOrderDraw(FIRST, later)
    told = fact.OrderDrawRescheduled(
        **SAID, supplier=SPRING, order=ORDER, financing=FIRST, was_due_on=due_on, due_on=later
    )

    given(*lent()).when(asked, CONTEXT).then(told)
    given(*lent(), told).when(asked, CONTEXT).then()
