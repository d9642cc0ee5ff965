"""What happened to a party's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.enterprise.profile import (
    Affiliate,
    Agency,
    BankAccount,
    ChainPlace,
    Evidence,
    Impediment,
    Payable,
    Permitted,
    Profile,
    Role,
)
from domain.shared.connection import Basis, GroupId
from domain.shared.event import Event
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import ActorId, PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class OnParty(Event):
    """Every event names whose file it is."""

    party: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRegistered(OnParty):
    profile: Profile
    identifiers: tuple[Identifier, ...]
    roles: tuple[Role, ...]
    accounts: tuple[BankAccount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChanged(OnParty):
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifiersChanged(OnParty):
    earlier: tuple[Identifier, ...]
    identifiers: tuple[Identifier, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RolesChanged(OnParty):
    earlier: tuple[Role, ...]
    roles: tuple[Role, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsChanged(OnParty):
    earlier: tuple[BankAccount, ...]
    accounts: tuple[BankAccount, ...]
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyReviewed(OnParty):
    """`by` is who entered the evidence."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAdmitted(OnParty):
    """`by` decided, on this evidence as it was on file."""

    evidence: tuple[Evidence, ...]
    entered_by: tuple[ActorId, ...]
    until: date
    four_eyes: bool
    renewed: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionExpired(OnParty):
    expired_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySuspended(OnParty):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyReinstated(OnParty):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyImpeded(OnParty):
    impediment: Impediment
    source: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpedimentCleared(OnParty):
    impediment: Impediment
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSet(OnParty):
    earlier: GroupId | None
    group: GroupId | None
    basis: Basis
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AffiliatesSet(OnParty):
    affiliates: tuple[Affiliate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentAppointed(OnParty):
    agency: Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentDismissed(OnParty):
    agent: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmittedToChain(OnParty):
    place: ChainPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedFromChain(OnParty):
    core_enterprise: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFinancingAllowed(OnParty):
    """By the core enterprise that it names, for new money."""

    permitted: Permitted


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFinancingForbidden(OnParty):
    """From this day on no new money is lent on that core enterprise's orders."""

    core_enterprise: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PayableRecorded(OnParty):
    payable: Payable
    source: str


EnterpriseEvent = (
    PartyRegistered
    | ProfileChanged
    | IdentifiersChanged
    | RolesChanged
    | AccountsChanged
    | PartyReviewed
    | PartyAdmitted
    | AdmissionExpired
    | PartySuspended
    | PartyReinstated
    | PartyImpeded
    | ImpedimentCleared
    | GroupSet
    | AffiliatesSet
    | AgentAppointed
    | AgentDismissed
    | AdmittedToChain
    | RemovedFromChain
    | OrderFinancingAllowed
    | OrderFinancingForbidden
    | PayableRecorded
)
