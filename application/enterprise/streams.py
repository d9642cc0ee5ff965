"""Where parties' files are kept, and how their identifiers stay unique."""

from __future__ import annotations

from application.shared.ports import Room
from domain.enterprise.commands import EnterpriseCommand
from domain.enterprise.decide import ENTERPRISE
from domain.enterprise.events import EnterpriseEvent
from domain.enterprise.state import EnterpriseState
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import PartyId

ROOM: Room[EnterpriseCommand, EnterpriseState, EnterpriseEvent] = Room(
    name="enterprise", decider=ENTERPRISE, state=EnterpriseState, grows=True
)


def stream_of(party: PartyId) -> str:
    return f"{party}/enterprise"


def identifier_key(identifier: Identifier) -> str:
    """Unique over all parties; held by the party."""
    return f"party-id/{identifier.key}"
