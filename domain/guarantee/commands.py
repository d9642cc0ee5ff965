"""What may be asked of a guarantee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.guarantee.agreement import (
    CreditorTerms,
    Ground,
    GuaranteeTerms,
    Qualification,
)
from domain.guarantee.licence import Licence
from domain.guarantee.margin_commands import MarginCommand
from domain.shared.ids import FinancingId, GuaranteeId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Give:
    """The guarantor promises; nothing may be used until the lender accepts."""

    guarantee: GuaranteeId
    lender: PartyId
    guarantor: PartyId
    terms: GuaranteeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One person of the lender says what was looked at; also to renew."""

    qualifications: tuple[Qualification, ...]
    licence: Licence | None = None
    as_business: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """A second person decides on the last review; accepting again renews."""

    terms: CreditorTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNewUse:
    """The guarantor gives notice: nothing new from that day on; what is used stays."""

    from_on: date
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend:
    """The lender lets nothing new come under it for now."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeChange:
    """One side would change the terms; a later proposal takes the place of an earlier one."""

    party: PartyId
    terms: GuaranteeTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeChange:
    """The other side consents in writing."""

    party: PartyId
    number: int
    """Of the proposal that was read."""

    consent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reserve:
    """A financing is approved: keep a part of the guarantee for it."""

    financing: FinancingId
    borrower: PartyId
    in_chain: bool
    """Whether the borrower is admitted to the guarantor's chain today."""

    group: str
    amount: Money
    due_on: date
    until: date | None = None
    """The last day on which it can be paid out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Utilise:
    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    financing: FinancingId
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """A repayment was taken back."""

    financing: FinancingId
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """The financing was rejected, or the money came back."""

    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDebtChange:
    """Creditor and debtor agreed on another amount or day."""

    financing: FinancingId
    amount: Money
    """Of what the guarantor is to answer for."""

    due_on: date
    consent: str = ""
    """The guarantor's, in writing; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyAssignment:
    financing: FinancingId
    assignee: PartyId
    notified_on: date
    notice: str
    consent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSuit:
    """The creditor sued the debtor, or went to arbitration: an ordinary guarantee stands (693)."""

    financing: FinancingId
    sued_on: date
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    financing: FinancingId
    amount: Money
    pay_by: date
    ground: Ground
    evidence: str
    overdue: bool = False
    """Whether the financing says so before its last day: a line is unpaid, or all was called in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyMargin:
    """The bank paid margin over to the creditor."""

    financing: FinancingId
    amount: Money
    value_date: date
    bank_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """The guarantor paid; `taken` is what of it the financing took (None: all of it)."""

    financing: FinancingId
    amount: Money
    value_date: date
    bank_reference: str
    taken: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseHonour:
    """The bank took back what the guarantor paid, or what it paid out of margin."""

    financing: FinancingId
    bank_reference: str
    """Of the payment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPeriods:
    """Tell what is about to end, and record what ended; the daily close asks."""


AfterGiving = (
    Review
    | Accept
    | Refuse
    | MarginCommand
    | StopNewUse
    | Suspend
    | Resume
    | ProposeChange
    | AgreeChange
    | Reserve
    | Utilise
    | Release
    | Restore
    | Drop
    | RecordDebtChange
    | NotifyAssignment
    | RecordSuit
    | Call
    | ApplyMargin
    | Honour
    | ReverseHonour
    | KeepPeriods
)
GuaranteeCommand = Give | AfterGiving
