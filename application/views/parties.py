"""Every party's file as it stands, for the operator and for the party itself."""

from __future__ import annotations

from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.enterprise.events import EnterpriseEvent, OnParty
from domain.enterprise.evolve import evolve
from domain.enterprise.state import NoParty, Party

EVERYONE = "*"
"""The scope of those who may see every party: operator and auditor."""

PARTY_EVENTS = get_args(EnterpriseEvent)


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if not isinstance(event, OnParty):
        return ()
    return key(EVERYONE, event.party), key(event.party, event.party)


def fold(row: Party | None, _: str, recorded: Recorded) -> Party | None:
    event = recorded.event
    if not isinstance(event, PARTY_EVENTS):
        return row
    after = evolve(row or NoParty(), event)
    return after if isinstance(after, Party) else None


def place(row_key: str, row: Party) -> Placed:
    return Placed(scope_of(row_key), standing(row), row.profile.name)


def standing(party: Party) -> str:
    """Where the party stands, the gravest first; expiry is for the reader's day to say."""
    if party.impediments:
        return "impeded"
    if party.suspended_by is not None:
        return "suspended"
    return "registered" if party.admitted_until is None else "admitted"


PARTIES: Projection[Party] = Projection(
    name="parties", version=1, row=Party, keys=keys, fold=fold, place=place
)
