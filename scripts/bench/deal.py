"""The deal that everyone is measured on: a draw on a line, inside a pool, that opens a loan.

Two streams are read and judged, three are written to, and the request is
remembered with its answer. Each writer has lines and pools of its own, so that
what is measured is the store and not waiting for one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from adapters.postgres.names.registry import Names, room
from application.shared.ports import Request, Room, UnitOfWork
from domain.shared.currency import Currency
from domain.shared.decider import Decider
from domain.shared.event import Context, Event
from domain.shared.ids import ActorId, PartyId
from domain.shared.moment import Moment
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal, Refused

LINES = 300
"""Lines, and as many pools, of each writer."""

LIMIT = Money(10**15, Currency.CNY)
NOTHING = Money(0, Currency.CNY)
AMOUNT = Money(12_345_00, Currency.CNY)
RATE = Decimal("0.0435")
DUE_ON = date(2026, 9, 30)
NOW = Moment(datetime(2026, 3, 2, 4, 0, tzinfo=UTC), date(2026, 3, 2))
CLERK = ActorId("supplier/clerk")


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSet(Event):
    limit: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitDrawn(Event):
    amount: Money
    loan: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanOpened(Event):
    line: str
    pool: str
    principal: Money
    rate: Decimal
    due_on: date


@dataclass(frozen=True, slots=True)
class Limit:
    limit: Money = NOTHING
    drawn: Money = NOTHING


@dataclass(frozen=True, slots=True)
class Loan:
    principal: Money = NOTHING


@dataclass(frozen=True, slots=True)
class Draw:
    amount: Money
    loan: str


@dataclass(frozen=True, slots=True)
class Open:
    line: str
    pool: str
    principal: Money


@dataclass(frozen=True, slots=True)
class BeyondLimit(Refusal):
    code: ClassVar[str] = "limit.beyond"
    kind: ClassVar[Kind] = Kind.CONFLICT
    available: Money


def _draw(state: Limit, command: Draw, context: Context) -> tuple[LimitDrawn, ...]:
    available = state.limit - state.drawn
    if available < command.amount:
        raise Refused(BeyondLimit(available))
    at, day = context.now.at, context.now.day
    return (
        LimitDrawn(
            at=at, effective_on=day, by=context.by, amount=command.amount, loan=command.loan
        ),
    )


def _drawn(state: Limit, event: LimitSet | LimitDrawn) -> Limit:
    if isinstance(event, LimitSet):
        return Limit(event.limit, state.drawn)
    return Limit(state.limit, state.drawn + event.amount)


def _open(_state: Loan, command: Open, context: Context) -> tuple[LoanOpened, ...]:
    return (
        LoanOpened(
            at=context.now.at,
            effective_on=context.now.day,
            by=context.by,
            line=command.line,
            pool=command.pool,
            principal=command.principal,
            rate=RATE,
            due_on=DUE_ON,
        ),
    )


def _opened(_state: Loan, event: LoanOpened) -> Loan:
    return Loan(event.principal)


LIMIT_ROOM: Room[Any, Limit, Any] = Room("limit", Decider(Limit(), _draw, _drawn), Limit)
LOAN_ROOM: Room[Any, Loan, Any] = Room("loan", Decider(Loan(), _open, _opened), Loan)
NAMES = Names(
    room("limit", {"set": LimitSet, "drawn": LimitDrawn}), room("loan", {"opened": LoanOpened})
)


@dataclass(frozen=True, slots=True)
class Deal:
    """One draw: which line, which pool, under which number."""

    line: str
    pool: str
    loan: str

    @classmethod
    def of(cls, writer: int, number: int) -> Deal:
        place = number % LINES
        return cls(line_of(writer, place), pool_of(writer, place), f"s/loan/{writer}-{number}")

    @property
    def request(self) -> Request:
        content = {"line": self.line, "pool": self.pool, "amount": AMOUNT}
        return Request(PartyId("s"), CLERK, f"draw {self.loan}", "draw", content)

    def carried_out(self, work: UnitOfWork, context: Context) -> dict[str, str]:
        """The use case, as the platform writes one."""
        work.lock(change=[self.line, self.pool, self.loan])
        drawn = Draw(AMOUNT, self.loan)
        work.handle(LIMIT_ROOM, self.line, drawn, context)
        work.handle(LIMIT_ROOM, self.pool, drawn, context)
        opening = Open(self.line, self.pool, AMOUNT)
        work.handle(LOAN_ROOM, self.loan, opening, context)
        return {"loan": self.loan}


def line_of(writer: int, place: int) -> str:
    return f"s/limit/line-{writer}-{place}"


def pool_of(writer: int, place: int) -> str:
    return f"l/limit/pool-{writer}-{place}"


def limit_set() -> LimitSet:
    return LimitSet(at=NOW.at, effective_on=NOW.day, by=CLERK, limit=LIMIT)
