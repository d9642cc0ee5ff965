"""The daily close: interest is posted, what fell due is said, every pool is certified.

Each step is a command of its own under a name made from the day, so that a close that
broke off goes on where it stopped and two at once do everything once. Missed days
come first, in order: their interest is posted day by day; what claims are worth is
certified for today alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from application.financing import streams as financings
from application.processes.calling_guarantees import KeepPeriodsFor, keep_periods
from application.processes.certifying import certify, files_of, pool_of
from application.processes.disbursing import RecordReturned, return_, touched_by
from application.processes.guarantees import At
from application.processes.loans import financing_of
from application.processes.programmes import ProgrammeAt
from application.processes.running_programmes import JudgeOrdersAgain, judge_orders_again
from application.processes.settling_pay_offs import has_lapsed
from application.receivable_pool import streams as pools
from application.shared.carry_out import Desk, UseCase
from application.shared.ports import Conflict, Outcome, Reading, Request, UnitOfWork
from domain.financing.commands import AccrueInterest
from domain.receivable_pool.state import Pool
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, PartyId, PoolId

JOB = "daily-close"
HOUSE = PartyId("house")
"""Nobody asked: the close is the platform's own."""

BY = ActorId(f"{HOUSE}/{JOB}")
ONE_DAY = timedelta(days=1)

LAPSED = "not confirmed in time"

CAUGHT_UP_MAX = 366
"""Days; a house that stood still for longer begins anew with today."""


@dataclass(frozen=True, slots=True)
class PoolAt:
    lender: PartyId
    pool: PoolId


@dataclass(frozen=True, slots=True)
class DayClosed:
    """What a close came to."""

    day: date
    pools: int
    financings: int
    guarantees: int = 0


@dataclass(frozen=True, slots=True)
class AccrueFor:
    """Post the interest of one financing up to `day`, that day not counted."""

    lender: PartyId
    financing: FinancingId
    day: date


@dataclass(frozen=True, slots=True)
class CertifyFor:
    lender: PartyId
    pool: PoolId
    day: date


@dataclass(frozen=True, slots=True)
class LapseFor:
    """Give a pay-off up that the bank did not confirm while the trade was kept for it."""

    lender: PartyId
    financing: FinancingId
    day: date


@dataclass(frozen=True, slots=True)
class CloseDay:
    day: date


@dataclass(frozen=True, slots=True)
class LoanAt:
    """A loan under something else than a pool; a pool knows its own."""

    lender: PartyId
    financing: FinancingId


def close_up_to_today(
    desk: Desk,
    book: Iterable[PoolAt],
    loans: Iterable[LoanAt] = (),
    guarantees: Sequence[At] = (),
    programmes: Sequence[ProgrammeAt] = (),
) -> tuple[DayClosed, ...]:
    """Close every day not closed yet, today last; nothing where today is closed.

    `book` are the pools of all lenders, `loans` what they lent besides, `guarantees` what
    was given to them, `programmes` those under which they lend on orders. Raise what
    `Desk.carry_out` raises; asked again, it goes on where it stopped.
    """
    today = desk.clock.now().day
    with desk.store.reading() as reading:
        days = days_to_close(reading, today)
        drawn = [_drawn(reading, at) for at in book] if days else []
    open_ = [(at, pool) for at, pool in drawn if not pool.closed or pool.draws]
    book_ = Book(tuple(open_), tuple(loans))
    if days:
        _keep_guarantees(desk, today, guarantees)
        _judge_orders(desk, today, programmes)
    closed = tuple(_close(desk, day, book_, certifying=day == today) for day in days)
    return tuple(replace(it, guarantees=len(guarantees)) for it in closed)


def _keep_guarantees(desk: Desk, today: date, guarantees: Sequence[At]) -> None:
    """What ends soon is said, and what ended, whichever days were missed."""
    for at in guarantees:
        asked = KeepPeriodsFor(at.lender, at.guarantee, today)
        _carry_out(desk, f"{today}/guarantee/{at.guarantee}", asked, keep_periods(asked))


