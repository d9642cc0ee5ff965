"""What clients write about credit lines."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from api.shared.entered import Entered
from api.shared.fields import Amount, Body, Count, Day, Flag, Line, Party
from api.shared.named import CreditLine, Financing
from domain.credit_line.commands import Finding
from domain.credit_line.terms import LineTerms
from domain.shared.instalments import LINES_MAX
from domain.shared.money import Money

Terms = Annotated[
    LineTerms,
    Entered(),
    Field(
        examples=[
            {
                "version": 1,
                "limit": {"amount": "1000000.00", "currency": "CNY"},
                "parts": [
                    {"product": "credit_line"},
                    {
                        "product": "receivable_pool",
                        "limit": {"amount": "600000.00", "currency": "CNY"},
                    },
                ],
                "commitment": "committed",
                "price": {
                    "annualRate": "0.045",
                    "dayCount": "ACT/360",
                    "legalForm": "pledge",
                },
                "penaltyRate": "0.0675",
                "drawMinimum": {"amount": "1000.00", "currency": "CNY"},
                "tenorDaysMax": 365,
                "validUntil": "2027-03-01",
                "reviewDueOn": "2026-09-01",
            }
        ]
    ),
]


class ProposeBody(Body):
    """Without an id the line gets one."""

    line: CreditLine | None = None
    borrower: Party
    terms: Terms


class AmendBody(Body):
    terms: Terms
    counts_from: Day


class IncreaseBody(Body):
    amount: Amount
    first_day: Day
    last_day: Day
    reason: Line


class ApprovalBody(Body):
    proposal: Count


class RejectionBody(Body):
    proposal: Count
    reason: Line


class ReasonBody(Body):
    reason: Line


class ConditionsBody(Body):
    """`words` are the evidence where they are met, the reason where they are broken."""

    met: Flag
    words: Line


class ReviewBody(Body):
    finding: Finding
    words: Line
    next_on: Day


class FeeBody(Body):
    through: Day


class NamedLineBody(Body):
    due_on: Day
    principal: Amount


class QuoteBody(Body):
    """`lines` where the line's plan is `given`: they make up the amount, the last on `dueOn`."""

    amount: Amount
    due_on: Day
    lines: Annotated[tuple[NamedLineBody, ...], Field(max_length=LINES_MAX)] = ()

    @property
    def named(self) -> tuple[tuple[date, Money], ...]:
        return tuple((it.due_on, it.principal) for it in self.lines)


class DrawBody(QuoteBody):
    """Without an id the financing gets one."""

    financing: Financing | None = None
