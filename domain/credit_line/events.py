"""What happened to a credit line, and to what is used of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.credit_line.commands import Finding
from domain.credit_line.terms import LineTerms
from domain.shared.event import Event
from domain.shared.facility import Product
from domain.shared.ids import ActorId, FinancingId, LineId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OnLine(Event):
    """Every event says whose line it is."""

    line: LineId
    lender: PartyId
    borrower: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class LineProposed(OnLine):
    terms: LineTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class LineApproved(OnLine):
    """Money can be drawn from `effective_on`."""

    proposed_by: ActorId
    terms: LineTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRejected(OnLine):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentProposed(OnLine):
    proposal: int
    terms: LineTerms
    counts_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IncreaseProposed(OnLine):
    proposal: int
    amount: Money
    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAmended(OnLine):
    """Counts from `effective_on`."""

    proposal: int
    proposed_by: ActorId
    terms: LineTerms
    beyond: Money
    """By how much what is in use goes beyond the new limit; nothing where it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineIncreased(OnLine):
    proposal: int
    proposed_by: ActorId
    amount: Money
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRejected(OnLine):
    proposal: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsMet(OnLine):
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionsBroken(OnLine):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReviewed(OnLine):
    finding: Finding
    words: str
    next_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSuspended(OnLine):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineResumed(OnLine):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineClosed(OnLine):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedFeePosted(OnLine):
    """`amount` is less than nothing where a late fact shows that less was unused."""

    through: date
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBlocked(OnLine):
    financing: FinancingId
    product: Product
    amount: Money
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockBound(OnLine):
    """The bank was asked to pay: the block waits for its answer however long that takes."""

    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class LineUtilised(OnLine):
    """Unused no more from `effective_on`, the bank's value date."""

    financing: FinancingId
    product: Product
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReleased(OnLine):
    """Free again where the line revolves; spent for good where it does not."""

    financing: FinancingId
    product: Product
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRestored(OnLine):
    financing: FinancingId
    product: Product
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDropped(OnLine):
    """All of it is free again: what was blocked, and what was utilised and came back."""

    financing: FinancingId
    product: Product
    blocked: Money
    utilised: Money
    reason: str


AgreedEvent = AmendmentProposed | IncreaseProposed | LineAmended | LineIncreased | ChangeRejected
RunEvent = (
    LineApproved
    | LineRejected
    | ConditionsMet
    | ConditionsBroken
    | LineReviewed
    | LineSuspended
    | LineResumed
    | LineClosed
    | UnusedFeePosted
)
UseEvent = LineBlocked | BlockBound | LineUtilised | LineReleased | LineRestored | BlockDropped
LineEvent = LineProposed | AgreedEvent | RunEvent | UseEvent
