"""What may stand in the way of drawing on a line, each with its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.shared.facility import Product
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class ConditionsNotMet(Refusal):
    """有条件承诺: nobody declared them met, or they were broken since."""

    code: ClassVar[str] = "credit_line.conditions_not_met"
    kind: ClassVar[Kind] = Kind.CONFLICT
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotTheBorrower(Refusal):
    code: ClassVar[str] = "credit_line.not_the_borrower"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    asked: PartyId


@dataclass(frozen=True, slots=True)
class BelowMinimum(Refusal):
    code: ClassVar[str] = "credit_line.below_minimum"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    minimum: Money


@dataclass(frozen=True, slots=True)
class ProductNotInLine(Refusal):
    code: ClassVar[str] = "credit_line.product_not_in_line"
    kind: ClassVar[Kind] = Kind.CONFLICT
    product: Product


@dataclass(frozen=True, slots=True)
class DueTooSoon(Refusal):
    code: ClassVar[str] = "credit_line.due_too_soon"
    kind: ClassVar[Kind] = Kind.UNSOUND
    requested: date
    today: date


@dataclass(frozen=True, slots=True)
class DueTooLate(Refusal):
    code: ClassVar[str] = "credit_line.due_too_late"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: date
    latest: date


@dataclass(frozen=True, slots=True)
class BeyondPart(Refusal):
    """The part of the line that this product may use does not bear it."""

    code: ClassVar[str] = "credit_line.beyond_part"
    kind: ClassVar[Kind] = Kind.CONFLICT
    product: Product
    requested: Money
    available: Money
    limit: Money


@dataclass(frozen=True, slots=True)
class BeyondLine(Refusal):
    """The line as a whole does not bear it beside what is used of it."""

    code: ClassVar[str] = "credit_line.beyond_line"
    kind: ClassVar[Kind] = Kind.CONFLICT
    requested: Money
    available: Money
    limit: Money


@dataclass(frozen=True, slots=True)
class AlreadyBlocked(Refusal):
    code: ClassVar[str] = "credit_line.already_blocked"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class NotBlocked(Refusal):
    """Nothing is blocked for it: it never was, or it was dropped."""

    code: ClassVar[str] = "credit_line.not_blocked"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class BlockLapsed(Refusal):
    code: ClassVar[str] = "credit_line.block_lapsed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    lapsed_after: date


@dataclass(frozen=True, slots=True)
class ReleasedTooMuch(Refusal):
    code: ClassVar[str] = "credit_line.released_too_much"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    released: Money
    utilised: Money
