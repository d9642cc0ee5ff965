"""One trade: some claims, the orders they came out of, and all that is lent on those.

Looked up before the locks and again behind them. What is lent is taken out as a whole: an
order of which a part stays lent on goes on securing that part, and bears no claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from application.financing import streams as financings
from application.lien import streams as lien
from application.lien.ancestry import ancestors
from application.processes.answering import confirming
from application.processes.assigning import claims_of
from application.processes.held_claims import FIRST_RANK
from application.processes.judging_orders import claims_in_place
from application.processes.loans import financing_of, touched_with
from application.processes.order_draws import at_programme, order_of_draw
from application.processes.programmes import ProgrammeAt, programme_of
from application.processes.refusals import FinancingUnknown
from application.processes.trade_refusals import (
    NothingToSettle,
    NotLentOnOrder,
    OrderStillLentOn,
    OrderWithoutClaim,
    OutOfAnotherTrade,
    OwedToAnother,
    StillHeld,
)
from application.receivable import streams as receivables
from application.shared.owners import owner_of
from application.shared.ports import Conflict, Reading
from domain.financing.state import OWING, Financing, Stage
from domain.lien.state import Asset
from domain.receivable.state import Receivable
from domain.shared.facility import Product
from domain.shared.ids import AssetId, FinancingId, OrderId, PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class LentOnOrder:
    """One loan, and the order that it was lent on."""

    loan: Financing
    at: ProgrammeAt
    order: OrderId


@dataclass(frozen=True, slots=True)
class Trade:
    """`lender` is whose money was lent on the orders."""

    seller: PartyId
    lender: PartyId
    lent: tuple[LentOnOrder, ...]
    claims: tuple[Receivable, ...]
    origins: tuple[AssetId, ...]
    """Everything the claims came out of, however far back."""

    @classmethod
    def look(
        cls,
        reading: Reading,
        seller: PartyId,
        loans: Sequence[FinancingId],
        named: Sequence[ReceivableId],
    ) -> Trade:
        """Raise `Refused`: what is not the seller's own does not exist for it."""
        lent = tuple(lent_on_order(reading, each, seller) for each in dict.fromkeys(loans))
        lender = lent[0].loan.lender
        for each in lent:
            if each.loan.lender != lender:
                raise Refused(OwedToAnother(each.loan.financing))
        claims = claims_of(reading, seller, named)
        origins = _origins(reading, lent, claims)
        return cls(seller, lender, lent, claims, origins)

    def look_again(self, reading: Reading) -> Trade:
        """As it is behind the locks; raise `Conflict` where other streams are concerned now."""
        loans, named = self.loans, [claim.receivable for claim in self.claims]
        now = Trade.look(reading, self.seller, loans, named)
        if set(now.streams(reading)) - set(self.streams(reading)) or now.buyers != self.buyers:
            raise Conflict
        return now

    @property
    def loans(self) -> tuple[FinancingId, ...]:
        return tuple(each.loan.financing for each in self.lent)

    @property
    def receivables(self) -> tuple[ReceivableId, ...]:
        return tuple(claim.receivable for claim in self.claims)

    @property
    def buyers(self) -> frozenset[PartyId]:
        return frozenset(claim.buyer for claim in self.claims)

    def streams(self, reading: Reading) -> list[str]:
        """To change: every loan with what stands behind it, and every lien of the trade."""
        assets = [*map(AssetId, self.receivables), *self.origins]
        return [
            *touched_with(reading, self.lender, self.loans),
            *(each.at.stream for each in self.lent),
            *map(lien.stream_of, assets),
        ]

    def files(self) -> list[str]:
        """To rely on."""
        own = [receivables.stream_of(self.seller, each) for each in self.receivables]
        return [*own, *map(confirming, self.buyers)]

    def settles(self, day: date) -> Money:
        """What would settle all of it on `day`."""
        amounts = (each.loan.to_settle(day) for each in self.lent)
        return Money.total(amounts, self.lent[0].loan.currency)

    def in_place(self, reading: Reading) -> frozenset[ReceivableId]:
        """Those of the claims that secure what is to be settled, in place of their order."""
        each = (claims_in_place(reading, it.at, it.order).claims for it in self.lent)
        return frozenset(claim for claims in each for claim in claims)

    def check_whole(self, reading: Reading) -> None:
        """Raise `Refused` where the orders would still be held when all of this is repaid."""
        for each in self.lent:
            if each.loan.disbursed_on is None or each.loan.stage not in OWING:
                raise Refused(NothingToSettle(each.loan.financing))
            other = _lent_besides(reading, each, self.loans)
            if other.is_positive:
                raise Refused(OrderStillLentOn(each.order, other))
        own = {AssetId(each.order): each.at for each in self.lent}
        for asset in self.origins:
            if not _is_free_but_for(_asset(reading, asset), own.get(asset)):
                raise Refused(StillHeld(asset))


def lent_on_order(reading: Reading, financing: FinancingId, borrower: PartyId) -> LentOnOrder:
    """The borrower's own loan; another's does not exist for it."""
    lender = owner_of(reading, financings.ROOM.name, financing)
    if lender is None:
        raise Refused(FinancingUnknown(financing))
    loan = financing_of(reading, financings.stream_of(lender, financing), financing)
    if loan.borrower != borrower:
        raise Refused(FinancingUnknown(financing))
    if loan.facility.product is not Product.E_ORDER:
        raise Refused(NotLentOnOrder(financing))
    if loan.stage is Stage.RELEASED:
        raise Refused(NothingToSettle(financing))
    at = at_programme(lender, loan.facility.id)
    return LentOnOrder(loan, at, order_of_draw(reading, at, financing))


def _origins(
    reading: Reading, lent: Sequence[LentOnOrder], claims: Sequence[Receivable]
) -> tuple[AssetId, ...]:
    """Every claim came out of one of the orders, and out of every order a claim."""
    orders = {AssetId(each.order) for each in lent}
    found: set[AssetId] = set()
    for claim in claims:
        asset = AssetId(claim.receivable)
        came = ancestors(reading, asset, _asset(reading, asset))
        if orders.isdisjoint(came):
            raise Refused(OutOfAnotherTrade(claim.receivable))
        found.update(came)
    for order in sorted(orders - found):
        raise Refused(OrderWithoutClaim(OrderId(order)))
    return tuple(sorted(found))


def _lent_besides(reading: Reading, lent: LentOnOrder, loans: Sequence[FinancingId]) -> Money:
    draws = programme_of(reading, lent.at).state.draws_on(lent.order)
    others = (it.principal for name, it in draws if name not in loans)
    return Money.total(others, lent.loan.currency)


def _asset(reading: Reading, asset: AssetId) -> Asset:
    return reading.load(lien.ROOM, lien.stream_of(asset)).state


def _is_free_but_for(asset: Asset, at: ProgrammeAt | None) -> bool:
    held = asset.held(FIRST_RANK)
    own = None if at is None else (at.lender, at.programme)
    return held is None or (held.lender, held.secures) == own
