"""What can be drawn today, on the wire: figures, what stands in the way, and both in words."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from api.shared.order_reasons import OrderReasonShown, SaidInWords, in_words, reason_shown
from api.shared.wire import MoneyBody, model_of, to_wire
from application.processes.adding_up_what_can_be_drawn import TotalDrawable
from application.processes.what_can_be_drawn import (
    BlockUnderWay,
    Drawable,
    LineBears,
    OrderBearsToday,
)
from application.views.financing_eligibility import OwnEligibility, SupplierEligibility
from domain.eligibility.order_certificate import Security
from domain.shared.facility import Product
from domain.shared.refusal import Refusal


class Shown(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class ObstacleShown(Shown):
    """The refusal that a draw would meet."""

    code: str
    facts: dict[str, Any]
    words: SaidInWords


class PartShown(Shown):
    """What one product can draw on the line; `obstacle` says what keeps it from more."""

    product: Product
    limit: MoneyBody | None
    in_use: MoneyBody
    available: MoneyBody
    obstacle: ObstacleShown | None


class LineShown(Shown):
    """A credit line: its total, its parts, and what is promised and not paid out."""

    limit: MoneyBody
    in_use: MoneyBody
    utilised: MoneyBody
    left: MoneyBody
    parts: list[PartShown]
    blocks: list[model_of(BlockUnderWay)]  # type: ignore[valid-type] # made at run time
    draw_minimum: MoneyBody
    valid_until: str


class OrderShown(Shown):
    """An order: what it bears under the programme, and every reason why it is not more."""

    order: str
    number: str
    core_enterprise: str
    deliver_by: str | None
    ordered: MoneyBody
    eligible: MoneyBody
    advance: MoneyBody
    limit_left: MoneyBody | None
    core_enterprise_leaves: MoneyBody | None
    security: model_of(Security) | None  # type: ignore[valid-type] # made at run time
    due_latest: str | None
    entrusted: bool
    decision: str | None
    reasons: list[OrderReasonShown]


class DrawableShown(Shown):
    """One facility, or one order under one: exactly one of pool, line and order is there."""

    product: Product
    facility: str | None
    lender: str | None
    borrower: str
    outstanding: MoneyBody
    bears: MoneyBody
    available: MoneyBody
    obstacles: list[ObstacleShown]
    line: LineShown | None
    order: OrderShown | None


class OwnDrawable(DrawableShown):
    pool: model_of(OwnEligibility) | None  # type: ignore[valid-type] # made at run time


class LentDrawable(DrawableShown):
    pool: model_of(SupplierEligibility) | None  # type: ignore[valid-type] # made at run time


class DrawableInAll(Shown):
    """By product and currency, on a day."""

    day: str
    totals: list[model_of(TotalDrawable)]  # type: ignore[valid-type] # made at run time
    complete: bool
    """Not where there are more orders than are looked at together."""


def shown(it: Drawable, pool: OwnEligibility | SupplierEligibility | None = None) -> dict[str, Any]:
    return {
        "product": it.product.value,
        "facility": it.facility,
        "lender": it.lender,
        "borrower": it.borrower,
        "outstanding": to_wire(it.outstanding),
        "bears": to_wire(it.bears),
        "available": to_wire(it.available),
        "obstacles": [obstacle(each) for each in it.obstacles],
        "pool": to_wire(pool),
        "line": None if it.line is None else _line(it.line),
        "order": None if it.order is None else _order(it.order),
    }


def obstacle(refusal: Refusal) -> dict[str, Any]:
    facts = to_wire(refusal)
    return {"code": refusal.code, "facts": facts, "words": in_words(refusal.code, facts)}


def _line(line: LineBears) -> dict[str, Any]:
    parts = [
        {
            "product": part.product.value,
            "limit": to_wire(part.limit),
            "inUse": to_wire(part.in_use),
            "available": to_wire(part.available),
            "obstacle": None if part.obstacle is None else obstacle(part.obstacle),
        }
        for part in line.parts
    ]
    return {
        "limit": to_wire(line.limit),
        "inUse": to_wire(line.in_use),
        "utilised": to_wire(line.utilised),
        "left": to_wire(line.left),
        "parts": parts,
        "blocks": to_wire(line.blocks),
        "drawMinimum": to_wire(line.draw_minimum),
        "validUntil": to_wire(line.valid_until),
    }


def _order(order: OrderBearsToday) -> dict[str, Any]:
    return {
        "order": order.order,
        "number": order.number,
        "coreEnterprise": order.core_enterprise,
        "deliverBy": to_wire(order.deliver_by),
        "ordered": to_wire(order.ordered),
        "eligible": to_wire(order.eligible),
        "advance": to_wire(order.advance),
        "limitLeft": to_wire(order.limit_left),
        "coreEnterpriseLeaves": to_wire(order.core_enterprise_leaves),
        "security": to_wire(order.security),
        "dueLatest": to_wire(order.due_latest),
        "entrusted": order.entrusted,
        "decision": order.decision,
        "reasons": [to_wire(reason_shown(reason)) for reason in order.reasons],
    }
