"""What may be asked of a party's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.enterprise.profile import (
    Affiliate,
    Agency,
    BankAccount,
    ChainPlace,
    Check,
    Evidence,
    Impediment,
    Payable,
    Profile,
    Role,
)
from domain.shared.connection import Basis, GroupId
from domain.shared.facility import Product
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OnParty:
    """Every command names whose file it is."""

    party: PartyId


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterParty(OnParty):
    profile: Profile
    identifiers: tuple[Identifier, ...]
    roles: tuple[Role, ...]
    accounts: tuple[BankAccount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProfile(OnParty):
    profile: Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIdentifiers(OnParty):
    """All of them as they are from now on."""

    identifiers: tuple[Identifier, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRoles(OnParty):
    roles: tuple[Role, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAccounts(OnParty):
    """All of them as they are from now on; a changed account is a sign of fraud, so it needs
    evidence."""

    accounts: tuple[BankAccount, ...]
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(OnParty):
    """Put what was checked on the party's file."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Admit(OnParty):
    """Decide on what is on file; admitting again renews."""

    on_evidence: tuple[str, ...]
    """References of the evidence that the decision rests on."""

    until: date
    required: tuple[Check, ...] = ()
    """What the policy asks to have been checked."""

    four_eyes: bool = True
    """Whether the policy bars whoever entered the evidence from deciding on it."""

    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expire(OnParty):
    """Record that an admission ran out; the daily close asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspend(OnParty):
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinstate(OnParty):
    reason: str
    four_eyes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkImpeded(OnParty):
    """Found insolvent, or on a list of sanctions."""

    impediment: Impediment
    source: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearImpediment(OnParty):
    impediment: Impediment
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGroup(OnParty):
    """Say which connected group the party belongs to; None for no group."""

    group: GroupId | None
    basis: Basis
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAffiliates(OnParty):
    """All of them as they are from now on."""

    affiliates: tuple[Affiliate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointAgent(OnParty):
    agency: Agency


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissAgent(OnParty):
    agent: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmitToChain(OnParty):
    """A core enterprise takes the party into its chain of suppliers."""

    place: ChainPlace


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveFromChain(OnParty):
    core_enterprise: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowOrderFinancing(OnParty):
    """A core enterprise lets the party borrow on its orders, as far as is said; the last word
    counts, for new money. What each field leaves open is in `OrderPermit`."""

    core_enterprise: PartyId
    since: date
    until: date | None = None
    products: tuple[Product, ...] = ()
    lenders: tuple[PartyId, ...] = ()
    ratio_max: Decimal | None = None
    limit: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForbidOrderFinancing(OnParty):
    """No new money on its orders, until it allows it again."""

    core_enterprise: PartyId
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPayable(OnParty):
    """The balance this party owes another, as last stated; zero clears it."""

    payable: Payable
    source: str


EnterpriseCommand = (
    RegisterParty
    | ChangeProfile
    | ChangeIdentifiers
    | ChangeRoles
    | ChangeAccounts
    | Review
    | Admit
    | Expire
    | Suspend
    | Reinstate
    | MarkImpeded
    | ClearImpediment
    | SetGroup
    | SetAffiliates
    | AppointAgent
    | DismissAgent
    | AdmitToChain
    | RemoveFromChain
    | AllowOrderFinancing
    | ForbidOrderFinancing
    | RecordPayable
)
