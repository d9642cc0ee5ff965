"""What can happen to a loan that is not paid as it was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.financing.facts import FinancingFact
from domain.financing.terms import Cause
from domain.shared.allocation import Breakdown
from domain.shared.attribution import Parts
from domain.shared.ids import GuaranteeId, PartyId
from domain.shared.instalments import Schedule
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultDeclared(FinancingFact):
    cause: Cause
    detail: str
    days_past_due: int
    owed: Breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingAccelerated(FinancingFact):
    """Everything is due now (提前到期)."""

    reason: str
    was_due_on: date
    due_on: date
    principal: Money
    """What is left of it."""

    by_obligor: Parts
    by_guarantor: Parts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RestructuringProposed(FinancingFact):
    """By one person of the lender."""

    schedule: Schedule
    annual_rate: Decimal | None
    consented: tuple[PartyId, ...]
    """Guarantors who agreed in writing; the others do not answer for more (Civil Code 695)."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestructuringOffered(FinancingFact):
    """The lender wants it; the borrower may accept it until `expires_on`."""

    schedule: Schedule
    annual_rate: Decimal | None
    principal: Money
    """What is left of it; what is paid meanwhile comes off the last lines."""

    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RestructuringDeclined(FinancingFact):
    """By the borrower: everything stays as it was."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestructuringExpired(FinancingFact):
    """The borrower did not accept in time: everything stays as it was."""

    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingRestructured(FinancingFact):
    """From this day what is left of the principal is to be paid back by the new lines.

    The borrower accepted it, or it only relieves it.
    """

    schedule: Schedule
    annual_rate: Decimal | None
    consented: tuple[PartyId, ...]
    reason: str
    was_due_on: date
    due_on: date
    principal: Money
    by_obligor: Parts
    by_guarantor: Parts = ()
    relief: bool = False
    """The same lines at a lower rate: the borrower was not asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOffProposed(FinancingFact):
    """A second person of the lender has to agree."""

    reason: str
    owed: Breakdown


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingWrittenOff(FinancingFact):
    """It stays owed and is off the book (核销): what still comes in is a recovery."""

    reason: str
    owed: Breakdown
    by_obligor: Parts
    due_on: date
    by_guarantor: Parts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDropped(FinancingFact):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeCalled(FinancingFact):
    """The guarantor is asked to pay; what it pays is a repayment of its own source."""

    guarantee: GuaranteeId
    guarantor: PartyId
    amount: Money
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingClosed(FinancingFact):
    """Nothing more is asked for after a write-off."""

    reason: str
    owed: Breakdown


TroubleEvent = (
    DefaultDeclared
    | FinancingAccelerated
    | RestructuringProposed
    | RestructuringOffered
    | RestructuringDeclined
    | RestructuringExpired
    | FinancingRestructured
    | WriteOffProposed
    | FinancingWrittenOff
    | ProposalDropped
    | GuaranteeCalled
    | FinancingClosed
)
