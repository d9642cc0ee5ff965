"""A financing opens at the price that was quoted, or says why it cannot."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.financing import events as fact
from domain.financing import refusals as no
from domain.financing.commands import AccrueInterest
from domain.financing.terms import FinancingTerms
from domain.shared.allocation import Component
from domain.shared.currency import Currency
from domain.shared.instalments import Instalment
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import (
    DeductedFromLoan,
    DiscountForm,
    DueBeforeStart,
    Fee,
    FeePaid,
)
from domain.shared.refusal import Refusal
from tests.domain.financing.scenes import (
    ANCHOR,
    DUE,
    FIN,
    HALF_AND_HALF,
    OPENED,
    given,
    on,
    open_financing,
    opened,
    said,
    terms,
    yuan,
)


def test_a_loan_is_opened_at_its_price() -> None:
    given().when(open_financing(), on(OPENED)).then(
        fact.FinancingOpened(
            **said(OPENED),
            principal=yuan("1000000.00"),
            interest=yuan("15000.00"),
            fee=yuan("0"),
            net_proceeds=yuan("1000000.00"),
            effective_annual_rate=Decimal("0.062242"),
            terms=terms(),
            opened_on=OPENED,
            due_on=DUE,
            schedule=(Instalment(DUE, yuan("1000000.00")),),
            by_obligor=HALF_AND_HALF,
        )
    )


def test_a_bought_receivable_may_be_discounted() -> None:
    agreed = terms(form=DiscountForm.STRAIGHT_DISCOUNT)

    (event,) = given().when(open_financing(agreed), on(OPENED)).events()

    assert isinstance(event, fact.FinancingOpened)
    assert event.net_proceeds == yuan("985000.00")


def test_it_is_opened_once() -> None:
    given(*opened()).when(open_financing(), on(OPENED)).then_refused(no.FinancingAlreadyOpen(FIN))


def test_what_was_never_opened_is_not_found() -> None:
    given().when(AccrueInterest(through=OPENED), on(OPENED)).then_refused(no.FinancingNotFound())


UNSOUND: list[tuple[FinancingTerms, Refusal]] = [
    (terms("1.00"), no.TermsUnsound("price.annualRate", "from 0 to below 1", "1.00")),
    (
        terms(penalty_rate="-0.01"),
        no.TermsUnsound("penaltyRate", "from 0 to below 1", "-0.01"),
    ),
    (
        terms(order=(Component.FEE, Component.INTEREST)),
        no.TermsUnsound("allocation", "each component once", "fee, interest"),
    ),
    (
        terms(fee=Fee(Decimal("0.01"), step_days=0)),
        no.TermsUnsound("price.fee.stepDays", "at least 1", "0"),
    ),
    (
        terms(legal_form=LegalForm.PLEDGE, form=DiscountForm.STRAIGHT_DISCOUNT),
        DeductedFromLoan(DiscountForm.STRAIGHT_DISCOUNT, FeePaid.WITH_REPAYMENT),
    ),
    (
        terms("0.10", penalty_rate="0.04", ceiling="0.124"),
        no.BeyondRateCeiling(Decimal("0.141389"), Decimal("0.124")),
    ),
]


@pytest.mark.parametrize(("agreed", "refusal"), UNSOUND)
def test_terms_that_are_unsound_are_refused(agreed: FinancingTerms, refusal: Refusal) -> None:
    given().when(open_financing(agreed), on(OPENED)).then_refused(refusal)


def test_a_lender_without_a_licence_may_ask_up_to_the_ceiling() -> None:
    agreed = terms("0.12", ceiling="0.124")

    (event,) = given().when(open_financing(agreed), on(OPENED)).events()

    assert isinstance(event, fact.FinancingOpened)


def test_the_obligors_parts_make_up_the_principal() -> None:
    short = ((ANCHOR, yuan("999999.99")),)

    given().when(open_financing(by_obligor=short), on(OPENED)).then_refused(
        no.AttributionDiffers(yuan("1000000.00"), yuan("999999.99"))
    )


def test_the_obligors_parts_are_in_the_currency_of_the_loan() -> None:
    dollars = ((ANCHOR, Money.of("1000000.00", Currency.USD)),)

    given().when(open_financing(by_obligor=dollars), on(OPENED)).then_refused(
        no.OtherCurrency(Currency.CNY, Currency.USD)
    )


def test_nothing_is_not_lent() -> None:
    given().when(open_financing(principal="0"), on(OPENED)).then_refused(
        no.AmountNotPositive(yuan("0"))
    )


def test_a_loan_due_today_has_no_price() -> None:
    given().when(open_financing(due_on=OPENED), on(OPENED)).then_refused(
        DueBeforeStart(OPENED, OPENED)
    )
