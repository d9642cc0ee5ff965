"""Why an order may not be accepted, changed or cancelled as it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from domain.shared.ids import OrderId
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class AlreadyAccepted(Refusal):
    code: ClassVar[str] = "e_order.already_accepted"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class BeyondOrdered(Refusal):
    """More is accepted than was ordered: that is a new offer (Civil Code 488)."""

    code: ClassVar[str] = "e_order.beyond_ordered"
    kind: ClassVar[Kind] = Kind.UNSOUND
    line: str
    accepted: Decimal
    ordered: Decimal


@dataclass(frozen=True, slots=True)
class NothingAccepted(Refusal):
    """Who delivers nothing rejects the order."""

    code: ClassVar[str] = "e_order.nothing_accepted"
    kind: ClassVar[Kind] = Kind.UNSOUND
    order: OrderId


@dataclass(frozen=True, slots=True)
class ChangeUnknown(Refusal):
    code: ClassVar[str] = "e_order.change_unknown"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    number: str


@dataclass(frozen=True, slots=True)
class ChangeContradiction(Refusal):
    """A change of that number was proposed with other contents."""

    code: ClassVar[str] = "e_order.change_contradiction"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    number: str


@dataclass(frozen=True, slots=True)
class ChangesNothing(Refusal):
    code: ClassVar[str] = "e_order.changes_nothing"
    kind: ClassVar[Kind] = Kind.UNSOUND
    order: OrderId
    number: str


@dataclass(frozen=True, slots=True)
class BelowShipped(Refusal):
    """Less is left on a line than was shipped on it."""

    code: ClassVar[str] = "e_order.below_shipped"
    kind: ClassVar[Kind] = Kind.CONFLICT
    line: str
    left: Decimal
    shipped: Decimal


@dataclass(frozen=True, slots=True)
class NotCancellable(Refusal):
    """Once accepted it binds the buyer, unless the supplier lets it go."""

    code: ClassVar[str] = "e_order.not_cancellable"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class AlreadyShipped(Refusal):
    code: ClassVar[str] = "e_order.already_shipped"
    kind: ClassVar[Kind] = Kind.CONFLICT
    line: str
    shipped: Decimal


@dataclass(frozen=True, slots=True)
class ConsentMissing(Refusal):
    """Who lent on the order is asked before it is lowered."""

    code: ClassVar[str] = "e_order.consent_missing"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class NobodyToAsk(Refusal):
    """No lender's money rests on it: nobody's consent is needed."""

    code: ClassVar[str] = "e_order.nobody_to_ask"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId


@dataclass(frozen=True, slots=True)
class ConsentNotAsked(Refusal):
    """Only a question that waits can be answered with no."""

    code: ClassVar[str] = "e_order.consent_not_asked"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    number: str | None


@dataclass(frozen=True, slots=True)
class NoConsentToWithdraw(Refusal):
    """It was never given, or was taken back, or what it was given for has happened."""

    code: ClassVar[str] = "e_order.no_consent_to_withdraw"
    kind: ClassVar[Kind] = Kind.CONFLICT
    order: OrderId
    number: str | None
    lines: tuple[str, ...]
