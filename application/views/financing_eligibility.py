"""What each supplier can draw, by the certificate that the lender decides on: one decision, two
readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.eligibility.certificate import BaseCertificate, Ineligible
from domain.receivable_pool.draw_events import DrawReturned
from domain.receivable_pool.events import (
    BorrowingBaseCertified,
    DrawRepaid,
    PoolDrawn,
)
from domain.shared.ids import PartyId, PoolId
from domain.shared.money import Money
from domain.shared.replacing import replace


@dataclass(frozen=True, slots=True)
class SupplierEligibility:
    """One supplier's part of one pool, as last certified, less what was drawn since."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    certified_on: date
    claims: int
    gross: Money
    eligible: Money
    base: Money
    outstanding: Money
    available: Money
    pool_base: Money
    pool_limit: Money
    pool_available: Money
    pool_ineligible: tuple[Ineligible, ...]
    """What each rule took out of the whole pool."""

    decision: str
    """Hash of the results per claim."""


@dataclass(frozen=True, slots=True)
class OwnEligibility:
    """What a supplier is shown: its own part, and nothing of what others brought."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    certified_on: date
    claims: int
    gross: Money
    eligible: Money
    base: Money
    outstanding: Money
    available: Money
    decision: str


def seen_by_seller(row: SupplierEligibility) -> OwnEligibility:
    return OwnEligibility(
        pool=row.pool,
        lender=row.lender,
        seller=row.seller,
        certified_on=row.certified_on,
        claims=row.claims,
        gross=row.gross,
        eligible=row.eligible,
        base=row.base,
        outstanding=row.outstanding,
        available=row.available,
        decision=row.decision,
    )


MOVES = PoolDrawn | DrawReturned | DrawRepaid


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if isinstance(event, BorrowingBaseCertified):
        sellers = [part.seller for part in event.certificate.sellers]
    elif isinstance(event, PoolDrawn):
        sellers = list(event.sellers)
    elif isinstance(event, MOVES):
        sellers = [event.seller]
    else:
        return ()
    return tuple(
        key(scope, event.pool, seller)
        for seller in sellers
        for scope in dict.fromkeys((seller, event.lender))
    )


def fold(
    row: SupplierEligibility | None, row_key: str, recorded: Recorded
) -> SupplierEligibility | None:
    match recorded.event:
        case BorrowingBaseCertified() as event:
            return _certified(event, PartyId(row_key.rsplit("|", 1)[1]))
        case PoolDrawn() as event:
            own = row is not None and row.seller == event.seller
            return row and (_moved if own else _crowded)(row, event.amount)
        case DrawReturned() as event:
            return row and _moved(row, -event.amount)
        case DrawRepaid() as event:
            return row and _moved(row, -event.principal)
        case _:
            return row


def _certified(event: BorrowingBaseCertified, seller: PartyId) -> SupplierEligibility:
    certificate: BaseCertificate = event.certificate
    own = next(part for part in certificate.sellers if part.seller == seller)
    return SupplierEligibility(
        pool=event.pool,
        lender=event.lender,
        seller=seller,
        certified_on=certificate.day,
        claims=own.claims,
        gross=own.gross,
        eligible=own.eligible,
        base=own.base,
        outstanding=own.outstanding,
        available=own.available,
        pool_base=certificate.base,
        pool_limit=certificate.limit,
        pool_available=certificate.available,
        pool_ineligible=certificate.ineligible,
        decision=certificate.results_hash,
    )


def _moved(row: SupplierEligibility, drawn: Money) -> SupplierEligibility:
    nothing = Money.zero(drawn.currency)
    pool_available = row.pool_available - drawn
    return replace(
        row,
        outstanding=row.outstanding + drawn,
        pool_available=pool_available,
        available=max(nothing, min(row.available - drawn, pool_available)),
    )


def _crowded(row: SupplierEligibility, drawn: Money) -> SupplierEligibility:
    """What another drew is not there for this one, beyond what its own part bears."""
    pool_available = row.pool_available - drawn
    available = max(Money.zero(drawn.currency), min(row.available, pool_available))
    return replace(row, pool_available=pool_available, available=available)


def place(row_key: str, row: SupplierEligibility) -> Placed:
    return Placed(scope_of(row_key), row.pool, f"{row.pool}|{row.seller}")


FINANCING_ELIGIBILITY: Projection[SupplierEligibility] = Projection(
    name="financing_eligibility",
    version=1,
    row=SupplierEligibility,
    keys=keys,
    fold=fold,
    place=place,
)
