"""Who is asking: an API key names a party and a role, and every route says which roles it takes."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Query, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.shared.fields import ID
from api.shared.problems import Fault
from api.shared.services import Caller, Using
from domain.shared.ids import PartyId

OPERATOR = "operator"
LENDER = "lender"
CORE_ENTERPRISE = "core_enterprise"
SUPPLIER = "supplier"
AUDITOR = "auditor"
AGENT = "agent"

ROLES = (OPERATOR, LENDER, CORE_ENTERPRISE, SUPPLIER, AUDITOR, AGENT)
ACTING = (OPERATOR, LENDER, CORE_ENTERPRISE, SUPPLIER, AGENT)
"""All but the auditor, who only looks."""

SEES_ALL = (OPERATOR, AUDITOR)
"""They vet parties, run the day and prove what happened; neither trades."""

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


@dataclass(frozen=True, slots=True)
class Admits:
    """A dependency that lets only these roles pass (403 for the others)."""

    roles: tuple[str, ...]

    def __call__(self, caller: Anyone) -> None:
        if caller.role not in self.roles:
            facts = {"role": caller.role, "needed": list(self.roles)}
            raise Fault(HTTPStatus.FORBIDDEN, "identity.role_forbids", facts)


def viewer_of(caller: Anyone) -> PartyId | None:
    """Through whose eyes one thing is looked at; None may see everything."""
    return None if caller.role in SEES_ALL else caller.party


Viewer = Annotated[PartyId | None, Depends(viewer_of)]

OfParty = Annotated[
    str | None,
    Query(pattern=ID, description="Whose rows: for operator and auditor, who have none."),
]


def scope_of(caller: Anyone, party: OfParty = None) -> PartyId:
    """Whose rows are listed; to anyone else's the answer is as if there were no such address."""
    if caller.role in SEES_ALL:
        if party is None:
            raise Fault(HTTPStatus.UNPROCESSABLE_ENTITY, "request.party_missing", {})
        return PartyId(party)
    if party not in {None, caller.party}:
        raise Fault(HTTPStatus.NOT_FOUND, "request.nothing_here", {})
    return caller.party


Scope = Annotated[PartyId, Depends(scope_of)]
