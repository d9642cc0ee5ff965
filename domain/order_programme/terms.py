"""What a lender and a core enterprise agree about lending on the enterprise's orders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.eligibility.order_terms import OrderTerms
from domain.eligibility.order_terms_faults import faults_of_order_terms
from domain.shared.agreed_amounts import faults_of_amounts, faults_of_minimum
from domain.shared.agreed_price import IN_ADVANCE, faults_of_allocation, faults_of_rates
from domain.shared.allocation import STATUTORY, Order
from domain.shared.currency import Currency
from domain.shared.fault import Fault
from domain.shared.loan_terms import AS_BY_LAW, LoanTerms
from domain.shared.money import Money
from domain.shared.pricing import Price


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeTerms:
    """One version of a programme's terms."""

    version: int
    orders: OrderTerms
    price: Price
    penalty_rate: Decimal
    """Annual, on principal past its due date."""

    draw_minimum: Money
    allocation: Order = STATUTORY
    second_person_from: Money | None = None
    """From this amount on a second person approves, and lets a surplus go back; None: one is
    enough for any amount."""

    entrusted_payment: bool = False
    """受托支付: the money goes to the supplier's own supplier (流动资金贷款管理办法)."""

    consent_days: int | None = None
    """How long the lender takes to answer before an order it lent on is changed or cancelled.
    None: no day is agreed; silence is no consent in either case (Civil Code 140)."""

    loan: LoanTerms = AS_BY_LAW
    """What follows where a loan is not paid; the order's own proceeds pay it, in one sum."""

    @property
    def currency(self) -> Currency:
        return self.orders.limit.currency

    def needs_second_person(self, amount: Money) -> bool:
        return self.second_person_from is not None and amount >= self.second_person_from

    def faults(self, version: int) -> Iterator[Fault]:
        """What contradicts itself, the most fundamental first."""
        if self.version != version:
            yield "version", f"must be {version}", str(self.version)
        for fault in faults_of_order_terms(self.orders):
            yield f"orders.{fault.term}", fault.problem.value, fault.value
        yield from faults_of_amounts(
            {"drawMinimum": self.draw_minimum, "secondPersonFrom": self.second_person_from},
            self.currency,
        )
        yield from faults_of_minimum(self.draw_minimum, self.orders.limit)
        yield from faults_of_allocation(self.allocation)
        if self.consent_days is not None and self.consent_days < 1:
            yield "consentDays", "at least 1", str(self.consent_days)
        yield from self._price_faults()
        yield from self.loan.faults_in_one_sum()

    def _price_faults(self) -> Iterator[Fault]:
        yield from faults_of_rates(self.price, {"penaltyRate": self.penalty_rate})
        if not self.price.legal_form.is_loan:
            yield "price", "money on an order is a loan", self.price.legal_form.value
        elif self.price.deducts_in_advance:
            yield IN_ADVANCE
