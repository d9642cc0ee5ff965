"""The facts that can stand in a receivable pool's way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.shared.currency import Currency
from domain.shared.ids import FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class PoolNotFound(Refusal):
    code: ClassVar[str] = "receivable_pool.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT


@dataclass(frozen=True, slots=True)
class PoolAlreadyOpen(Refusal):
    code: ClassVar[str] = "receivable_pool.already_open"
    kind: ClassVar[Kind] = Kind.CONFLICT
    pool: PoolId


@dataclass(frozen=True, slots=True)
class TermsUnsound(Refusal):
    """The terms contradict themselves."""

    code: ClassVar[str] = "receivable_pool.terms_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    rule: str
    figure: str


@dataclass(frozen=True, slots=True)
class PoolIsClosed(Refusal):
    code: ClassVar[str] = "receivable_pool.closed"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class PoolIsFrozen(Refusal):
    code: ClassVar[str] = "receivable_pool.frozen"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reason: str


@dataclass(frozen=True, slots=True)
class PoolNotFrozen(Refusal):
    code: ClassVar[str] = "receivable_pool.not_frozen"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class SellerNotInPool(Refusal):
    code: ClassVar[str] = "receivable_pool.seller_not_in_pool"
    kind: ClassVar[Kind] = Kind.CONFLICT
    seller: PartyId


@dataclass(frozen=True, slots=True)
class SellerAlreadyInPool(Refusal):
    code: ClassVar[str] = "receivable_pool.seller_already_in_pool"
    kind: ClassVar[Kind] = Kind.CONFLICT
    seller: PartyId


@dataclass(frozen=True, slots=True)
class CrossSupportNotInTerms(Refusal):
    code: ClassVar[str] = "receivable_pool.cross_support_not_in_terms"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    code: ClassVar[str] = "receivable_pool.other_currency"
    kind: ClassVar[Kind] = Kind.UNSOUND
    pool: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class ObligorNotInTerms(Refusal):
    code: ClassVar[str] = "receivable_pool.obligor_not_in_terms"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId
    obligor: PartyId


@dataclass(frozen=True, slots=True)
class NotTheSellersClaim(Refusal):
    code: ClassVar[str] = "receivable_pool.not_the_sellers_claim"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class NothingAsked(Refusal):
    """A list that must name something is empty."""

    code: ClassVar[str] = "receivable_pool.nothing_asked"
    kind: ClassVar[Kind] = Kind.UNSOUND


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    code: ClassVar[str] = "receivable_pool.amount_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    requested: Money


@dataclass(frozen=True, slots=True)
class BelowMinimum(Refusal):
    code: ClassVar[str] = "receivable_pool.below_minimum"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    minimum: Money


@dataclass(frozen=True, slots=True)
class DueTooSoon(Refusal):
    code: ClassVar[str] = "receivable_pool.due_too_soon"
    kind: ClassVar[Kind] = Kind.UNSOUND
    requested: date
    today: date


@dataclass(frozen=True, slots=True)
class DueTooLate(Refusal):
    code: ClassVar[str] = "receivable_pool.due_too_late"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: date
    latest: date


@dataclass(frozen=True, slots=True)
class DueAfterClaims(Refusal):
    """The money would be due longer after the last claim than the terms allow."""

    code: ClassVar[str] = "receivable_pool.due_after_claims"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: date
    last_claim_due_on: date
    latest: date


@dataclass(frozen=True, slots=True)
class NothingOpen(Refusal):
    """Nothing is owed on the claim any more."""

    code: ClassVar[str] = "receivable_pool.nothing_open"
    kind: ClassVar[Kind] = Kind.CONFLICT
    receivable: ReceivableId


@dataclass(frozen=True, slots=True)
class LegalFormStays(Refusal):
    """Claims were sold or pledged in one form, and stay so."""

    code: ClassVar[str] = "receivable_pool.legal_form_stays"
    kind: ClassVar[Kind] = Kind.CONFLICT
    agreed: LegalForm
    asked: LegalForm


@dataclass(frozen=True, slots=True)
class BeyondSellersBase(Refusal):
    """The seller's own eligible claims do not bear it."""

    code: ClassVar[str] = "receivable_pool.beyond_sellers_base"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    available: Money


@dataclass(frozen=True, slots=True)
class BeyondPool(Refusal):
    """The pool's base or limit does not bear it, with what all its sellers have drawn."""

    code: ClassVar[str] = "receivable_pool.beyond_pool"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    available: Money


@dataclass(frozen=True, slots=True)
class WouldOverAdvance(Refusal):
    """Without these claims the pool would be drawn beyond its base."""

    code: ClassVar[str] = "receivable_pool.would_over_advance"
    kind: ClassVar[Kind] = Kind.CONFLICT
    short_by: Money


@dataclass(frozen=True, slots=True)
class DrawAlreadyMade(Refusal):
    code: ClassVar[str] = "receivable_pool.draw_already_made"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class DrawNotFound(Refusal):
    code: ClassVar[str] = "receivable_pool.draw_not_found"
    kind: ClassVar[Kind] = Kind.ABSENT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class StillDrawn(Refusal):
    code: ClassVar[str] = "receivable_pool.still_drawn"
    kind: ClassVar[Kind] = Kind.CONFLICT
    outstanding: Money


@dataclass(frozen=True, slots=True)
class StillHoldsClaims(Refusal):
    code: ClassVar[str] = "receivable_pool.still_holds_claims"
    kind: ClassVar[Kind] = Kind.CONFLICT
    claims: int
