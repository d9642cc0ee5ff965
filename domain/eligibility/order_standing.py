"""What is so besides the order itself on the day it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.eligibility.order_permit import OrderPermit
from domain.eligibility.standing import PartyStanding
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """What a supplier is rated, by whom and since when."""

    rating: str
    source: str
    rated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePrice:
    """What one unit of an item costs elsewhere, in the currency of the terms."""

    item: str
    unit: str
    price: Decimal
    """In major units."""

    as_of: date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostStated:
    """What the supplier says the order costs it."""

    cost: Money
    source: str
    """The paper that shows it: a quotation, a contract with its own supplier."""

    stated_on: date


@dataclass(frozen=True, slots=True)
class FinancedOrder:
    """Another order on which money is lent. Minor units."""

    order: OrderId
    buyer: PartyId
    supplier: PartyId
    eligible: int
    """What it counts for under a cap: no less than it carries, nor than is lent on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCircumstances:
    """Everything besides the order, the terms and the day that a judgement rests on.

    A party nobody speaks of counts as not admitted.
    """

    parties: tuple[PartyStanding, ...] = ()
    in_chain: bool = False
    """The buyer let the supplier into its chain."""

    permit: OrderPermit | None = None
    """The buyer's last word on whether, and how, the supplier borrows on its orders; None where
    it said nothing, which forbids nothing. Its limit is what is left of it for this order: a
    lender learns neither the limit nor what others lent."""

    lender: PartyId | None = None
    """Who judges; the permit may name others."""

    encumbered: bool = False
    """Somebody else holds a right on the order."""

    suspected: bool = False
    """A paper says that what came out of it was lent on beside it, and nobody settled it."""

    rated: Rated | None = None
    cost: CostStated | None = None
    references: tuple[ReferencePrice, ...] = ()
    owed: int = 0
    """Minor units: what is open on the receivables that the order became and nobody lends on."""

    instead: int = 0
    """Minor units: what is open on those of them that the programme holds in place of the order."""

    others: tuple[FinancedOrder, ...] = ()
    """Never this order itself."""

    @property
    def may_finance(self) -> bool:
        """The buyer's admission lets the supplier borrow on its orders."""
        return self.permit is None or self.permit.allowed

    def standing_of(self, party: PartyId) -> PartyStanding:
        own = (standing for standing in self.parties if standing.party == party)
        return next(own, PartyStanding(party=party, admitted=False))
