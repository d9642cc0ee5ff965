"""What is true of a programme now."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from domain.eligibility.order_certificate import OrderCertificate
from domain.eligibility.order_standing import CostStated, Rated, ReferencePrice
from domain.order_programme.holding import HeldOnOrder
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.ids import FinancingId, OrderId, PartyId, ProgrammeId
from domain.shared.kept import Kept
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
    """Money lent on one order."""

    order: OrderId
    supplier: PartyId
    lent: Money
    principal: Money
    """What of it is still owed."""

    due_on: date


@dataclass(frozen=True, slots=True)
class OwedOn:
    """What is owed on one order."""

    supplier: PartyId
    minor: int


@dataclass(frozen=True, slots=True)
class LentSums:
    """What is owed, in minor units: kept beside the draws, so that none is gone through again.
    An order or a supplier that owes nothing is in none."""

    in_all: int = 0
    to: Kept[PartyId, int] = field(default_factory=Kept[PartyId, int])
    on: Kept[OrderId, OwedOn] = field(default_factory=Kept[OrderId, OwedOn])

    def plus(self, draw: OrderDraw, more: Money) -> LentSums:
        to = self.to.get(draw.supplier, 0) + more.minor
        on = self.on[draw.order].minor if draw.order in self.on else 0
        owed = OwedOn(draw.supplier, on + more.minor)
        return LentSums(
            self.in_all + more.minor,
            self.to.plus(draw.supplier, to) if to else self.to.without(draw.supplier),
            self.on.plus(draw.order, owed) if owed.minor else self.on.without(draw.order),
        )


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

    suppliers: Kept[PartyId, Admitted] = field(default_factory=Kept[PartyId, Admitted])
    references: tuple[ReferencePrice, ...] = ()
    """One for each item and unit, the last that was recorded."""

    costs: Kept[PartyId, Kept[OrderId, CostStated]] = field(
        default_factory=Kept[PartyId, Kept[OrderId, CostStated]]
    )
    """By who stated them: nobody's word takes the place of another's."""

    askings: Kept[FinancingId, Asking] = field(default_factory=Kept[FinancingId, Asking])
    draws: Kept[FinancingId, OrderDraw] = field(default_factory=Kept[FinancingId, OrderDraw])
    """Those on which something is owed."""

    repaid_draws: Kept[FinancingId, OrderDraw] = field(default_factory=Kept[FinancingId, OrderDraw])
    """Paid to the last cent, kept because a bank may take a payment back."""

    drawn_on: Kept[OrderId, tuple[FinancingId, ...]] = field(
        default_factory=Kept[OrderId, tuple[FinancingId, ...]]
    )
    """Every draw there was on an order, paid or not."""

    lent: LentSums = field(default_factory=LentSums)
    certificates: Kept[OrderId, OrderCertificate] = field(
        default_factory=Kept[OrderId, OrderCertificate]
    )
    """The last of each order that money was ever lent on."""

    held: tuple[HeldOnOrder, ...] = ()
    """Payments, or parts of them, that wait for money on their order to be paid out."""

    over_advances: Kept[OrderId, Money] = field(default_factory=Kept[OrderId, Money])
    orders_short: int = 0
    """How many orders have an over-advance."""

    frozen: str | None = None
    closed: bool = False

    def terms_on(self, day: date) -> ProgrammeTerms:
        """The terms that count on `day`."""
        due = [terms for effective_on, terms in self.next_terms if effective_on <= day]
        return due[-1] if due else self.terms

    def cost_of(self, supplier: PartyId, order: OrderId) -> CostStated | None:
        """What the supplier itself said that the order costs it."""
        stated = self.costs.get(supplier)
        return None if stated is None else stated.get(order)

    def draw_of(self, financing: FinancingId) -> OrderDraw | None:
        """Whether or not something is owed on it."""
        return self.draws.get(financing) or self.repaid_draws.get(financing)

    def draws_on(self, order: OrderId) -> tuple[tuple[FinancingId, OrderDraw], ...]:
        """Whether or not something is owed on them."""
        named = ((name, self.draw_of(name)) for name in self.drawn_on.get(order, ()))
        return tuple((name, draw) for name, draw in named if draw is not None)

    def orders_brought(self) -> frozenset[OrderId]:
        """Those of which a supplier ever had money, asks for it, or said what they cost; no
        other is the lender's business."""
        asked = (it.order for it in self.askings.values())
        stated = (order for costs in self.costs.values() for order in costs)
        return frozenset((*asked, *stated, *self.certificates))

    def was_brought(self, order: OrderId) -> bool:
        return order in self.orders_brought()

    @property
    def outstanding(self) -> Money:
        return self._money(self.lent.in_all)

    def outstanding_of(self, supplier: PartyId) -> Money:
        return self._money(self.lent.to.get(supplier, 0))

    def lent_on(self, order: OrderId) -> Money:
        lent = self.lent.on.get(order)
        return self._money(0 if lent is None else lent.minor)

    def held_on(self, order: OrderId) -> Money:
        own = (it.amount for it in self.held if it.order == order)
        return Money.total(own, self.terms.currency)

    def orders_lent_on(self, supplier: PartyId | None = None) -> tuple[OrderId, ...]:
        """Those on which something is owed, of one supplier or of all; sorted."""
        lent = self.lent.on.items()
        return tuple(sorted(order for order, it in lent if supplier in {None, it.supplier}))

    def _money(self, minor: int) -> Money:
        return Money(minor, self.terms.currency)


ProgrammeState = NoProgramme | Programme
