"""What every event of a financing says."""

from __future__ import annotations

from dataclasses import dataclass

from domain.shared.event import Event
from domain.shared.facility import Facility
from domain.shared.ids import FinancingId, PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancingFact(Event):
    """Whose financing it is, said by every event of it."""

    financing: FinancingId
    facility: Facility
    lender: PartyId
    borrower: PartyId
