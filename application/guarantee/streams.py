"""Where guarantees are kept: one stream each, under the lender that they secure."""

from __future__ import annotations

from application.shared.ports import Room
from domain.guarantee.commands import GuaranteeCommand
from domain.guarantee.decide import GUARANTEE
from domain.guarantee.events import GuaranteeEvent
from domain.guarantee.state import GuaranteeState
from domain.shared.ids import GuaranteeId, PartyId

ROOM: Room[GuaranteeCommand, GuaranteeState, GuaranteeEvent] = Room(
    name="guarantee", decider=GUARANTEE, state=GuaranteeState, state_version=4, grows=True
)


def stream_of(lender: PartyId, guarantee: GuaranteeId) -> str:
    """The stream of one guarantee; its guarantor reads it too."""
    return f"{lender}/guarantee/{guarantee}"
