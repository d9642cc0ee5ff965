"""What a loan of any kind costs, line by line, told before it is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from domain.shared.daycount import year_units
from domain.shared.exact import DIGITS, half_up, to_rate
from domain.shared.instalments import Instalment
from domain.shared.money import Money
from domain.shared.pricing import Price, Quote, quote

HALVINGS = 110
"""Of the daily discount factor between 0 and 1: exact to 30 decimals, shown with six."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """What is to be paid on one day if everything before was paid on its day."""

    due_on: date
    principal: Money
    interest: Money
    fee: Money

    @property
    def total(self) -> Money:
        return self.principal + self.interest + self.fee


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanQuote:
    """Everything a borrower gets and pays, and when."""

    principal: Money
    lines: tuple[DueLine, ...]
    interest: Money
    fee: Money
    """Taken once, by the price."""

    period_fees: Money
    net_proceeds: Money
    """What is received on `opened_on`."""

    repayable: Money
    annual_rate: Decimal
    effective_annual_rate: Decimal
    """The yearly rate at which all payments are worth what is received, by days of 365."""

    opened_on: date
    due_on: date


def quote_loan(
    principal: Money,
    price: Price,
    opened_on: date,
    schedule: Sequence[Instalment],
    period_fee_rate: Decimal = Decimal(0),
) -> LoanQuote:
    """Raise `Refused` as `pricing.quote` does."""
    priced = quote(principal, price, opened_on, schedule[-1].due_on)
    lines = _lines(priced, price, schedule, period_fee_rate)
    interest = priced.interest
    if not price.discount_form.is_upfront:
        interest = Money.total((line.interest for line in lines), principal.currency)
    repayable = Money.total((line.total for line in lines), principal.currency)
    fees = Money.total((line.fee for line in lines), principal.currency)
    return LoanQuote(
        principal=principal,
        lines=lines,
        interest=interest,
        fee=priced.fee,
        period_fees=fees - _fee_to_pay(priced, price),
        net_proceeds=priced.net_proceeds,
        repayable=repayable,
        annual_rate=price.annual_rate,
        effective_annual_rate=internal_rate(priced.net_proceeds, opened_on, lines),
        opened_on=opened_on,
        due_on=priced.due_on,
    )


def _lines(
    priced: Quote, price: Price, schedule: Sequence[Instalment], period_fee_rate: Decimal
) -> tuple[DueLine, ...]:
    """Interest is rounded as it runs in all, so that roundings never add up."""
    currency, left = priced.gross.currency, priced.gross.minor
    fee_owed = _fee_to_pay(priced, price).minor
    days = [priced.opened_on, *(line.due_on for line in schedule)]
    run, posted, found = Fraction(0), 0, list[DueLine]()
    for line, (start, end) in zip(schedule, pairwise(days), strict=True):
        run += left * _rate(price, priced, start, end)
        fee = fee_owed + half_up(left * Fraction(period_fee_rate))
        interest, posted, fee_owed = half_up(run) - posted, half_up(run), 0
        found.append(
            DueLine(line.due_on, line.principal, Money(interest, currency), Money(fee, currency))
        )
        left -= line.principal.minor
    return tuple(found)


def _fee_to_pay(priced: Quote, price: Price) -> Money:
    """The fee, unless it came out of the proceeds."""
    interest = (
        Money.zero(priced.fee.currency) if price.discount_form.is_upfront else priced.interest
    )
    return priced.repayable - priced.gross - interest


def _rate(price: Price, priced: Quote, start: date, end: date) -> Fraction:
    """Counted from the one start, as the accrual does; a discount has paid for all of it."""
    if price.discount_form.is_upfront:
        return Fraction(0)
    first, count = priced.opened_on, price.day_count
    at_maturity = end == priced.due_on
    units = year_units(first, end, count, ends_at_maturity=at_maturity)
    units -= year_units(first, start, count)
    return Fraction(price.annual_rate) * Fraction(units, count.basis)


def internal_rate(received: Money, on: date, lines: Sequence[DueLine]) -> Decimal:
    """The effective annual rate of what is paid against what is `received` on `on`."""
    with localcontext(prec=DIGITS):
        paid = [(Decimal(line.total.minor), (line.due_on - on).days) for line in lines]
        low, high = Decimal(0), Decimal(1)
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            worth = sum((amount * middle**days for amount, days in paid), Decimal(0))
            low, high = (low, middle) if worth > received.minor else (middle, high)
        return to_rate(Fraction(high**-365 - 1))
