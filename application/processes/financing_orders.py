"""A supplier asks for money on its order; people of the lender approve; it is lent once.

With the last approval, in one transaction, the order is judged again, the lien on it is
taken, the programme is drawn, the loan is opened and the bank is told to pay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

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
from application.processes.loan_terms import loan_terms_of
from application.processes.order_draws import take_order
from application.processes.programmes import (
    ProgrammeAt,
    programme_at,
    programme_for,
    programme_of,
)
from application.processes.quoting_orders import QuoteOnOrder, asking
from application.processes.refusals import (
    AskingUnknown,
    NoBankAccount,
    ProgrammeUnknown,
    SecurityBeforeLastApproval,
)
from application.processes.requesting import hand_in, lock_to_lend
from application.processes.standing import in_good_standing
from application.processes.telling_suppliers import untold
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.e_order.refusals import OrderNotFound
from domain.eligibility.order_certificate import Security
from domain.enterprise.profile import Role
from domain.enterprise.state import Party
from domain.financing.commands import (
    ApproveFinancing,
    OpenApproved,
    RejectFinancing,
    RequestFinancing,
    WithdrawFinancing,
)
from domain.financing.requesting import undecided
from domain.financing.state import Financing, Requested
from domain.financing.terms import Approvals
from domain.order_programme.commands import AskOnOrder, DropAsking, FinanceOrder
from domain.order_programme.state import Asking, Programme
from domain.shared.event import Context
from domain.shared.facility import UNSUPPORTED, Facility, Product, Supports
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class RequestOnOrder:
    """`financing` is the supplier's own id for the money it asks for."""

    programme: ProgrammeId
    order: OrderId
    financing: FinancingId
    supplier: PartyId
    amount: Money
    due_on: date
    pay_to: PartyId | None = None
    supports: Supports = UNSUPPORTED


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


@dataclass(frozen=True, slots=True)
class MoneyOnOrder:
    """What became of money asked for on an order."""

    financing: FinancingId
    programme: ProgrammeId
    order: OrderId
    supplier: PartyId
    amount: Money
    due_on: date
    stage: str
    """`requested`, `approved` by some and not yet by all, `instructed`, `rejected`, `withdrawn`."""

    approvals: int
    approvals_needed: int
    net_proceeds: Money | None
    decision: str | None
    """Under this hash the reasons are kept, once it is lent."""


def request_on_order(asked: RequestOnOrder) -> UseCase:
    """Raise `Refused` where it could not be lent today, whoever approves."""

    def use_case(work: UnitOfWork, context: Context) -> MoneyOnOrder:
        at = programme_at(work, asked.programme)
        programme_for(work, asked.programme, asked.supplier)
        order = order_of(work, asked.order).state
        stream = financings.stream_of(at.lender, asked.financing)
        named = [enterprises.stream_of(it) for it in (at.lender, asked.pay_to) if it is not None]
        work.lock(
            change=[at.stream, stream],
            rely_on=[*files_behind(order), *named, lien_on(asked.order)],
        )
        look_again(work, [order])
        programme = programme_for(work, asked.programme, asked.supplier).state
        if (order.supplier, order.buyer) != (asked.supplier, programme.core_enterprise):
            raise Refused(OrderNotFound(asked.order))
        in_good_standing(work, asked.supplier, context, Role.SUPPLIER)
        _payee(work, context, asked.pay_to or asked.supplier)
        return _request(work, context, at, asked)

    return use_case


def approve_on_order(asked: ApproveOnOrder) -> UseCase:
    """The last approval lends. Raise `Refused`; then the approval was not given either."""

    def use_case(work: UnitOfWork, context: Context) -> MoneyOnOrder:
        matter = _Matter.look(work, asked, asked.lender, context)
        _lock(work, matter)
        in_good_standing(work, asked.lender, context, Role.LENDER)
        work.handle(financings.ROOM, matter.stream, ApproveFinancing(), context)
        request = matter.request(work)
        if not request.is_approved:
            _nothing_brought(asked, request)
            return _waiting(matter, request, "approved")
        return _lend(work, context, matter, asked)

    return use_case


def _nothing_brought(asked: ApproveOnOrder, request: Requested) -> None:
    """Security counts with the approval that lends; raise `Refused` rather than forget it."""
    if asked.collateral is not None or asked.margin is not None:
        given, needed = len(request.approved_by), request.approvals_needed
        raise Refused(SecurityBeforeLastApproval(asked.financing, given, needed))


def reject_on_order(asked: RejectOnOrder) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> MoneyOnOrder:
        matter = _Matter.look(work, asked, asked.lender, context)
        work.lock(change=[matter.at.stream, matter.stream])
        return _end(work, context, matter, RejectFinancing(reason=asked.reason))

    return use_case


def withdraw_on_order(asked: WithdrawOnOrder) -> UseCase:
    """Only the supplier that asked; to another there is no such request."""

    def use_case(work: UnitOfWork, context: Context) -> MoneyOnOrder:
        at = programme_at(work, asked.programme)
        programme_for(work, asked.programme, asked.supplier)
        matter = _Matter.look(work, asked, at.lender, context)
        work.lock(change=[matter.at.stream, matter.stream])
        return _end(work, context, matter, WithdrawFinancing(reason=asked.reason))

    return use_case


Decision = ApproveOnOrder | RejectOnOrder | WithdrawOnOrder


def _is_about(asked: Decision, request: Requested | Financing) -> bool:
    if request.facility != Facility(Product.E_ORDER, asked.programme):
        return False
    return not isinstance(asked, WithdrawOnOrder) or request.borrower == asked.supplier


