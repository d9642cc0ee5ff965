"""What becomes of a draw besides being repaid: it never was, or it is due on another day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.shared.event import Event
from domain.shared.ids import FinancingId, PartyId, PoolId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRescheduled(Event):
    """It is due on another day: put off, or called in."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    financing: FinancingId
    was_due_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawReturned(Event):
    """The bank sent the disbursement back; the base it used is free again."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    financing: FinancingId
    amount: Money
