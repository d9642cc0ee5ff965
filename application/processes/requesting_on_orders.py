"""A supplier asks for money on its order: refused at once where it could not be lent today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.financing import streams as financings
from application.order_programme import streams as programmes
from application.processes.judging_orders import (
    OrderDecision,
    files_behind,
    judged,
    lien_on,
    look_again,
    order_of,
)
from application.processes.loan_terms import loan_terms_of
from application.processes.money_on_orders import (
    MoneyOnOrder,
    WaitingRequest,
    as_it_waits,
    payee_of,
    request_at,
)
from application.processes.programmes import ProgrammeAt, programme_at, programme_for, programme_of
from application.processes.quoting_orders import QuoteOnOrder, asking
from application.processes.requesting import hand_in
from application.processes.standing import in_good_standing
from application.processes.telling_suppliers import untold
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from domain.e_order.refusals import OrderNotFound
from domain.enterprise.profile import Role
from domain.financing.commands import RequestFinancing
from domain.financing.terms import Approvals
from domain.order_programme.commands import AskOnOrder
from domain.order_programme.state import Programme
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
        payee_of(work, context, asked.pay_to or asked.supplier)
        return _request(work, context, at, asked)

    return use_case


def _request(
    work: UnitOfWork, context: Context, at: ProgrammeAt, asked: RequestOnOrder
) -> MoneyOnOrder:
    decision = judged(work, at, asked.order, context.now.day)
    with untold():
        work.handle(programmes.ROOM, at.stream, _asking(asked, decision), context)
    programme = programme_of(work, at).state
    hand_in(work, context, _loan(programme, asked, context.now.day))
    request = request_at(work, financings.stream_of(at.lender, asked.financing))
    return as_it_waits(WaitingRequest.of(work, at, request), request, "requested")


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
