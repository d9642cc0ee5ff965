"""The daily close: interest and fees are posted, what ended is said, everything is judged anew.

Each step is a command of its own under a name made from the day, so that a close that
broke off goes on where it stopped and two at once do everything once. Missed days
come first, in order: what grows by the day is posted day by day; what claims and orders
are worth, which limits are passed and what ran out is said for today alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from application.processes import closing_steps as steps
from application.processes.calling_guarantees import KeepPeriodsFor, keep_periods
from application.processes.certifying import pool_of
from application.processes.guarantees import At
from application.processes.judging_again import JudgeOrdersAgain, judge_orders_again
from application.processes.lapsing_pay_offs import LapseFor, lapse_for
from application.processes.programmes import ProgrammeAt
from application.shared.carry_out import Desk, UseCase
from application.shared.ports import Answer, Outcome, Reading, Request, UnitOfWork
from domain.receivable_pool.state import Pool
from domain.shared.connection import GroupId
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, LineId, PartyId, PoolId

JOB = "daily-close"
HOUSE = PartyId("house")
"""Nobody asked: the close is the platform's own."""

BY = ActorId(f"{HOUSE}/{JOB}")
ONE_DAY = timedelta(days=1)

CAUGHT_UP_MAX = 366
"""Days; a house that stood still for longer begins anew with today."""


@dataclass(frozen=True, slots=True)
class PoolAt:
    lender: PartyId
    pool: PoolId


@dataclass(frozen=True, slots=True)
class LoanAt:
    """A loan, or a request for one."""

    lender: PartyId
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class LineAt:
    lender: PartyId
    line: LineId


@dataclass(frozen=True, slots=True)
class LimitAt:
    """A lender's account of a party, or its limit on a group."""

    lender: PartyId
    of: PartyId | GroupId
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All that a close goes through, of all lenders. A pool knows its draws by itself."""

    pools: Sequence[PoolAt] = ()
    loans: Sequence[LoanAt] = ()
    """Of every product; those that a pool names too are taken once."""

    lines: Sequence[LineAt] = ()
    programmes: Sequence[ProgrammeAt] = ()
    limits: Sequence[LimitAt] = ()
    guarantees: Sequence[At] = ()
    requests: Sequence[LoanAt] = ()


@dataclass(frozen=True, slots=True)
class DayClosed:
    """What a close came to."""

    day: date
    pools: int
    financings: int
    guarantees: int = 0
    lines: int = 0
    programmes: int = 0
    limits: int = 0
    requests: int = 0


@dataclass(frozen=True, slots=True)
class CloseDay:
    day: date


def close_up_to_today(desk: Desk, book: Book) -> tuple[DayClosed, ...]:
    """Close every day not closed yet, today last; nothing where today is closed.

    Raise what `Desk.carry_out` raises; asked again, it goes on where it stopped.
    """
    today = desk.clock.now().day
    with desk.store.reading() as reading:
        days = days_to_close(reading, today)
        drawn = [_drawn(reading, at) for at in book.pools] if days else []
    going = _Going(
        book,
        tuple(at for at, pool in drawn if not pool.closed or pool.draws),
        _loans(drawn, book),
        tuple(LoanAt(at.lender, name) for at, pool in drawn for name in sorted(pool.pay_offs)),
    )
    return tuple(_close(desk, day, going, today) for day in days)


def days_to_close(reading: Reading, today: date) -> Sequence[date]:
    """In order, today last; today alone where none was ever closed."""
    past = [today - n * ONE_DAY for n in range(CAUGHT_UP_MAX)]
    done = reading.holders([job_key(day) for day in past])
    missed = list[date]()
    for day in past:
        if job_key(day) in done:
            return missed[::-1]
        missed.append(day)
    return [today]


def job_key(day: date) -> str:
    """Unique: the close of one day is done once."""
    return f"job/{JOB}/{day.isoformat()}"


def _drawn(reading: Reading, at: PoolAt) -> tuple[PoolAt, Pool]:
    return at, pool_of(reading, at.lender, at.pool)


def _loans(pools: Sequence[tuple[PoolAt, Pool]], book: Book) -> tuple[LoanAt, ...]:
    drawn = (LoanAt(at.lender, draw) for at, pool in pools for draw in pool.draws)
    return tuple(sorted({*drawn, *book.loans}, key=lambda it: (it.lender, it.financing)))


@dataclass(frozen=True, slots=True)
class _Going:
    """What a close goes through, once it is known what its pools lent."""

    book: Book
    pools: tuple[PoolAt, ...]
    loans: tuple[LoanAt, ...]
    pay_offs: tuple[LoanAt, ...]
    """Draws that pay other lenders off, whether or not the bank has answered."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a close; its name makes it happen once a day."""

    name: str
    asked: object
    use_case: UseCase


