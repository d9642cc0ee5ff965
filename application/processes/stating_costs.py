"""A supplier says what an order costs it, for a lender whose terms ask for that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.enterprise import streams as enterprises
from application.order_programme import streams as programmes
from application.processes.judging_orders import order_of
from application.processes.programmes import programme_at, programme_for
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from domain.e_order.refusals import OrderNotFound
from domain.e_order.state import Order
from domain.eligibility.order_standing import CostStated
from domain.enterprise.profile import Role
from domain.order_programme import commands as ask
from domain.order_programme.state import Programme
from domain.shared.event import Context
from domain.shared.ids import OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class StateCost:
    """A supplier says what an order costs it, and by which paper."""

    programme: ProgrammeId
    supplier: PartyId
    order: OrderId
    cost: CostStated


@dataclass(frozen=True, slots=True)
class CostOnRecord:
    """What is on record of an order's cost."""

    programme: ProgrammeId
    order: OrderId
    cost: Money
    source: str
    stated_on: date


def state_cost(asked: StateCost) -> UseCase:
    """Only for a supplier that the lender let in, and of an order that is its own."""

    def use_case(work: UnitOfWork, context: Context) -> CostOnRecord:
        at = programme_at(work, asked.programme)
        programme_for(work, asked.programme, asked.supplier)
        order = order_of(work, asked.order)
        parties = [enterprises.stream_of(asked.supplier)]
        work.lock(change=[at.stream], rely_on=[*parties, order.stream])
        programme = programme_for(work, asked.programme, asked.supplier).state
        _check_own(order_of(work, asked.order).state, asked.supplier, programme)
        in_good_standing(work, asked.supplier, context, Role.SUPPLIER)
        command = ask.RecordCost(asked.order, asked.supplier, asked.cost)
        work.handle(programmes.ROOM, at.stream, command, context)
        cost = asked.cost
        return CostOnRecord(at.programme, asked.order, cost.cost, cost.source, cost.stated_on)

    return use_case


def _check_own(order: Order, supplier: PartyId, programme: Programme) -> None:
    """Raise `Refused`: another supplier's order, or another buyer's, does not exist here."""
    if (order.supplier, order.buyer) != (supplier, programme.core_enterprise):
        raise Refused(OrderNotFound(order.order))
