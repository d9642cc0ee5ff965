"""Every party's file as it stands, for the operator and for the party itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from application.shared.projection import Placed, Projection, Recorded
from application.views.keys import key, scope_of
from domain.enterprise.events import EnterpriseEvent, OnParty
from domain.enterprise.evolve import evolve
from domain.enterprise.profile import (
    Affiliate,
    Agency,
    BankAccount,
    ChainPlace,
    Check,
    Impediment,
    OnFile,
    Payable,
    Permitted,
    Profile,
    Role,
)
from domain.enterprise.state import NoParty, Party
from domain.shared.connection import GroupId
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import ActorId, PartyId

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


@dataclass(frozen=True, slots=True)
class EvidenceSeen:
    """What was checked, when, and who put it on file."""

    reference: str
    check: Check
    source: str
    checked_by: str
    checked_on: date
    expires_on: date | None
    entered_by: ActorId


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySeen:
    """A party's file."""

    party: PartyId
    standing: str
    """`registered`, `admitted`, `suspended` or `impeded`."""

    profile: Profile
    roles: tuple[Role, ...]
    identifiers: tuple[Identifier, ...]
    accounts: tuple[BankAccount, ...]
    admitted_until: date | None
    impediments: tuple[Impediment, ...]
    evidence: tuple[EvidenceSeen, ...]
    group: GroupId | None
    affiliates: tuple[Affiliate, ...]
    agencies: tuple[Agency, ...]
    chain_places: tuple[ChainPlace, ...]
    payables: tuple[Payable, ...]
    order_financing: tuple[Permitted, ...]
    """What core enterprises said of borrowing on their orders."""


def seen(party: Party) -> PartySeen:
    return PartySeen(
        party=party.party,
        standing=standing(party),
        profile=party.profile,
        roles=party.roles,
        identifiers=party.identifiers,
        accounts=party.accounts,
        admitted_until=party.admitted_until,
        impediments=tuple(sorted(party.impediments)),
        evidence=tuple(_evidence(entered) for entered in party.file),
        group=party.group,
        affiliates=party.affiliates,
        agencies=party.agencies,
        chain_places=party.places,
        payables=party.payables,
        order_financing=party.permitted,
    )


def _evidence(entered: OnFile) -> EvidenceSeen:
    checked = entered.evidence
    return EvidenceSeen(
        reference=checked.reference,
        check=checked.check,
        source=checked.source,
        checked_by=checked.checked_by,
        checked_on=checked.checked_on,
        expires_on=checked.expires_on,
        entered_by=entered.entered_by,
    )


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
    name="parties", version=2, row=Party, keys=keys, fold=fold, place=place
)
