"""A borrower asks, people of the lender approve, and with the last approval the money is sent for.

What it is asked under (a programme, a line) makes the terms and hands the request in by
`hand_in`; the rest is the same whatever is lent on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.processes.instructing import instruct
from application.processes.limit_locks import check_locked, streams_for
from application.processes.limits import counted_on, streams_on_orders
from application.processes.loan_index import own_loan
from application.processes.loans import stream_for
from application.processes.refusals import DecidedUnderProgramme, FinancingUnknown
from application.processes.standing import in_good_standing
from application.processes.supports import files_behind, streams_behind
from application.shared.carry_out import UseCase
from application.shared.owners import owner_of
from application.shared.ports import Reading, UnitOfWork
from domain.enterprise.profile import Role
from domain.financing.commands import (
    ApproveFinancing,
    OpenApproved,
    RejectFinancing,
    RequestFinancing,
    WithdrawFinancing,
)
from domain.financing.request_refusals import AlreadyRequested
from domain.financing.state import Financing, Requested
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import ActorId, FinancingId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.quoting import LoanQuote
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class Approve:
    """By whoever hands it in, for the lender."""

    financing: FinancingId
    lender: PartyId


@dataclass(frozen=True, slots=True)
class Reject:
    financing: FinancingId
    lender: PartyId
    reason: str


@dataclass(frozen=True, slots=True)
class Withdraw:
    financing: FinancingId
    borrower: PartyId
    reason: str


@dataclass(frozen=True, slots=True)
class RequestAsItIs:
    """A request: what was accepted, who approved it, and what is still needed."""

    financing: FinancingId
    lender: PartyId
    borrower: PartyId
    state: str
    """`open`, `rejected`, `withdrawn`, or the stage of the loan that it became."""

    principal: Money
    quote: LoanQuote | None
    approvals_needed: int
    approvals: int
    approved_by: tuple[ActorId, ...]
    """People of the lender, and nobody's business but its own: the borrower sees how many."""

    expires_on: date | None


def hand_in(work: UnitOfWork, context: Context, asked: RequestFinancing) -> RequestAsItIs:
    """Behind the locks of whoever calls: the financing's stream among them."""
    if owner_of(work, financings.ROOM.name, asked.financing) is not None:
        raise Refused(AlreadyRequested(asked.financing))
    stream = financings.stream_of(asked.lender, asked.financing)
    work.handle(financings.ROOM, stream, asked, context)
    own_loan(work, asked.lender, asked.borrower, asked.financing)
    return _as_it_is(work, stream, asked.financing, asked.borrower)


def approve(asked: Approve) -> UseCase:
    """The last approval opens the loan, uses up what stands behind it and instructs the bank."""

    def use_case(work: UnitOfWork, context: Context) -> RequestAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        request = _decided_here(work, stream, asked.financing)
        if isinstance(request, Requested):
            _lock(work, stream, request)
        in_good_standing(work, asked.lender, context, Role.LENDER)
        borrower = in_good_standing(work, request.borrower, context)
        approved = work.handle(financings.ROOM, stream, ApproveFinancing(), context).state
        if isinstance(approved, Requested) and approved.is_approved:
            work.handle(financings.ROOM, stream, OpenApproved(), context)
            instruct(work, context, stream, asked.financing, borrower)
        return _as_it_is(work, stream, asked.financing, asked.lender)

    return use_case


def reject(asked: Reject) -> UseCase:
    """It can never be opened after."""

    def use_case(work: UnitOfWork, context: Context) -> RequestAsItIs:
        stream = stream_for(work, asked.financing, asked.lender)
        _decided_here(work, stream, asked.financing)
        work.lock(change=[stream])
        work.handle(financings.ROOM, stream, RejectFinancing(reason=asked.reason), context)
        return _as_it_is(work, stream, asked.financing, asked.lender)

    return use_case


