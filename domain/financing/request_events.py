"""What can happen to a request before it becomes a loan, or never does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.financing.facts import FinancingFact
from domain.financing.terms import FinancingTerms
from domain.shared.attribution import Parts
from domain.shared.facility import UNSUPPORTED, Supports
from domain.shared.money import Money
from domain.shared.quoting import LoanQuote


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingRequested(FinancingFact):
    """The borrower accepted the quote: what it costs, what is received and what is due when."""

    principal: Money
    terms: FinancingTerms
    quote: LoanQuote
    by_obligor: Parts
    approvals_needed: int
    expires_on: date
    """The last day on which it may be approved."""

    supports: Supports = UNSUPPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingApproved(FinancingFact):
    """By whoever the event was made by; the last one of `needed` opens the loan."""

    principal: Money
    nth: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingRejected(FinancingFact):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingWithdrawn(FinancingFact):
    """The borrower no longer wants it."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestExpired(FinancingFact):
    """Nobody decided it by its last day; it can never be opened after."""

    expired_on: date
    """The last day on which it could be approved."""


RequestEvent = (
    FinancingRequested | FinancingApproved | FinancingRejected | FinancingWithdrawn | RequestExpired
)
