"""What happened to a lender's own limits, and to what is used of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.lender_limit.terms import Excess, LimitTerms, OwedAs
from domain.shared.connection import Basis, GroupId
from domain.shared.event import Event
from domain.shared.ids import ActorId, FinancingId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class OnLimit(Event):
    """Whose limit it is: exactly one of party and group is named."""

    lender: PartyId
    party: PartyId | None
    group: GroupId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitProposed(OnLimit):
    proposal: int
    terms: LimitTerms
    counts_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitSet(OnLimit):
    """Counts from `effective_on`."""

    proposal: int
    proposed_by: ActorId
    terms: LimitTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRejected(OnLimit):
    proposal: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitExceeded(OnLimit):
    """More is used than counts now. Nothing more is blocked; what is out stays out."""

    over: tuple[Excess, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitKept(OnLimit):
    """What had gone beyond the limit stands within it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAccount(Event):
    """What the lender has on one party for one financing."""

    lender: PartyId
    party: PartyId
    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitBlocked(OnAccount):
    obligor: Money
    guarantor: Money
    until: date | None
    owed_as: OwedAs = OwedAs.PAYER
    """Of the obligor's part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockBound(OnAccount):
    """The bank was asked to pay: the block waits for its answer however long that takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitUtilised(OnAccount):
    obligor: Money
    guarantor: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitReleased(OnAccount):
    obligor: Money
    guarantor: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRestored(OnAccount):
    obligor: Money
    guarantor: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDropped(OnAccount):
    """All of it is free again: what was blocked, and what was utilised and came back."""

    obligor: Money
    guarantor: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDeclared(Event):
    lender: PartyId
    group: GroupId
    members: tuple[PartyId, ...]
    basis: Basis
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersChanged(Event):
    lender: PartyId
    group: GroupId
    added: tuple[PartyId, ...]
    removed: tuple[PartyId, ...]
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFound(Event):
    """The party's own file names the group, and a draw that concerns it found that."""

    lender: PartyId
    group: GroupId
    party: PartyId


AccountEvent = (
    LimitBlocked | BlockBound | LimitUtilised | LimitReleased | LimitRestored | BlockDropped
)
GroupEvent = GroupDeclared | MembersChanged | MemberFound
TermsEvent = LimitProposed | LimitSet | LimitRejected | LimitExceeded | LimitKept
LimitEvent = AccountEvent | GroupEvent | TermsEvent
