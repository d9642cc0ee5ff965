"""What happens to a draw that pays off another lender."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.eligibility.certificate import BaseCertificate
from domain.receivable_pool.pay_off import PayOff
from domain.shared.event import Event
from domain.shared.ids import FinancingId, PartyId, PoolId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPayOff(Event):
    """Every event names the draw."""

    pool: PoolId
    lender: PartyId
    seller: PartyId
    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffPromised(OnPayOff):
    """The certificate is of the pool with the claims that are to come in."""

    amount: Money
    due_on: date
    pay_off: PayOff
    certificate: BaseCertificate
    outstanding: Money
    relied_on: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffEnded(OnPayOff):
    """It is under way no more, whatever came of it."""

    owed_to: PartyId | None = None
    """The old lender; None, with no loans, where it was under way no more already, or ended
    before this was kept."""

    loans: tuple[FinancingId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffMade(PayOffEnded):
    """The bank paid: the claims are in the pool, and the draw uses their base."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffFellShort(PayOffEnded):
    """The bank paid, but the trade still secures another's money: the claims stay out."""

    missing: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOffDropped(PayOffEnded):
    """The money came back, or was not confirmed in time: everything is as it was before."""


PayOffEvent = PayOffPromised | PayOffMade | PayOffFellShort | PayOffDropped
