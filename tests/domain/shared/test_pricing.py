"""A supplier is told what its money costs before it takes it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.early_payment import annualised, net_benefit
from domain.shared.interest import (
    discount_of_yield,
    discount_to_yield,
    effective_annual_rate,
    interest_between,
    lawful_rate,
    principal_of_loan,
    straight_discount,
    yield_of_discount,
)
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import (
    NO_FEE,
    DeductedFromLoan,
    DiscountForm,
    DueBeforeStart,
    Fee,
    FeePaid,
    NothingLeft,
    Price,
    gross_for,
    quote,
)
from domain.shared.refusal import Refusal, Refused
from tests.support.shared import case

CNY = Currency.CNY
START = date(2026, 1, 15)


def yuan(major: str | float) -> Money:
    return Money.of(str(major), CNY)


def price(
    rate: str = "0.06",
    form: DiscountForm = DiscountForm.INTEREST_AT_END,
    fee: Fee = NO_FEE,
    legal_form: LegalForm = LegalForm.ASSIGNMENT_RECOURSE,
) -> Price:
    return Price(
        annual_rate=Decimal(rate),
        day_count=DayCount.ACT_360,
        legal_form=legal_form,
        discount_form=form,
        fee=fee,
    )


def refusal(asked: Price, due_on: date = date(2026, 4, 15), amount: str = "1000") -> Refusal:
    with pytest.raises(Refused) as refused:
        quote(yuan(amount), asked, START, due_on)
    return refused.value.refusal


def test_interest_at_the_end_leaves_the_whole_amount_to_be_used() -> None:
    told = quote(yuan("1000000.00"), price(), START, date(2026, 4, 15))

    assert told.net_proceeds == yuan("1000000.00")
    assert told.interest == yuan("15000.00")
    assert told.repayable == yuan("1015000.00")
    assert told.effective_annual_rate == Decimal("0.062242")


def test_a_discount_is_deducted_and_the_face_is_due() -> None:
    told = case("INT-09")
    face, due_on = yuan(told["inputs"]["face"]), START + timedelta(days=180)

    straight = quote(face, price(form=DiscountForm.STRAIGHT_DISCOUNT), START, due_on)
    yielding = quote(face, price(form=DiscountForm.DISCOUNT_TO_YIELD), START, due_on)

    assert straight.net_proceeds == yuan(told["expected"]["straight_discount_proceeds"])
    assert yielding.net_proceeds == yuan(told["expected"]["discount_to_yield_proceeds"])
    gained = yielding.net_proceeds - straight.net_proceeds
    assert gained == yuan(told["expected"]["difference"])
    assert straight.repayable == yielding.repayable == face


def test_the_yield_of_a_straight_discount_is_higher_than_its_rate() -> None:
    found = yield_of_discount(Decimal("0.06"), Fraction(180, 360))

    assert round(float(found), 7) == case("INT-09")["expected"]["straight_discount_yield"]
    with pytest.raises(ValueError, match="whole face"):
        yield_of_discount(Decimal(1), Fraction(1))


def test_a_discount_is_less_of_the_face_than_of_the_price() -> None:
    told = case("INT-03")
    face, paid = told["inputs"]["face"], told["inputs"]["price"]
    on_face = Fraction(face - paid, face)

    assert float(on_face) == told["expected"]["rate_on_face"]
    found = yield_of_discount(Decimal(str(float(on_face))), Fraction(1))
    assert round(float(found), 3) == told["expected"]["rate_of_interest"]


@given(
    st.decimals(min_value="0.0001", max_value="0.5", places=4),
    st.integers(min_value=1, max_value=365),
)
def test_a_discount_rate_and_its_yield_convert_both_ways(rate: Decimal, days: int) -> None:
    years = Fraction(days, 360)

    there = discount_of_yield(rate, years)

    assert there / (1 - there * years) == Fraction(rate)
    assert yield_of_discount(rate, years) > Fraction(rate)


@pytest.mark.parametrize("case_id", ["INT-04", "INT-05", "INT-06"])
def test_paying_early_earns_a_discount_by_days_of_360(case_id: str) -> None:
    told = case(case_id)
    given_ = told["inputs"]
    invoice = yuan(given_["invoice"])

    discount = straight_discount(
        invoice, Decimal(str(given_["apr"])), Fraction(given_["days_accelerated"], given_["basis"])
    )

    assert discount == yuan(told["expected"]["discount"])
    assert invoice - discount == yuan(told["expected"]["payment"])


def test_an_early_payment_discount_is_worth_more_than_the_money_costs() -> None:
    told = case("INT-07")

    benefit = net_benefit(Decimal("0.02"), Decimal("0.05"), told["inputs"]["days_early"])

    assert round(float(benefit * 100), 2) == told["expected"]["net_benefit_pct"]
    yearly = annualised(benefit, told["inputs"]["days_early"])
    assert float(yearly * 100) == pytest.approx(told["expected"]["annualised_pct"], abs=0.01)


def test_interest_deducted_in_advance_was_never_lent() -> None:
    told = case("INT-10")

    lent = principal_of_loan(
        yuan(told["inputs"]["nominal"]), yuan(told["inputs"]["deducted_upfront"])
    )
    due = interest_between(
        lent, Decimal("0.06"), DayCount.ACT_365F, date(2026, 1, 1), date(2027, 1, 1)
    )

    assert lent == yuan(told["expected"]["principal"])
    assert due == yuan(told["expected"]["interest"])


@pytest.mark.parametrize(
    ("form", "paid"),
    [
        (DiscountForm.STRAIGHT_DISCOUNT, FeePaid.WITH_REPAYMENT),
        (DiscountForm.DISCOUNT_TO_YIELD, FeePaid.WITH_REPAYMENT),
        (DiscountForm.INTEREST_AT_END, FeePaid.FROM_PROCEEDS),
    ],
)
def test_nothing_is_deducted_from_a_loan(form: DiscountForm, paid: FeePaid) -> None:
    asked = price(form=form, fee=Fee(Decimal("0.01"), paid), legal_form=LegalForm.PLEDGE)

    assert refusal(asked) == DeductedFromLoan(form, paid)


def test_a_fee_may_be_deducted_where_a_receivable_is_bought() -> None:
    asked = price(fee=Fee(Decimal("0.01"), FeePaid.FROM_PROCEEDS))

    told = quote(yuan("1000.00"), asked, START, date(2026, 4, 15))

    assert told.net_proceeds == yuan("990.00")
    assert told.repayable == yuan("1015.00")


def test_a_fee_on_a_loan_is_owed_with_the_repayment() -> None:
    asked = price(fee=Fee(Decimal("0.01")), legal_form=LegalForm.PLEDGE)

    told = quote(yuan("1000.00"), asked, START, date(2026, 4, 15))

    assert told.net_proceeds == yuan("1000.00")
    assert told.repayable == yuan("1025.00")


@pytest.mark.parametrize(("days", "fee"), [(1, "15"), (30, "15"), (31, "30"), (90, "45")])
def test_a_fee_by_steps_is_due_for_every_step_begun(days: int, fee: str) -> None:
    stepped = Fee(Decimal("0.015"), step_days=30)

    assert stepped.on(yuan("1000"), days) == yuan(fee)


def test_money_due_on_the_day_it_is_paid_out_has_no_price() -> None:
    assert refusal(price(), due_on=START) == DueBeforeStart(START, START)


def test_a_discount_may_not_eat_up_the_amount() -> None:
    asked = price("4.00", DiscountForm.STRAIGHT_DISCOUNT)

    assert refusal(asked) == NothingLeft(yuan("1000"), yuan("1000"))


def test_a_private_lender_may_claim_four_times_the_prime_rate_and_no_more() -> None:
    told = case("INT-13")
    agreed = Decimal(str(told["inputs"]["agreed_rate"]))
    penalty = Decimal(str(told["inputs"]["penalty_rate"]))
    lpr = Decimal(str(told["inputs"]["lpr_1y"]))

    assert lawful_rate(agreed + penalty, lpr) == Decimal(str(told["expected"]["claimable"]))
    assert lawful_rate(agreed, lpr) == agreed


def test_a_cost_needs_money_received_and_days_to_use_it() -> None:
    with pytest.raises(ValueError, match="a cost needs"):
        effective_annual_rate(yuan("0"), yuan("1"), 10)


amounts = st.integers(min_value=1_000, max_value=10**13).map(lambda minor: Money(minor, CNY))
prices = st.builds(
    price,
    st.decimals(min_value=0, max_value="0.36", places=4).map(str),
    st.sampled_from(DiscountForm),
    st.builds(
        Fee,
        st.decimals(min_value=0, max_value="0.03", places=4),
        st.sampled_from(FeePaid),
        st.sampled_from([None, 30]),
    ),
)


@given(amounts, prices, st.integers(min_value=1, max_value=365))
def test_what_is_repaid_beyond_the_proceeds_is_interest_and_fee(
    amount: Money, asked: Price, days: int
) -> None:
    told = quote(amount, asked, START, START + timedelta(days=days))

    assert told.repayable - told.net_proceeds == told.interest + told.fee
    assert told.net_proceeds.is_positive
    assert told.net_proceeds <= told.gross <= told.repayable
    assert told.effective_annual_rate >= 0


@given(amounts, st.integers(min_value=1, max_value=360))
def test_discount_to_yield_gives_the_lender_exactly_its_rate(face: Money, days: int) -> None:
    rate, years = Decimal("0.06"), Fraction(days, 360)

    paid = face - discount_to_yield(face, rate, years)

    earned = (Fraction(face.minor, paid.minor) - 1) / years
    assert abs(earned - Fraction(rate)) * paid.minor * years <= 1


@given(
    net=st.integers(1, 10**12),
    rate=st.decimals("0", "0.36", places=4),
    fee=st.decimals("0", "0.05", places=4),
    days=st.integers(1, 365),
    form=st.sampled_from(DiscountForm),
)
def test_the_least_amount_is_found_that_brings_in_just_what_is_needed(
    net: int, rate: Decimal, fee: Decimal, days: int, form: DiscountForm
) -> None:
    agreed = Price(
        annual_rate=rate,
        day_count=DayCount.ACT_360,
        legal_form=LegalForm.ASSIGNMENT_RECOURSE,
        discount_form=form,
        fee=Fee(fee, FeePaid.FROM_PROCEEDS),
    )
    needed, due = Money(net, CNY), START + timedelta(days=days)

    gross = gross_for(needed, agreed, START, due)

    assert quote(gross, agreed, START, due).net_proceeds == needed
    less = Money(gross.minor - 1, CNY)
    assert less < needed or quote(less, agreed, START, due).net_proceeds < needed
