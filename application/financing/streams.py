"""Where financings are kept: one stream each, under its lender."""

from __future__ import annotations

from application.shared.ports import Room
from domain.financing.commands import FinancingCommand
from domain.financing.decide import FINANCING
from domain.financing.events import FinancingEvent
from domain.financing.state import FinancingState
from domain.shared.ids import FinancingId, PartyId

ROOM: Room[FinancingCommand, FinancingState, FinancingEvent] = Room(
    name="financing", decider=FINANCING, state=FinancingState, state_version=3, grows=True
)


def stream_of(lender: PartyId, financing: FinancingId) -> str:
    """The stream of one financing."""
    return f"{lender}/financing/{financing}"