def _close(desk: Desk, day: date, going: _Going, today: date) -> DayClosed:
    for step in _steps(going, day):
        _carry_out(desk, day, step)
    if day == today:
        for step in _steps_of_today(going, day):
            _carry_out(desk, day, step)
        for at in going.book.programmes:
            _judge_orders(desk, day, at)
    closing = CloseDay(day)
    _carry_out(desk, day, Step("close", closing, close_for(closing)))
    return DayClosed(
        day=day,
        pools=len(going.pools),
        financings=len(going.loans),
        guarantees=len(going.book.guarantees),
        lines=len(going.book.lines),
        programmes=len(going.book.programmes),
        limits=len(going.book.limits),
        requests=len(going.book.requests),
    )


def _steps(going: _Going, day: date) -> Iterator[Step]:
    """What grows by the day."""
    for loan in going.loans:
        accrue = steps.AccrueFor(loan.lender, loan.financing, day)
        yield Step(f"loan/{loan.financing}", accrue, steps.accrue_for(accrue))
    for line in going.book.lines:
        fee = steps.PostFeeFor(line.lender, line.line, day)
        yield Step(f"fee/{line.line}", fee, steps.post_fee_for(fee))


def _steps_of_today(going: _Going, day: date) -> Iterator[Step]:
    """What ended first, so that nothing is judged with what is over."""
    for it in going.pay_offs:
        lapse = LapseFor(it.lender, it.financing, day)
        yield Step(f"pay-off/{it.financing}", lapse, lapse_for(lapse))
    yield from _endings(going.book, day)
    for limit in going.book.limits:
        yield _checked(limit, day)
    for pool in going.pools:
        certify = steps.CertifyFor(pool.lender, pool.pool, day)
        yield Step(f"pool/{pool.pool}", certify, steps.certify_for(certify))


def _judge_orders(desk: Desk, day: date, at: ProgrammeAt) -> None:
    """A few at a time: the answer to each step, which is kept, says where the next begins."""
    after, more = None, True
    while more:
        judge = JudgeOrdersAgain(at.programme, at.lender, day, after)
        name = f"orders/{at.programme}" if after is None else f"orders/{at.programme}/{after}"
        answer = _carry_out(desk, day, Step(name, judge, judge_orders_again(judge)))
        last = json.loads(answer.body)["last"]
        after, more = last, last is not None


def _endings(book: Book, day: date) -> Iterator[Step]:
    for request in book.requests:
        expire = steps.ExpireFor(request.lender, request.financing, day)
        yield Step(f"request/{request.financing}", expire, steps.expire_for(expire))
    for line in book.lines:
        end = steps.EndBlocksFor(line.lender, line.line, day)
        yield Step(f"blocks/{line.line}", end, steps.end_blocks_for(end))
    for at in book.guarantees:
        keep = KeepPeriodsFor(at.lender, at.guarantee, day)
        yield Step(f"guarantee/{at.guarantee}", keep, keep_periods(keep))


def _checked(limit: LimitAt, day: date) -> Step:
    if limit.is_group:
        group = steps.CheckGroupFor(limit.lender, GroupId(limit.of), day)
        return Step(f"group/{limit.lender}/{limit.of}", group, steps.check_group_for(group))
    party = steps.CheckPartyFor(limit.lender, PartyId(limit.of), day)
    return Step(f"limit/{limit.lender}/{limit.of}", party, steps.check_party_for(party))


def _carry_out(desk: Desk, day: date, step: Step) -> Answer:
    """Raise `StepRefused`: nobody asked for it, so nobody reads a refusal."""
    name = f"{day}/{step.name}"
    request = Request(HOUSE, BY, f"{JOB}/{name}", type(step.asked).__name__, step.asked)
    answer = desk.carry_out(request, step.use_case)
    if answer.outcome is Outcome.REFUSED:
        raise StepRefused(name, answer.body)
    return answer


class StepRefused(Exception):
    """A step of the close was refused, which none should be; the day stays open."""


def close_for(asked: CloseDay) -> UseCase:
    def use_case(work: UnitOfWork, _: Context) -> CloseDay:
        work.reserve(job_key(asked.day), BY)
        return asked

    return use_case
