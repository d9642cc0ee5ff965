"""What stands behind a financing is told when principal is committed, paid out or goes down.

One place for it: the facility that the money is drawn under and, besides, the line that it
uses up and the guarantees that answer for it. Whoever changes a financing locks
`streams_of` it together with its own stream, and calls one of these for each change.
"""

from __future__ import annotations

from datetime import timedelta

from application.processes import guarantees, limits, lines
from application.processes.certifying import certify
from application.processes.limit_locks import streams_of as streams_of_accounts
from application.processes.limits import Stake, stake
from application.processes.order_draws import (
    at_programme,
    draw_changed,
    draw_rescheduled,
    draw_returned,
    files_of_draw,
    streams_of_draw,
)
from application.receivable_pool import streams as pools
from application.shared.ports import Reading, UnitOfWork
from domain.financing.state import Financing, Stage
from domain.receivable_pool.commands import RepayDraw, RescheduleDraw, ReturnDraw
from domain.shared.attribution import Parts
from domain.shared.event import Context
from domain.shared.facility import Facility, Product, Supports
from domain.shared.ids import PartyId
from domain.shared.money import Money

BLOCKED_FOR = timedelta(days=7)
"""How long a lender's limit waits for the bank to be asked; as long as a lien is reserved for."""


def streams_of(reading: Reading, financing: Financing) -> list[str]:
    """Every stream that is told of this financing's principal."""
    behind = streams_behind(financing.lender, financing.facility, financing.supports)
    owing = financing.by_obligor
    parties = dict.fromkeys(party for party, _ in _on(financing, owing))
    on_orders = limits.streams_on_orders(financing.facility, financing.borrower, owing)
    bearing = [*_streams_of_order(reading, financing), *on_orders]
    return [*behind, *bearing, *streams_of_accounts(financing.lender, parties)]


def files_judged(reading: Reading, financing: Financing) -> list[str]:
    """What a judgement rests on that a change of this financing may ask for: to rely on."""
    if financing.facility.product is not Product.E_ORDER:
        return []
    at = at_programme(financing.lender, financing.facility.id)
    return files_of_draw(reading, at, financing.financing)


def streams_behind(lender: PartyId, facility: Facility, supports: Supports) -> list[str]:
    """The same before there is a financing, and before it is known who owes it.

    With them go the lender's limits of all who may come to owe it: `limit_locks.streams_for`.
    """
    return [*_streams_of_facility(lender, facility), *_streams_of_supports(lender, supports)]


def files_behind(borrower: PartyId, supports: Supports) -> list[str]:
    """Files of parties to rely on, while a financing is committed."""
    return guarantees.files_behind(borrower, supports)


def committed(work: UnitOfWork, context: Context, financing: Financing) -> None:
    """It was opened: its principal is promised.

    The facility itself was drawn before, by the process that knows its base; what its
    guarantees rely on besides is `files_behind`. Where the bank was asked to pay at once,
    what is blocked does not lapse.
    """
    bound = financing.stage is Stage.INSTRUCTED
    lines.block(work, context, financing, bound=bound)
    _guaranteed(work, context, financing)
    until = None if bound else context.now.day + BLOCKED_FOR
    for each in _stakes(financing):
        limits.block(work, context, each, until)


def instructed(work: UnitOfWork, context: Context, financing: Financing) -> None:
    """The bank was asked to pay what had been committed before."""
    lines.bind(work, context, financing)
    for each in _stakes(financing):
        limits.bind(work, context, each)


def paid_out(work: UnitOfWork, context: Context, financing: Financing) -> None:
    """The bank confirmed the disbursement."""
    lines.utilise(work, context, financing)
    for at, _ in guarantees.each_of(financing.lender, financing.supports):
        guarantees.utilise(work, context, at, financing.financing)
    for each in _stakes(financing):
        limits.utilise(work, context, each)


def returned(work: UnitOfWork, context: Context, financing: Financing) -> None:
    """The money came back, or never left: nothing is committed any more.

    Limits first: an order that is judged again counts what is lent on all.
    """
    for each in _stakes(financing):
        limits.drop(work, context, each)
    pool = financing.facility.pool
    if pool is not None:
        stream = pools.stream_of(financing.lender, pool)
        work.handle(pools.ROOM, stream, ReturnDraw(financing.financing), context)
    if financing.facility.product is Product.E_ORDER:
        draw_returned(work, context, financing)
    lines.drop(work, context, financing, "the money came back")
    for at, _ in guarantees.each_of(financing.lender, financing.supports):
        guarantees.drop(work, context, at, financing.financing)


