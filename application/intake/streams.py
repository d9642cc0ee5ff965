"""Where documents stand that were handed in: under whoever handed them in."""

from __future__ import annotations

from application.shared.ports import Room
from domain.intake.commands import IntakeCommand
from domain.intake.decide import INTAKE
from domain.intake.events import IntakeEvent
from domain.intake.state import IntakeState
from domain.shared.ids import DocumentId, PartyId

ROOM: Room[IntakeCommand, IntakeState, IntakeEvent] = Room(
    name="intake", decider=INTAKE, state=IntakeState
)


def stream_of(submitter: PartyId, document: DocumentId) -> str:
    return f"{submitter}/intake/{document}"
