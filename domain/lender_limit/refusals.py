"""What may stand in the way of a lender's limit, each with its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.lender_limit.terms import Capacity
from domain.shared.connection import GroupId
from domain.shared.currency import Currency
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class BeyondLimit(Refusal):
    code: ClassVar[str] = "lender_limit.beyond_limit"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId
    capacity: Capacity
    requested: Money
    available: Money
    """Less than nothing where more is used than counts."""

    limit: Money


@dataclass(frozen=True, slots=True)
class BeyondGroupLimit(Refusal):
    code: ClassVar[str] = "lender_limit.beyond_group_limit"
    kind: ClassVar[Kind] = Kind.CONFLICT
    group: GroupId
    capacity: Capacity
    requested: Money
    available: Money
    limit: Money


@dataclass(frozen=True, slots=True)
class OtherCurrency(Refusal):
    """Without a rate nobody can say what is left of the limit."""

    code: ClassVar[str] = "lender_limit.other_currency"
    kind: ClassVar[Kind] = Kind.CONFLICT
    limit: Currency
    asked: Currency


@dataclass(frozen=True, slots=True)
class AmountUnsound(Refusal):
    """A part is negative, or there is none at all."""

    code: ClassVar[str] = "lender_limit.amount_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    obligor: Money
    guarantor: Money


@dataclass(frozen=True, slots=True)
class AlreadyBlocked(Refusal):
    code: ClassVar[str] = "lender_limit.already_blocked"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class NotBlocked(Refusal):
    """Nothing is blocked for it: it never was, or it was dropped."""

    code: ClassVar[str] = "lender_limit.not_blocked"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId


@dataclass(frozen=True, slots=True)
class BlockLapsed(Refusal):
    code: ClassVar[str] = "lender_limit.block_lapsed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    lapsed_after: date


@dataclass(frozen=True, slots=True)
class ReleasedTooMuch(Refusal):
    """More came back than was utilised."""

    code: ClassVar[str] = "lender_limit.released_too_much"
    kind: ClassVar[Kind] = Kind.CONFLICT
    financing: FinancingId
    capacity: Capacity
    released: Money
    utilised: Money


@dataclass(frozen=True, slots=True)
class TermsUnsound(Refusal):
    code: ClassVar[str] = "lender_limit.terms_unsound"
    kind: ClassVar[Kind] = Kind.UNSOUND
    field: str
    rule: str
    figure: str


@dataclass(frozen=True, slots=True)
class EffectiveTooEarly(Refusal):
    """A limit counts from today at the earliest: what was decided before rested on another."""

    code: ClassVar[str] = "lender_limit.effective_too_early"
    kind: ClassVar[Kind] = Kind.UNSOUND
    effective_on: date
    today: date


@dataclass(frozen=True, slots=True)
class NothingProposed(Refusal):
    """Decided already, or replaced by a later proposal."""

    code: ClassVar[str] = "lender_limit.nothing_proposed"
    kind: ClassVar[Kind] = Kind.CONFLICT
    proposal: int


@dataclass(frozen=True, slots=True)
class SamePerson(Refusal):
    code: ClassVar[str] = "lender_limit.same_person"
    kind: ClassVar[Kind] = Kind.FORBIDDEN
    person: ActorId


@dataclass(frozen=True, slots=True)
class GroupNotFound(Refusal):
    code: ClassVar[str] = "lender_limit.group_not_found"
    kind: ClassVar[Kind] = Kind.ABSENT
    group: GroupId


@dataclass(frozen=True, slots=True)
class LimitNotFound(Refusal):
    code: ClassVar[str] = "lender_limit.not_found"
    kind: ClassVar[Kind] = Kind.ABSENT


@dataclass(frozen=True, slots=True)
class GroupAlreadyDeclared(Refusal):
    code: ClassVar[str] = "lender_limit.group_already_declared"
    kind: ClassVar[Kind] = Kind.CONFLICT
    group: GroupId


@dataclass(frozen=True, slots=True)
class EvidenceMissing(Refusal):
    code: ClassVar[str] = "lender_limit.evidence_missing"
    kind: ClassVar[Kind] = Kind.UNSOUND
    group: GroupId


@dataclass(frozen=True, slots=True)
class AlreadyMember(Refusal):
    """A party is in one group of a lender at most."""

    code: ClassVar[str] = "lender_limit.already_member"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId
    group: GroupId


@dataclass(frozen=True, slots=True)
class NotMember(Refusal):
    code: ClassVar[str] = "lender_limit.not_member"
    kind: ClassVar[Kind] = Kind.CONFLICT
    party: PartyId
    group: GroupId


@dataclass(frozen=True, slots=True)
class NothingChanges(Refusal):
    """Nobody is named who would come in or go."""

    code: ClassVar[str] = "lender_limit.nothing_changes"
    kind: ClassVar[Kind] = Kind.UNSOUND
    group: GroupId
