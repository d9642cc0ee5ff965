"""What the edge may call upon; `scripts/compose.py` fills it in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Protocol

from fastapi import Depends, Request

from application.shared.carry_out import Desk
from application.shared.views import Views
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


@dataclass(frozen=True, slots=True)
class Services:
    desk: Desk
    views: Views
    keys: KeyRing
    health: Health
    cursor_key: bytes
    """Signs page cursors, so that nobody reads beyond what a listing showed."""


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


Using = Annotated[Services, Depends(services_of)]
