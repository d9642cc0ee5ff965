"""Where what can be drawn is looked up: pools, lines and orders of a borrower, or of a lender."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from api.views.drawable import shown
from api.views.sections import Section, of_rows, of_view
from application.processes.judging_orders import orders_of
from application.processes.lines import lines_as_they_are
from application.processes.what_can_be_drawn import Drawable, PoolPart, drawable_from_pool
from application.processes.what_lines_bear import drawable_on_line
from application.processes.what_orders_bear import (
    drawable_on_order,
    drawable_on_orders,
    programmes_of,
)
from application.shared.ports import Reading
from application.shared.views import Views
from application.views.financing_eligibility import (
    FINANCING_ELIGIBILITY,
    SupplierEligibility,
    seen_by_seller,
)
from application.views.lines import LINES, NOT_OVER, LineRow
from application.views.orders import ORDERS
from application.views.programmes import PROGRAMMES
from application.views.programmes_of_suppliers import PROGRAMMES_OF_SUPPLIERS
from domain.e_order.order import LIVE, Status
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import OrderId, PartyId, ProgrammeId

POOLS, OF_LINES, OF_ORDERS = "1", "2", "3"
"""The first letter of a section's name."""

ORDERS_MAX = 1_000
"""So many orders are judged at once, the earliest to be delivered of each status first."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of it: one product, one pool, or (None) all."""

    product: Product | None = None
    pool: str | None = None

    def has(self, product: Product) -> bool:
        only = Product.RECEIVABLE_POOL if self.pool is not None else self.product
        return only in {None, product}


@dataclass(frozen=True, slots=True)
class LookUp:
    """Through the eyes of `party`: `lends` says on which side of a facility it is."""

    views: Views
    reading: Reading
    party: PartyId
    context: Context
    lends: bool

    def sections(self, wanted: Wanted) -> list[Section]:
        found: list[Section] = []
        if wanted.has(Product.RECEIVABLE_POOL):
            parts = of_view(self.views, FINANCING_ELIGIBILITY, self.party, wanted.pool)
            found.append(Section(POOLS, parts))
        if wanted.has(Product.CREDIT_LINE):
            lines = sorted(NOT_OVER)
            found += (self._section(OF_LINES, LINES, status) for status in lines)
        if wanted.has(Product.E_ORDER):
            found += self._of_orders()
        return found

    def _of_orders(self) -> list[Section]:
        if self.lends:
            return [Section(OF_ORDERS, of_rows(self.under_programmes))]
        named = sorted(status.value for status in LIVE)
        return [self._section(OF_ORDERS, ORDERS, status) for status in named]

    def _section(self, kind: str, view: Any, facet: str) -> Section:  # noqa: ANN401  # of any row
        return Section(f"{kind}{facet}", of_view(self.views, view, self.party, facet))

    def under_programmes(self) -> list[tuple[str, tuple[ProgrammeId, OrderId]]]:
        """Orders that were brought to a lender; no others are its business."""
        named = [row.programme.programme for _, row in self.views.all(PROGRAMMES, self.party)]
        return sorted(
            (f"{programme.programme}|{order}", (programme.programme, order))
            for programme in programmes_of(self.reading, named)
            for order in programme.orders_brought()
        )

    def shown(self, rows: Sequence[tuple[str, Any]]) -> list[dict[str, Any]]:
        """The rows of a page, in order."""
        pools = [row for name, row in rows if name.startswith(POOLS)]
        lines = [row for name, row in rows if name.startswith(OF_LINES)]
        orders = [row for name, row in rows if name.startswith(OF_ORDERS)]
        return [
            *(shown(self._pool(row), self._seen(row)) for row in pools),
            *(shown(it) for it in self._lines(lines)),
            *(shown(it) for it in self._orders(orders)),
        ]

    def _pool(self, row: SupplierEligibility) -> Drawable:
        part = PoolPart(
            pool=row.pool,
            lender=row.lender,
            seller=row.seller,
            base=row.base,
            outstanding=row.outstanding,
            available=row.available,
        )
        return drawable_from_pool(self.reading, part, self.context)

    def _seen(self, row: SupplierEligibility) -> Any:  # noqa: ANN401  # by who looks
        return row if self.lends else seen_by_seller(row)

    def _lines(self, rows: Iterable[LineRow]) -> Iterator[Drawable]:
        named = [(row.line.lender, row.line.line) for row in rows]
        for line in lines_as_they_are(self.reading, named):
            yield drawable_on_line(self.reading, line, self.context)

    def _orders(self, rows: Sequence[Any]) -> Iterable[Drawable]:
        if not rows:
            return ()
        if self.lends:
            return self._lent(rows)
        own = [row for row in rows if row.supplier == self.party]
        return drawable_on_orders(self.reading, own, self._programmes(), self.context)

    def _programmes(self) -> list[Any]:
        named = (row.programme for _, row in self.views.all(PROGRAMMES_OF_SUPPLIERS, self.party))
        return programmes_of(self.reading, named)

    def _lent(self, rows: Sequence[tuple[ProgrammeId, OrderId]]) -> Iterator[Drawable]:
        known = {it.programme: it for it in programmes_of(self.reading, {it for it, _ in rows})}
        orders = {it.order: it for it in orders_of(self.reading, [order for _, order in rows])}
        for programme, order in rows:
            if programme in known and order in orders:
                yield drawable_on_order(
                    self.reading, orders[order], known[programme], self.context, lender=True
                )

    def everything(self) -> tuple[list[Drawable], bool]:
        """All that a borrower can draw on, and whether it is all."""
        pools = [row for _, row in self.views.all(FINANCING_ELIGIBILITY, self.party)]
        lines = [row for it in NOT_OVER for _, row in self.views.all(LINES, self.party, facet=it)]
        live = (row for it in LIVE for row in self._live(it))
        orders = list(islice(live, ORDERS_MAX + 1))
        found = [
            *(self._pool(row) for row in pools),
            *self._lines(lines),
            *self._orders(orders[:ORDERS_MAX]),
        ]
        return found, len(orders) <= ORDERS_MAX

    def _live(self, status: Status) -> Iterator[Any]:
        after = None
        while True:
            page = self.views.page(ORDERS, self.party, facet=status.value, after=after, limit=500)
            yield from (row for _, row in page.rows if row.supplier == self.party)
            if page.after is None:
                return
            after = page.after
