"""When a buyer must pay a small supplier, and what lateness costs it.

保障中小企业款项支付条例, State Council order 802, in force since 1 June 2025.
Being small or medium is fixed on the day of the contract (article 3).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from domain.shared.daycount import DayCount, year_fraction
from domain.shared.interest import interest
from domain.shared.law.span import Span
from domain.shared.money import Money

UNAGREED_DAILY_RATE = Decimal("0.0005")
"""Article 17, where no rate for late payment was agreed."""

CONFIRMATION_PERIOD = Span(days=30)
"""Article 16: a buyer confirms a receivable within 30 days of being asked."""


class Buyer(Enum):
    """Which buyers article 9 binds."""

    STATE_BODY = "state_body"
    """机关、事业单位: 30 days, and no contract beyond 60."""

    LARGE_ENTERPRISE = "large_enterprise"
    """大型企业: 60 days; a contract may differ, but must be reasonable."""


UNAGREED_PERIOD = {Buyer.STATE_BODY: Span(days=30), Buyer.LARGE_ENTERPRISE: Span(days=60)}
LONGEST_PERIOD = {Buyer.STATE_BODY: Span(days=60), Buyer.LARGE_ENTERPRISE: None}


def payment_deadline(buyer: Buyer, runs_from: date, agreed: Span | None = None) -> date:
    """The last day to pay (article 9); an agreed period beyond the longest is cut to it."""
    if agreed is None:
        return UNAGREED_PERIOD[buyer].after(runs_from)
    longest = LONGEST_PERIOD[buyer]
    deadline = agreed.after(runs_from)
    return deadline if longest is None else min(deadline, longest.after(runs_from))


def period_runs_from(
    delivered: date, inspection: Span | None = None, accepted: date | None = None
) -> date:
    """From which day the period runs (article 10).

    From delivery; where acceptance was agreed, from acceptance, but no later
    than the end of the agreed `inspection` window: delay does not help the buyer.
    """
    if inspection is None:
        return delivered
    window_ends = inspection.after(delivered)
    return window_ends if accepted is None else min(accepted, window_ends)


def confirmation_deadline(asked: date) -> date:
    """The last day to confirm or dispute a receivable (article 16)."""
    return CONFIRMATION_PERIOD.after(asked)


def payable_now(invoice: Money, disputed: Money) -> Money:
    """What a dispute does not hold up (article 15)."""
    return invoice - min(disputed, invoice)


def late_payment_interest(
    overdue: Money,
    start: date,
    end: date,
    *,
    agreed: Decimal | None = None,
    lpr: Decimal = Decimal(0),
) -> Money:
    """Interest on an overdue payment (article 17) from `start` to `end`.

    The `agreed` annual rate, but at least the one-year `lpr` on the day of the
    contract, by actual days of 365; 0.05 % a day where none was agreed.
    """
    if agreed is None:
        return interest(overdue, UNAGREED_DAILY_RATE, Fraction((end - start).days))
    return interest(overdue, max(agreed, lpr), year_fraction(start, end, DayCount.ACT_365F))