def principal_changed(
    work: UnitOfWork, context: Context, before: Financing, after: Financing
) -> None:
    """It went down by a repayment, or came back as one was taken back or used up otherwise.

    With a loan that is closed for good all of it is given up, whatever comes or goes then.
    """
    _move_on_orders(work, context, before, after)
    repaid = _borne(before) - _borne(after)
    pool = after.facility.pool
    if pool is not None and not repaid.is_zero:
        stream = pools.stream_of(after.lender, pool)
        work.handle(pools.ROOM, stream, RepayDraw(after.financing, repaid), context)
    if after.facility.product is Product.E_ORDER:
        draw_changed(work, context, after, repaid)
    lines.principal_changed(work, context, before, after)
    for at, part in guarantees.each_of(after.lender, after.supports):
        moved = guarantees.PrincipalMoved(after.financing, after.principal, _borne(after))
        guarantees.follow(work, context, at, part, moved)
    _move_limits(work, context, before, after)


def rescheduled(work: UnitOfWork, context: Context, loan: Financing) -> None:
    """It is due on another day: whoever judges what is late by the facility's draws is told.

    A line keeps no due days of what is drawn on it; guarantees are told what their guarantors
    agreed to (`guarantees.debt_changed`).
    """
    pool = loan.facility.pool
    if pool is not None:
        stream = pools.stream_of(loan.lender, pool)
        work.handle(pools.ROOM, stream, RescheduleDraw(loan.financing, loan.due_on), context)
        certify(work, context, loan.lender, pool)
    if loan.facility.product is Product.E_ORDER:
        draw_rescheduled(work, context, loan)


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


def _streams_of_order(reading: Reading, financing: Financing) -> list[str]:
    if financing.facility.product is not Product.E_ORDER:
        return []
    at = at_programme(financing.lender, financing.facility.id)
    return streams_of_draw(reading, at, financing.financing)


def _streams_of_supports(lender: PartyId, supports: Supports) -> list[str]:
    guarantors = dict.fromkeys(each.guarantor for each in supports.guarantees)
    return [
        *lines.streams_of(lender, supports.line),
        *guarantees.streams_of(lender, supports),
        *streams_of_accounts(lender, guarantors),
    ]


def _guaranteed(work: UnitOfWork, context: Context, financing: Financing) -> None:
    for at, part in guarantees.each_of(financing.lender, financing.supports):
        promised = guarantees.Promised(
            financing=financing.financing,
            borrower=financing.borrower,
            amount=part.amount,
            due_on=financing.due_on,
        )
        guarantees.check_guarantor(work, at, part)
        guarantees.reserve(work, context, at, promised)


def _stakes(loan: Financing) -> tuple[Stake, ...]:
    """All that was lent, by who owes it and who answers for it."""
    answering = loan.supports.by_guarantor(loan.principal, loan.principal)
    own = stake(loan, _on(loan, loan.by_obligor), answering)
    return (own, *limits.stake_on_orders(loan, loan.by_obligor))


def _on(loan: Financing, parts: Parts) -> Parts:
    return limits.counted_on(loan.facility, loan.borrower, parts)


def _move_on_orders(
    work: UnitOfWork, context: Context, before: Financing, after: Financing
) -> None:
    """Before the order is judged again, which counts what is lent on all."""
    was, left = _owing(before), _owing(after)
    for each in limits.stake_on_orders(after, _more(was, left)):
        limits.restore(work, context, each)
    for each in limits.stake_on_orders(after, _more(left, was)):
        limits.release(work, context, each)


def _move_limits(work: UnitOfWork, context: Context, before: Financing, after: Financing) -> None:
    """What more is owed again comes first, so that no more is released than is utilised."""
    was, left = _on(before, _owing(before)), _on(after, _owing(after))
    risen, fallen = stake(after, _more(was, left), ()), stake(after, _more(left, was), ())
    limits.restore(work, context, risen)
    limits.release(work, context, fallen)
    follow_guarantees(work, context, after)


def follow_guarantees(work: UnitOfWork, context: Context, loan: Financing) -> None:
    """What the lender's limits count on each guarantor is what its guarantees still answer for."""
    sums: dict[PartyId, Money] = {}
    for at, part in guarantees.each_of(loan.lender, loan.supports):
        answers = guarantees.answers_for(work, at, loan.financing)
        sums[part.guarantor] = sums.get(part.guarantor, Money.zero(loan.currency)) + answers
    limits.follow_guarantors(work, context, stake(loan, (), tuple(sums.items()), whole=True))


def _borne(loan: Financing) -> Money:
    """What of the principal stands on whatever is behind it; once closed, none."""
    closed = loan.stage is Stage.CLOSED
    return Money.zero(loan.currency) if closed else loan.principal_left


def _owing(loan: Financing) -> Parts:
    return () if loan.stage is Stage.CLOSED else loan.left_by_obligor


def _more(parts: Parts, than: Parts) -> Parts:
    """By how much `than` is more than `parts`, of those of whom it is."""
    known = dict(parts)
    rises = ((who, it - known[who] if who in known else it) for who, it in than)
    return tuple((who, rise) for who, rise in rises if rise.is_positive)
