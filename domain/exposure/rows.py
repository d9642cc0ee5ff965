"""What a lender is exposed to: one row for each part of a financing that one obligor is to pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.shared.currency import Currency
from domain.shared.facility import Facility
from domain.shared.ids import FinancingId, PartyId


@dataclass(frozen=True, slots=True)
class Pair:
    """Drawn, and promised; minor units."""

    drawn: int = 0
    committed: int = 0

    def __add__(self, other: Pair) -> Pair:
        return Pair(self.drawn + other.drawn, self.committed + other.committed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureRow:
    """Amounts are minor units of `currency`; a financing's rows add up to what is drawn."""

    lender: PartyId
    facility: Facility
    financing: FinancingId | None
    """None: what is not drawn of a line that the lender must pay out on."""

    borrower: PartyId
    """The seller: who draws, and with recourse owes."""

    obligor: PartyId
    """Who is to pay the claims behind this part."""

    currency: Currency
    drawn: int
    due_on: date
    guaranteed: tuple[tuple[PartyId, int], ...] = ()
    """Who answers for how much of it besides; more than there is counts for what there is."""

    committed: int = 0
    """Promised and not drawn."""

    @property
    def whole(self) -> Pair:
        return Pair(self.drawn, self.committed)

    def answered(self, guarantors: Iterable[PartyId]) -> Pair:
        """What these guarantors answer for together: of what is drawn first."""
        named = set(guarantors)
        amount = sum(part for who, part in self.guaranteed if who in named)
        drawn = min(amount, self.drawn)
        return Pair(drawn, min(amount - drawn, self.committed))
