"""A lender proposes and approves a credit line for a borrower; both must be in good standing."""

from __future__ import annotations

from application.credit_line import streams as lines
from application.credit_line.agreeing import LineAsItIs, as_it_is
from application.enterprise import streams as enterprises
from application.processes.lines import line_of
from application.processes.refusals import LineUnknown
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.owners import own, owner_of
from application.shared.ports import UnitOfWork
from domain.credit_line.commands import ApproveLine, ProposeLine
from domain.credit_line.refusals import AlreadyProposed
from domain.enterprise.profile import Role
from domain.shared.event import Context
from domain.shared.ids import LineId, PartyId
from domain.shared.refusal import Refused


def propose_line(asked: ProposeLine) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> LineAsItIs:
        stream = lines.stream_of(asked.lender, asked.line)
        _lock(work, stream, asked.lender, asked.borrower)
        if owner_of(work, lines.ROOM.name, asked.line) is not None:
            raise Refused(AlreadyProposed(asked.line))
        in_good_standing(work, asked.lender, context, Role.LENDER)
        in_good_standing(work, asked.borrower, context)
        own(work, lines.ROOM.name, asked.line, asked.lender)
        return as_it_is(work.handle(lines.ROOM, stream, asked, context), context)

    return use_case


def approve_line(line: LineId, lender: PartyId) -> UseCase:
    """The borrower must still be what it was when the line was proposed."""

    def use_case(work: UnitOfWork, context: Context) -> LineAsItIs:
        if owner_of(work, lines.ROOM.name, line) != lender:
            raise Refused(LineUnknown(line))
        borrower = line_of(work, lender, line).borrower
        stream = lines.stream_of(lender, line)
        _lock(work, stream, lender, borrower)
        in_good_standing(work, lender, context, Role.LENDER)
        in_good_standing(work, borrower, context)
        return as_it_is(work.handle(lines.ROOM, stream, ApproveLine(), context), context)

    return use_case


def _lock(work: UnitOfWork, stream: str, *parties: PartyId) -> None:
    work.lock(change=[stream], rely_on=[enterprises.stream_of(party) for party in parties])
