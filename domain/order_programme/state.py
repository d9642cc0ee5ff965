"""What is true of a programme now, and how each event changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import assert_never

from domain.eligibility.order_certificate import OrderCertificate
from domain.eligibility.order_standing import CostStated, Rated, ReferencePrice
from domain.order_programme.events import (
    CostRecorded,
    OrderCertified,
    OrderDrawRepaid,
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
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise


@dataclass(frozen=True, slots=True)
class NoProgramme:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """A supplier in the programme: its rating, and the most that is lent to it."""

    rated: Rated
    limit: Money


@dataclass(frozen=True, slots=True)
class OrderDraw:
    """Money lent on one order; kept when it is paid, because a bank may take a payment back."""

    order: OrderId
    supplier: PartyId
    lent: Money
    principal: Money
    """What of it is still owed."""

    due_on: date


@dataclass(frozen=True, slots=True)
class Programme:
    programme: ProgrammeId
    lender: PartyId
    core_enterprise: PartyId
    terms: ProgrammeTerms
    next_terms: tuple[tuple[date, ProgrammeTerms], ...] = ()
    """Amendments in the order they were agreed; each counts from its day."""

    suppliers: Mapping[PartyId, Admitted] = field(default_factory=dict[PartyId, Admitted])
    references: tuple[ReferencePrice, ...] = ()
    """One for each item and unit, the last that was recorded."""

    costs: Mapping[OrderId, CostStated] = field(default_factory=dict[OrderId, CostStated])
    draws: Mapping[FinancingId, OrderDraw] = field(default_factory=dict[FinancingId, OrderDraw])
    certificates: Mapping[OrderId, OrderCertificate] = field(
        default_factory=dict[OrderId, OrderCertificate]
    )
    """The last of each order that money was ever lent on."""

    over_advances: Mapping[OrderId, Money] = field(default_factory=dict[OrderId, Money])
    frozen: str | None = None
    closed: bool = False

    def terms_on(self, day: date) -> ProgrammeTerms:
        """The terms that count on `day`."""
        due = [terms for effective_on, terms in self.next_terms if effective_on <= day]
        return due[-1] if due else self.terms

    @property
    def outstanding(self) -> Money:
        return self._total(list(self.draws.values()))

    def outstanding_of(self, supplier: PartyId) -> Money:
        return self._total([it for it in self.draws.values() if it.supplier == supplier])

    def lent_on(self, order: OrderId) -> Money:
        return self._total([it for it in self.draws.values() if it.order == order])

    def orders_lent_on(self, supplier: PartyId | None = None) -> tuple[OrderId, ...]:
        """Those on which something is owed, of one supplier or of all; sorted."""
        owed = {
            it.order
            for it in self.draws.values()
            if it.principal.is_positive and supplier in {None, it.supplier}
        }
        return tuple(sorted(owed))

    def _total(self, draws: list[OrderDraw]) -> Money:
        return Money.total((it.principal for it in draws), self.terms.currency)


ProgrammeState = NoProgramme | Programme


def evolve(state: ProgrammeState, event: ProgrammeEvent) -> ProgrammeState:
    if isinstance(event, ProgrammeOpened):
        return Programme(event.programme, event.lender, event.core_enterprise, event.terms)
    return _evolve(_opened(state), event)


def _evolve(programme: Programme, event: ProgrammeEvent) -> Programme:
    match event:
        case OrderFinanced() | OrderDrawReturned() | OrderDrawRepaid() | OrderDrawRestored():
            return _drawn(programme, event)
        case OrderCertified() | OrderOverAdvanced() | OrderOverAdvanceCured():
            return _worth(programme, event)
        case SupplierLetIn() | SupplierRated() | SupplierLimited():
            return _admitted(programme, event)
        case ProgrammeOpened():
            return programme
        case _:
            return _agreed(programme, event)


def _agreed(
    programme: Programme,
    event: ProgrammeAmended
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
            return replace(programme, costs={**programme.costs, event.order: event.cost})
        case ProgrammeFrozen() | ProgrammeUnfrozen():
            reason = event.reason if isinstance(event, ProgrammeFrozen) else None
            return replace(programme, frozen=reason)
        case ProgrammeClosed():
            return replace(programme, closed=True)
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


def _drawn(
    programme: Programme,
    event: OrderFinanced | OrderDrawReturned | OrderDrawRepaid | OrderDrawRestored,
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
        case _:
            assert_never(event)
    return replace(programme, draws=draws)


def _moved(draw: OrderDraw, by: Money) -> OrderDraw:
    return replace(draw, principal=draw.principal + by)


def _opened(state: ProgrammeState) -> Programme:
    if isinstance(state, NoProgramme):
        raise BrokenPromise("a programme's history starts with ProgrammeOpened")
    return state
