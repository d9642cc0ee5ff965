"""What every event of a guarantee says."""

from __future__ import annotations

from dataclasses import dataclass

from domain.guarantee.debt import Claimed
from domain.shared.event import Event
from domain.shared.ids import FinancingId, GuaranteeId, PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnGuarantee(Event):
    """Every event names the guarantee and both sides."""

    guarantee: GuaranteeId
    lender: PartyId
    guarantor: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDebt(OnGuarantee):
    """Of one financing under it."""

    financing: FinancingId
    borrower: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class StillClaimed(OnDebt):
    """It changes what is claimed of the guarantor."""

    claimed: Claimed | None = None
    """What is claimed by now and not paid; None: earlier versions did not say."""
