"""What clients write about guarantees."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from api.shared.entered import Entered
from api.shared.fields import Amount, Body, Day, Flag, Line, Note, Party, Reference
from api.shared.named import Guarantee
from domain.guarantee.agreement import CreditorTerms, Ground, GuaranteeTerms, MarginEntry
from domain.guarantee.licence import Licence

EXAMPLE: dict[str, Any] = {
    "liability": "joint_and_several",
    "limit": {"amount": "1000000.00", "currency": "CNY"},
    "validFrom": "2026-03-01",
    "validUntil": "2027-02-28",
    "agreedEnd": None,
    "suppliers": [],
    "marginRatio": "0.10",
    "marginAccount": {
        "number": "6222020000000001",
        "bank": "A Bank",
        "holder": "guarantor",
        "dedicated": True,
        "controlledByCreditor": True,
    },
    "resolution": {
        "body": "board",
        "reference": "BR-2026-7",
        "digest": "0f3a5c7e9b1d2f4a6c8e0b2d4f6a8c0e",
        "decidedOn": "2026-02-20",
        "amount": {"amount": "1000000.00", "currency": "CNY"},
    },
}

Terms = Annotated[GuaranteeTerms, Entered(), Field(examples=[EXAMPLE])]
Creditor = Annotated[CreditorTerms, Entered(), Field(examples=[{"alarmDays": 30}])]
LicenceEntered = Annotated[Licence, Entered()]
EVIDENCE_MAX = 50


class GiveBody(Body):
    """Without an id the guarantee gets one."""

    guarantee: Guarantee | None = None
    lender: Party
    terms: Terms


class ReviewBody(Body):
    """Evidence by its reference in the guarantor's file."""

    on_evidence: Annotated[tuple[Reference, ...], Field(min_length=1, max_length=EVIDENCE_MAX)]
    licence: LicenceEntered | None = None
    as_business: Flag = False
    words: Note = ""


class AcceptBody(Body):
    terms: Creditor


class ReasonBody(Body):
    reason: Line


class DepositBody(Body):
    """As the bank confirmed it."""

    amount: Amount
    value_date: Day
    bank_reference: Reference
    entry: MarginEntry = MarginEntry.DEPOSIT
    transfer: Amount | None = None
    """All that the transfer brought, where it paid more than this; left out, it paid this alone."""


class TakeBackBody(Body):
    """Names the deposit by the transfer that brought it."""

    bank_reference: Reference


class WithdrawalBody(Body):
    amount: Amount
    value_date: Day
    bank_reference: Reference


class NoticeBody(Body):
    """Nothing new comes under it from that day on."""

    from_on: Day
    notice: Line


class ChangeBody(Body):
    terms: Terms


class ConsentBody(Body):
    consent: Line


class DebtBody(Body):
    """What lender and borrower agreed; `consent` is the guarantor's, in writing."""

    amount: Amount
    due_on: Day
    consent: Note = ""


class AssignmentBody(Body):
    assignee: Party
    notified_on: Day
    notice: Line
    consent: Note = ""


class SuitBody(Body):
    sued_on: Day
    reference: Reference


class CallBody(Body):
    amount: Amount
    pay_by: Day
    ground: Ground
    evidence: Line


class PaymentBody(Body):
    """As the bank confirmed it: out of margin, or from the guarantor."""

    amount: Amount
    value_date: Day
    bank_reference: Reference
    transfer: Amount | None = None
    """All that the transfer brought, where it pays other loans too; left out, it paid this one."""

    surplus: Amount | None = None
    """What is to go back, where more is paid than what is owed on the day; left out, nothing."""
