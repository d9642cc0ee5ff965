"""A credit line takes part in every financing that uses it up, whatever product it is of.

Nothing is locked here: who opens or changes a financing locks the line's stream.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from application.credit_line import streams as lines
from application.processes.refusals import LineUnknown
from application.shared.owners import owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.credit_line import commands as ask
from domain.credit_line.state import Line
from domain.financing.state import Financing, Stage
from domain.shared.event import Context
from domain.shared.ids import LineId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


def lender_of(reading: Reading, line: LineId) -> PartyId:
    lender = owner_of(reading, lines.ROOM.name, line)
    if lender is None:
        raise Refused(LineUnknown(line))
    return lender


def line_of(reading: Reading, lender: PartyId, line: LineId) -> Line:
    state = reading.load(lines.ROOM, lines.stream_of(lender, line)).state
    if not isinstance(state, Line):
        raise Refused(LineUnknown(line))
    return state


def lines_as_they_are(reading: Reading, named: Iterable[tuple[PartyId, LineId]]) -> list[Line]:
    streams = [lines.stream_of(lender, line) for lender, line in named]
    loaded = reading.load_many(lines.ROOM, streams)
    states = (loaded[stream].state for stream in streams)
    return [it for it in states if isinstance(it, Line)]


def streams_of(lender: PartyId, line: LineId | None) -> list[str]:
    return [] if line is None else [lines.stream_of(lender, line)]


def block(work: UnitOfWork, context: Context, loan: Financing, *, bound: bool) -> None:
    """Raise `Refused` with the figure that stands in the way.

    Another lender's line, or another borrower's, is unknown to who asks.
    """
    line = loan.supports.line
    if line is None:
        return
    lender, borrower = owner_of(work, lines.ROOM.name, line), loan.borrower
    if lender != loan.lender or line_of(work, lender, line).borrower != borrower:
        raise Refused(LineUnknown(line))
    asked = ask.Block(
        financing=loan.financing,
        borrower=loan.borrower,
        product=loan.facility.product,
        amount=loan.principal,
        due_on=loan.due_on,
        bound=bound,
    )
    _tell(work, context, loan, asked)


def bind(work: UnitOfWork, context: Context, loan: Financing) -> None:
    _tell(work, context, loan, ask.Bind(financing=loan.financing))


def utilise(work: UnitOfWork, context: Context, loan: Financing) -> None:
    """The line is drawn from the bank's value date on."""
    day = loan.disbursed_on or context.now.day
    _tell(work, context, loan, ask.Utilise(financing=loan.financing, value_date=day))


def drop(work: UnitOfWork, context: Context, loan: Financing, reason: str) -> None:
    asked = ask.Drop(financing=loan.financing, reason=reason, value_date=context.now.day)
    _tell(work, context, loan, asked)


def principal_changed(
    work: UnitOfWork, context: Context, before: Financing, after: Financing
) -> None:
    """Day by day: what came late moves what was repaid from one day to another.

    What is drawn again comes first, so that no more is released than is utilised.
    """
    then, now = _freed_by_day(before, context), _freed_by_day(after, context)
    more = {day: now[day] - then[day] for day in sorted({*then, *now})}
    for day, minor in more.items():
        if minor < 0:
            again = ask.Restore(
                financing=after.financing,
                product=after.facility.product,
                amount=Money(-minor, after.currency),
                value_date=day,
            )
            _tell(work, context, after, again)
    for day, minor in more.items():
        if minor > 0:
            amount = Money(minor, after.currency)
            freed = ask.Release(financing=after.financing, amount=amount, value_date=day)
            _tell(work, context, after, freed)


def _freed_by_day(loan: Financing, context: Context) -> Counter[date]:
    """As it was repaid, and what is left as it is closed for good: then nothing moves any more."""
    days: Counter[date] = Counter()
    for each in loan.repayments:
        days[each.counts_on] += each.split.principal.minor
    if loan.stage is Stage.CLOSED:
        days[context.now.day] += loan.principal_left.minor
    return days


def _tell(work: UnitOfWork, context: Context, loan: Financing, asked: ask.LineCommand) -> None:
    if loan.supports.line is not None:
        stream = lines.stream_of(loan.lender, loan.supports.line)
        work.handle(lines.ROOM, stream, asked, context)
