"""Fifty draw at once on one limit, against the same fifty on limits of their own.

Each deal blocks a part of a lender's limit as a real draw does, and gives the one before
back, so that what is used stays the same. Snapshots are taken meanwhile, as in the house.

A hot limit serialises its deals on purpose: each decides on what the one before left, and keeps
the lock until it is committed, so that they go at the pace of one commit after the other. Apart
they keep both cores busy and share their flushes. What is to be seen here is that nothing else
makes a hot one slower: no history read anew, no sum that grows with what is in use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from statistics import median
from time import monotonic
from typing import Any

from adapters.postgres.engine import Limits, create_engine
from adapters.postgres.following.connections import following_engine
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.snapshots import SnapshotTaker
from adapters.postgres.following.supervisor import Supervisor
from adapters.postgres.names.house import HOUSE
from adapters.postgres.store import PostgresStore
from application.lender_limit.streams import ROOM, account_of
from application.processes import limits
from application.processes.limit_locks import streams_for
from application.processes.limits import Share, Stake
from application.shared.carry_out import Desk, UseCase
from application.shared.ports import Outcome, Request, Room, UnitOfWork
from domain.lender_limit.commands import ApproveLimit, ProposeLimit
from domain.lender_limit.terms import LimitTerms
from domain.shared.currency import Currency
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from scripts.bench.deal import CLERK, NOW
from scripts.bench.deal_ours import Noon
from scripts.bench.figures import Limited, Scale
from scripts.bench.ground import Ground
from scripts.bench.progress import Say

AT_ONCE = 50
CONNECTIONS = 16
"""Of those who draw; the others wait for one, as they do in the house."""

TIMES = 6.0
"""One commit at a time against 16 connections that keep two cores busy: 4.2 measured on a machine
that others used too, and half as much again for a busier one. A sum over Money objects for
what is in use, which was there before, made it 7 on a guarantee with fifty uses.
"""

HOT = PartyId("hot")
LENDER = PartyId("l")
AMOUNT = Money(1_000_00, Currency.CNY)
LIMIT = LimitTerms(
    currency=Currency.CNY,
    together=Money(AMOUNT.minor * AT_ONCE * 2, Currency.CNY),
    source="bench",
    four_eyes=False,
)
WAIT = Limits(
    lock=30, statement=30, transaction=60, attempt=60, pool_wait=60, connections=CONNECTIONS
)


def measured(ground: Ground, scale: Scale, say: Say) -> list[Limited]:
    url, together, apart = ground.platform("contention"), [], []
    with desk_for(url, ROOM) as desk:
        _set_limits(desk)
        numbers = count()
        for number in range(scale.rounds):
            say(f"contention, round {number + 1}")
            ground.settle()
            together.append(_rate(desk, numbers, scale.seconds, lambda _: HOT))
            apart.append(_rate(desk, numbers, scale.seconds, lambda who: PartyId(f"own-{who}")))
    ratio = median(its / it for it, its in zip(together, apart, strict=True))
    shown = f"{median(apart):,.0f} / {median(together):,.0f} draws/s = {ratio:.2f}"
    return [
        Limited(
            f"{AT_ONCE} draws at once on {AT_ONCE} limits, in those on one", ratio, TIMES, shown
        )
    ]


@contextmanager
def desk_for(url: str, room: Room[Any, Any, Any]) -> Iterator[Desk]:
    """One that takes snapshots of `room` meanwhile."""
    engine = create_engine(url, WAIT)
    store, following = PostgresStore(engine, limits=WAIT), following_engine(url, 1)
    taker = SnapshotTaker(following, store, HOUSE, (room,))
    with Supervisor(following, [taker], Nudge()):
        yield Desk(store, Noon())
    following.dispose()
    engine.dispose()


def _rate(
    desk: Desk, numbers: Iterator[int], seconds: float, party_of: Callable[[int], PartyId]
) -> float:
    """Draws a second of all together; the last of each is waited for."""
    began = monotonic()

    def draws(who: int) -> int:
        done, before = 0, None
        while monotonic() - began < seconds:
            before = _draw(desk, party_of(who), FinancingId(f"f-{next(numbers)}"), before)
            done += monotonic() - began < seconds
        _draw(desk, party_of(who), None, before)
        return done

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        return sum(crowd.map(draws, range(AT_ONCE))) / seconds


def _draw(
    desk: Desk, party: PartyId, name: FinancingId | None, before: FinancingId | None
) -> FinancingId | None:
    """Block for `name`, and give back what was blocked for the one before."""

    def use_case(work: UnitOfWork, context: Context) -> None:
        locks = streams_for(work, LENDER, [party])
        work.lock(change=locks.change, rely_on=locks.rely_on)
        if before is not None:
            limits.drop(work, context, _stake(party, before))
        if name is not None:
            limits.block(work, context, _stake(party, name))

    _do(desk, f"{name or 'end'} {before}", use_case)
    return name


def _stake(party: PartyId, name: FinancingId) -> Stake:
    share = Share(party, AMOUNT, Money.zero(Currency.CNY))
    return Stake(LENDER, name, Currency.CNY, (share,))


def _set_limits(desk: Desk) -> None:
    for party in [HOT, *(PartyId(f"own-{who}") for who in range(AT_ONCE))]:
        proposed = ProposeLimit(lender=LENDER, party=party, terms=LIMIT, effective_on=NOW.day)
        _do(desk, f"limit {party}", _setting(account_of(LENDER, party), proposed))


def _setting(stream: str, proposed: ProposeLimit) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> None:
        work.lock(change=[stream])
        work.handle(ROOM, stream, proposed, context)
        work.handle(ROOM, stream, ApproveLimit(proposal=1), context)

    return use_case


def _do(desk: Desk, request_id: str, use_case: UseCase) -> None:
    answer = desk.carry_out(Request(LENDER, CLERK, request_id, "draw", None), use_case)
    if answer.outcome is not Outcome.ACCEPTED:
        raise RuntimeError(f"a draw was refused: {answer.body!r}")
