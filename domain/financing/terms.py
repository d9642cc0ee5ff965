"""What was agreed about one financing when it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from domain.shared.allocation import PENALTY_FIRST, Order, Sweep, is_complete
from domain.shared.instalments import BULLET, Plan, PlanKind
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
    """Another financing took it out."""


class Asking(Enum):
    """What became of a request that is not a loan."""

    OPEN = "open"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Nobody decided it by its last day."""


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


class Early(Enum):
    """What principal repaid before it was due does to the lines that are left."""

    SHORTEN = "shorten"
    """The last lines fall away first (缩短期限)."""

    RECOMPUTE = "recompute"
    """Every line goes down in proportion, the dates stay (减少月供)."""

    NEXT = "next"
    """The next line is paid in advance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """Besides the price's own fee; parts of principal, zero where nothing was agreed."""

    period_rate: Decimal = Decimal(0)
    """On what is lent as each period begins, due with its line."""

    early_rate: Decimal = Decimal(0)
    """On principal repaid before it is due (提前还款违约金)."""


NO_FEES = Fees()


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

    def faults(self) -> Iterator[tuple[str, str, str]]:
        """What contradicts itself, as (field, rule, figure)."""
        rates = {
            "annual_rate": self.price.annual_rate,
            "fee_rate": self.price.fee.rate,
            "penalty_rate": self.penalty_rate,
            "period_rate": self.fees.period_rate,
            "early_rate": self.fees.early_rate,
        }
        for field, rate in rates.items():
            if not 0 <= rate < 1:
                yield field, "from 0 to below 1", str(rate)
        if not is_complete(self.allocation):
            names = ", ".join(component.value for component in self.allocation)
            yield "allocation", "each component once", names
        if self.price.fee.step_days is not None and self.price.fee.step_days < 1:
            yield "fee_step_days", "at least 1", str(self.price.fee.step_days)
        yield from self.plan.faults()
        yield from self._faults_of_lateness()

    def _faults_of_lateness(self) -> Iterator[tuple[str, str, str]]:
        if self.grace_days < 0:
            yield "grace_days", "not negative", str(self.grace_days)
        if self.default_after_days is not None and self.default_after_days < 1:
            yield "default_after_days", "at least 1", str(self.default_after_days)
        if self.price.discount_form.is_upfront and self.plan.kind is not PlanKind.BULLET:
            yield "plan.kind", "bullet where the discount is deducted", self.plan.kind.value
