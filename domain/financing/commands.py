"""What may be asked of a financing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.financing.terms import FinancingTerms, Source
from domain.shared.attribution import Parts
from domain.shared.facility import UNSUPPORTED, Facility, Supports
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFinancing:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class InstructDisbursement:
    bank_account: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseRepayment:
    """The bank took the money back: the repayment counts as never made."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandBuyBack:
    due_on: date
    reason: str


FinancingCommand = (
    OpenFinancing
    | InstructDisbursement
    | ConfirmDisbursement
    | ReturnDisbursement
    | AccrueInterest
    | AllocateRepayment
    | ReverseRepayment
    | DemandBuyBack
)
