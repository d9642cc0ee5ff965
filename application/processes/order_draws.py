"""What becomes of money lent on an order becomes of the programme and of the lien on the order.

The lien is taken with the first money lent and free again when nothing is owed. Where
the bank takes a repayment back, it is taken again if it is still free; if it is not, a claim
whose payment was taken back stands in its place (`securing_again`), as far as one is free;
what nothing secures is an over-advance.
"""

from __future__ import annotations

from application.lien.streams import ROOM as LIEN
from application.lien.streams import stream_of as lien_stream_of
from application.lien.taking import encumber_all, release_all
from application.order_programme import streams as programmes
from application.processes.held_claims import FIRST_RANK, for_order
from application.processes.judging_orders import (
    certify_order,
    claims_in_place,
    files_judged_by,
    lien_on,
)
from application.processes.programmes import ProgrammeAt, programme_of
from application.shared.ports import Reading, UnitOfWork
from domain.financing.state import Financing
from domain.financing.terms import Source
from domain.lien.commands import Encumber, Release
from domain.lien.events import Encumbrance, Reason
from domain.lien.refusals import Encumbered
from domain.order_programme.commands import (
    RepayOrderDraw,
    RescheduleOrderDraw,
    RestoreOrderDraw,
    ReturnOrderDraw,
)
from domain.order_programme.state import OrderDraw
from domain.shared.event import Context
from domain.shared.ids import AssetId, FinancingId, OrderId, PartyId, ProgrammeId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused


def at_programme(lender: PartyId, facility: str) -> ProgrammeAt:
    return ProgrammeAt(lender, ProgrammeId(facility))


def streams_of_draw(reading: Reading, at: ProgrammeAt, financing: FinancingId) -> list[str]:
    """The programme, and the liens on the order that the money is lent on and in its place."""
    draw = programme_of(reading, at).state.draw_of(financing)
    if draw is None:
        return [at.stream]
    in_place = claims_in_place(reading, at, draw.order).claims
    claims = (lien_stream_of(AssetId(it)) for it in in_place)
    return [at.stream, lien_on(draw.order), *claims]


def files_of_draw(reading: Reading, at: ProgrammeAt, financing: FinancingId) -> list[str]:
    """By which the order is judged again where the draw changes: to rely on."""
    draw = programme_of(reading, at).state.draw_of(financing)
    return [] if draw is None else files_judged_by(reading, [draw.order])


def order_of_draw(reading: Reading, at: ProgrammeAt, financing: FinancingId) -> OrderId:
    return _draw(reading, at, financing).order


def take_in_place(
    work: UnitOfWork, context: Context, at: ProgrammeAt, order: OrderId, claim: ReceivableId
) -> None:
    """A claim out of the order secures what is lent on it; the order is judged with it."""
    secures = for_order(at.programme, order)
    lien = Encumbrance(rank=FIRST_RANK, lender=at.lender, secures=secures)
    taking = Encumber(asset=AssetId(claim), encumbrance=lien, act="its payment was taken back")
    encumber_all(work, [taking], context)
    certify_order(work, context, at, order)


def take_order(work: UnitOfWork, context: Context, at: ProgrammeAt, order: OrderId) -> None:
    """Raise `Refused` where it is not free; once taken, it secures all that is lent on it here.

    While another lender pays off what is lent on it, nothing more is.
    """
    if work.load(LIEN, lien_on(order)).state.reserved(FIRST_RANK, context.now.at) is not None:
        raise Refused(Encumbered(AssetId(order)))
    if held_here(work, at, order):
        return
    lien = Encumbrance(rank=FIRST_RANK, lender=at.lender, secures=at.programme)
    taking = Encumber(asset=AssetId(order), encumbrance=lien, act="lent on an order")
    encumber_all(work, [taking], context)


def draw_returned(work: UnitOfWork, context: Context, loan: Financing) -> None:
    at = at_programme(loan.lender, loan.facility.id)
    draw = _draw(work, at, loan.financing)
    work.handle(programmes.ROOM, at.stream, ReturnOrderDraw(loan.financing), context)
    _free_when_paid(work, context, at, draw.order, Reason.RETURNED)


def draw_changed(work: UnitOfWork, context: Context, loan: Financing, repaid: Money) -> None:
    """`repaid` is less than nothing where a repayment was taken back."""
    at = at_programme(loan.lender, loan.facility.id)
    draw = _draw(work, at, loan.financing)
    if repaid.is_positive:
        repay = RepayOrderDraw(loan.financing, repaid)
        work.handle(programmes.ROOM, at.stream, repay, context)
        _free_when_paid(work, context, at, draw.order, _reason(loan))
    elif repaid.is_negative:
        restore = RestoreOrderDraw(loan.financing, -repaid)
        work.handle(programmes.ROOM, at.stream, restore, context)
        _take_again(work, context, at, draw.order)


def draw_rescheduled(work: UnitOfWork, context: Context, loan: Financing) -> None:
    """What a supplier owes late makes its orders count for less: this one is judged again."""
    at = at_programme(loan.lender, loan.facility.id)
    draw = _draw(work, at, loan.financing)
    asked = RescheduleOrderDraw(loan.financing, loan.due_on)
    work.handle(programmes.ROOM, at.stream, asked, context)
    certify_order(work, context, at, draw.order)


def hold_again(work: UnitOfWork, context: Context, at: ProgrammeAt, order: OrderId) -> None:
    """What was kept for another is free: money that is owed here again is secured by it."""
    owed = programme_of(work, at).state.lent_on(order).is_positive
    if owed and not held_here(work, at, order):
        _take_again(work, context, at, order)


def _reason(loan: Financing) -> Reason:
    taken_out = loan.repayments and loan.repayments[-1].source in {Source.ROLLED, Source.PAID_OFF}
    return Reason.TAKEN_OUT if taken_out else Reason.REPAID


def _draw(reading: Reading, at: ProgrammeAt, financing: FinancingId) -> OrderDraw:
    draw = programme_of(reading, at).state.draw_of(financing)
    if draw is None:
        raise BrokenPromise(f"{financing} was never lent under {at.programme}")
    return draw


def _free_when_paid(
    work: UnitOfWork, context: Context, at: ProgrammeAt, order: OrderId, reason: Reason
) -> None:
    if programme_of(work, at).state.lent_on(order).is_positive:
        return
    in_place = claims_in_place(work, at, order).claims
    held = {AssetId(it): for_order(at.programme, order) for it in in_place}
    if held_here(work, at, order):
        held[AssetId(order)] = at.programme
    release_all(work, [_release(at, it, held[it], reason) for it in held], context)


def _release(at: ProgrammeAt, asset: AssetId, secures: str, reason: Reason) -> Release:
    return Release(
        asset=asset,
        rank=FIRST_RANK,
        lender=at.lender,
        secures=secures,
        reason=reason,
        act="nothing is lent on it",
    )


def _take_again(work: UnitOfWork, context: Context, at: ProgrammeAt, order: OrderId) -> None:
    if work.load(LIEN, lien_on(order)).state.is_free(FIRST_RANK, context.now.at):
        take_order(work, context, at, order)
    else:
        certify_order(work, context, at, order)


def held_here(reading: Reading, at: ProgrammeAt, order: OrderId) -> bool:
    lien = reading.load(LIEN, lien_on(order)).state.held(FIRST_RANK)
    return lien is not None and (lien.lender, lien.secures) == (at.lender, at.programme)
