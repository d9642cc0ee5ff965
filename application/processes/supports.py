"""What stands behind a financing is told when principal is committed, paid out or goes down.

One place for it: the facility that the money is drawn under and, besides, the line that it
uses up and the guarantees that answer for it. Whoever changes a financing locks
`streams_of` it together with its own stream, and calls one of these for each change.
"""

from __future__ import annotations

from application.processes.certifying import certify
from application.processes.order_draws import (
    at_programme,
    draw_changed,
    draw_returned,
    streams_of_draw,
)
from application.processes.programmes import ProgrammeAt
from application.receivable_pool import streams as pools
from application.shared.ports import Reading, UnitOfWork
from domain.financing.state import Financing
from domain.receivable_pool.commands import RepayDraw, ReturnDraw
from domain.shared.event import Context
from domain.shared.facility import Facility, Product, Supports
from domain.shared.ids import PartyId


def streams_of(reading: Reading, financing: Financing) -> list[str]:
    """Every stream that is told of this financing's principal."""
    behind = streams_behind(financing.lender, financing.facility, financing.supports)
    programme = _programme_of(financing.lender, financing.facility)
    if programme is None:
        return behind
    return [*behind, *streams_of_draw(reading, programme, financing.financing)]


def streams_behind(lender: PartyId, facility: Facility, supports: Supports) -> list[str]:
    """The same before there is a financing: what opening one will touch."""
    return [*_streams_of_facility(lender, facility), *_streams_of_supports(lender, supports)]


def committed(work: UnitOfWork, context: Context, financing: Financing) -> None:
    """It was opened: its principal is promised.

    The facility itself was drawn before, by the process that knows its base.
    """


def paid_out(work: UnitOfWork, context: Context, financing: Financing) -> None:
    """The bank confirmed the disbursement."""


def returned(work: UnitOfWork, context: Context, financing: Financing) -> None:
    """The money came back, or never left: nothing is committed any more."""
    pool = financing.facility.pool
    if pool is not None:
        stream = pools.stream_of(financing.lender, pool)
        work.handle(pools.ROOM, stream, ReturnDraw(financing.financing), context)
    if financing.facility.product is Product.E_ORDER:
        draw_returned(work, context, financing)


def principal_changed(
    work: UnitOfWork, context: Context, before: Financing, after: Financing
) -> None:
    """It went down by a repayment, or came back as one was taken back or used up otherwise."""
    repaid = after.paid.principal - before.paid.principal
    pool = after.facility.pool
    if pool is not None and not repaid.is_zero:
        stream = pools.stream_of(after.lender, pool)
        work.handle(pools.ROOM, stream, RepayDraw(after.financing, repaid), context)
    if after.facility.product is Product.E_ORDER:
        draw_changed(work, context, after, repaid)


def recertify(work: UnitOfWork, context: Context, financing: Financing) -> None:
    """The base that bears it is certified as it stands now.

    An order programme reckons what its orders carry with every movement of principal.
    """
    pool = financing.facility.pool
    if pool is not None:
        certify(work, context, financing.lender, pool)


def _streams_of_facility(lender: PartyId, facility: Facility) -> list[str]:
    match facility.product:
        case Product.RECEIVABLE_POOL:
            return [pools.stream_of(lender, pool)] if (pool := facility.pool) else []
        case Product.E_ORDER:
            return [at_programme(lender, facility.id).stream]
        case Product.CREDIT_LINE:
            return []


def _programme_of(lender: PartyId, facility: Facility) -> ProgrammeAt | None:
    return at_programme(lender, facility.id) if facility.product is Product.E_ORDER else None


def _streams_of_supports(_lender: PartyId, _supports: Supports) -> list[str]:
    return []