def _judge_orders(desk: Desk, today: date, programmes: Sequence[ProgrammeAt]) -> None:
    """A delivery day that passed is seen, whichever days were missed."""
    for at in programmes:
        asked = JudgeOrdersAgain(at.programme, at.lender, today)
        _carry_out(desk, f"{today}/programme/{at.programme}", asked, judge_orders_again(asked))


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


@dataclass(frozen=True, slots=True)
class Book:
    """What a close goes through."""

    pools: tuple[tuple[PoolAt, Pool], ...]
    loans: tuple[LoanAt, ...]


def _close(desk: Desk, day: date, book: Book, *, certifying: bool) -> DayClosed:
    count = 0
    for loan in book.loans:
        asked = AccrueFor(loan.lender, loan.financing, day)
        _carry_out(desk, f"{day}/{loan.financing}", asked, accrue_for(asked))
        count += 1
    for at, pool in book.pools:
        for financing in sorted(pool.draws):
            asked = AccrueFor(at.lender, financing, day)
            _carry_out(desk, f"{day}/{financing}", asked, accrue_for(asked))
            count += 1
        if certifying:
            for financing in sorted(pool.pay_offs):
                late = LapseFor(at.lender, financing, day)
                _carry_out(desk, f"{day}/{financing}/pay-off", late, lapse_for(late))
            wanted = CertifyFor(at.lender, at.pool, day)
            _carry_out(desk, f"{day}/{at.pool}", wanted, certify_for(wanted))
    closing = CloseDay(day)
    _carry_out(desk, f"{day}", closing, close_for(closing))
    return DayClosed(day, len(book.pools), count)


def _carry_out(desk: Desk, name: str, content: object, use_case: UseCase) -> None:
    """Raise `StepRefused`: nobody asked for it, so nobody reads a refusal."""
    request = Request(HOUSE, BY, f"{JOB}/{name}", type(content).__name__, content)
    answer = desk.carry_out(request, use_case)
    if answer.outcome is Outcome.REFUSED:
        raise StepRefused(name, answer.body)


class StepRefused(Exception):
    """A step of the close was refused, which none should be; the day stays open."""


def accrue_for(asked: AccrueFor) -> UseCase:
    """Nothing happens where it is posted already, or the bank has not paid out."""

    def use_case(work: UnitOfWork, context: Context) -> AccrueFor:
        stream = financings.stream_of(asked.lender, asked.financing)
        work.lock(change=[stream])
        financing_of(work, stream, asked.financing)
        work.handle(financings.ROOM, stream, AccrueInterest(through=asked.day), context)
        return asked

    return use_case


def lapse_for(asked: LapseFor) -> UseCase:
    """Nothing happens where it is in time yet, or over already."""

    def use_case(work: UnitOfWork, context: Context) -> LapseFor:
        at, streams = touched_by(work, asked.financing, asked.lender)
        work.lock(change=streams)
        if has_lapsed(work, context, at.loan(work)):
            late = RecordReturned(asked.financing, asked.lender, context.now.day, LAPSED)
            return_(work, context, at, late)
        return asked

    return use_case


def certify_for(asked: CertifyFor) -> UseCase:
    """With every claim's result kept, whether or not its lender may act today."""

    def use_case(work: UnitOfWork, context: Context) -> CertifyFor:
        files = files_of(pool_of(work, asked.lender, asked.pool))
        work.lock(change=[pools.stream_of(asked.lender, asked.pool)], rely_on=files)
        if files_of(pool_of(work, asked.lender, asked.pool)) != files:
            raise Conflict
        certify(work, context, asked.lender, asked.pool, keep=True)
        return asked

    return use_case


def close_for(asked: CloseDay) -> UseCase:
    def use_case(work: UnitOfWork, _: Context) -> CloseDay:
        work.reserve(job_key(asked.day), BY)
        return asked

    return use_case
