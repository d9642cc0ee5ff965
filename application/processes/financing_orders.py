"""People of the lender approve money on an order, or not; it is lent once.

With the last approval, in one transaction, the order is judged again, the lien on it is
taken, the programme is drawn, the loan is opened and the bank is told to pay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.order_programme import streams as programmes
from application.processes.instructing import instruct
from application.processes.judging_orders import (
    OrderDecision,
    files_behind,
    judged,
    keep_reasons,
    lien_on,
    look_again,
    order_of,
)
from application.processes.money_on_orders import (
    MoneyOnOrder,
    WaitingRequest,
    as_it_waits,
    payee_of,
)
from application.processes.order_draws import take_order
from application.processes.programmes import own_programme, programme_at, programme_for
from application.processes.refusals import (
    AskingUnknown,
    SecurityBeforeLastApproval,
)
from application.processes.requesting import lock_to_lend
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from domain.eligibility.order_certificate import Security
from domain.enterprise.profile import Role
from domain.enterprise.state import Party
from domain.financing.commands import (
    ApproveFinancing,
    OpenApproved,
    RejectFinancing,
    WithdrawFinancing,
)
from domain.financing.requesting import undecided
from domain.financing.state import Financing, Requested
from domain.order_programme.commands import DropAsking, FinanceOrder
from domain.shared.event import Context
from domain.shared.facility import Facility, Product
from domain.shared.ids import FinancingId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class ApproveOnOrder:
    """`collateral` and `margin` are what the lender has of the supplier for this financing; said
    with the last approval, which lends."""

    programme: ProgrammeId
    financing: FinancingId
    lender: PartyId
    collateral: Money | None = None
    margin: Money | None = None


@dataclass(frozen=True, slots=True)
class RejectOnOrder:
    programme: ProgrammeId
    financing: FinancingId
    lender: PartyId
    reason: str


@dataclass(frozen=True, slots=True)
class WithdrawOnOrder:
    programme: ProgrammeId
    financing: FinancingId
    supplier: PartyId
    reason: str


def approve_on_order(asked: ApproveOnOrder) -> UseCase:
    """The last approval lends. Raise `Refused`; then the approval was not given either."""

    def use_case(work: UnitOfWork, context: Context) -> MoneyOnOrder:
        matter = _look(work, asked, asked.lender, context)
        _lock(work, matter)
        in_good_standing(work, asked.lender, context, Role.LENDER)
        work.handle(financings.ROOM, matter.stream, ApproveFinancing(), context)
        request = matter.request(work)
        if not request.is_approved:
            _nothing_brought(asked, request)
            return as_it_waits(matter, request, "approved")
        return _lend(work, context, matter, asked)

    return use_case


def _nothing_brought(asked: ApproveOnOrder, request: Requested) -> None:
    """Security counts with the approval that lends; raise `Refused` rather than forget it."""
    if asked.collateral is not None or asked.margin is not None:
        given, needed = len(request.approved_by), request.approvals_needed
        raise Refused(SecurityBeforeLastApproval(asked.financing, given, needed))


def reject_on_order(asked: RejectOnOrder) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> MoneyOnOrder:
        matter = _look(work, asked, asked.lender, context)
        work.lock(change=[matter.at.stream, matter.stream])
        return _end(work, context, matter, RejectFinancing(reason=asked.reason))

    return use_case


def withdraw_on_order(asked: WithdrawOnOrder) -> UseCase:
    """Only the supplier that asked; to another there is no such request."""

    def use_case(work: UnitOfWork, context: Context) -> MoneyOnOrder:
        at = programme_at(work, asked.programme)
        programme_for(work, asked.programme, asked.supplier)
        matter = _look(work, asked, at.lender, context)
        work.lock(change=[matter.at.stream, matter.stream])
        return _end(work, context, matter, WithdrawFinancing(reason=asked.reason))

    return use_case


Decision = ApproveOnOrder | RejectOnOrder | WithdrawOnOrder


def _look(work: UnitOfWork, asked: Decision, lender: PartyId, context: Context) -> WaitingRequest:
    """Another lender's programme does not exist for this one, nor another's request for a
    supplier. Raise `Refused` where it was decided already."""
    at = own_programme(work, asked.programme, lender)
    stream = financings.stream_of(lender, asked.financing)
    request = work.load(financings.ROOM, stream).state
    if not isinstance(request, Requested | Financing) or not _is_about(asked, request):
        raise Refused(AskingUnknown(asked.financing))
    return WaitingRequest.of(work, at, undecided(request, context))


def _is_about(asked: Decision, request: Requested | Financing) -> bool:
    if request.facility != Facility(Product.E_ORDER, asked.programme):
        return False
    return not isinstance(asked, WithdrawOnOrder) or request.borrower == asked.supplier


def _lock(work: UnitOfWork, matter: WaitingRequest) -> None:
    """The order's lien and all that it is judged by, besides what any request locks."""
    order = order_of(work, matter.asking.order).state
    parties = [enterprises.stream_of(it) for it in (matter.at.lender, matter.payee)]
    lock_to_lend(
        work,
        matter.request(work),
        change=[matter.stream, lien_on(order.order)],
        rely_on=[*files_behind(order), *parties],
    )
    look_again(work, [order])


def _lend(
    work: UnitOfWork, context: Context, matter: WaitingRequest, asked: ApproveOnOrder
) -> MoneyOnOrder:
    """The lien first: whoever comes second is told that the order is encumbered, and no more."""
    in_good_standing(work, matter.asking.supplier, context, Role.SUPPLIER)
    payee = payee_of(work, context, matter.payee)
    take_order(work, context, matter.at, matter.asking.order)
    decision = judged(work, matter.at, matter.asking.order, context.now.day)
    finance = _finance(matter, asked, decision)
    work.handle(programmes.ROOM, matter.at.stream, finance, context)
    keep_reasons(work, matter.at.programme, decision)
    waiting = as_it_waits(matter, matter.request(work), "instructed")
    net = _pay(work, context, matter, payee)
    return replace(waiting, net_proceeds=net, decision=decision.certificate.results_hash)


def _finance(
    matter: WaitingRequest, asked: ApproveOnOrder, decision: OrderDecision
) -> FinanceOrder:
    of = matter.asking
    nothing = Money.zero(of.amount.currency)
    guaranteed = (it.amount for it in matter.supports.guarantees)
    return FinanceOrder(
        financing=matter.financing,
        order=of.order,
        supplier=of.supplier,
        amount=of.amount,
        due_on=of.due_on,
        security=Security(
            guarantee=Money.total(guaranteed, of.amount.currency),
            collateral=asked.collateral or nothing,
            margin=asked.margin or nothing,
        ),
        certificate=decision.certificate,
        relied_on=decision.relied_on,
        why=decision.judgement.results.reasons,
    )


def _pay(work: UnitOfWork, context: Context, matter: WaitingRequest, payee: Party) -> Money:
    """To the supplier, or whom the payment is entrusted to: an account that is on file here."""
    work.handle(financings.ROOM, matter.stream, OpenApproved(), context)
    return instruct(work, context, matter.stream, matter.financing, payee).net_proceeds


def _end(
    work: UnitOfWork,
    context: Context,
    matter: WaitingRequest,
    command: RejectFinancing | WithdrawFinancing,
) -> MoneyOnOrder:
    work.handle(financings.ROOM, matter.stream, command, context)
    drop = DropAsking(matter.financing)
    work.handle(programmes.ROOM, matter.at.stream, drop, context)
    stage = "rejected" if isinstance(command, RejectFinancing) else "withdrawn"
    return as_it_waits(matter, matter.request(work), stage)
