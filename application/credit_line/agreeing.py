"""A lender's lines: everything that touches one line and nothing besides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.credit_line.streams import ROOM, stream_of
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Loaded, UnitOfWork
from domain.credit_line.checks import line_of
from domain.credit_line.commands import LineCommand
from domain.credit_line.refusals import LineNotFound
from domain.credit_line.state import LineState
from domain.shared.event import Context
from domain.shared.ids import LineId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAsItIs:
    """What became of the line."""

    line: LineId
    lender: PartyId
    borrower: PartyId
    approved_on: date | None
    limit: Money
    """Today, with what it is increased by."""

    in_use: Money
    proposal: int | None
    """The change that waits for a second person."""

    suspended: str | None
    closed_on: date | None
    version: int


@dataclass(frozen=True, slots=True)
class OnLine:
    """A command to a line, by its lender."""

    line: LineId
    lender: PartyId
    command: LineCommand


def on_line(asked: OnLine) -> UseCase:
    """Raise `Refused`; another lender's line does not exist for this one."""

    def use_case(work: UnitOfWork, context: Context) -> LineAsItIs:
        if owner_of(work, ROOM.name, asked.line) != asked.lender:
            raise Refused(LineNotFound())
        stream = stream_of(asked.lender, asked.line)
        work.lock(change=[stream])
        return as_it_is(work.handle(ROOM, stream, asked.command, context), context)

    return use_case


def as_it_is(loaded: Loaded[LineState], context: Context) -> LineAsItIs:
    line, day = line_of(loaded.state), context.now.day
    return LineAsItIs(
        line=line.line,
        lender=line.lender,
        borrower=line.borrower,
        approved_on=line.approved_on,
        limit=line.total_on(day),
        in_use=line.in_use(day),
        proposal=line.pending.proposal if line.pending else None,
        suspended=line.suspended,
        closed_on=line.closed_on,
        version=loaded.version,
    )
