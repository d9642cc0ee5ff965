"""Orders that money is lent on are judged again: by new terms, another rating, or another day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from application.enterprise import streams as enterprises
from application.processes.judging_orders import (
    certify_order,
    files_behind,
    lien_on,
    look_again,
    orders_of,
)
from application.processes.programmes import ProgrammeAt, own_programme, programme_of
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, UnitOfWork
from domain.shared.event import Context
from domain.shared.ids import OrderId, PartyId, ProgrammeId

ORDERS_AT_ONCE = 50
"""Judged in one transaction: while it is open, no view moves on."""


@dataclass(frozen=True, slots=True)
class JudgeOrdersAgain:
    """Once a day: what an order carries changes by the calendar alone."""

    programme: ProgrammeId
    lender: PartyId
    day: date
    after: OrderId | None = None
    """Those up to it were judged already."""


@dataclass(frozen=True, slots=True)
class OrdersJudged:
    programme: ProgrammeId
    orders: int
    last: OrderId | None
    """More may come behind it; None where none does."""


def judge_orders_again(asked: JudgeOrdersAgain, most: int = ORDERS_AT_ONCE) -> UseCase:
    """The next few orders that money is lent on, whether or not the lender may act today."""

    def use_case(work: UnitOfWork, context: Context) -> OrdersJudged:
        at = own_programme(work, asked.programme, asked.lender)
        lent = lock_with_orders(work, at, None, partial(_next, after=asked.after, most=most))
        for order in lent:
            certify_order(work, context, at, order)
        return OrdersJudged(at.programme, len(lent), lent[-1] if len(lent) == most else None)

    return use_case


def _next(lent: tuple[OrderId, ...], after: OrderId | None, most: int) -> tuple[OrderId, ...]:
    """`lent` is sorted."""
    begin = 0 if after is None else bisect_right(lent, after)
    return lent[begin : begin + most]


def lock_with_orders(
    work: UnitOfWork,
    at: ProgrammeAt,
    supplier: PartyId | None,
    of: Callable[[tuple[OrderId, ...]], tuple[OrderId, ...]] = tuple,
) -> tuple[OrderId, ...]:
    """`of` the orders lent on, of one supplier or of all; look, lock, look again."""
    lent = of(programme_of(work, at).state.orders_lent_on(supplier))
    looked_at = orders_of(work, lent)
    behind = {stream for order in looked_at for stream in files_behind(order)}
    liens = [lien_on(order) for order in lent]
    work.lock(
        change=[at.stream], rely_on=[*sorted(behind), *liens, enterprises.stream_of(at.lender)]
    )
    if of(programme_of(work, at).state.orders_lent_on(supplier)) != lent:
        raise Conflict
    look_again(work, looked_at)
    return lent
