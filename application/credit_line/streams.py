"""Where a line's history stands."""

from __future__ import annotations

from application.shared.ports import Room
from domain.credit_line.commands import LineCommand
from domain.credit_line.decide import CREDIT_LINE
from domain.credit_line.events import LineEvent
from domain.credit_line.state import LineState
from domain.shared.ids import LineId, PartyId

ROOM: Room[LineCommand, LineState, LineEvent] = Room(
    name="credit_line", decider=CREDIT_LINE, state=LineState, state_version=2, grows=True
)


def stream_of(lender: PartyId, line: LineId) -> str:
    return f"{lender}/credit_line/{line}"
