"""Why nothing more can be done with a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.shared.ids import OrderId
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class DocumentNotFound(Refusal):
    code: ClassVar[str] = "intake.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT


@dataclass(frozen=True, slots=True)
class DocumentNotWaiting(Refusal):
    """It was taken or dismissed already."""

    code: ClassVar[str] = "intake.not_waiting"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class OrderNotMeant(Refusal):
    """It is none of the orders whose number the paper names."""

    code: ClassVar[str] = "intake.order_not_meant"
    kind: ClassVar[Kind] = Kind.CONFLICT

    order: OrderId
