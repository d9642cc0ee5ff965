"""Every order programme as it stands, with what each order bears, for its lender."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from application.shared.projection import Placed, Projection, never_alone
from application.views.keys import is_part, scope_of
from application.views.programme_rows import ProgrammeRow, keys, place_of_part, together
from domain.eligibility.order_certificate import OrderBears, OrderCertificate
from domain.eligibility.order_standing import Rated, ReferencePrice
from domain.eligibility.order_terms import RatingTerms
from domain.order_programme.state import Programme
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.ids import OrderId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.pricing import Price
from domain.shared.replacing import replace


@dataclass(frozen=True, slots=True)
class ProgrammeTermsFrom:
    """Amended terms, and the day from which they count."""

    effective_on: date
    terms: ProgrammeTerms


@dataclass(frozen=True, slots=True)
class SupplierSeen:
    """One supplier's part of a programme."""

    supplier: PartyId
    rated: Rated
    limit: Money
    outstanding: Money
    available: Money
    """Of its own limit; an order and the programme must bear it too. Never negative."""


@dataclass(frozen=True, slots=True)
class OrderLentOn:
    """One order on which something is owed."""

    order: OrderId
    supplier: PartyId
    outstanding: Money
    over_advance: Money | None
    certificate: OrderCertificate
    """The last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSeen:
    """A programme as it stands."""

    programme: ProgrammeId
    lender: PartyId
    core_enterprise: PartyId
    status: str
    """`open`, `frozen`, `over_advance` or `closed`."""

    outstanding: Money
    suppliers: tuple[SupplierSeen, ...] | None
    orders: tuple[OrderLentOn, ...] | None
    references: tuple[ReferencePrice, ...] | None
    """These three are left out of lists."""

    frozen: str | None
    terms: ProgrammeTerms
    """As first agreed."""

    amendments: tuple[ProgrammeTermsFrom, ...]


@dataclass(frozen=True, slots=True)
class OrderOfSupplier:
    """One of the supplier's own orders on which something is owed."""

    order: OrderId
    outstanding: Money
    over_advance: Money | None
    bears: OrderBears
    """By the last certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeForSupplier:
    """A programme as one supplier sees it."""

    programme: ProgrammeId
    lender: PartyId
    core_enterprise: PartyId
    status: str
    """`open`, `frozen`, `over_advance` or `closed`."""

    rating: str
    rated_on: date
    lending: RatingTerms | None
    """What its rating gets and asks for; None where nothing is lent on it."""

    price: Price
    penalty_rate: Decimal
    draw_minimum: Money
    entrusted_payment: bool
    limit: Money
    outstanding: Money
    available: Money
    """Of its limit; an order must bear it too. Never negative."""

    orders: tuple[OrderOfSupplier, ...]


def seen(programme: Programme) -> ProgrammeSeen:
    return ProgrammeSeen(
        programme=programme.programme,
        lender=programme.lender,
        core_enterprise=programme.core_enterprise,
        status=status(programme),
        outstanding=programme.outstanding,
        suppliers=tuple(suppliers_of(programme)),
        orders=tuple(_orders(programme)),
        references=programme.references,
        frozen=programme.frozen,
        terms=programme.terms,
        amendments=tuple(ProgrammeTermsFrom(*amended) for amended in programme.next_terms),
    )


def row_seen(row: ProgrammeRow) -> ProgrammeSeen:
    """One of many: what it is made of is not told."""
    return replace(seen(row.programme), suppliers=None, orders=None, references=None)


def seen_by_supplier(programme: Programme, supplier: PartyId, day: date) -> ProgrammeForSupplier:
    """Its own part, by the terms of `day`: what others have, and the lender's own, is not here."""
    admitted, terms = programme.suppliers[supplier], programme.terms_on(day)
    orders = tuple(it for it in _orders(programme) if it.supplier == supplier)
    outstanding = programme.outstanding_of(supplier)
    return ProgrammeForSupplier(
        programme=programme.programme,
        lender=programme.lender,
        core_enterprise=programme.core_enterprise,
        status=_status_for(programme, orders),
        rating=admitted.rated.rating,
        rated_on=admitted.rated.rated_on,
        lending=terms.orders.of_rating(admitted.rated.rating),
        price=terms.price,
        penalty_rate=terms.penalty_rate,
        draw_minimum=terms.draw_minimum,
        entrusted_payment=terms.entrusted_payment,
        limit=admitted.limit,
        outstanding=outstanding,
        available=max(admitted.limit - outstanding, Money.zero(terms.currency)),
        orders=tuple(_of_supplier(it) for it in orders),
    )


def _of_supplier(lent: OrderLentOn) -> OrderOfSupplier:
    bears = lent.certificate.bears
    return OrderOfSupplier(lent.order, lent.outstanding, lent.over_advance, bears)


def suppliers_of(programme: Programme) -> Iterator[SupplierSeen]:
    nothing = Money.zero(programme.terms.currency)
    for supplier, admitted in sorted(programme.suppliers.items()):
        owed = programme.outstanding_of(supplier)
        available = max(admitted.limit - owed, nothing)
        yield SupplierSeen(supplier, admitted.rated, admitted.limit, owed, available)


def _orders(programme: Programme) -> Iterator[OrderLentOn]:
    for order in programme.orders_lent_on():
        made = programme.certificates[order]
        over = programme.over_advances.get(order)
        yield OrderLentOn(order, made.supplier, programme.lent_on(order), over, made)


def place(row_key: str, row: ProgrammeRow) -> Placed:
    if is_part(row_key):
        return place_of_part(row_key)
    return Placed(scope_of(row_key), status(row.programme), row.programme.programme)


def status(programme: Programme) -> str:
    return _status(programme, over_advanced=programme.orders_short > 0)


def _status_for(programme: Programme, own: tuple[OrderLentOn, ...]) -> str:
    return _status(programme, over_advanced=any(it.over_advance is not None for it in own))


def _status(programme: Programme, *, over_advanced: bool) -> str:
    if programme.closed:
        return "closed"
    if over_advanced:
        return "over_advance"
    return "open" if programme.frozen is None else "frozen"


PROGRAMMES: Projection[ProgrammeRow] = Projection(
    name="programmes",
    version=3,
    row=ProgrammeRow,
    keys=keys,
    fold=never_alone,
    place=place,
    together=together,
)
