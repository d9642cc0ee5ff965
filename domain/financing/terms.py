"""What was agreed about one financing when it was opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from domain.shared.allocation import PENALTY_FIRST, Order, is_complete
from domain.shared.pricing import Price


class Source(Enum):
    """Whose money a repayment is."""

    COLLECTION = "collection"
    """A buyer paid a receivable."""

    BORROWER = "borrower"
    BUY_BACK = "buy_back"
    """The seller takes the receivables back (回购)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingTerms:
    """The price, and what happens when it is paid late or in part."""

    price: Price
    penalty_rate: Decimal = Decimal(0)
    """Annual, on principal past its due date, beside the interest that runs on."""

    allocation: Order = PENALTY_FIRST
    rate_ceiling: Decimal | None = None
    """For a lender without a licence: four times the one-year LPR (民间借贷司法解释 25)."""

    def faults(self) -> Iterator[tuple[str, str, str]]:
        """What contradicts itself, as (field, rule, figure)."""
        rates = {
            "annual_rate": self.price.annual_rate,
            "fee_rate": self.price.fee.rate,
            "penalty_rate": self.penalty_rate,
        }
        for field, rate in rates.items():
            if not 0 <= rate < 1:
                yield field, "from 0 to below 1", str(rate)
        if not is_complete(self.allocation):
            names = ", ".join(component.value for component in self.allocation)
            yield "allocation", "each component once", names
        if self.price.fee.step_days is not None and self.price.fee.step_days < 1:
            yield "fee_step_days", "at least 1", str(self.price.fee.step_days)
