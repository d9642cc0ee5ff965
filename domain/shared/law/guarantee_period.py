"""How long a guarantee stands where nobody said so (Civil Code 692)."""

from __future__ import annotations

from datetime import date

from domain.shared.law.span import Span

UNAGREED_PERIOD = Span(months=6)


def guarantee_ends(debt_due: date, agreed_end: date | None) -> date:
    """The last day to claim on the guarantor.

    A period ending with the debt or before it counts as not agreed: six months.
    """
    if agreed_end is None or agreed_end <= debt_due:
        return UNAGREED_PERIOD.after(debt_due)
    return agreed_end
