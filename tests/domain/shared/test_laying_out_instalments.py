"""A loan of any kind is laid out to the cent, and its whole cost told before it is accepted."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.instalments import Instalment, Plan, PlanKind, Schedule, lay_out, months_after
from domain.shared.interest import effective_annual_rate
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import DeductedFromLoan, DiscountForm, Fee, FeePaid, Price
from domain.shared.quoting import LoanQuote, quote_loan
from domain.shared.refusal import Refused

CNY = Currency.CNY
START = date(2026, 1, 15)
PLEDGED = LegalForm.PLEDGE


def yuan(major: str) -> Money:
    return Money.of(major, CNY)


def price(rate: str = "0.06", count: DayCount = DayCount.THIRTY_E_360, **more: object) -> Price:
    agreed = {"legal_form": PLEDGED, **more}
    return Price(annual_rate=Decimal(rate), day_count=count, **agreed)  # type: ignore[arg-type] # whatever a test is about


def laid_out(plan: Plan, agreed: Price, principal: str = "1000000.00") -> Schedule:
    return lay_out(yuan(principal), agreed, plan, START, plan.dates(months_after(START, 1)))


def quoted(plan: Plan, agreed: Price, principal: str = "1000000.00") -> LoanQuote:
    return quote_loan(yuan(principal), agreed, START, laid_out(plan, agreed, principal))


def test_equal_parts_are_rounded_down_and_the_last_takes_the_rest() -> None:
    parts = [
        line.principal for line in laid_out(Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=3), price())
    ]

    assert parts == [yuan("333333.33"), yuan("333333.33"), yuan("333333.34")]


def test_level_instalments_are_level_but_for_the_last() -> None:
    """1,000,000 at 6 % over twelve months: 86,066.43 a month, by the annuity formula."""
    lines = quoted(Plan(kind=PlanKind.EQUAL_INSTALMENTS, number=12), price()).lines

    assert {line.total for line in lines[:-1]} == {yuan("86066.43")}
    assert abs((lines[-1].total - yuan("86066.43")).minor) <= 12


def test_level_instalments_stay_level_where_months_have_their_own_days() -> None:
    agreed = price(count=DayCount.ACT_360)

    lines = quoted(Plan(kind=PlanKind.EQUAL_INSTALMENTS, number=12), agreed).lines

    assert len({line.total for line in lines[:-1]}) == 1


def test_a_revolving_loan_pays_interest_on_its_dates_and_principal_on_the_last() -> None:
    lines = quoted(Plan(kind=PlanKind.REVOLVING, number=3), price()).lines

    assert [line.total for line in lines] == [yuan("5000.00"), yuan("5000.00"), yuan("1005000.00")]


def test_from_a_months_last_day_every_line_is_due_on_a_last_day() -> None:
    dates = Plan(kind=PlanKind.REVOLVING, number=4).dates(date(2026, 1, 31))

    assert [day.isoformat() for day in dates] == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
    ]


def test_a_day_that_a_month_lacks_is_its_last_and_comes_back_after() -> None:
    dates = Plan(kind=PlanKind.REVOLVING, number=3).dates(date(2025, 12, 30))

    assert [day.isoformat() for day in dates] == ["2025-12-30", "2026-01-30", "2026-02-28"]
    assert months_after(date(2026, 2, 28), 1) == date(2026, 3, 31)


def test_a_level_instalment_below_the_interest_of_an_odd_first_period_repays_nothing_yet() -> None:
    dates = [date(2035, 1, 15), date(2035, 2, 15), date(2035, 3, 15)]

    lines = lay_out(
        yuan("1000.00"),
        price("0.30"),
        Plan(kind=PlanKind.EQUAL_INSTALMENTS, number=3),
        START,
        dates,
    )

    assert all(not line.principal.is_negative for line in lines)
    assert Money.total((line.principal for line in lines), CNY) == yuan("1000.00")


KINDS = [kind for kind in PlanKind if kind is not PlanKind.GIVEN]
plans = st.builds(
    lambda kind, number, months: Plan(
        kind=kind, number=1 if kind is PlanKind.BULLET else number, every_months=months
    ),
    st.sampled_from(KINDS),
    st.integers(1, 48),
    st.integers(1, 6),
)
prices = st.builds(price, st.sampled_from(["0", "0.0435", "0.2399"]), st.sampled_from(DayCount))
principals = st.integers(1, 10**12).map(lambda minor: str(Money(minor, CNY).major))


@settings(deadline=None)
@given(plans, prices, principals)
def test_the_parts_make_up_the_principal_to_the_cent(
    plan: Plan, agreed: Price, principal: str
) -> None:
    lines = laid_out(plan, agreed, principal)

    assert Money.total((line.principal for line in lines), CNY) == yuan(principal)
    assert all(not line.principal.is_negative for line in lines)
    assert all(one.due_on < other.due_on for one, other in pairwise(lines))


@settings(deadline=None)
@given(plans, prices, principals)
def test_a_quote_tells_everything_that_is_paid(plan: Plan, agreed: Price, principal: str) -> None:
    told = quoted(plan, agreed, principal)

    assert Money.total((line.total for line in told.lines), CNY) == told.repayable
    assert told.repayable == told.principal + told.interest + told.fee + told.period_fees
    assert all(not line.interest.is_negative for line in told.lines)


@settings(deadline=None)
@given(prices, st.integers(10**6, 10**12), st.integers(20, 700))
def test_of_one_payment_the_rate_is_the_closed_form(agreed: Price, minor: int, days: int) -> None:
    due_on, principal = START + timedelta(days=days), Money(minor, CNY)

    told = quote_loan(principal, agreed, START, (Instalment(due_on, principal),))

    assert told.effective_annual_rate == effective_annual_rate(principal, told.repayable, days)


def test_a_fee_every_period_and_one_at_the_end_are_in_the_rate() -> None:
    plan = Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=2)
    plain = quoted(plan, price())
    agreed = price(fee=Fee(Decimal("0.01")))

    told = quote_loan(yuan("1000000.00"), agreed, START, laid_out(plan, agreed), Decimal("0.001"))

    assert told.period_fees == yuan("1500.00")
    assert [line.fee for line in told.lines] == [yuan("11000.00"), yuan("500.00")]
    assert told.effective_annual_rate > plain.effective_annual_rate


def test_a_discount_is_in_what_is_received() -> None:
    agreed = price(
        legal_form=LegalForm.ASSIGNMENT_RECOURSE, discount_form=DiscountForm.STRAIGHT_DISCOUNT
    )

    told = quoted(Plan(), agreed)

    assert (told.net_proceeds, told.repayable) == (yuan("995000.00"), yuan("1000000.00"))
    assert [line.interest for line in told.lines] == [yuan("0")]


def test_nothing_is_deducted_from_a_loan_whatever_its_kind() -> None:
    agreed = price(fee=Fee(Decimal("0.01"), FeePaid.FROM_PROCEEDS))

    with pytest.raises(Refused) as refused:
        quoted(Plan(kind=PlanKind.EQUAL_PRINCIPAL, number=2), agreed)

    assert refused.value.refusal == DeductedFromLoan(
        DiscountForm.INTEREST_AT_END, FeePaid.FROM_PROCEEDS
    )
