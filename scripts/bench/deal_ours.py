"""The deal on the platform's own store."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from adapters.postgres.engine import create_engine
from adapters.postgres.store import PostgresStore
from application.shared.carry_out import Desk
from application.shared.ports import Request, UnitOfWork
from domain.shared.event import Context
from domain.shared.ids import PartyId
from domain.shared.moment import Moment
from scripts.bench.crew import Work
from scripts.bench.deal import (
    CLERK,
    LIMIT_ROOM,
    LINES,
    NAMES,
    NOW,
    Deal,
    limit_set,
    line_of,
    pool_of,
)


class Noon:
    def now(self) -> Moment:
        return NOW


@dataclass(frozen=True, slots=True)
class OurDeals:
    """Made in each writer's process."""

    url: str

    def __call__(self, writer: int) -> Work:
        desk, numbers = self.desk(), count()
        _set_limits(desk, writer)

        def work() -> None:
            deal = Deal.of(writer, next(numbers))
            desk.carry_out(deal.request, deal.carried_out)

        return work

    def desk(self) -> Desk:
        return Desk(PostgresStore(create_engine(self.url), names=NAMES), Noon())


def _set_limits(desk: Desk, writer: int) -> None:
    streams = [of(writer, place) for of in (line_of, pool_of) for place in range(LINES)]

    def set_all(work: UnitOfWork, _context: Context) -> None:
        for loaded in work.load_many(LIMIT_ROOM, streams).values():
            work.record(LIMIT_ROOM, loaded, (limit_set(),))

    desk.carry_out(Request(PartyId("l"), CLERK, f"limits {writer}", "set", None), set_all)
