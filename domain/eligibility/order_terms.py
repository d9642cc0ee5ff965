"""What a lender agrees about orders as security: every threshold and switch is data.

[CN] is the order product of a Chinese bank for small business (70 % of the order, up to
100 %, at most a year), [EX] export order finance (at most 80 %, 180 days, due at most 30 days
after delivery), [EC] an e-commerce order loan (at most 90 %), [US] purchase-order funders in
the United States (gross margin of 20 % at least, non-cancellable, 100,000 at least). A rate
has at most six decimals, so that it is a whole number of millionths.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from domain.eligibility.terms import Fault
from domain.shared.money import Money


class WithoutReference(Enum):
    """What becomes of a line whose item has no reference price, or one that is too old."""

    COUNTS = "counts"
    OUT = "out"


class WithoutCost(Enum):
    """What becomes of an order whose cost the supplier has not stated."""

    COUNTS = "counts"
    OUT = "out"


class ShareOf(Enum):
    """Of what a concentration cap is a share."""

    LIMIT = "limit"
    """Of the limit: the cap stays when other orders come and go."""

    ORDERS = "orders"
    """Of all financed orders together with this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingTerms:
    """What a supplier of one rating gets, and what it must bring.

    No public table was found: each lender's own, versioned with the terms.
    """

    rating: str
    """In the words of whoever rates: `AA`, `BBB-`, `3`."""

    financing_ratio: Decimal = Decimal("0.70")
    """Of the eligible amount; 70 % in principle, up to 100 % [CN], 80 % [EX], 90 % [EC]. Nothing:
    a supplier may fall to this rating, and nothing is lent on it."""

    margin_ratio: Decimal = Decimal(0)
    """保证金: of the money lent, paid in by the supplier first; 20 to 30 % own cash [US]."""

    guarantee_ratio: Decimal = Decimal(0)
    """Of the money lent, guaranteed by a third party."""

    collateral_ratio: Decimal = Decimal(0)
    """Of the money lent, covered by other collateral."""

    @property
    def is_lent_on(self) -> bool:
        return self.financing_ratio > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryWindow:
    """When the goods are to be delivered, in days from the day it is looked at."""

    days_min: int = 0
    days_max: int = 365
    """Tenor up to one year [CN]; 180 days [EX]."""

    date_required: bool = True
    """An order without an agreed day cannot say when it repays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceSanity:
    """Prices are held against references; only what is over the band is out."""

    band: Decimal = Decimal("0.10")
    """How far above the reference a price may be. No source: each lender's own."""

    reference_days_max: int = 90
    """How old a reference may be; older is as good as none."""

    without_reference: WithoutReference = WithoutReference.COUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderConcentration:
    """Caps as shares of financed orders; None: not agreed. Only the excess is out."""

    buyer: Decimal | None = None
    supplier: Decimal | None = None
    share_of: ShareOf = ShareOf.LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTerms:
    """The security side of lending on orders, in `limit`'s currency."""

    limit: Money
    ratings: tuple[RatingTerms, ...]
    rating_days_max: int = 365
    """How old a rating may be. 一年一评 is the custom of Chinese banks."""

    supplier_faults: tuple[Fault, ...] = tuple(Fault)
    buyer_faults: tuple[Fault, ...] = tuple(Fault)
    exclude_affiliates: bool = True
    exclude_encumbered: bool = True
    chain_required: bool = True
    """The core enterprise let the supplier into its chain, and lets it finance."""

    authenticity_required: bool = True
    exclude_cancellable: bool = False
    """Non-cancellable [US]. Few orders say that they are; one that is lent on is not cancelled
    here without the lender, whatever it says."""

    size_min: Money | None = None
    """100,000 [US]."""

    size_max: Money | None = None
    """What an order is worth beyond it does not count."""

    order_days_max: int | None = None
    """How long ago the order may have been placed; None: not agreed."""

    delivery: DeliveryWindow = DeliveryWindow()
    tenor_days_max: int = 365
    """One year [CN]; 180 days [EX]."""

    days_after_delivery_max: int = 30
    """The loan falls due at most so many days after the agreed delivery [EX]."""

    gross_margin_min: Decimal | None = None
    """20 % [US]; None: not looked at."""

    without_cost: WithoutCost = WithoutCost.OUT
    deduct_prepaid: bool = True
    """Lend on the contract less advances received [CN]."""

    quantity_tolerance: Decimal = Decimal(0)
    """How far goods may be off before it counts, as a share; 5 % of bulk goods (UCP 600, 30 b)."""

    price_tolerance: Decimal = Decimal(0)
    """How far an invoice's price may be off before it counts, as a share of the order's."""

    prices: PriceSanity | None = PriceSanity()
    concentration: OrderConcentration = OrderConcentration()

    def of_rating(self, rating: str) -> RatingTerms | None:
        return next((row for row in self.ratings if row.rating == rating), None)
