"""The rows of a programme: a head with what all comes to, one row a supplier, order and draw.

An event is folded by the programme's own rules, over a programme of only what the event is
about: what is owed and short in all stands in the head, so no other row is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, get_args

from application.shared.projection import Placed, Recorded, Together
from application.views.keys import is_part, key
from domain.eligibility.order_certificate import OrderCertificate
from domain.order_programme import events as fact
from domain.order_programme.events import ProgrammeEvent, ProgrammeOpened
from domain.order_programme.evolve import evolve
from domain.order_programme.state import (
    Admitted,
    LentSums,
    NoProgramme,
    OrderDraw,
    OwedOn,
    Programme,
)
from domain.shared.ids import FinancingId, OrderId, PartyId
from domain.shared.kept import Kept
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise
from domain.shared.replacing import replace

PROGRAMME_EVENTS = get_args(ProgrammeEvent)


@dataclass(frozen=True, slots=True)
class OfSupplier:
    """One supplier in it, and what it owes in minor units."""

    admitted: Admitted | None
    owed: int


@dataclass(frozen=True, slots=True)
class OfOrder:
    """One order that money was ever lent on."""

    certificate: OrderCertificate | None
    owed: OwedOn | None
    over_advance: Money | None


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One of the four is there."""

    head: Programme | None = None
    supplier: OfSupplier | None = None
    order: OfOrder | None = None
    draw: OrderDraw | None = None

    @property
    def programme(self) -> Programme:
        if self.head is None:
            raise BrokenPromise("what is part of a programme is none")
        return self.head


class About(NamedTuple):
    """What an event is about besides the programme."""

    supplier: PartyId | None = None
    order: OrderId | None = None
    draw: FinancingId | None = None


def about(event: ProgrammeEvent) -> About:
    match event:
        case fact.OrderCertified():
            return About(event.certificate.supplier, event.certificate.order)
        case fact.OrderOverAdvanced() | fact.OrderOverAdvanceCured():
            return About(event.supplier, event.order)
        case (
            fact.OrderFinanced()
            | fact.OrderDrawReturned()
            | fact.OrderDrawRepaid()
            | fact.OrderDrawRestored()
            | fact.OrderDrawRescheduled()
        ):
            return About(event.supplier, event.order, event.financing)
        case fact.SupplierLetIn() | fact.SupplierRated() | fact.SupplierLimited():
            return About(event.supplier)
        case _:
            return About()


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, PROGRAMME_EVENTS):
        return ()
    named = about(event)._asdict().items()
    head = key(event.lender, event.programme)
    return (head, *(key(head, kind, name) for kind, name in named if name is not None))


def together(rows: Together[ProgrammeRow], recorded: Recorded) -> Together[ProgrammeRow]:
    event = recorded.event
    if not isinstance(event, PROGRAMME_EVENTS):
        return rows
    of, (head, *parts) = about(event), rows.values()
    if head is None and not isinstance(event, ProgrammeOpened):
        raise BrokenPromise("a programme's history starts with ProgrammeOpened")
    before = NoProgramme() if head is None else _with(head.programme, of, parts)
    after = evolve(before, event)
    if not isinstance(after, Programme):
        raise BrokenPromise("a programme does not vanish")
    made = _parts(after, of)
    return {name: made[name.split("|")[2]] if is_part(name) else _head(after) for name in rows}


def _with(head: Programme, of: About, rows: list[ProgrammeRow | None]) -> Programme:
    """The programme with only what the event is about."""
    whole = head
    for row in rows:
        if row is not None:
            whole = _and(whole, of, row)
    return whole


def _and(whole: Programme, of: About, row: ProgrammeRow) -> Programme:
    if row.supplier is not None and of.supplier is not None:
        return _and_supplier(whole, of.supplier, row.supplier)
    if row.order is not None and of.order is not None:
        return _and_order(whole, of.order, row.order)
    if row.draw is not None and of.draw is not None:
        kept = Kept({of.draw: row.draw})
        if row.draw.principal.is_zero:
            return replace(whole, repaid_draws=kept)
        return replace(whole, draws=kept)
    return whole


def _and_supplier(whole: Programme, name: PartyId, part: OfSupplier) -> Programme:
    admitted = Kept[PartyId, Admitted]()
    if part.admitted is not None:
        admitted = admitted.plus(name, part.admitted)
    lent = replace(whole.lent, to=Kept({name: part.owed}) if part.owed else Kept())
    return replace(whole, suppliers=admitted, lent=lent)


def _and_order(whole: Programme, name: OrderId, part: OfOrder) -> Programme:
    if part.certificate is not None:
        whole = replace(whole, certificates=Kept({name: part.certificate}))
    if part.over_advance is not None:
        whole = replace(whole, over_advances=Kept({name: part.over_advance}))
    if part.owed is not None:
        whole = replace(whole, lent=replace(whole.lent, on=Kept({name: part.owed})))
    return whole


def _parts(after: Programme, of: About) -> dict[str, ProgrammeRow | None]:
    made: dict[str, ProgrammeRow | None] = {}
    if of.supplier is not None:
        owed = after.lent.to.get(of.supplier, 0)
        made["supplier"] = ProgrammeRow(supplier=OfSupplier(after.suppliers.get(of.supplier), owed))
    if of.order is not None:
        order = OfOrder(
            after.certificates.get(of.order),
            after.lent.on.get(of.order),
            after.over_advances.get(of.order),
        )
        made["order"] = ProgrammeRow(order=order)
    if of.draw is not None:
        draw = after.draw_of(of.draw)
        made["draw"] = None if draw is None else ProgrammeRow(draw=draw)
    return made


def _head(after: Programme) -> ProgrammeRow:
    """Terms and sums: the same however much was lent before."""
    alone = Programme(
        after.programme,
        after.lender,
        after.core_enterprise,
        after.terms,
        after.next_terms,
        lent=LentSums(after.lent.in_all),
        orders_short=after.orders_short,
        frozen=after.frozen,
        closed=after.closed,
    )
    return ProgrammeRow(alone)


def place_of_part(row_key: str) -> Placed:
    """Under its programme: it is in no party's list."""
    lender, programme, kind, name = row_key.split("|", 3)
    return Placed(key(lender, programme), kind, name)
