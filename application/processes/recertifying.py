"""When a party's standing changes, every pool that its claims are in is certified again.

A fall in value that no command of the pool caused is then an event too, a moment
after the party was suspended and not only at the day's close.
"""

from __future__ import annotations

from dataclasses import dataclass

from application.processes.certifying import certify, files_of, lender_of, pool_of
from application.processes.closing_the_day import HOUSE, StepRefused
from application.receivable_pool import streams as pools
from application.shared.carry_out import Desk, UseCase
from application.shared.ports import Conflict, Outcome, Request, UnitOfWork
from application.shared.projection import Recorded
from domain.enterprise.events import OnParty, PartyRegistered
from domain.shared.event import Context
from domain.shared.ids import ActorId, PartyId, PoolId

BY = ActorId(f"{HOUSE}/recertifying")


@dataclass(frozen=True, slots=True)
class Recertify:
    """Because of what was recorded of a party at `position`."""

    pool: PoolId
    party: PartyId
    position: int


def recertify(desk: Desk, recorded: Recorded) -> None:
    """Do it once for each pool, however often it is asked; raise what `carry_out` raises."""
    event = recorded.event
    if not isinstance(event, OnParty) or isinstance(event, PartyRegistered):
        return
    with desk.store.reading() as reading:
        concerned = reading.pools_with(event.party)
    for pool in concerned:
        asked = Recertify(pool, event.party, recorded.position)
        name = f"recertify/{recorded.position}/{pool}"
        request = Request(HOUSE, BY, name, "Recertify", asked)
        answer = desk.carry_out(request, _certified(asked))
        if answer.outcome is Outcome.REFUSED:
            raise StepRefused(name, answer.body)


def _certified(asked: Recertify) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> Recertify:
        lender = lender_of(work, asked.pool)
        files = files_of(pool_of(work, lender, asked.pool))
        work.lock(change=[pools.stream_of(lender, asked.pool)], rely_on=files)
        if files_of(pool_of(work, lender, asked.pool)) != files:
            raise Conflict
        certify(work, context, lender, asked.pool)
        return asked

    return use_case
