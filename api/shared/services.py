"""What the edge may call upon; `scripts/compose.py` fills it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Annotated, Any, Protocol

from fastapi import Depends, Request

from application.collection.bank_message import BankMessage
from application.documents.intake import Intake
from application.documents.mapping import ColumnMapping
from application.shared.carry_out import Desk
from application.shared.projection import Projection
from application.shared.views import Views
from domain.shared.calendar import BusinessCalendar
from domain.shared.ids import ActorId, PartyId


@dataclass(frozen=True, slots=True)
class Caller:
    """Who holds the API key that came with the request."""

    party: PartyId
    by: ActorId
    role: str


class KeyRing(Protocol):
    def holder(self, secret: str) -> Caller | None:
        """Whose key it is; None where it is unknown or revoked."""
        ...


class Health(Protocol):
    def readiness(self) -> tuple[bool, dict[str, object]]:
        """Whether the house can take commands and its views are near, and what stands behind it."""
        ...

    def metrics(self) -> bytes:
        """In the text format of Prometheus."""
        ...


class BankMessages(Protocol):
    def __call__(self, content: bytes, file: str) -> BankMessage:
        """Read one message whole; raise `Refused`."""
        ...


class Past(Protocol):
    def __call__(self, views: Sequence[Projection[Any]], position: int) -> Views:
        """Those views as they stood at `position`, folded anew."""
        ...


class KnownAt(Protocol):
    def __call__(self, at: datetime) -> int:
        """The position of the last event that was known then; raise `NotYetPast`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    desk: Desk
    views: Views
    keys: KeyRing
    health: Health
    cursor_key: bytes
    """Signs page cursors, so that nobody reads beyond what a listing showed."""

    documents: Intake
    bank_messages: BankMessages
    calendar: BusinessCalendar
    """By which due dates fall on business days."""

    mappings: Mapping[str, ColumnMapping]
    """How the columns of known sheets are read, by name."""

    past: Past
    known_at: KnownAt
    zone: tzinfo
    """In which a business day ends."""

    @property
    def today(self) -> date:
        return self.desk.clock.now().day


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Using = Annotated[Services, Depends(services_of)]
