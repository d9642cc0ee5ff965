"""What was agreed about one financing when it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum

from domain.shared.agreed_price import faults_of_rates
from domain.shared.allocation import PENALTY_FIRST, Order, Sweep, is_complete
from domain.shared.fault import Fault
from domain.shared.instalments import BULLET, Plan, PlanKind
from domain.shared.loan_terms import NO_FEES, Early, Fees, LoanTerms
from domain.shared.money import Money
from domain.shared.pricing import Price


class Source(Enum):
    """Whose money a repayment is."""

    COLLECTION = "collection"
    """A buyer paid a receivable."""

    BORROWER = "borrower"
    BUY_BACK = "buy_back"
    """The seller takes the receivables back (回购)."""

    GUARANTOR = "guarantor"
    """Who answered for it paid (代偿)."""

    ROLLED = "rolled"
    """Another financing of the same lender took it out (借新还旧); no bank moves."""

    PAID_OFF = "paid_off"
    """Another lender paid it off from a draw on the same trade."""


class Asking(Enum):
    """What became of a request that is not a loan."""

    OPEN = "open"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Nobody decided it by its last day."""


class Verdict(Enum):
    """How a request was decided; approved, it is a loan."""

    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """By nobody: its last day went by."""


class Cause(Enum):
    """Why a default is declared."""

    OVERDUE = "overdue"
    """Past due for as many days as the terms say."""

    CROSS_DEFAULT = "cross_default"
    """Another financing of the borrower, by the same lender, is in default."""

    INSOLVENCY = "insolvency"
    BREACH = "breach"
    """Of another duty: use of the money, information, covenants."""

    FRAUD = "fraud"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approvals:
    """How many people of the lender must approve a request."""

    second_from: Money | None = None
    """From this principal on a second, different person; None: one is enough."""

    valid_days: int = 30
    """How long a request stands; thirty days as an offer open for acceptance usually is."""

    def needed(self, principal: Money) -> int:
        return 1 if self.second_from is None or principal < self.second_from else 2


ONE_PERSON = Approvals()


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingTerms:
    """The price, how it is paid back, and what happens when it is paid late or in part."""

    price: Price
    penalty_rate: Decimal = Decimal(0)
    """Annual, on principal past its due date, beside the interest that runs on."""

    allocation: Order = PENALTY_FIRST
    rate_ceiling: Decimal | None = None
    """For a lender without a licence: four times the one-year LPR (民间借贷司法解释 25)."""

    plan: Plan = BULLET
    sweep: Sweep = Sweep.BY_INSTALMENT
    early: Early = Early.SHORTEN
    fees: Fees = NO_FEES
    grace_days: int = 0
    """No penalty runs on them, whether or not it is paid by their end."""

    penalty_on_interest: bool = False
    """Whether overdue interest bears penalty too (复利)."""

    default_after_days: int | None = None
    """Days past due from which it may be declared in default; 90 (IFRS 9 B5.5.37)."""

    cross_default: bool = False
    """Whether the default of another financing of this borrower, here, is one of this."""

    second_person_restructures: bool = True
    """Whether a second person of the lender agrees to other lines before the borrower is asked."""

    offer_days: int = 30
    """How long the borrower may accept them."""

    @classmethod
    def under(
        cls, price: Price, penalty_rate: Decimal, allocation: Order, loan: LoanTerms
    ) -> FinancingTerms:
        """As the terms of a facility say."""
        agreed = {it.name: getattr(loan, it.name) for it in fields(LoanTerms)}
        return cls(price=price, penalty_rate=penalty_rate, allocation=allocation, **agreed)

    @property
    def loan(self) -> LoanTerms:
        """What a facility's terms could have said."""
        return LoanTerms(**{it.name: getattr(self, it.name) for it in fields(LoanTerms)})

    def faults(self) -> Iterator[Fault]:
        """What contradicts itself."""
        yield from faults_of_rates(self.price, {"penaltyRate": self.penalty_rate})
        if not is_complete(self.allocation):
            names = ", ".join(component.value for component in self.allocation)
            yield "allocation", "each component once", names
        if self.price.fee.step_days is not None and self.price.fee.step_days < 1:
            yield "price.fee.stepDays", "at least 1", str(self.price.fee.step_days)
        yield from self.loan.faults()
        if self.price.discount_form.is_upfront and self.plan.kind is not PlanKind.BULLET:
            yield "plan.kind", "bullet where the discount is deducted", self.plan.kind.value
