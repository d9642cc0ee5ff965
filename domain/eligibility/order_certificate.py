"""What one order bears on one day, small enough for an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from domain.eligibility.order_reasons import OrderRule
from domain.shared.ids import OrderId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True)
class OrderIneligible:
    """What one rule took out, counted once: no amount stands under two rules."""

    rule: OrderRule
    amount: Money


@dataclass(frozen=True, slots=True)
class Security:
    """What stands behind money lent on an order besides the order."""

    guarantee: Money
    collateral: Money
    margin: Money


@dataclass(frozen=True, slots=True)
class SecurityRatios:
    """By the supplier's rating, as shares of the money lent."""

    guarantee: Decimal
    collateral: Decimal
    margin: Decimal

    def of(self, amount: Money) -> Security:
        """What `amount` asks for, rounded up to the minor unit."""
        return Security(
            guarantee=_up(amount, self.guarantee),
            collateral=_up(amount, self.collateral),
            margin=_up(amount, self.margin),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBears:
    """What of a certificate is its supplier's business too."""

    advance: Money
    """The most that may be lent on it in all, lent already or not."""

    carried: Money
    """How much of what is lent already it bears."""

    financing_ratio: Decimal
    ratios: SecurityRatios
    security: Security
    """What the whole advance asks for."""

    deliver_by: date | None
    due_latest: date
    """Money lent on this day falls due no later."""

    carrying_hash: str
    """Under which the reasons are kept why it carries no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCertificate:
    """Gross - ineligible = eligible; x the rating's ratio = advance."""

    order: OrderId
    buyer: PartyId
    supplier: PartyId
    terms_version: int
    day: date
    gross: Money
    ineligible: tuple[OrderIneligible, ...]
    eligible: Money
    rating: str
    """Empty where the supplier is not rated."""

    financing_ratio: Decimal
    advance: Money
    """The most that may be lent on it in all, lent already or not."""

    carried: Money
    """How much of what is lent already it bears: its invoices too, as long as they are owed."""

    ratios: SecurityRatios
    security: Security
    """What the whole advance asks for."""

    deliver_by: date | None
    due_latest: date
    """Money lent on this day falls due no later."""

    inputs_hash: str
    """BLAKE2b-256 of order, circumstances, terms and day, in canonical bytes."""

    results_hash: str
    """BLAKE2b-256 of the reasons, which are kept beside the event."""

    carrying_hash: str = ""
    """The same of the reasons why it carries no more; empty in what was stored without."""

    def says_the_same_as(self, last: OrderCertificate) -> bool:
        """Whatever day it was made on; the hashes are of that day too, and the last due day
        moves with it by the same terms and the same delivery day."""
        made_then = replace(
            self,
            day=last.day,
            due_latest=last.due_latest,
            inputs_hash=last.inputs_hash,
            results_hash=last.results_hash,
            carrying_hash=last.carrying_hash,
        )
        return made_then == last

    @property
    def bears(self) -> OrderBears:
        return OrderBears(
            advance=self.advance,
            carried=self.carried,
            financing_ratio=self.financing_ratio,
            ratios=self.ratios,
            security=self.security,
            deliver_by=self.deliver_by,
            due_latest=self.due_latest,
            carrying_hash=self.carrying_hash,
        )


def _up(amount: Money, ratio: Decimal) -> Money:
    return Money(ceil(amount.minor * Fraction(ratio)), amount.currency)
