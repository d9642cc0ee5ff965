"""Money is lent on an order as far as order, supplier's limit and programme's limit bear it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from domain.eligibility.order_certificate import Security, SecurityRatios
from domain.order_programme import commands as ask
from domain.order_programme import refusals as no
from domain.shared.currency import Currency
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refusal
from tests.domain.order_programme.scenes import (
    CONTEXT,
    DELIVERY,
    LATEST,
    NONE,
    ORDER,
    OTHER,
    RIVER,
    SECOND,
    SPRING,
    TERMS,
    TODAY,
    UNSECURED,
    beyond,
    certificate,
    certified,
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
    yuan,
)

THIRD = FinancingId("fin-3")


def test_the_whole_advance_may_be_lent_and_the_certificate_stands_beside_it() -> None:
    (
        given(opened(), let_in())
        .when(finance("700.00"), context=CONTEXT)
        .then(certified(certificate()), financed("700.00"))
    )


def test_one_fen_more_than_the_order_bears_is_refused_and_says_what_is_left() -> None:
    (
        given(*lent("300.00"))
        .when(finance("400.01", financing=SECOND), context=CONTEXT)
        .then_refused(beyond("400.01", "400.00", already="300.00"))
    )


def test_what_was_repaid_may_be_lent_again() -> None:
    (
        given(*lent("700.00"), repaid("200.00"))
        .when(finance("200.00", financing=SECOND), context=CONTEXT)
        .then(certified(certificate(), "500.00"), financed("200.00", SECOND))
    )


def test_the_suppliers_own_limit_counts_over_all_its_orders() -> None:
    history = (opened(), let_in(limit="1000.00"), certified(certificate()), financed("700.00"))
    (
        given(*history)
        .when(finance("300.01", certificate(order=OTHER), SECOND), context=CONTEXT)
        .then_refused(no.BeyondSuppliersLimit(yuan("300.01"), yuan("300.00")))
    )


def test_the_programmes_limit_counts_over_all_suppliers() -> None:
    terms = replace(TERMS, orders=replace(TERMS.orders, limit=yuan("800.00")))
    history = (opened(terms), let_in(), let_in(RIVER), certified(certificate()), financed("700.00"))
    (
        given(*history)
        .when(finance("100.01", certificate(order=OTHER, supplier=RIVER), SECOND), context=CONTEXT)
        .then_refused(no.BeyondProgramme(yuan("100.01"), yuan("100.00")))
    )


def test_an_order_that_bears_more_again_is_cured_as_it_is_lent_on() -> None:
    (
        given(*lent(), over("50.00"))
        .when(finance("70.00", certificate("1100.00"), SECOND), context=CONTEXT)
        .then(certified(certificate("1100.00"), "700.00"), cured(), financed("70.00", SECOND))
    )


RATIOS = SecurityRatios(Decimal("0.30"), Decimal("0.20"), Decimal("0.10"))
FULL = Security(guarantee=yuan("210.00"), collateral=yuan("140.00"), margin=yuan("70.00"))


def test_what_the_rating_asks_for_besides_the_order_is_given_in_full() -> None:
    made = certificate(ratios=RATIOS)
    asked = replace(finance("700.00", made), security=FULL)

    (
        given(opened(), let_in())
        .when(asked, context=CONTEXT)
        .then(certified(made), financed("700.00", security=FULL))
    )


@pytest.mark.parametrize("missing", ["guarantee", "collateral", "margin"])
def test_a_fen_short_of_guarantee_collateral_or_margin_is_refused(missing: str) -> None:
    required: Money = getattr(FULL, missing)
    short = required - yuan("0.01")
    security = replace(FULL, **{missing: short})
    asked = replace(finance("700.00", certificate(ratios=RATIOS)), security=security)

    (
        given(opened(), let_in())
        .when(asked, context=CONTEXT)
        .then_refused(no.SecurityShort(missing, required, short))
    )


USD = Money.of("700.00", Currency.USD)
GOOD = finance("700.00")
ANOTHERS = replace(certificate(), buyer=RIVER)
REFUSED: tuple[tuple[ask.FinanceOrder, Refusal], ...] = (
    (replace(GOOD, supplier=RIVER), no.SupplierNotIn(RIVER)),
    (
        replace(GOOD, amount=USD),
        no.OtherCurrency(programme=Currency.CNY, asked=Currency.USD),
    ),
    (replace(GOOD, certificate=ANOTHERS), no.OrderOfAnother(ORDER)),
    (finance("0.00"), no.AmountNotPositive(NONE)),
    (finance("9.99"), no.BelowMinimum(yuan("9.99"), yuan("10.00"))),
    (replace(GOOD, due_on=TODAY), no.DueTooSoon(TODAY, TODAY)),
    (
        replace(GOOD, due_on=LATEST + timedelta(days=1)),
        no.DueTooLate(LATEST + timedelta(days=1), DELIVERY, LATEST),
    ),
    (replace(GOOD, financing=THIRD), no.DrawAlreadyMade(THIRD)),
)


@pytest.mark.parametrize(("asked", "refusal"), REFUSED)
def test_what_is_not_lent_is_refused_with_its_figures(
    asked: ask.FinanceOrder, refusal: Refusal
) -> None:
    history = (
        opened(),
        let_in(),
        certified(certificate(order=OTHER)),
        financed("10.00", THIRD, OTHER),
    )
    given(*history).when(asked, context=CONTEXT).then_refused(refusal)


def test_the_most_fundamental_refusal_comes_first() -> None:
    """Everything is wrong at once; each reason gone, the next is told."""
    wrong = replace(
        finance("9.99", replace(certificate("1.00", ratios=RATIOS), buyer=RIVER)),
        supplier=RIVER,
        due_on=TODAY,
    )
    (
        given(opened(), frozen(), closed())
        .when(wrong, context=CONTEXT)
        .then_refused(no.ProgrammeIsClosed())
    )
    given(opened(), frozen()).when(wrong, CONTEXT).then_refused(no.ProgrammeIsFrozen("review"))
    given(opened()).when(wrong, CONTEXT).then_refused(no.SupplierNotIn(RIVER))
    within = given(opened(), let_in())
    right_party = replace(wrong, supplier=SPRING)
    within.when(right_party, CONTEXT).then_refused(no.OrderOfAnother(ORDER))
    right_order = replace(right_party, certificate=certificate("1.00", ratios=RATIOS))
    within.when(right_order, CONTEXT).then_refused(no.BelowMinimum(yuan("9.99"), yuan("10.00")))
    right_size = replace(right_order, amount=yuan("10.00"))
    within.when(right_size, CONTEXT).then_refused(no.DueTooSoon(TODAY, TODAY))
    right_day = replace(right_size, due_on=LATEST)
    within.when(right_day, CONTEXT).then_refused(
        replace(beyond("10.00", "0.70"), ordered=yuan("1.00"), eligible=yuan("1.00"))
    )
    right_worth = replace(right_day, certificate=certificate(ratios=RATIOS))
    within.when(right_worth, CONTEXT).then_refused(
        no.SecurityShort("guarantee", yuan("3.00"), NONE)
    )


def test_the_certificate_of_another_order_is_a_fault_of_ours() -> None:
    with pytest.raises(BrokenPromise):
        given(opened(), let_in()).when(replace(GOOD, order=OTHER), context=CONTEXT).events()


def test_an_order_in_another_currency_bears_nothing() -> None:
    dollars = Money.zero(Currency.USD)
    made = replace(certificate(), gross=USD, eligible=dollars, advance=dollars)
    (
        given(opened(), let_in())
        .when(finance("10.00", made), context=CONTEXT)
        .then_refused(replace(beyond("10.00", "0.00"), ordered=USD, eligible=dollars))
    )


def test_unsecured_is_enough_where_the_rating_asks_for_nothing() -> None:
    assert certificate().ratios.of(yuan("700.00")) == UNSECURED
