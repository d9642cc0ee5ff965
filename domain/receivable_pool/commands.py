"""What may be asked of a receivable pool."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.eligibility.certificate import BaseCertificate
from domain.eligibility.claim import Claim
from domain.receivable_pool.by_transfer import ByTransfer
from domain.receivable_pool.pay_off import PayOff
from domain.receivable_pool.terms import PoolTerms
from domain.shared.ids import CollectionId, FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money

ReliedOn = tuple[tuple[str, int], ...]
"""(stream, version) of everything a certificate was made from."""


@dataclass(frozen=True, slots=True)
class OpenPool:
    pool: PoolId
    lender: PartyId
    terms: PoolTerms


@dataclass(frozen=True, slots=True)
class AmendTerms:
    terms: PoolTerms
    effective_on: date


@dataclass(frozen=True, slots=True)
class JoinSeller:
    seller: PartyId


@dataclass(frozen=True, slots=True)
class AgreeCrossSupport:
    seller: PartyId


@dataclass(frozen=True, slots=True)
class AssignClaims:
    seller: PartyId
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class TakeClaimsAgain:
    """Their payment was taken back, and what it had repaid is owed again."""

    seller: PartyId
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ChangeClaims:
    cause: str
    claims: tuple[Claim, ...]
    diluted: Money


@dataclass(frozen=True, slots=True)
class ReleaseClaims:
    """`certificate` is of the pool as it would be without them; None where nothing is secured by
    them any more (settled, withdrawn)."""

    cause: str
    claims: tuple[Claim, ...]
    certificate: BaseCertificate | None
    short_before: Money | None = None
    """How far it was short before its seller paid for them, and may stay; None: not at all."""


@dataclass(frozen=True, slots=True)
class Certify:
    certificate: BaseCertificate
    relied_on: ReliedOn


@dataclass(frozen=True, slots=True)
class Draw:
    """`certificate` is of this moment."""

    financing: FinancingId
    seller: PartyId
    amount: Money
    due_on: date
    last_claim_due_on: date | None
    """The latest due date of the eligible claims that it rests on; None where there is none."""

    certificate: BaseCertificate
    relied_on: ReliedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePayOff:
    """A draw that pays off another lender. `certificate` is of the pool with `claims` in it."""

    financing: FinancingId
    seller: PartyId
    amount: Money
    due_on: date
    last_claim_due_on: date | None
    pay_off: PayOff
    claims: tuple[Claim, ...]
    certificate: BaseCertificate
    base_without: Money
    """What the seller's part of the base is without those claims."""

    relied_on: ReliedOn


@dataclass(frozen=True, slots=True, kw_only=True)
class FulfilPayOff:
    """The bank paid: the claims come in with the draw, unless something is still `missing`."""

    financing: FinancingId
    claims: tuple[Claim, ...]
    missing: Money | None = None


@dataclass(frozen=True, slots=True)
class ReturnDraw:
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class RepayDraw:
    """Principal that its financing says was repaid; negative where that was undone."""

    financing: FinancingId
    principal: Money


@dataclass(frozen=True, slots=True)
class RescheduleDraw:
    """Its financing is due on another day: put off, or called in."""

    financing: FinancingId
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeProceeds:
    """`repaid` is less than nothing where the money, coming late, only freed later money."""

    seller: PartyId
    payer: PartyId
    receivable: ReceivableId
    collection: CollectionId
    value_date: date
    amount: Money
    repaid: Money
    held: Money
    """Kept for draws that the bank has not paid out yet."""

    by_transfer: ByTransfer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveHeld:
    """`amount` of what is held from that money is held no longer; `repaid` of it repaid draws."""

    receivable: ReceivableId
    collection: CollectionId
    amount: Money
    repaid: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoProceeds:
    seller: PartyId
    receivable: ReceivableId
    collection: CollectionId
    amount: Money
    repaid: Money


@dataclass(frozen=True, slots=True)
class Freeze:
    reason: str


@dataclass(frozen=True, slots=True)
class Unfreeze:
    pass


@dataclass(frozen=True, slots=True)
class Close:
    pass


PoolCommand = (
    OpenPool
    | AmendTerms
    | JoinSeller
    | AgreeCrossSupport
    | AssignClaims
    | TakeClaimsAgain
    | ChangeClaims
    | ReleaseClaims
    | Certify
    | Draw
    | PromisePayOff
    | FulfilPayOff
    | ReturnDraw
    | RepayDraw
    | RescheduleDraw
    | TakeProceeds
    | GiveHeld
    | UndoProceeds
    | Freeze
    | Unfreeze
    | Close
)
