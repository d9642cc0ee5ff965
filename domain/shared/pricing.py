"""What a financing costs, told before it is accepted.

A loan may not have interest deducted in advance (Civil Code 670): a discount
is for a receivable that is bought.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from math import ceil
from typing import ClassVar, assert_never

from domain.shared.daycount import DayCount, year_fraction
from domain.shared.interest import (
    discount_to_yield,
    effective_annual_rate,
    interest,
    straight_discount,
)
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal, Refused


class DiscountForm(Enum):
    """When the price of the money is paid, and on what it is reckoned."""

    INTEREST_AT_END = "interest_at_end"
    STRAIGHT_DISCOUNT = "straight_discount"
    """The rate is applied to the face and deducted from it."""

    DISCOUNT_TO_YIELD = "discount_to_yield"
    """The price paid yields the rate: face / (1 + r·t)."""

    @property
    def is_upfront(self) -> bool:
        return self is not DiscountForm.INTEREST_AT_END


class FeePaid(Enum):
    """Where the fee is taken from."""

    FROM_PROCEEDS = "from_proceeds"
    WITH_REPAYMENT = "with_repayment"


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee on the amount financed: taken once, or for each step of days begun."""

    rate: Decimal
    paid: FeePaid = FeePaid.WITH_REPAYMENT
    step_days: int | None = None
    """None: taken once. 30: the rate for each 30 days or part of them."""

    def on(self, amount: Money, days: int) -> Money:
        steps = 1 if self.step_days is None else ceil(Fraction(days, self.step_days))
        return interest(amount, self.rate, Fraction(steps))


NO_FEE = Fee(Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What the contract says of the cost of money; `annual_rate` 0.06 is 6 %."""

    annual_rate: Decimal
    day_count: DayCount
    legal_form: LegalForm
    discount_form: DiscountForm = DiscountForm.INTEREST_AT_END
    fee: Fee = NO_FEE

    @property
    def deducts_in_advance(self) -> bool:
        """Whether less is paid out than is lent."""
        fee_too = self.fee.rate > 0 and self.fee.paid is FeePaid.FROM_PROCEEDS
        return self.discount_form.is_upfront or fee_too


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a supplier is shown before it accepts."""

    gross: Money
    """The debt: what was asked for, or the face that was bought."""

    interest: Money
    """To the due date: owed then, or deducted now, by the form of the discount."""

    fee: Money
    net_proceeds: Money
    repayable: Money
    """In all, on the due date."""

    annual_rate: Decimal
    effective_annual_rate: Decimal
    """Proceeds received against what is repaid, compounded, by actual days of 365."""

    opened_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class DeductedFromLoan(Refusal):
    """Interest or a fee was to be deducted in advance from a loan."""

    code: ClassVar[str] = "pricing.deducted_from_loan"
    kind: ClassVar[Kind] = Kind.UNSOUND
    discount_form: DiscountForm
    fee_paid: FeePaid


@dataclass(frozen=True, slots=True)
class DueBeforeStart(Refusal):
    """The money would be due before or on the day it is paid out."""

    code: ClassVar[str] = "pricing.due_before_start"
    kind: ClassVar[Kind] = Kind.UNSOUND
    opened_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class NothingLeft(Refusal):
    """Discount and fee together would eat up the amount."""

    code: ClassVar[str] = "pricing.nothing_left"
    kind: ClassVar[Kind] = Kind.UNSOUND
    gross: Money
    deducted: Money


def quote(amount: Money, price: Price, opened_on: date, due_on: date) -> Quote:
    """Price `amount` from `opened_on` to `due_on`.

    Raise `Refused` with `DeductedFromLoan`, `DueBeforeStart` or `NothingLeft`.
    """
    check_lawful(price)
    if due_on <= opened_on:
        raise Refused(DueBeforeStart(opened_on, due_on))

    cost, fee = _cost(amount, price, opened_on, due_on)
    deducted = _deducted(cost, fee, price)
    if deducted >= amount:
        raise Refused(NothingLeft(amount, deducted))

    net, repayable = amount - deducted, amount + cost + fee - deducted
    return Quote(
        gross=amount,
        interest=cost,
        fee=fee,
        net_proceeds=net,
        repayable=repayable,
        annual_rate=price.annual_rate,
        effective_annual_rate=effective_annual_rate(net, repayable, (due_on - opened_on).days),
        opened_on=opened_on,
        due_on=due_on,
    )


def gross_for(net: Money, price: Price, opened_on: date, due_on: date) -> Money:
    """The least amount whose net proceeds are `net`; raise `Refused` as `quote` does.

    What is deducted grows with the amount, and more slowly: each guess is too little or right.
    """
    gross = net
    while (short := net - quote(gross, price, opened_on, due_on).net_proceeds).is_positive:
        gross += short
    return gross


def check_lawful(price: Price) -> None:
    """Raise `Refused(DeductedFromLoan)` where a loan would be paid out short."""
    deducts = price.discount_form.is_upfront or (
        price.fee.paid is FeePaid.FROM_PROCEEDS and price.fee.rate > 0
    )
    if price.legal_form.is_loan and deducts:
        raise Refused(DeductedFromLoan(price.discount_form, price.fee.paid))


def _cost(amount: Money, price: Price, start: date, end: date) -> tuple[Money, Money]:
    years = year_fraction(start, end, price.day_count, ends_at_maturity=True)
    fee = price.fee.on(amount, (end - start).days)
    match price.discount_form:
        case DiscountForm.INTEREST_AT_END:
            return interest(amount, price.annual_rate, years), fee
        case DiscountForm.STRAIGHT_DISCOUNT:
            return straight_discount(amount, price.annual_rate, years), fee
        case DiscountForm.DISCOUNT_TO_YIELD:
            return discount_to_yield(amount, price.annual_rate, years), fee
        case _:
            assert_never(price.discount_form)


def _deducted(cost: Money, fee: Money, price: Price) -> Money:
    nothing = Money.zero(cost.currency)
    discount = cost if price.discount_form.is_upfront else nothing
    return discount + (fee if price.fee.paid is FeePaid.FROM_PROCEEDS else nothing)
