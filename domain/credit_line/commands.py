"""What may be asked of a credit line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.credit_line.terms import LineTerms
from domain.shared.facility import Product
from domain.shared.ids import FinancingId, LineId, PartyId
from domain.shared.money import Money


class Finding(StrEnum):
    """What a review came to."""

    CONTINUE = "continue"
    AMEND = "amend"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeLine:
    line: LineId
    lender: PartyId
    borrower: PartyId
    terms: LineTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveLine:
    """Approved once; drawn by item from then on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectLine:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeAmendment:
    terms: LineTerms
    counts_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeIncrease:
    """More for a while: both days counted. Parts do not grow with it."""

    amount: Money
    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveChange:
    """The amendment or increase proposed under that number."""

    proposal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectChange:
    proposal: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareConditionsMet:
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareConditionsBroken:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    finding: Finding
    words: str
    next_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Refused while anything is blocked or utilised."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    financing: FinancingId
    borrower: PartyId
    product: Product
    amount: Money
    due_on: date
    bound: bool = False
    """The bank is asked to pay in the same breath: it does not lapse before its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bind:
    """The bank was asked to pay: until it answers, the block does not lapse."""

    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Utilise:
    financing: FinancingId
    value_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Principal came back."""

    financing: FinancingId
    amount: Money
    value_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """A repayment was taken back. It is a fact, and never refused for the limit."""

    financing: FinancingId
    product: Product
    amount: Money
    value_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """The money never went out, or came back as a whole on that day."""

    financing: FinancingId
    reason: str
    value_date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBlocks:
    """Say of every block whose day is over that it is free again; nothing where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostUnusedFee:
    """Up to `through`, that day not counted; nothing where nothing came to be owed."""

    through: date


AgreeCommand = (
    ProposeAmendment | ProposeIncrease | ApproveChange | RejectChange | ApproveLine | RejectLine
)
RunCommand = (
    DeclareConditionsMet
    | DeclareConditionsBroken
    | Review
    | Suspend
    | Resume
    | Close
    | PostUnusedFee
)
UseCommand = Block | Bind | Utilise | Release | Restore | Drop | EndBlocks
LineCommand = ProposeLine | AgreeCommand | RunCommand | UseCommand
