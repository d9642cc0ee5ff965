"""How each event changes a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from domain.eligibility.order_standing import ReferencePrice
from domain.order_programme.events import (
    AskingDropped,
    CostRecorded,
    MoneyAskedOnOrder,
    OrderCertified,
    OrderDrawRepaid,
    OrderDrawRescheduled,
    OrderDrawRestored,
    OrderDrawReturned,
    OrderFinanced,
    OrderOverAdvanceCured,
    OrderOverAdvanced,
    ProgrammeAmended,
    ProgrammeClosed,
    ProgrammeEvent,
    ProgrammeFrozen,
    ProgrammeOpened,
    ProgrammeUnfrozen,
    ReferencesRecorded,
    SupplierLetIn,
    SupplierLimited,
    SupplierRated,
)
from domain.order_programme.holding import held_after
from domain.order_programme.holding_events import (
    HeldOrderProceedsGiven,
    HeldOrderProceedsUndone,
    OrderProceedsHeld,
)
from domain.order_programme.state import (
    Admitted,
    Asking,
    NoProgramme,
    OrderDraw,
    Programme,
    ProgrammeState,
)
from domain.shared.ids import FinancingId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise


def evolve(state: ProgrammeState, event: ProgrammeEvent) -> ProgrammeState:
    if isinstance(event, ProgrammeOpened):
        return Programme(event.programme, event.lender, event.core_enterprise, event.terms)
    return _evolve(_opened(state), event)


def _evolve(programme: Programme, event: ProgrammeEvent) -> Programme:
    match event:
        case (
            OrderFinanced()
            | OrderDrawReturned()
            | OrderDrawRepaid()
            | OrderDrawRestored()
            | OrderDrawRescheduled()
        ):
            return _drawn(programme, event)
        case OrderCertified() | OrderOverAdvanced() | OrderOverAdvanceCured():
            return _worth(programme, event)
        case MoneyAskedOnOrder() | AskingDropped():
            return _asked(programme, event)
        case SupplierLetIn() | SupplierRated() | SupplierLimited():
            return _admitted(programme, event)
        case OrderProceedsHeld() | HeldOrderProceedsGiven() | HeldOrderProceedsUndone():
            return replace(programme, held=held_after(programme.held, event))
        case _:
            return _agreed(programme, event)


def _agreed(
    programme: Programme,
    event: ProgrammeOpened
    | ProgrammeAmended
    | ReferencesRecorded
    | CostRecorded
    | ProgrammeFrozen
    | ProgrammeUnfrozen
    | ProgrammeClosed,
) -> Programme:
    match event:
        case ProgrammeAmended():
            amended = (event.effective_on, event.terms)
            return replace(programme, next_terms=(*programme.next_terms, amended))
        case ReferencesRecorded():
            return replace(programme, references=_newest(programme.references, event.references))
        case CostRecorded():
            own = {**programme.costs.get(event.supplier, {}), event.order: event.cost}
            return replace(programme, costs={**programme.costs, event.supplier: own})
        case ProgrammeFrozen() | ProgrammeUnfrozen():
            reason = event.reason if isinstance(event, ProgrammeFrozen) else None
            return replace(programme, frozen=reason)
        case ProgrammeClosed():
            return replace(programme, closed=True)
        case ProgrammeOpened():
            return programme
        case _:
            assert_never(event)


def _newest(
    known: tuple[ReferencePrice, ...], more: tuple[ReferencePrice, ...]
) -> tuple[ReferencePrice, ...]:
    by_item = {(it.item, it.unit): it for it in (*known, *more)}
    return tuple(by_item[item] for item in sorted(by_item))


def _admitted(
    programme: Programme, event: SupplierLetIn | SupplierRated | SupplierLimited
) -> Programme:
    match event:
        case SupplierLetIn():
            now = Admitted(event.rated, event.limit)
        case SupplierRated():
            now = replace(programme.suppliers[event.supplier], rated=event.rated)
        case SupplierLimited():
            now = replace(programme.suppliers[event.supplier], limit=event.limit)
        case _:
            assert_never(event)
    return replace(programme, suppliers={**programme.suppliers, event.supplier: now})


def _worth(
    programme: Programme, event: OrderCertified | OrderOverAdvanced | OrderOverAdvanceCured
) -> Programme:
    if isinstance(event, OrderCertified):
        made = event.certificate
        return replace(programme, certificates={**programme.certificates, made.order: made})
    over = {order: by for order, by in programme.over_advances.items() if order != event.order}
    if isinstance(event, OrderOverAdvanced):
        over[event.order] = event.amount
    return replace(programme, over_advances=over)


def _asked(programme: Programme, event: MoneyAskedOnOrder | AskingDropped) -> Programme:
    askings = _without(programme.askings, event.financing)
    if isinstance(event, MoneyAskedOnOrder):
        asked = (event.amount, event.due_on, event.pay_to)
        askings[event.financing] = Asking(event.order, event.supplier, *asked)
    return replace(programme, askings=askings)


def _without(askings: Mapping[FinancingId, Asking], gone: FinancingId) -> dict[FinancingId, Asking]:
    return {name: asking for name, asking in askings.items() if name != gone}


def _drawn(
    programme: Programme,
    event: OrderFinanced
    | OrderDrawReturned
    | OrderDrawRepaid
    | OrderDrawRestored
    | OrderDrawRescheduled,
) -> Programme:
    draws = dict(programme.draws)
    match event:
        case OrderFinanced():
            lent, due_on = event.amount, event.due_on
            draws[event.financing] = OrderDraw(event.order, event.supplier, lent, lent, due_on)
        case OrderDrawReturned():
            del draws[event.financing]
        case OrderDrawRepaid():
            draws[event.financing] = _moved(draws[event.financing], -event.principal)
        case OrderDrawRestored():
            draws[event.financing] = _moved(draws[event.financing], event.principal)
        case OrderDrawRescheduled():
            draws[event.financing] = replace(draws[event.financing], due_on=event.due_on)
        case _:
            assert_never(event)
    return replace(programme, draws=draws, askings=_without(programme.askings, event.financing))


def _moved(draw: OrderDraw, by: Money) -> OrderDraw:
    return replace(draw, principal=draw.principal + by)


def _opened(state: ProgrammeState) -> Programme:
    if isinstance(state, NoProgramme):
        raise BrokenPromise("a programme's history starts with ProgrammeOpened")
    return state
