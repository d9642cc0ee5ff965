"""A draw that pays off what another lender lent on the same trade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from domain.shared.ids import FinancingId, PartyId, ReceivableId
from domain.shared.money import Money


class PayOffStage(Enum):
    """How far it has come."""

    UNDER_WAY = "under_way"
    """The bank was asked to pay: neither the claims nor the draw are in the pool yet."""

    MADE = "made"
    SHORT = "short"
    """Paid, but more was owed by then: the lien did not move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOff:
    """What is paid to whom, and the claims that come into the pool for it."""

    financings: tuple[FinancingId, ...]
    owed_to: PartyId
    amount: Money
    pay_by: date
    """The last day on which the bank may pay; through it the amount is enough."""

    until: datetime
    """When what is reserved for it runs out."""

    receivables: tuple[ReceivableId, ...]
    had_from_buyers: Money | None = None
    """What the loans were repaid by then out of these claims; what comes above it while this
    is under way is the new lender's. None in promises made before that was kept."""
