"""What may be asked of a lender's own limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.lender_limit.terms import InUse, LimitTerms, OwedAs
from domain.shared.connection import Basis, GroupId
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeLimit:
    lender: PartyId
    party: PartyId
    terms: LimitTerms
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeGroupLimit:
    """For what the lender has on the members, each financing once."""

    terms: LimitTerms
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveLimit:
    """By somebody else than who proposed it, unless its terms waive that."""

    proposal: int
    in_use: InUse | None = None
    """Of a group, as in `CheckLimit`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectLimit:
    proposal: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLimit:
    """Say whether what is used stands within what counts today; nothing where nothing changed."""

    in_use: InUse | None = None
    """Of a group: what its members' accounts say, which only the caller can read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Keep a part of the limit for one financing. An account is kept with or without a limit."""

    lender: PartyId
    party: PartyId
    financing: FinancingId
    obligor: Money
    guarantor: Money
    owed_as: OwedAs = OwedAs.PAYER
    until: date | None = None
    """The last day on which it can be utilised; None: the bank was asked to pay already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bind:
    """The bank was asked to pay: until it answers, the block does not lapse."""

    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Utilise:
    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Principal went down, in each capacity by so much."""

    financing: FinancingId
    obligor: Money
    guarantor: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Restore:
    """A repayment was taken back. It is a fact, and never refused for the limit."""

    financing: FinancingId
    obligor: Money
    guarantor: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """The money never went out, or came back as a whole: all of it is free again."""

    financing: FinancingId


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBlocks:
    """Say of every block whose day is over that it is free again, and check the limit after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareGroup:
    lender: PartyId
    group: GroupId
    members: tuple[PartyId, ...]
    basis: Basis
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMembers:
    added: tuple[PartyId, ...]
    removed: tuple[PartyId, ...]
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMember:
    """A party's own file names the group."""

    party: PartyId


AccountCommand = (
    ProposeLimit
    | ApproveLimit
    | RejectLimit
    | CheckLimit
    | Block
    | Bind
    | Utilise
    | Release
    | Restore
    | Drop
    | EndBlocks
)
GroupCommand = (
    DeclareGroup
    | ChangeMembers
    | RecordMember
    | ProposeGroupLimit
    | ApproveLimit
    | RejectLimit
    | CheckLimit
)
LimitCommand = AccountCommand | GroupCommand