def withdraw(asked: Withdraw) -> UseCase:
    """The borrower's alone; another's request does not exist for it."""

    def use_case(work: UnitOfWork, context: Context) -> RequestAsItIs:
        stream = stream_of_own(work, asked.financing, asked.borrower)
        _decided_here(work, stream, asked.financing)
        work.lock(change=[stream])
        work.handle(financings.ROOM, stream, WithdrawFinancing(reason=asked.reason), context)
        return _as_it_is(work, stream, asked.financing, asked.borrower)

    return use_case


def stream_of_own(reading: Reading, financing: FinancingId, borrower: PartyId) -> str:
    lender = owner_of(reading, financings.ROOM.name, financing)
    if lender is None:
        raise Refused(FinancingUnknown(financing))
    stream = financings.stream_of(lender, financing)
    state = reading.load(financings.ROOM, stream).state
    if not isinstance(state, Requested | Financing) or state.borrower != borrower:
        raise Refused(FinancingUnknown(financing))
    return stream


def _lock(work: UnitOfWork, stream: str, request: Requested) -> None:
    files = (enterprises.stream_of(party) for party in (request.lender, request.borrower))
    lock_to_lend(work, request, change=[stream], rely_on=files)


def lock_to_lend(
    work: UnitOfWork, request: Requested, *, change: Iterable[str], rely_on: Iterable[str]
) -> None:
    """With all that stands behind it, and the limits it uses: the lender's own of whoever owes or
    answers, and what the core enterprise lets be lent on its orders.

    What a request rests on never changes; only the groups of its obligors are looked at
    again, since the lender's limits are used up for all of them.
    """
    owing = _owing(request)
    limits = streams_for(work, request.lender, owing)
    behind = streams_behind(request.lender, request.facility, request.supports)
    on_orders = streams_on_orders(request.facility, request.borrower, request.by_obligor)
    exclusive = {*change, *behind, *on_orders, *limits.change}
    files = {*rely_on, *files_behind(request.borrower, request.supports), *limits.rely_on}
    work.lock(change=sorted(exclusive), rely_on=sorted(files - exclusive))
    check_locked(work, request.lender, owing, limits)


def _owing(request: Requested) -> list[PartyId]:
    parts = counted_on(request.facility, request.borrower, request.by_obligor)
    obligors = {party for party, _ in parts}
    guarantors = {each.guarantor for each in request.supports.guarantees}
    return sorted(obligors | guarantors)


def _decided_here(work: UnitOfWork, stream: str, financing: FinancingId) -> Requested | Financing:
    """The request, or the loan that it became.

    An order is judged and its lien taken with the approval: that is another door.
    """
    state = work.load(financings.ROOM, stream).state
    if not isinstance(state, Requested | Financing):
        raise Refused(FinancingUnknown(financing))
    if state.facility.product is Product.E_ORDER:
        raise Refused(DecidedUnderProgramme(financing, ProgrammeId(state.facility.id)))
    return state


def _as_it_is(
    work: UnitOfWork, stream: str, financing: FinancingId, viewer: PartyId
) -> RequestAsItIs:
    state = work.load(financings.ROOM, stream).state
    if isinstance(state, Requested):
        return request_seen(state, viewer)
    if not isinstance(state, Financing):
        raise Refused(FinancingUnknown(financing))
    return RequestAsItIs(
        financing=financing,
        lender=state.lender,
        borrower=state.borrower,
        state=state.stage.value,
        principal=state.principal,
        quote=None,
        approvals_needed=0,
        approvals=0,
        approved_by=(),
        expires_on=None,
    )


def request_seen(state: Requested, viewer: PartyId | None) -> RequestAsItIs:
    """As `viewer` may see it; None sees all."""
    return RequestAsItIs(
        financing=state.financing,
        lender=state.lender,
        borrower=state.borrower,
        state=state.asking.value,
        principal=state.principal,
        quote=state.quote,
        approvals_needed=state.approvals_needed,
        approvals=len(state.approved_by),
        approved_by=state.approved_by if viewer in {None, state.lender} else (),
        expires_on=state.expires_on,
    )
