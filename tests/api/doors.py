"""Every operation of the API, and who it says may use it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.routing import APIRoute

from api.rooms import ROUTERS
from api.shared.identity import Admits

PARTS = {
    "impediment": "sanctioned",
    "decision": "0" * 64,
    "requestId": "request-0000",
}


@dataclass(frozen=True, slots=True)
class Door:
    """One operation, and the roles that it says it takes."""

    method: str
    path: str
    roles: frozenset[str]

    @property
    def address(self) -> str:
        """With ids that are nobody's."""
        parts = [_filled(part) for part in self.path.split("/")]
        return "/".join(parts)


def _filled(part: str) -> str:
    return PARTS.get(part[1:-1], "nobodys") if part.startswith("{") else part


def doors() -> Iterator[Door]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            admits = [it.dependency for it in route.dependencies]
            (guard,) = (it for it in admits if isinstance(it, Admits))
            for method in route.methods or ():
                yield Door(method, route.path, frozenset(guard.roles))


DOORS = sorted(doors(), key=lambda door: (door.path, door.method))
