"""The terms a pool is agreed under: data, never constants in code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.eligibility.terms import EligibilityTerms
from domain.eligibility.terms_faults import faults_of
from domain.shared.allocation import STATUTORY, Order, is_complete
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import FeePaid, Price

Fault = tuple[str, str, str]
"""(field, rule, figure) of something in the terms that contradicts itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolTerms:
    """One version of a facility's terms."""

    version: int
    obligors: tuple[PartyId, ...]
    """Whose debts the pool takes; empty for any obligor."""

    eligibility: EligibilityTerms
    price: Price
    penalty_rate: Decimal
    """Annual, on principal past its due date."""

    allocation: Order = STATUTORY
    tenor_days_max: int
    """六个月为原则, 最长一年 [CN]."""

    draw_minimum: Money
    cross_support: bool = False
    """Whether, with every seller's consent, one seller may draw against another's claims."""

    @property
    def currency(self) -> Currency:
        return self.eligibility.limit.currency

    @property
    def legal_form(self) -> LegalForm:
        return self.price.legal_form

    def faults(self, version: int) -> Iterator[Fault]:
        """What contradicts itself, the most fundamental first."""
        if self.version != version:
            yield "version", f"must be {version}", str(self.version)
        for fault in faults_of(self.eligibility):
            yield f"eligibility.{fault.term}", fault.problem.value, fault.value
        if self.draw_minimum.currency is not self.currency:
            yield "drawMinimum", f"must be in {self.currency}", str(self.draw_minimum.currency)
        if self.draw_minimum.is_negative:
            yield "drawMinimum", "not negative", str(self.draw_minimum)
        if self.tenor_days_max < 1:
            yield "tenorDaysMax", "at least 1", str(self.tenor_days_max)
        if not is_complete(self.allocation):
            yield "allocation", "names each component once", str(len(self.allocation))
        yield from self._price_faults()

    def _price_faults(self) -> Iterator[Fault]:
        rates = {
            "annualRate": self.price.annual_rate,
            "fee.rate": self.price.fee.rate,
            "penaltyRate": self.penalty_rate,
        }
        for field, rate in rates.items():
            if not 0 <= rate < 1:
                yield field, "from 0 to below 1", str(rate)
        upfront = self.price.discount_form.is_upfront
        if self.legal_form.is_loan and (upfront or self._fee_from_proceeds):
            yield "price", "nothing is deducted from a loan in advance (Civil Code 670)", "upfront"

    @property
    def _fee_from_proceeds(self) -> bool:
        return self.price.fee.rate > 0 and self.price.fee.paid is FeePaid.FROM_PROCEEDS
