"""Where an order programme's history stands."""

from __future__ import annotations

from application.shared.ports import Room
from domain.order_programme.commands import ProgrammeCommand
from domain.order_programme.decide import ORDER_PROGRAMME
from domain.order_programme.events import ProgrammeEvent
from domain.order_programme.state import ProgrammeState
from domain.shared.ids import PartyId, ProgrammeId

ROOM: Room[ProgrammeCommand, ProgrammeState, ProgrammeEvent] = Room(
    name="order_programme",
    decider=ORDER_PROGRAMME,
    state=ProgrammeState,
    state_version=3,
    grows=True,
)


def stream_of(lender: PartyId, programme: ProgrammeId) -> str:
    return f"{lender}/order_programme/{programme}"
