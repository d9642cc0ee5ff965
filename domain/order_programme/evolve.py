"""How each event changes a programme."""

from __future__ import annotations

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
from domain.shared.kept import Kept
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace


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
            own = programme.costs.get(event.supplier, Kept()).plus(event.order, event.cost)
            return replace(programme, costs=programme.costs.plus(event.supplier, own))
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
    return replace(programme, suppliers=programme.suppliers.plus(event.supplier, now))


def _worth(
    programme: Programme, event: OrderCertified | OrderOverAdvanced | OrderOverAdvanceCured
) -> Programme:
    if isinstance(event, OrderCertified):
        made = event.certificate
        return replace(programme, certificates=programme.certificates.plus(made.order, made))
    if isinstance(event, OrderOverAdvanced):
        over = programme.over_advances.plus(event.order, event.amount)
    else:
        over = programme.over_advances.without(event.order)
    more = (event.order in over) - (event.order in programme.over_advances)
    return replace(programme, over_advances=over, orders_short=programme.orders_short + more)


def _asked(
    programme: Programme,
    event: MoneyAskedOnOrder | AskingDropped | OrderFinanced | OrderDrawReturned,
) -> Programme:
    askings = programme.askings.without(event.financing)
    if isinstance(event, MoneyAskedOnOrder):
        asked = (event.amount, event.due_on, event.pay_to)
        askings = askings.plus(event.financing, Asking(event.order, event.supplier, *asked))
    return replace(programme, askings=askings)


def _drawn(
    programme: Programme,
    event: OrderFinanced
    | OrderDrawReturned
    | OrderDrawRepaid
    | OrderDrawRestored
    | OrderDrawRescheduled,
) -> Programme:
    match event:
        case OrderFinanced():
            lent, due_on = event.amount, event.due_on
            draw = OrderDraw(event.order, event.supplier, lent, lent, due_on)
            names = (*programme.drawn_on.get(event.order, ()), event.financing)
            known = replace(programme, drawn_on=programme.drawn_on.plus(event.order, names))
            return _asked(_owing(known, event.financing, draw, lent), event)
        case OrderDrawReturned():
            draw = _known(programme, event.financing)
            return _asked(_gone(programme, event.financing, draw), event)
        case OrderDrawRepaid():
            return _moved(programme, event.financing, -event.principal)
        case OrderDrawRestored():
            return _moved(programme, event.financing, event.principal)
        case OrderDrawRescheduled():
            draw = replace(_known(programme, event.financing), due_on=event.due_on)
            return _owing(programme, event.financing, draw, Money.zero(draw.lent.currency))
        case _:
            assert_never(event)


def _moved(programme: Programme, financing: FinancingId, by: Money) -> Programme:
    draw = _known(programme, financing)
    return _owing(programme, financing, replace(draw, principal=draw.principal + by), by)


def _owing(programme: Programme, financing: FinancingId, draw: OrderDraw, more: Money) -> Programme:
    """What is paid to the last cent leaves what the rules go through."""
    draws, repaid = programme.draws.without(financing), programme.repaid_draws.without(financing)
    if draw.principal.is_zero:
        repaid = repaid.plus(financing, draw)
    else:
        draws = programme.draws.plus(financing, draw)
    lent = programme.lent.plus(draw, more)
    return replace(programme, draws=draws, repaid_draws=repaid, lent=lent)


def _gone(programme: Programme, financing: FinancingId, draw: OrderDraw) -> Programme:
    left = tuple(it for it in programme.drawn_on.get(draw.order, ()) if it != financing)
    return replace(
        programme,
        drawn_on=programme.drawn_on.plus(draw.order, left),
        draws=programme.draws.without(financing),
        repaid_draws=programme.repaid_draws.without(financing),
        lent=programme.lent.plus(draw, -draw.principal),
    )


def _known(programme: Programme, financing: FinancingId) -> OrderDraw:
    draw = programme.draw_of(financing)
    if draw is None:
        raise BrokenPromise(f"{financing} was never lent under {programme.programme}")
    return draw


def _opened(state: ProgrammeState) -> Programme:
    if isinstance(state, NoProgramme):
        raise BrokenPromise("a programme's history starts with ProgrammeOpened")
    return state
