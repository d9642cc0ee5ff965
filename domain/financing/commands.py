"""What may be asked of a financing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.financing.surplus_commands import SurplusCommand
from domain.financing.terms import ONE_PERSON, Approvals, Cause, FinancingTerms, Source
from domain.shared.attribution import Parts
from domain.shared.facility import UNSUPPORTED, Facility, Supports
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`by_obligor` sums to `principal`: who is to pay it back in the end."""

    financing: FinancingId
    facility: Facility
    lender: PartyId
    borrower: PartyId
    principal: Money
    terms: FinancingTerms
    due_on: date
    by_obligor: Parts
    supports: Supports = UNSUPPORTED
    dates: tuple[date, ...] = ()
    """Of every line, moved to business days, the last of them `due_on`; none for a bullet."""

    parts: tuple[Money, ...] = ()
    """The principal of each, where the plan says that it is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFinancing(Asked):
    """At once, where the facility's own terms approve it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFinancing(Asked):
    """The borrower accepts the quote; people of the lender decide."""

    approvals: Approvals = ONE_PERSON


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveFinancing:
    """By a person of the lender who did not ask for it and has not approved it yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectFinancing:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawFinancing:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireRequest:
    """Nothing where its last day is not over, or somebody decided it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenApproved:
    """A request with all its approvals becomes a loan, priced from today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructDisbursement:
    bank_account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountAsPaidOut:
    """It takes out what the lender lent before: paid out today, and no bank is asked."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDisbursement:
    """The bank has paid out; interest runs from its value date."""

    amount: Money
    value_date: date
    bank_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDisbursement:
    """The bank could not pay out, or the money came back."""

    value_date: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccrueInterest:
    """Post interest up to `through`, that day not counted; nothing where it is posted already."""

    through: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocateRepayment:
    """`reference` is the collection's id or the bank's own; the caller sends each once."""

    reference: str
    value_date: date
    amount: Money
    source: Source = Source.COLLECTION
    payer: PartyId | None = None
    """The obligor whose money it is; its part goes down first."""

    transfer: Money | None = None
    """All that the bank transfer brought, of which this is a part; None where none was booked."""

    surplus: Money | None = None
    """What whoever keyed it in expects to go back; None where the bank itself said the amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseRepayment:
    """The bank took the money back: the repayment counts as never made."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandBuyBack:
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareDefault:
    cause: Cause
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accelerate:
    """Everything becomes due today; only in default."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRestructuring:
    """New dates for what is left of the principal; `parts` as in a request, or level ones.

    A contract is changed by agreement (Civil Code 543): the borrower is asked.
    """

    dates: tuple[date, ...]
    parts: tuple[Money, ...]
    annual_rate: Decimal | None
    consented: tuple[PartyId, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeWriteOff:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeToProposal:
    """By another person than the one who proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropProposal:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptRestructuring:
    """By the borrower, whose loan it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineRestructuring:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireOffer:
    """Nothing where its last day is not over, or somebody answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallGuarantee:
    guarantee: GuaranteeId
    amount: Money
    due_on: date
    agreed: Money | None = None
    """What its guarantor consented to answer for since; None: no more than when it was lent."""
    claimed: Money | None = None
    """Of its guarantor for this loan, and not paid yet; None: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFinancing:
    """After a write-off, when nothing more is asked for."""

    reason: str


RequestCommand = (
    RequestFinancing
    | ApproveFinancing
    | RejectFinancing
    | WithdrawFinancing
    | ExpireRequest
    | OpenApproved
)
TroubleCommand = (
    DeclareDefault
    | Accelerate
    | ProposeRestructuring
    | ProposeWriteOff
    | AgreeToProposal
    | DropProposal
    | AcceptRestructuring
    | DeclineRestructuring
    | ExpireOffer
    | CallGuarantee
    | CloseFinancing
)
FinancingCommand = (
    RequestCommand
    | OpenFinancing
    | InstructDisbursement
    | CountAsPaidOut
    | ConfirmDisbursement
    | ReturnDisbursement
    | AccrueInterest
    | AllocateRepayment
    | ReverseRepayment
    | SurplusCommand
    | DemandBuyBack
    | TroubleCommand
)
