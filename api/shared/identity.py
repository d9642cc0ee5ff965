"""Who is asking: an API key names a party and a role, and every route says which roles it takes."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.shared.problems import Fault
from api.shared.services import Caller, Using

bearer = HTTPBearer(auto_error=False, description="An API key of the party.")

Shown = Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]

CHALLENGE = {"WWW-Authenticate": "Bearer"}


def caller_of(services: Using, shown: Shown) -> Caller:
    """The holder of the key; raise `Fault` 401 where there is none."""
    if shown is None:
        raise Fault(HTTPStatus.UNAUTHORIZED, "identity.key_missing", {}, CHALLENGE)
    caller = services.keys.holder(shown.credentials)
    if caller is None:
        raise Fault(HTTPStatus.UNAUTHORIZED, "identity.key_unknown", {}, CHALLENGE)
    return caller


Anyone = Annotated[Caller, Depends(caller_of)]


def one_of(*roles: str) -> Callable[[Anyone], Caller]:
    """A dependency that lets only these roles pass (403 for the others)."""

    def admitted(caller: Anyone) -> Caller:
        if caller.role not in roles:
            facts = {"role": caller.role, "needed": list(roles)}
            raise Fault(HTTPStatus.FORBIDDEN, "identity.role_forbids", facts)
        return caller

    return admitted
