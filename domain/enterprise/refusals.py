"""Why a party's file may refuse what is asked of it, and why a party may not act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.enterprise.profile import Check, Impediment, Role
from domain.shared.identifiers.identifier import Scheme
from domain.shared.ids import ActorId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class PartyNotFound(Refusal):
    code: ClassVar[str] = "enterprise.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT
    party: PartyId


@dataclass(frozen=True, slots=True)
class AlreadyRegistered(Refusal):
    code: ClassVar[str] = "enterprise.already_registered"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId


@dataclass(frozen=True, slots=True)
class IdentifierTaken(Refusal):
    """Names the identifier only, never whose it is."""

    code: ClassVar[str] = "enterprise.identifier_taken"
    kind: ClassVar[Kind] = Kind.CONFLICT
    scheme: Scheme
    value: str


@dataclass(frozen=True, slots=True)
class IdentifierMissing(Refusal):
    code: ClassVar[str] = "enterprise.identifier_missing"
    kind: ClassVar[Kind] = Kind.UNSOUND
    party: PartyId


@dataclass(frozen=True, slots=True)
class RoleMissing(Refusal):
    code: ClassVar[str] = "enterprise.role_missing"
    kind: ClassVar[Kind] = Kind.UNSOUND
    party: PartyId


@dataclass(frozen=True, slots=True)
class EvidenceMissing(Refusal):
    """Nothing was given for the decision to rest on."""

    code: ClassVar[str] = "enterprise.evidence_missing"
    kind: ClassVar[Kind] = Kind.UNSOUND
    party: PartyId


@dataclass(frozen=True, slots=True)
class EvidenceOnFile(Refusal):
    code: ClassVar[str] = "enterprise.evidence_on_file"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str


@dataclass(frozen=True, slots=True)
class EvidenceUnknown(Refusal):
    code: ClassVar[str] = "enterprise.evidence_unknown"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str


@dataclass(frozen=True, slots=True)
class EvidenceExpired(Refusal):
    code: ClassVar[str] = "enterprise.evidence_expired"
    kind: ClassVar[Kind] = Kind.CONFLICT
    reference: str
    expired_on: date


@dataclass(frozen=True, slots=True)
class CheckMissing(Refusal):
    code: ClassVar[str] = "enterprise.check_missing"
    kind: ClassVar[Kind] = Kind.CONFLICT
    check: Check


@dataclass(frozen=True, slots=True)
class SamePerson(Refusal):
    """Four eyes: whoever did the first step may not decide on it."""

    code: ClassVar[str] = "enterprise.same_person"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    actor: ActorId


@dataclass(frozen=True, slots=True)
class AdmissionTooShort(Refusal):
    code: ClassVar[str] = "enterprise.admission_too_short"
    kind: ClassVar[Kind] = Kind.UNSOUND
    until: date
    today: date


@dataclass(frozen=True, slots=True)
class AdmissionRuns(Refusal):
    code: ClassVar[str] = "enterprise.admission_runs"
    kind: ClassVar[Kind] = Kind.CONFLICT
    until: date


@dataclass(frozen=True, slots=True)
class NotAdmitted(Refusal):
    code: ClassVar[str] = "enterprise.not_admitted"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId


@dataclass(frozen=True, slots=True)
class AdmissionHasExpired(Refusal):
    code: ClassVar[str] = "enterprise.admission_expired"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId
    until: date


@dataclass(frozen=True, slots=True)
class Suspended(Refusal):
    """Says that, never why."""

    code: ClassVar[str] = "enterprise.suspended"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId


@dataclass(frozen=True, slots=True)
class Insolvent(Refusal):
    code: ClassVar[str] = "enterprise.insolvent"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId


@dataclass(frozen=True, slots=True)
class Sanctioned(Refusal):
    code: ClassVar[str] = "enterprise.sanctioned"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId


@dataclass(frozen=True, slots=True)
class RoleNotHeld(Refusal):
    code: ClassVar[str] = "enterprise.role_not_held"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    party: PartyId
    role: Role


@dataclass(frozen=True, slots=True)
class NotSuspended(Refusal):
    code: ClassVar[str] = "enterprise.not_suspended"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId


@dataclass(frozen=True, slots=True)
class AlreadyImpeded(Refusal):
    code: ClassVar[str] = "enterprise.already_impeded"
    kind: ClassVar[Kind] = Kind.CONFLICT
    impediment: Impediment


@dataclass(frozen=True, slots=True)
class NotImpeded(Refusal):
    code: ClassVar[str] = "enterprise.not_impeded"
    kind: ClassVar[Kind] = Kind.CONFLICT
    impediment: Impediment


@dataclass(frozen=True, slots=True)
class WithItself(Refusal):
    """No party is its own agent, affiliate, core enterprise or creditor."""

    code: ClassVar[str] = "enterprise.with_itself"
    kind: ClassVar[Kind] = Kind.UNSOUND
    party: PartyId


@dataclass(frozen=True, slots=True)
class NotItsAgent(Refusal):
    code: ClassVar[str] = "enterprise.not_its_agent"
    kind: ClassVar[Kind] = Kind.CONFLICT
    agent: PartyId


@dataclass(frozen=True, slots=True)
class NotInChain(Refusal):
    code: ClassVar[str] = "enterprise.not_in_chain"
    kind: ClassVar[Kind] = Kind.CONFLICT
    core_enterprise: PartyId


@dataclass(frozen=True, slots=True)
class OrderFinancingUnsound(Refusal):
    """What the core enterprise says of borrowing on its orders contradicts itself."""

    code: ClassVar[str] = "enterprise.order_financing_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    rule: str
    figure: str


@dataclass(frozen=True, slots=True)
class AmountNegative(Refusal):
    code: ClassVar[str] = "enterprise.amount_negative"
    kind: ClassVar[Kind] = Kind.UNSOUND
    amount: Money


@dataclass(frozen=True, slots=True)
class OlderStatement(Refusal):
    """A later statement of the same balance is on record."""

    code: ClassVar[str] = "enterprise.older_statement"
    kind: ClassVar[Kind] = Kind.CONFLICT
    as_of: date
    on_record: date


@dataclass(frozen=True, slots=True)
class DayInFuture(Refusal):
    code: ClassVar[str] = "enterprise.day_in_future"
    kind: ClassVar[Kind] = Kind.UNSOUND
    day: date
    today: date
