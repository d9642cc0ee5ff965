"""The terms a pool is agreed under: data, never constants in code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.eligibility.terms import EligibilityTerms
from domain.eligibility.terms_faults import faults_of
from domain.shared.agreed_amounts import faults_of_amounts, faults_of_minimum
from domain.shared.agreed_price import IN_ADVANCE, faults_of_allocation, faults_of_rates
from domain.shared.allocation import STATUTORY, Order
from domain.shared.currency import Currency
from domain.shared.fault import Fault
from domain.shared.ids import PartyId
from domain.shared.legal_form import LegalForm
from domain.shared.loan_terms import AS_BY_LAW, LoanTerms
from domain.shared.money import Money
from domain.shared.pricing import Price


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

    days_after_last_claim_max: int | None = None
    """How long after the last eligible claim a draw may be due; 15 [CN]. None: not agreed."""

    draw_minimum: Money
    second_person_from: Money | None = None
    """From this surplus on a second person looks before it goes back; None: one is enough, as
    a draw is approved by the terms alone."""

    consent_days: int | None = None
    """How long the lender takes to answer before an order is changed or cancelled whose claims the
    pool holds. None: no day is agreed; silence is no consent in either case (Civil Code 140)."""

    cross_support: bool = False
    """Whether, with every seller's consent, one seller may draw against another's claims."""

    loan: LoanTerms = AS_BY_LAW
    """What follows where a draw is not paid; the claims' own proceeds pay it, in one sum."""

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
        yield from faults_of_amounts(
            {"drawMinimum": self.draw_minimum, "secondPersonFrom": self.second_person_from},
            self.currency,
        )
        yield from faults_of_minimum(self.draw_minimum, self.eligibility.limit)
        if self.tenor_days_max < 1:
            yield "tenorDaysMax", "at least 1", str(self.tenor_days_max)
        after = self.days_after_last_claim_max
        if after is not None and after < 0:
            yield "daysAfterLastClaimMax", "not negative", str(after)
        if self.consent_days is not None and self.consent_days < 1:
            yield "consentDays", "at least 1", str(self.consent_days)
        yield from faults_of_allocation(self.allocation)
        yield from self._price_faults()
        yield from self.loan.faults_in_one_sum()

    def _price_faults(self) -> Iterator[Fault]:
        yield from faults_of_rates(self.price, {"penaltyRate": self.penalty_rate})
        if self.legal_form.is_loan and self.price.deducts_in_advance:
            yield IN_ADVANCE
