"""The terms a credit line is agreed under: data, never constants in code.

Where a figure has a default, its source stands beside it. ICBC 网贷通 [P: m.icbc.com.cn]:
one contract, valid for a year, drawn and repaid freely, up to RMB 30 million, and the
unused part bears no interest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.shared.agreed_amounts import faults_of_amounts, faults_of_minimum
from domain.shared.agreed_price import IN_ADVANCE, faults_of_allocation, faults_of_rates
from domain.shared.allocation import STATUTORY, Order
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.facility import Product
from domain.shared.fault import Fault
from domain.shared.instalments import PlanKind
from domain.shared.loan_terms import AS_BY_LAW, LoanTerms
from domain.shared.money import Money
from domain.shared.pricing import Price


class Commitment(StrEnum):
    """Whether the lender must pay. Only what is committed is exposure before it is drawn."""

    COMMITTED = "committed"
    """承诺类."""

    CONDITIONAL = "conditional"
    """有条件承诺类: only once its conditions are declared met."""


@dataclass(frozen=True, slots=True)
class Part:
    """A product that may use the line, and how much of it. Parts overlap under one total."""

    product: Product
    limit: Money | None = None
    """None: the total alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTerms:
    """One version of a line's terms."""

    version: int
    limit: Money
    parts: tuple[Part, ...] = (Part(Product.CREDIT_LINE),)
    commitment: Commitment
    conditions: tuple[str, ...] = ()
    revolving: bool = True
    """What is repaid can be drawn again; 网贷通 [P]."""

    price: Price
    penalty_rate: Decimal
    """Annual, on principal past its due date."""

    allocation: Order = STATUTORY
    unused_fee_rate: Decimal = Decimal(0)
    """Annual, on what is not drawn; nothing: 网贷通 [P]."""

    unused_fee_day_count: DayCount = DayCount.ACT_360
    draw_minimum: Money
    tenor_days_max: int
    valid_until: date
    """The last day on which it can be drawn: a year in 网贷通 [P]."""

    review_due_on: date
    block_days: int = 7
    """How long a block waits for the money to move; as long as a lien is reserved for."""

    four_eyes: bool = True
    """A second person approves, amends and resumes."""

    loan: LoanTerms = AS_BY_LAW
    """How draws on the line itself are paid back, and what follows where they are not."""

    second_person_from: Money | None = None
    """From this amount on two people approve a draw on the line itself, and a second one lets a
    surplus go back; None: the line's own approval is enough, as in 网贷通 [P]."""

    @property
    def currency(self) -> Currency:
        return self.limit.currency

    def needs_second_person(self, amount: Money) -> bool:
        return self.second_person_from is not None and amount >= self.second_person_from

    def part_of(self, product: Product) -> Part | None:
        return next((part for part in self.parts if part.product is product), None)

    def faults(self, version: int) -> Iterator[Fault]:
        """What contradicts itself, the most fundamental first."""
        if self.version != version:
            yield "version", f"must be {version}", str(self.version)
        if not self.limit.is_positive:
            yield "limit", "more than nothing", str(self.limit)
        yield from self._part_faults()
        yield from self._commitment_faults()
        yield from self._draw_faults()
        yield from self._price_faults()
        yield from self._loan_faults()

    def _loan_faults(self) -> Iterator[Fault]:
        for field, rule, figure in self.loan.faults():
            yield f"loan.{field}", rule, figure
        upfront = self.price.discount_form.is_upfront
        if upfront and self.loan.plan.kind is not PlanKind.BULLET:
            yield "loan.plan.kind", "bullet where the discount is deducted", self.loan.plan.kind

    def _part_faults(self) -> Iterator[Fault]:
        products = [part.product for part in self.parts]
        if not products:
            yield "parts", "names a product", "none"
        if len(set(products)) < len(products):
            yield "parts", "names each product once", str(len(products))
        for part in self.parts:
            if part.limit is None:
                continue
            if part.limit.currency is not self.currency:
                yield "parts.limit", f"must be in {self.currency}", str(part.limit.currency)
            elif not Money.zero(self.currency) <= part.limit <= self.limit:
                yield "parts.limit", f"from 0 to {self.limit}", str(part.limit)

    def _commitment_faults(self) -> Iterator[Fault]:
        conditional = self.commitment is Commitment.CONDITIONAL
        if conditional and not self.conditions:
            yield "conditions", "names what must be met", "none"
        if not conditional and self.conditions:
            yield "conditions", "none where the line is committed", str(len(self.conditions))

    def _draw_faults(self) -> Iterator[Fault]:
        yield from faults_of_amounts(
            {"drawMinimum": self.draw_minimum, "secondPersonFrom": self.second_person_from},
            self.currency,
        )
        yield from faults_of_minimum(self.draw_minimum, self.limit)
        if self.tenor_days_max < 1:
            yield "tenorDaysMax", "at least 1", str(self.tenor_days_max)
        if self.block_days < 0:
            yield "blockDays", "not negative", str(self.block_days)

    def _price_faults(self) -> Iterator[Fault]:
        yield from faults_of_rates(
            self.price, {"penaltyRate": self.penalty_rate, "unusedFeeRate": self.unused_fee_rate}
        )
        yield from faults_of_allocation(self.allocation)
        if self.price.legal_form.is_loan and self.price.deducts_in_advance:
            yield IN_ADVANCE
