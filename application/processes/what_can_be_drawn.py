"""What can be drawn today, product by product: what the very decision of a draw says, asked before.

Nothing is calculated here. A figure is the one that the product's own decision rests on, and
what stands in the way is the refusal that a draw would meet. As with any quote, limits of the
lender's own over all its products are asked with the draw, and told to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from application.processes.certifying import pool_of
from application.processes.refusals import LenderTakesNoMore, NoBankAccount
from application.processes.standing import in_good_standing
from application.shared.ports import Reading
from domain.eligibility.order_certificate import Security
from domain.eligibility.order_reasons import OrderReason
from domain.enterprise.profile import Role
from domain.receivable_pool.checks import in_use
from domain.receivable_pool.refusals import BeyondSellersBase
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import FinancingId, OrderId, PartyId, PoolId
from domain.shared.money import Money
from domain.shared.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class PartBears:
    """What one product can draw on a line, and what keeps it from drawing, or from drawing more."""

    product: Product
    limit: Money | None
    in_use: Money
    available: Money
    obstacle: Refusal | None


@dataclass(frozen=True, slots=True)
class BlockUnderWay:
    """A part of a line that is promised and not paid out yet."""

    financing: FinancingId
    product: Product
    amount: Money
    until: date | None
    """The last day on which it can be paid out; None: the bank was asked to pay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBears:
    """A credit line today."""

    limit: Money
    """With what it is increased by today."""

    in_use: Money
    utilised: Money
    left: Money
    """Of the total, whatever the parts say; never negative."""

    parts: tuple[PartBears, ...]
    blocks: tuple[BlockUnderWay, ...]
    draw_minimum: Money
    valid_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBearsToday:
    """An order today, under one programme; without one it bears nothing."""

    order: OrderId
    number: str
    core_enterprise: PartyId
    deliver_by: date | None
    ordered: Money
    eligible: Money
    advance: Money
    limit_left: Money | None
    """Of the supplier's own limit under the programme."""

    core_enterprise_leaves: Money | None
    """Of what the core enterprise lets the supplier borrow on its orders, from all lenders; None
    without such a limit, and for a lender, which is told where it binds."""

    security: Security | None
    """To be brought besides the order for what can be drawn."""

    due_latest: date | None
    entrusted: bool
    """The money goes to the supplier's own supplier, who has to be named."""

    decision: str | None
    reasons: tuple[OrderReason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawable:
    """One facility, or one order under one, and what a draw on it would be told today."""

    product: Product
    facility: str | None
    """None where no lender's facility is there for it."""

    lender: PartyId | None
    borrower: PartyId
    outstanding: Money
    bears: Money
    """What it bears besides what is drawn."""

    available: Money
    """The same where a draw of it is taken today; nothing where something stands in its way."""

    obstacles: tuple[Refusal, ...]
    line: LineBears | None = None
    order: OrderBearsToday | None = None


@dataclass(frozen=True, slots=True)
class PoolPart:
    """One seller's part of a pool, as last certified and less what was drawn since."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    base: Money
    outstanding: Money
    available: Money


def drawable_from_pool(reading: Reading, part: PoolPart, context: Context) -> Drawable:
    pool = pool_of(reading, part.lender, part.pool)
    minimum = pool.terms_on(context.now.day).draw_minimum
    obstacles = (
        *standing_in_the_way(reading, context, part.seller, part.lender, Role.SUPPLIER),
        *told_no(lambda: in_use(pool)),
        *_too_little(part, minimum),
    )
    return Drawable(
        product=Product.RECEIVABLE_POOL,
        facility=part.pool,
        lender=part.lender,
        borrower=part.seller,
        outstanding=part.outstanding,
        bears=part.available,
        available=open_to_draws(part.available, obstacles),
        obstacles=obstacles,
    )


def _too_little(part: PoolPart, minimum: Money) -> Iterator[Refusal]:
    """The smallest draw there is, as it would be refused."""
    if part.available.is_positive and part.available >= minimum:
        return
    own = part.base - part.outstanding
    if own < minimum or not own.is_positive:
        yield BeyondSellersBase(minimum, max(own, Money.zero(own.currency)))
    else:
        yield LenderTakesNoMore()


def standing_in_the_way(
    reading: Reading, context: Context, borrower: PartyId, lender: PartyId, *roles: Role
) -> tuple[Refusal, ...]:
    """What keeps the borrower from drawing, or the lender from lending, whatever is drawn on."""
    return (
        *told_no(lambda: in_good_standing(reading, borrower, context, *roles)),
        *told_no(lambda: in_good_standing(reading, lender, context, Role.LENDER)),
    )


def without_account(reading: Reading, context: Context, borrower: PartyId) -> Iterator[Refusal]:
    """Money is sent to an account that is on file; who may not act is told that instead."""
    try:
        known = in_good_standing(reading, borrower, context)
    except Refused:
        return
    if not known.accounts:
        yield NoBankAccount(borrower)


def told_no(check: Callable[[], object]) -> tuple[Refusal, ...]:
    """What a decision says no with; empty where it does not."""
    try:
        check()
    except Refused as refused:
        return (refused.refusal,)
    return ()


def open_to_draws(bears: Money, obstacles: tuple[Refusal, ...]) -> Money:
    return Money.zero(bears.currency) if obstacles else bears


def least(minimum: Money) -> Money:
    """The smallest amount that anybody may ask for."""
    return max(minimum, Money(1, minimum.currency))
