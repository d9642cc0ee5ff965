"""What an order bears today under each programme its supplier is in, by the decision that asking
for the money on it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta

from application.order_programme import streams as programmes
from application.processes.judging_orders import OrderDecision, judged
from application.processes.programmes import ProgrammeAt, programme_at, programme_of
from application.processes.quoting_orders import (
    QuoteOnOrder,
    asking,
    available,
    available_to,
)
from application.processes.refusals import NoProgramme
from application.processes.telling_suppliers import told, untold
from application.processes.what_can_be_drawn import (
    Drawable,
    OrderBearsToday,
    least,
    open_to_draws,
    standing_in_the_way,
    told_no,
    without_account,
)
from application.shared.ports import Reading
from domain.e_order.standing import facts_of
from domain.e_order.state import Order
from domain.enterprise.profile import Role
from domain.order_programme.commands import AskOnOrder
from domain.order_programme.state import Programme
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import FinancingId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import Refusal

ASKED = FinancingId("asked")
"""Money that nobody asks for."""


def programmes_of(reading: Reading, named: Iterable[ProgrammeId]) -> list[Programme]:
    """Those that are not closed."""
    found = (programme_of(reading, programme_at(reading, it)).state for it in named)
    return [it for it in found if not it.closed]


def drawable_on_orders(
    reading: Reading, orders: Iterable[Order], known: Iterable[Programme], context: Context
) -> Iterator[Drawable]:
    """As their supplier is told: each order under every programme that is for it."""
    programmes_ = list(known)
    for order in orders:
        fitting = [
            it
            for it in programmes_
            if it.core_enterprise == order.buyer and order.supplier in it.suppliers
        ]
        for programme in fitting:
            yield drawable_on_order(reading, order, programme, context, lender=False)
        if not fitting:
            yield _without_programme(order, context)


def drawable_on_order(
    reading: Reading, order: Order, programme: Programme, context: Context, *, lender: bool
) -> Drawable:
    """As the lender knows it, or as the supplier is told."""
    at = ProgrammeAt(programme.lender, programme.programme)
    decision = judged(reading, at, order.order, context.now.day)
    asked = _Asked(programme, order, decision, lender)
    obstacles = (
        *standing_in_the_way(reading, context, order.supplier, programme.lender, Role.SUPPLIER),
        *(() if asked.entrusted(context) else without_account(reading, context, order.supplier)),
        *asked.refused(context),
    )
    return Drawable(
        product=Product.E_ORDER,
        facility=programme.programme,
        lender=programme.lender,
        borrower=order.supplier,
        outstanding=asked.bears_already,
        bears=asked.bears,
        available=open_to_draws(asked.bears, obstacles),
        obstacles=obstacles,
        order=asked.shown(context),
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """An order, decided on, and who looks."""

    programme: Programme
    order: Order
    decision: OrderDecision
    lender: bool

    @property
    def bears(self) -> Money:
        made, supplier = self.decision.certificate, self.order.supplier
        of = available if self.lender else available_to
        return of(self.programme, made, supplier)

    def _core_enterprise_leaves(self) -> Money | None:
        """The judgement leaves the order what is lent on it besides."""
        permit, own = self.decision.judgement.around.permit, self.bears_already
        if permit is None or permit.limit is None:
            return None
        if permit.limit.currency is not own.currency:
            return permit.limit
        return max(permit.limit - own, Money.zero(own.currency))

    @property
    def bears_already(self) -> Money:
        return self.programme.lent_on(self.order.order)

    def entrusted(self, context: Context) -> bool:
        return self.programme.terms_on(context.now.day).entrusted_payment

    def refused(self, context: Context) -> tuple[Refusal, ...]:
        """What asking for all it bears, or for the least that is lent, is refused with."""
        terms = self.programme.terms_on(context.now.day)
        soon = context.now.day + timedelta(days=1)
        wanted = asking(
            QuoteOnOrder(
                programme=self.programme.programme,
                order=self.order.order,
                supplier=self.order.supplier,
                amount=max(self.bears, least(terms.draw_minimum)),
                due_on=max(self.decision.certificate.due_latest, soon),
                pay_to=PartyId("named") if terms.entrusted_payment else None,
            ),
            ASKED,
            self.decision,
        )
        if self.lender:
            wanted = replace(wanted, why=self.decision.judgement.results.reasons)
        return told_no(lambda: self._decide(wanted, context))

    def _decide(self, wanted: AskOnOrder, context: Context) -> None:
        with nullcontext() if self.lender else untold():
            programmes.ROOM.decider.decide(self.programme, wanted, context)

    def shown(self, context: Context) -> OrderBearsToday:
        made, results = self.decision.certificate, self.decision.judgement.results
        admitted = self.programme.suppliers[self.order.supplier]
        left = admitted.limit - self.programme.outstanding_of(self.order.supplier)
        return OrderBearsToday(
            order=self.order.order,
            number=self.order.purchase.number,
            core_enterprise=self.order.buyer,
            deliver_by=made.deliver_by,
            ordered=results.gross,
            eligible=results.eligible,
            advance=made.advance,
            limit_left=max(left, Money.zero(left.currency)),
            core_enterprise_leaves=None if self.lender else self._core_enterprise_leaves(),
            security=made.ratios.of(self.bears),
            due_latest=made.due_latest,
            entrusted=self.entrusted(context),
            decision=results.hash,
            reasons=results.reasons if self.lender else told(results.reasons),
        )


def _without_programme(order: Order, context: Context) -> Drawable:
    ordered = facts_of(order, context.now.day).ordered
    nothing = Money.zero(ordered.currency)
    return Drawable(
        product=Product.E_ORDER,
        facility=None,
        lender=None,
        borrower=order.supplier,
        outstanding=nothing,
        bears=nothing,
        available=nothing,
        obstacles=(NoProgramme(order.buyer, order.supplier),),
        order=OrderBearsToday(
            order=order.order,
            number=order.purchase.number,
            core_enterprise=order.buyer,
            deliver_by=order.deliver_by,
            ordered=ordered,
            eligible=nothing,
            advance=nothing,
            limit_left=None,
            core_enterprise_leaves=None,
            security=None,
            due_latest=None,
            entrusted=False,
            decision=None,
            reasons=(),
        ),
    )
