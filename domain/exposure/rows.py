"""What a lender is exposed to: one row for each part of a financing that one obligor is to pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.shared.currency import Currency
from domain.shared.facility import Facility
from domain.shared.ids import FinancingId, PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureRow:
    """Amounts are minor units of `currency`; a financing's rows add up to what is drawn."""

    lender: PartyId
    facility: Facility
    financing: FinancingId
    borrower: PartyId
    """The seller: who draws, and with recourse owes."""

    obligor: PartyId
    """Who is to pay the claims behind this part."""

    currency: Currency
    drawn: int
    due_on: date
    guarantor: PartyId | None = None
    guaranteed: int = 0
    """Of `drawn`, what the guarantor answers for."""

    committed: int = 0
    """Promised and not drawn."""
