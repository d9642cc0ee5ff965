"""How a loan is paid back and what follows when it is not: agreed with the facility it is drawn on.

Every kind of facility keeps one such value in its terms, and a loan takes it over as it
stood on the day it was asked for. Defaults are what holds where nothing was agreed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from domain.shared.allocation import Sweep
from domain.shared.fault import Fault
from domain.shared.instalments import BULLET, Plan, PlanKind


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
    """On principal repaid before it is due (提前还款违约金); none: Civil Code 677."""


NO_FEES = Fees()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanTerms:
    """What a facility's terms say about every loan under it, besides price and allocation."""

    plan: Plan = BULLET
    sweep: Sweep = Sweep.BY_INSTALMENT
    early: Early = Early.SHORTEN
    fees: Fees = NO_FEES
    grace_days: int = 0
    """No penalty runs on them; none: what is late bears it from the day after (Civil Code 676)."""

    penalty_on_interest: bool = False
    """Whether overdue interest bears penalty too (复利), which has to be agreed (银发[2003]251)."""

    default_after_days: int | None = None
    """Days past due from which it may be declared in default; 90 is presumed by IFRS 9 B5.5.37.
    None: days alone are no cause."""

    cross_default: bool = False
    """Whether another loan's default is one of this; nothing but an agreement makes it so."""

    rate_ceiling: Decimal | None = None
    """For a lender without a licence: four times the one-year LPR (民间借贷司法解释 25).
    None: a licensed lender, to which it does not apply."""

    second_person_restructures: bool = True
    """Whether a second person of the lender agrees to other lines; four eyes unless agreed."""

    offer_days: int = 30
    """How long the borrower may accept other lines; thirty days, as a request stands."""

    def faults(self) -> Iterator[Fault]:
        """What contradicts itself, as (field, rule, figure); a field as it is sent."""
        rates = {
            "fees.periodRate": self.fees.period_rate,
            "fees.earlyRate": self.fees.early_rate,
        }
        for field, rate in rates.items():
            if not 0 <= rate < 1:
                yield field, "from 0 to below 1", str(rate)
        if self.rate_ceiling is not None and self.rate_ceiling <= 0:
            yield "rateCeiling", "more than 0", str(self.rate_ceiling)
        yield from self.plan.faults()
        if self.grace_days < 0:
            yield "graceDays", "not negative", str(self.grace_days)
        if self.default_after_days is not None and self.default_after_days < 1:
            yield "defaultAfterDays", "at least 1", str(self.default_after_days)
        if self.offer_days < 1:
            yield "offerDays", "at least 1", str(self.offer_days)

    def faults_in_one_sum(self) -> Iterator[Fault]:
        """Where the assets that were lent on repay it, whenever they are paid."""
        for field, rule, figure in self.faults():
            yield f"loan.{field}", rule, figure
        if self.plan.kind is not PlanKind.BULLET:
            yield "loan.plan.kind", "bullet: what was lent on repays it", self.plan.kind.value


AS_BY_LAW = LoanTerms()
"""Nothing was agreed besides the price."""
