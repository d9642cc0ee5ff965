"""What a daily close does, one command a step; each does nothing where there is nothing to say.

Nobody asked for them, so no standing is looked at: a debt grows, and a day passes,
whether or not its lender may act today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.credit_line import streams as lines
from application.financing import streams as financings
from application.lender_limit import streams as limits
from application.order_programme import streams as programmes
from application.processes.certifying import certify, files_of, pool_of
from application.processes.lines import line_of
from application.processes.loans import financing_of
from application.processes.order_draws import at_programme
from application.processes.programmes import ProgrammeAt
from application.processes.setting_limits import group_of, with_use
from application.receivable_pool import streams as pools
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, UnitOfWork
from domain.credit_line.commands import EndBlocks, PostUnusedFee
from domain.financing.commands import AccrueInterest, ExpireOffer, ExpireRequest
from domain.financing.state import Requested
from domain.financing.terms import Asking
from domain.lender_limit import commands as limit
from domain.order_programme.commands import DropAsking
from domain.shared.connection import GroupId
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import FinancingId, LineId, PartyId, PoolId


@dataclass(frozen=True, slots=True)
class AccrueFor:
    """Post the interest of one financing up to `day`, that day not counted."""

    lender: PartyId
    financing: FinancingId
    day: date


@dataclass(frozen=True, slots=True)
class PostFeeFor:
    """Post the fee on what is not drawn of a line up to `day`, that day not counted."""

    lender: PartyId
    line: LineId
    day: date


@dataclass(frozen=True, slots=True)
class EndBlocksFor:
    """Of a line: what was promised and not paid out in time."""

    lender: PartyId
    line: LineId
    day: date


@dataclass(frozen=True, slots=True)
class CertifyFor:
    lender: PartyId
    pool: PoolId
    day: date


@dataclass(frozen=True, slots=True)
class CheckPartyFor:
    """Blocks that ran out are free, and then what is used is held against what counts today."""

    lender: PartyId
    party: PartyId
    day: date


@dataclass(frozen=True, slots=True)
class CheckGroupFor:
    lender: PartyId
    group: GroupId
    day: date


@dataclass(frozen=True, slots=True)
class ExpireFor:
    lender: PartyId
    financing: FinancingId
    day: date


def accrue_for(asked: AccrueFor) -> UseCase:
    """Nothing happens where it is posted already, or the bank has not paid out.

    Other lines that the borrower did not accept in time are over with the day.
    """

    def use_case(work: UnitOfWork, context: Context) -> AccrueFor:
        stream = financings.stream_of(asked.lender, asked.financing)
        work.lock(change=[stream])
        financing_of(work, stream, asked.financing)
        work.handle(financings.ROOM, stream, AccrueInterest(through=asked.day), context)
        work.handle(financings.ROOM, stream, ExpireOffer(), context)
        return asked

    return use_case


def post_fee_for(asked: PostFeeFor) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> PostFeeFor:
        stream = lines.stream_of(asked.lender, asked.line)
        work.lock(change=[stream])
        line_of(work, asked.lender, asked.line)
        work.handle(lines.ROOM, stream, PostUnusedFee(through=asked.day), context)
        return asked

    return use_case


def end_blocks_for(asked: EndBlocksFor) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> EndBlocksFor:
        stream = lines.stream_of(asked.lender, asked.line)
        work.lock(change=[stream])
        line_of(work, asked.lender, asked.line)
        work.handle(lines.ROOM, stream, EndBlocks(), context)
        return asked

    return use_case


def certify_for(asked: CertifyFor) -> UseCase:
    """With every claim's result kept."""

    def use_case(work: UnitOfWork, context: Context) -> CertifyFor:
        files = files_of(pool_of(work, asked.lender, asked.pool))
        work.lock(change=[pools.stream_of(asked.lender, asked.pool)], rely_on=files)
        if files_of(pool_of(work, asked.lender, asked.pool)) != files:
            raise Conflict
        certify(work, context, asked.lender, asked.pool, keep=True)
        return asked

    return use_case


def check_party_for(asked: CheckPartyFor) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> CheckPartyFor:
        stream = limits.account_of(asked.lender, asked.party)
        work.lock(change=[stream])
        work.handle(limits.ROOM, stream, limit.EndBlocks(), context)
        return asked

    return use_case


def check_group_for(asked: CheckGroupFor) -> UseCase:
    """What the members use is read with their accounts locked, so that it stays so."""

    def use_case(work: UnitOfWork, context: Context) -> CheckGroupFor:
        stream = limits.group_of(asked.lender, asked.group)
        before = group_of(work, asked.lender, asked.group).members
        accounts = [limits.account_of(asked.lender, member) for member in before]
        work.lock(change=[stream], rely_on=accounts)
        group = group_of(work, asked.lender, asked.group)
        if group.members != before:
            raise Conflict
        command = with_use(work, group, limit.CheckLimit(), context.now.day)
        work.handle(limits.ROOM, stream, command, context)
        return asked

    return use_case


def expire_for(asked: ExpireFor) -> UseCase:
    """Nothing happens where it was decided meanwhile."""

    def use_case(work: UnitOfWork, context: Context) -> ExpireFor:
        stream = financings.stream_of(asked.lender, asked.financing)
        request = _request(work, stream)
        if request is None:
            return asked
        programme = _programme_of(request)
        work.lock(change=[stream, *(at.stream for at in programme)])
        if _request(work, stream) is None:
            return asked
        work.handle(financings.ROOM, stream, ExpireRequest(), context)
        if _request(work, stream) is None:
            for at in programme:
                work.handle(programmes.ROOM, at.stream, DropAsking(asked.financing), context)
        return asked

    return use_case


def _request(work: UnitOfWork, stream: str) -> Requested | None:
    """While it waits."""
    state = work.load(financings.ROOM, stream).state
    if not isinstance(state, Requested) or state.asking is not Asking.OPEN:
        return None
    return state


def _programme_of(request: Requested) -> list[ProgrammeAt]:
    """The one that knows that money was asked for on its order; none for other products."""
    if request.facility.product is not Product.E_ORDER:
        return []
    return [at_programme(request.lender, request.facility.id)]