@dataclass(frozen=True, slots=True)
class _Matter:
    """A request that waits, and where everything of it is kept."""

    at: ProgrammeAt
    financing: FinancingId
    asking: Asking
    supports: Supports

    @classmethod
    def look(cls, work: UnitOfWork, asked: Decision, lender: PartyId, context: Context) -> _Matter:
        """Another lender's programme does not exist for this one, nor another's request for a
        supplier. Raise `Refused` where it was decided already."""
        at = programme_at(work, asked.programme)
        if at.lender != lender:
            raise Refused(ProgrammeUnknown(asked.programme))
        stream = financings.stream_of(lender, asked.financing)
        request = work.load(financings.ROOM, stream).state
        if not isinstance(request, Requested | Financing) or not _is_about(asked, request):
            raise Refused(AskingUnknown(asked.financing))
        return cls.of(work, at, undecided(request, context))

    @classmethod
    def of(cls, reading: Reading, at: ProgrammeAt, request: Requested) -> _Matter:
        asking_ = programme_of(reading, at).state.askings[request.financing]
        return cls(at, request.financing, asking_, request.supports)

    @property
    def stream(self) -> str:
        return financings.stream_of(self.at.lender, self.financing)

    @property
    def facility(self) -> Facility:
        return Facility(Product.E_ORDER, self.at.programme)

    @property
    def payee(self) -> PartyId:
        return self.asking.pay_to or self.asking.supplier

    def request(self, reading: Reading) -> Requested:
        return _request_at(reading, self.stream)


def _request_at(reading: Reading, stream: str) -> Requested:
    """What is waited for is there; whoever decided it meanwhile, another request says so."""
    state = reading.load(financings.ROOM, stream).state
    if not isinstance(state, Requested):
        raise Conflict
    return state


def _request(
    work: UnitOfWork, context: Context, at: ProgrammeAt, asked: RequestOnOrder
) -> MoneyOnOrder:
    decision = judged(work, at, asked.order, context.now.day)
    with untold():
        work.handle(programmes.ROOM, at.stream, _asking(asked, decision), context)
    programme = programme_of(work, at).state
    hand_in(work, context, _loan(programme, asked, context.now.day))
    request = _request_at(work, financings.stream_of(at.lender, asked.financing))
    return _waiting(_Matter.of(work, at, request), request, "requested")


def _asking(asked: RequestOnOrder, decision: OrderDecision) -> AskOnOrder:
    wanted = QuoteOnOrder(
        asked.programme, asked.order, asked.supplier, asked.amount, asked.due_on, asked.pay_to
    )
    return asking(wanted, asked.financing, decision)


def _loan(programme: Programme, asked: RequestOnOrder, day: date) -> RequestFinancing:
    terms = programme.terms_on(day)
    return RequestFinancing(
        financing=asked.financing,
        facility=Facility(Product.E_ORDER, asked.programme),
        lender=programme.lender,
        borrower=asked.supplier,
        principal=asked.amount,
        terms=loan_terms_of(terms),
        due_on=asked.due_on,
        by_obligor=((programme.core_enterprise, asked.amount),),
        supports=asked.supports,
        approvals=Approvals(second_from=terms.second_person_from),
    )


def _lock(work: UnitOfWork, matter: _Matter) -> None:
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
    work: UnitOfWork, context: Context, matter: _Matter, asked: ApproveOnOrder
) -> MoneyOnOrder:
    """The lien first: whoever comes second is told that the order is encumbered, and no more."""
    in_good_standing(work, matter.asking.supplier, context, Role.SUPPLIER)
    payee = _payee(work, context, matter.payee)
    take_order(work, context, matter.at, matter.asking.order)
    decision = judged(work, matter.at, matter.asking.order, context.now.day)
    finance = _finance(matter, asked, decision)
    work.handle(programmes.ROOM, matter.at.stream, finance, context)
    keep_reasons(work, matter.at.programme, decision)
    waiting = _waiting(matter, matter.request(work), "instructed")
    net = _pay(work, context, matter, payee)
    return replace(waiting, net_proceeds=net, decision=decision.certificate.results_hash)


def _finance(matter: _Matter, asked: ApproveOnOrder, decision: OrderDecision) -> FinanceOrder:
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


def _pay(work: UnitOfWork, context: Context, matter: _Matter, payee: Party) -> Money:
    """To the supplier, or whom the payment is entrusted to: an account that is on file here."""
    work.handle(financings.ROOM, matter.stream, OpenApproved(), context)
    return instruct(work, context, matter.stream, matter.financing, payee).net_proceeds


def _payee(reading: Reading, context: Context, party: PartyId) -> Party:
    known = in_good_standing(reading, party, context)
    if not known.accounts:
        raise Refused(NoBankAccount(party))
    return known


def _end(
    work: UnitOfWork,
    context: Context,
    matter: _Matter,
    command: RejectFinancing | WithdrawFinancing,
) -> MoneyOnOrder:
    work.handle(financings.ROOM, matter.stream, command, context)
    drop = DropAsking(matter.financing)
    work.handle(programmes.ROOM, matter.at.stream, drop, context)
    stage = "rejected" if isinstance(command, RejectFinancing) else "withdrawn"
    return _waiting(matter, matter.request(work), stage)


def _waiting(matter: _Matter, request: Requested, stage: str) -> MoneyOnOrder:
    return MoneyOnOrder(
        financing=matter.financing,
        programme=matter.at.programme,
        order=matter.asking.order,
        supplier=matter.asking.supplier,
        amount=matter.asking.amount,
        due_on=matter.asking.due_on,
        stage=stage,
        approvals=len(request.approved_by),
        approvals_needed=request.approvals_needed,
        net_proceeds=None,
        decision=None,
    )
