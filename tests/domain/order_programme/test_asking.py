"""A supplier asks for money on its order; what is decided on it uses nothing until it is lent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.eligibility.order_reasons import OrderFigure, OrderReason, OrderRemedy, OrderRule
from domain.order_programme import commands as ask
from domain.order_programme import events as fact
from domain.order_programme import refusals as no
from domain.order_programme import request_refusals as unasked
from domain.order_programme.draw_refusals import OutByRule
from domain.order_programme.state import Programme
from domain.shared.ids import PartyId
from domain.shared.refusal import BrokenPromise
from tests.domain.order_programme.scenes import (
    CONTEXT,
    FIRST,
    IN_MAY,
    ORDER,
    SAID,
    SECOND,
    SPRING,
    TERMS,
    beyond,
    certificate,
    certified,
    finance,
    financed,
    frozen,
    given,
    lent,
    let_in,
    opened,
    yuan,
)

MILL = PartyId("mill")
ENTRUSTED = replace(TERMS, entrusted_payment=True)
ASK = ask.AskOnOrder(
    financing=FIRST,
    order=ORDER,
    supplier=SPRING,
    amount=yuan("700.00"),
    due_on=IN_MAY,
    pay_to=None,
    certificate=certificate(),
)


def asked(pay_to: PartyId | None = None) -> fact.MoneyAskedOnOrder:
    return fact.MoneyAskedOnOrder(
        **SAID,
        supplier=SPRING,
        order=ORDER,
        financing=FIRST,
        amount=yuan("700.00"),
        due_on=IN_MAY,
        pay_to=pay_to,
    )


def test_money_asked_for_uses_nothing() -> None:
    given(opened(), let_in()).when(ASK, CONTEXT).then(asked())

    state = given(opened(), let_in(), asked()).state
    assert isinstance(state, Programme)
    assert state.outstanding.is_zero
    assert list(state.askings) == [FIRST]


def test_what_could_not_be_lent_is_not_asked_for() -> None:
    over = replace(ASK, amount=yuan("700.01"))
    within = given(opened(), let_in())

    within.when(over, CONTEXT).then_refused(beyond("700.01", "700.00"))
    given(opened(), let_in(), frozen()).when(ASK, CONTEXT).then_refused(
        no.ProgrammeIsFrozen("review")
    )
    given(opened()).when(ASK, CONTEXT).then_refused(no.SupplierNotIn(SPRING))


def test_it_is_asked_for_once_under_one_name() -> None:
    again = given(opened(), let_in(), asked()).when(ASK, CONTEXT)
    lent_already = given(*lent("10.00")).when(replace(ASK, amount=yuan("10.00")), CONTEXT)

    again.then_refused(no.DrawAlreadyMade(FIRST))
    lent_already.then_refused(no.DrawAlreadyMade(FIRST))


def test_an_order_that_bears_nothing_says_by_which_rules_and_figures() -> None:
    late = OrderReason(
        rule=OrderRule.RATING_STALE,
        line="",
        amount=yuan("1000.00"),
        counted=yuan("1000.00"),
        figures=(OrderFigure("days", 400), OrderFigure("limit_days", 365)),
        remedy=OrderRemedy.RATE_SUPPLIER,
    )
    nothing = replace(certificate(), eligible=yuan("0.00"), advance=yuan("0.00"))
    out = OutByRule(late.rule, "", late.amount, late.figures, late.remedy)

    (
        given(opened(), let_in())
        .when(replace(ASK, certificate=nothing, why=(late,)), CONTEXT)
        .then_refused(
            replace(beyond("700.00", "0.00"), eligible=yuan("0.00"), why=(out,)),
        )
    )


def test_two_may_ask_on_one_order_and_the_first_to_be_lent_takes_it() -> None:
    second = replace(asked(), financing=SECOND)
    first = (certified(certificate()), financed("700.00"))
    (
        given(opened(), let_in(), asked(), second, *first)
        .when(finance("700.00", financing=SECOND), CONTEXT)
        .then_refused(beyond("700.00", "0.00", already="700.00"))
    )


def test_what_is_lent_is_not_asked_for_any_more() -> None:
    (
        given(opened(), let_in(), asked())
        .when(finance("700.00"), CONTEXT)
        .then(certified(certificate()), financed("700.00"))
    )
    state = given(opened(), let_in(), asked(), certified(certificate()), financed("700.00")).state
    assert isinstance(state, Programme)
    assert state.askings == {}


def test_what_is_lent_is_what_was_asked_for() -> None:
    with pytest.raises(BrokenPromise):
        given(opened(), let_in(), asked()).when(finance("600.00"), CONTEXT).events()


def test_what_was_rejected_is_dropped_once() -> None:
    dropped = fact.AskingDropped(**SAID, supplier=SPRING, order=ORDER, financing=FIRST)

    given(opened(), let_in(), asked()).when(ask.DropAsking(FIRST), CONTEXT).then(dropped)
    (
        given(opened(), let_in(), asked(), dropped)
        .when(ask.DropAsking(FIRST), CONTEXT)
        .then_refused(unasked.AskingNotFound(FIRST))
    )


def test_an_entrusted_payment_names_whom_it_goes_to_and_no_other_does() -> None:
    entrusted = given(opened(ENTRUSTED), let_in())
    plain = given(opened(), let_in())

    entrusted.when(replace(ASK, pay_to=MILL), CONTEXT).then(asked(MILL))
    entrusted.when(ASK, CONTEXT).then_refused(unasked.PayeeMissing())
    plain.when(replace(ASK, pay_to=MILL), CONTEXT).then_refused(unasked.PayeeNotInTerms(MILL))
