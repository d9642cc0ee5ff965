"""What is true of a programme now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.eligibility.order_certificate import OrderCertificate
from domain.eligibility.order_standing import CostStated, Rated, ReferencePrice
from domain.order_programme.holding import HeldOnOrder
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.money import Money


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
class Asking:
    """Money asked for on an order, and not decided yet."""

    order: OrderId
    supplier: PartyId
    amount: Money
    due_on: date
    pay_to: PartyId | None


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

    costs: Mapping[PartyId, Mapping[OrderId, CostStated]] = field(
        default_factory=dict[PartyId, Mapping[OrderId, CostStated]]
    )
    """By who stated them: nobody's word takes the place of another's."""

    askings: Mapping[FinancingId, Asking] = field(default_factory=dict[FinancingId, Asking])
    draws: Mapping[FinancingId, OrderDraw] = field(default_factory=dict[FinancingId, OrderDraw])
    certificates: Mapping[OrderId, OrderCertificate] = field(
        default_factory=dict[OrderId, OrderCertificate]
    )
    """The last of each order that money was ever lent on."""

    held: tuple[HeldOnOrder, ...] = ()
    """Payments, or parts of them, that wait for money on their order to be paid out."""

    over_advances: Mapping[OrderId, Money] = field(default_factory=dict[OrderId, Money])
    frozen: str | None = None
    closed: bool = False

    def terms_on(self, day: date) -> ProgrammeTerms:
        """The terms that count on `day`."""
        due = [terms for effective_on, terms in self.next_terms if effective_on <= day]
        return due[-1] if due else self.terms

    def cost_of(self, supplier: PartyId, order: OrderId) -> CostStated | None:
        """What the supplier itself said that the order costs it."""
        return self.costs.get(supplier, {}).get(order)

    def was_brought(self, order: OrderId) -> bool:
        """Whether its supplier asked for money on it, or said what it costs; else it is private."""
        asked = any(it.order == order for it in self.askings.values())
        stated = any(order in costs for costs in self.costs.values())
        return asked or stated or order in self.certificates

    @property
    def outstanding(self) -> Money:
        return self._total(list(self.draws.values()))

    def outstanding_of(self, supplier: PartyId) -> Money:
        return self._total([it for it in self.draws.values() if it.supplier == supplier])

    def lent_on(self, order: OrderId) -> Money:
        return self._total([it for it in self.draws.values() if it.order == order])

    def held_on(self, order: OrderId) -> Money:
        own = (it.amount for it in self.held if it.order == order)
        return Money.total(own, self.terms.currency)

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
