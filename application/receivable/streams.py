"""Where claims are kept: in the seller's part of the store, one stream each."""

from __future__ import annotations

from application.shared.ports import Room
from domain.receivable.commands import ReceivableCommand
from domain.receivable.decide import RECEIVABLE
from domain.receivable.events import ReceivableEvent
from domain.receivable.state import ReceivableState
from domain.shared.ids import PartyId, ReceivableId

ROOM: Room[ReceivableCommand, ReceivableState, ReceivableEvent] = Room(
    name="receivable", decider=RECEIVABLE, state=ReceivableState
)


def stream_of(seller: PartyId, receivable: ReceivableId) -> str:
    return f"{seller}/receivable/{receivable}"


def fingerprint_key(fingerprint: str) -> str:
    """Unique over all parties; held by the receivable it was registered as."""
    return f"fingerprint/{fingerprint}"


def likeness_key(likeness: str) -> str:
    """Parties, amount and order: another number for the same trade waits for a person."""
    return f"likeness/{likeness}"
