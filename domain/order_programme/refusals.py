"""The facts that can stand in an order programme's way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.shared.currency import Currency
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class ProgrammeNotFound(Refusal):
    code: ClassVar[str] = "order_programme.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT


@dataclass(frozen=True, slots=True)
class ProgrammeAlreadyOpen(Refusal):
    code: ClassVar[str] = "order_programme.already_open"
    kind: ClassVar[Kind] = Kind.CONFLICT
    programme: ProgrammeId


@dataclass(frozen=True, slots=True)
class ProgrammeTermsUnsound(Refusal):
    """The terms contradict themselves."""

    code: ClassVar[str] = "order_programme.terms_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    rule: str
    figure: str


@dataclass(frozen=True, slots=True)
class ProgrammeIsClosed(Refusal):
    code: ClassVar[str] = "order_programme.closed"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class ProgrammeIsFrozen(Refusal):
    code: ClassVar[str] = "order_programme.frozen"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reason: str


@dataclass(frozen=True, slots=True)
class ProgrammeNotFrozen(Refusal):
    code: ClassVar[str] = "order_programme.not_frozen"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class SupplierNotIn(Refusal):
    code: ClassVar[str] = "order_programme.supplier_not_in"
    kind: ClassVar[Kind] = Kind.CONFLICT
    supplier: PartyId


@dataclass(frozen=True, slots=True)
class SupplierAlreadyIn(Refusal):
    code: ClassVar[str] = "order_programme.supplier_already_in"
    kind: ClassVar[Kind] = Kind.CONFLICT
    supplier: PartyId


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    code: ClassVar[str] = "order_programme.other_currency"
    kind: ClassVar[Kind] = Kind.UNSOUND
    programme: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class LimitNegative(Refusal):
    code: ClassVar[str] = "order_programme.limit_negative"
    kind: ClassVar[Kind] = Kind.UNSOUND
    limit: Money


@dataclass(frozen=True, slots=True)
class RatingNotInTerms(Refusal):
    """The terms have no row for that rating, or lend nothing on it where a supplier is let in."""

    code: ClassVar[str] = "order_programme.rating_not_in_terms"
    kind: ClassVar[Kind] = Kind.CONFLICT
    field: str
    rule: str
    rating: str
    ratings: tuple[str, ...]
    """Those that would do."""


@dataclass(frozen=True, slots=True)
class DatedLater(Refusal):
    """A rating, a cost or a price is dated after today."""

    code: ClassVar[str] = "order_programme.dated_later"
    kind: ClassVar[Kind] = Kind.UNSOUND
    dated: date
    today: date


@dataclass(frozen=True, slots=True)
class OlderRating(Refusal):
    """A newer rating is on record."""

    code: ClassVar[str] = "order_programme.older_rating"
    kind: ClassVar[Kind] = Kind.CONFLICT
    rated_on: date
    on_record: date


@dataclass(frozen=True, slots=True)
class NothingAsked(Refusal):
    code: ClassVar[str] = "order_programme.nothing_asked"
    kind: ClassVar[Kind] = Kind.UNSOUND


@dataclass(frozen=True, slots=True)
class PriceNotPositive(Refusal):
    code: ClassVar[str] = "order_programme.price_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    item: str


@dataclass(frozen=True, slots=True)
class AmountNotPositive(Refusal):
    code: ClassVar[str] = "order_programme.amount_not_positive"
    kind: ClassVar[Kind] = Kind.UNSOUND
    requested: Money


@dataclass(frozen=True, slots=True)
class BelowMinimum(Refusal):
    code: ClassVar[str] = "order_programme.below_minimum"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    minimum: Money


@dataclass(frozen=True, slots=True)
class DueTooSoon(Refusal):
    code: ClassVar[str] = "order_programme.due_too_soon"
    kind: ClassVar[Kind] = Kind.UNSOUND
    requested: date
    today: date


@dataclass(frozen=True, slots=True)
class DueTooLate(Refusal):
    """Beyond the longest tenor, or too long after the agreed delivery."""

    code: ClassVar[str] = "order_programme.due_too_late"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: date
    deliver_by: date | None
    latest: date


@dataclass(frozen=True, slots=True)
class OrderOfAnother(Refusal):
    """The order is another supplier's, or another core enterprise placed it."""

    code: ClassVar[str] = "order_programme.order_of_another"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class DrawAlreadyMade(Refusal):
    code: ClassVar[str] = "order_programme.draw_already_made"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class DrawNotFound(Refusal):
    code: ClassVar[str] = "order_programme.draw_not_found"
    kind: ClassVar[Kind] = Kind.ABSENT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class BeyondSuppliersLimit(Refusal):
    code: ClassVar[str] = "order_programme.beyond_suppliers_limit"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    available: Money


@dataclass(frozen=True, slots=True)
class BeyondProgramme(Refusal):
    """The programme's limit does not bear it, with what all its suppliers have drawn."""

    code: ClassVar[str] = "order_programme.beyond_programme"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    available: Money


@dataclass(frozen=True, slots=True)
class SecurityShort(Refusal):
    """What the supplier's rating asks for besides the order is not there in full."""

    code: ClassVar[str] = "order_programme.security_short"
    kind: ClassVar[Kind] = Kind.CONFLICT
    of: str
    """`guarantee`, `collateral` or `margin`."""

    required: Money
    given: Money


@dataclass(frozen=True, slots=True)
class BeyondDraw(Refusal):
    """More would be repaid than is owed, or restored than was repaid."""

    code: ClassVar[str] = "order_programme.beyond_draw"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    available: Money


@dataclass(frozen=True, slots=True)
class StillLent(Refusal):
    code: ClassVar[str] = "order_programme.still_lent"
    kind: ClassVar[Kind] = Kind.CONFLICT
    outstanding: Money
