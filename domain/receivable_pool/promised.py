"""Draws that pay off another lender: what is promised, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict, assert_never

from domain.receivable_pool.pay_off import PayOff, PayOffStage
from domain.receivable_pool.pay_off_events import (
    PayOffDropped,
    PayOffEvent,
    PayOffFellShort,
    PayOffMade,
    PayOffPromised,
)
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money


class SaidOfEnd(TypedDict):
    """Whose draw paid off what, once that is under way no more."""

    seller: PartyId
    financing: FinancingId
    owed_to: PartyId
    loans: tuple[FinancingId, ...]


@dataclass(frozen=True, slots=True)
class PromisedDraw:
    """Kept once it is made, because a bank may send the money back."""

    seller: PartyId
    amount: Money
    due_on: date
    pay_off: PayOff
    stage: PayOffStage = PayOffStage.UNDER_WAY

    def ended(self, financing: FinancingId) -> SaidOfEnd:
        of = self.pay_off
        return {
            "seller": self.seller,
            "financing": financing,
            "owed_to": of.owed_to,
            "loans": of.financings,
        }


PayOffs = Mapping[FinancingId, PromisedDraw]


def pay_offs_after(pay_offs: PayOffs, event: PayOffEvent) -> PayOffs:
    others = {name: each for name, each in pay_offs.items() if name != event.financing}
    match event:
        case PayOffPromised():
            promised = PromisedDraw(event.seller, event.amount, event.due_on, event.pay_off)
            return {**others, event.financing: promised}
        case PayOffMade() | PayOffFellShort():
            made = isinstance(event, PayOffMade)
            stage = PayOffStage.MADE if made else PayOffStage.SHORT
            return {**others, event.financing: replace(pay_offs[event.financing], stage=stage)}
        case PayOffDropped():
            return others
        case _:
            assert_never(event)
