"""A repayment meets what is owed on its value date, in the agreed order; the rest is said."""

from __future__ import annotations

from decimal import Decimal

from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.commands import DemandBuyBack
from domain.financing.lines import Share
from domain.financing.state import Stage
from domain.financing.terms import Source
from domain.shared.allocation import PENALTY_FIRST, STATUTORY, Component
from domain.shared.currency import Currency
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import Fee
from tests.domain.financing.scenes import (
    ANCHOR,
    DUE,
    MILL,
    SPRING,
    after,
    financing,
    given,
    kinds,
    on,
    opened,
    owed,
    paid_out,
    repay,
    said,
    terms,
    the_allocation,
    then,
    yuan,
)


def test_a_bullet_is_repaid_on_its_due_date() -> None:
    events = given(*paid_out()).when(repay("1015000.00", DUE), on(DUE)).events()

    assert events == (
        fact.InterestAccrued(
            **said(DUE), through=DUE, amount=yuan("15000.00"), penalty=yuan("0"), fee=yuan("0")
        ),
        fact.RepaymentAllocated(
            **said(DUE),
            reference="col-1",
            source=Source.COLLECTION,
            payer=None,
            value_date=DUE,
            amount=yuan("1015000.00"),
            split=owed(principal="1000000.00", interest="15000.00"),
            order=PENALTY_FIRST,
            surplus=yuan("0"),
            by_obligor=((ANCHOR, yuan("500000.00")), (MILL, yuan("500000.00"))),
            due_on=DUE,
            across=(Share(DUE, owed(principal="1000000.00", interest="15000.00")),),
        ),
        fact.FinancingRepaid(**said(DUE), paid=owed(principal="1000000.00", interest="15000.00")),
    )


def test_a_part_repaid_early_bears_no_more_interest() -> None:
    history = then(paid_out(), (after(30), repay("505000.00", after(30))))

    assert the_allocation(history).split == owed(principal="500000.00", interest="5000.00")
    assert financing(history).owed(DUE) == owed(principal="500000.00", interest="5000.00")


def test_the_order_agreed_decides_what_is_met_first() -> None:
    principal_first = (
        Component.PRINCIPAL,
        Component.INTEREST,
        Component.PENALTY,
        Component.FEE,
    )
    fee = Fee(Decimal("0.001"))

    by_contract = then(
        paid_out(terms(order=principal_first, fee=fee)), (after(30), repay("1500.00", after(30)))
    )
    by_law = then(
        paid_out(terms(order=STATUTORY, fee=fee)), (after(30), repay("1500.00", after(30)))
    )

    assert the_allocation(by_contract).split == owed(principal="1500.00")
    assert the_allocation(by_law).split == owed(fee="1000.00", interest="500.00")


def test_what_is_paid_too_much_is_the_surplus() -> None:
    history = then(paid_out(), (after(3), repay("1000600.00", after(3))))

    allocation = the_allocation(history)
    assert allocation.split == owed(principal="1000000.00", interest="500.00")
    assert allocation.surplus == yuan("100.00")
    assert financing(history).stage is Stage.REPAID


def test_what_comes_after_the_last_cent_is_all_surplus() -> None:
    repaid = then(paid_out(), (after(3), repay("1000500.00", after(3))))

    events = given(*repaid).when(repay("70.00", after(5), "col-2"), on(after(5))).events()

    assert kinds(events) == ["RepaymentAllocated"]
    assert the_allocation(events).surplus == yuan("70.00")


def test_the_payers_own_part_goes_down_first() -> None:
    history = then(paid_out(), (after(30), repay("605000.00", after(30), payer=MILL)))

    assert the_allocation(history).by_obligor == (
        (MILL, yuan("500000.00")),
        (ANCHOR, yuan("100000.00")),
    )
    assert financing(history).left_by_obligor == (
        (ANCHOR, yuan("400000.00")),
        (MILL, yuan("0.00")),
    )


def test_money_that_came_before_it_was_lent_counts_from_when_it_was() -> None:
    history = then(paid_out(), (after(1), repay("1000.00", after(-5))))

    allocation = the_allocation(history)
    assert allocation.value_date == after(-5)
    assert allocation.effective_on == after(0)
    assert allocation.split == owed(principal="1000.00")


def test_a_late_repayment_pays_the_penalty_too() -> None:
    history = then(
        paid_out(terms(penalty_rate="0.03")), (after(100), repay("1017500.00", after(100)))
    )

    assert kinds(history[3:]) == [
        "InterestAccrued",
        "FinancingOverdue",
        "RepaymentAllocated",
        "FinancingRepaid",
    ]
    assert the_allocation(history).split == owed(
        principal="1000000.00", interest="16666.67", penalty="833.33"
    )


def test_the_same_reference_is_allocated_once() -> None:
    history = then(paid_out(), (after(3), repay("10.00", after(3))))

    given(*history).when(repay("10.00", after(3)), on(after(3))).then_refused(
        no.RepaymentAlreadyAllocated("col-1")
    )


def test_no_repayment_before_the_money_is_out_and_none_from_the_future() -> None:
    given(*opened()).when(repay("10.00", after(0)), on(after(0))).then_refused(no.NotDisbursed())
    given(*paid_out()).when(repay("10.00", after(2)), on(after(1))).then_refused(
        no.DateAhead(after(2), after(1))
    )


def test_a_repayment_is_positive_and_in_the_currency_of_the_loan() -> None:
    given(*paid_out()).when(repay("0", after(1)), on(after(1))).then_refused(
        no.AmountNotPositive(yuan("0"))
    )
    command = repay("1.00", after(1))
    dollars = type(command)(
        reference="x", value_date=after(1), amount=Money.of("1.00", Currency.USD)
    )
    given(*paid_out()).when(dollars, on(after(1))).then_refused(
        no.OtherCurrency(Currency.CNY, Currency.USD)
    )


DEMAND = DemandBuyBack(due_on=after(97), reason="unpaid by the buyer")


def test_with_recourse_the_seller_may_be_asked_to_buy_back() -> None:
    given(*paid_out()).when(DEMAND, on(after(90))).then(
        fact.BuyBackDue(
            **said(after(90)),
            due_on=after(97),
            reason="unpaid by the buyer",
            owed=owed(principal="1000000.00", interest="15000.00"),
        )
    )


def test_a_seller_that_pays_has_bought_back() -> None:
    history = then(
        paid_out(),
        (after(90), DEMAND),
        (after(90), repay("1015000.00", after(90), source=Source.BUY_BACK)),
    )

    assert kinds(history[4:]) == [
        "InterestAccrued",
        "RepaymentAllocated",
        "BoughtBack",
        "FinancingRepaid",
    ]


def test_a_buy_back_is_asked_once_and_only_while_something_is_owed() -> None:
    asked = then(paid_out(), (after(90), DEMAND))
    given(*asked).when(DEMAND, on(after(91))).then_refused(no.BuyBackAlreadyDue(after(97)))

    repaid = then(paid_out(), (after(90), repay("1015000.00", after(90))))
    given(*repaid).when(DEMAND, on(after(91))).then_refused(no.NothingOwed())
    given(*opened()).when(DEMAND, on(after(91))).then_refused(no.NotDisbursed())


def test_without_recourse_the_seller_owes_nothing() -> None:
    history = paid_out(terms(legal_form=LegalForm.ASSIGNMENT_NONRECOURSE))

    given(*history).when(DEMAND, on(after(90))).then_refused(no.NoRecourse(SPRING))
