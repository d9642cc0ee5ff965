"""One change to one party's file: the front door of the room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from application.enterprise.streams import ROOM, stream_of
from application.shared.carry_out import UseCase
from application.shared.expecting import check_version
from application.shared.ports import Loaded, Reading, UnitOfWork
from domain.eligibility.order_permit import OrderPermit
from domain.enterprise.commands import (
    AdmitToChain,
    AllowOrderFinancing,
    ChangeIdentifiers,
    EnterpriseCommand,
    RegisterParty,
)
from domain.enterprise.profile import Role
from domain.enterprise.refusals import PartyNotFound
from domain.enterprise.standing import bar_to_acting, may_act
from domain.enterprise.state import EnterpriseState, NoParty, Party
from domain.shared.event import Context
from domain.shared.ids import PartyId
from domain.shared.refusal import BrokenPromise, Refused

GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAsItIs:
    """What became of the party."""

    party: PartyId
    standing: str
    """`good`, or the code of what keeps it from acting."""

    admitted_until: date | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFinancing:
    """What a core enterprise said last of borrowing on its orders by a supplier."""

    party: PartyId
    core_enterprise: PartyId
    permit: OrderPermit | None
    """None where it said nothing, which forbids nothing."""


def change(command: EnterpriseCommand, expected: int | None = None) -> UseCase:
    """Anything that touches no other file; raise `Refused`, `Stale` where it is not at `expected`.

    Registering and changing identifiers take unique keys and have doors of their own.
    """
    own_door = RegisterParty | ChangeIdentifiers | AdmitToChain | AllowOrderFinancing
    if isinstance(command, own_door):
        raise BrokenPromise(f"{type(command).__name__} has a door of its own")

    def use_case(work: UnitOfWork, context: Context) -> PartyAsItIs:
        work.lock(change=[stream_of(command.party)])
        check_version(work.load(ROOM, stream_of(command.party)), expected)
        return as_it_is(work.handle(ROOM, stream_of(command.party), command, context), context)

    return use_case


def admit_to_chain(command: AdmitToChain) -> UseCase:
    """The core enterprise must be one, and in good standing, while it decides."""
    return _decided_by(command.place.core_enterprise, command)


def allow_order_financing(command: AllowOrderFinancing) -> UseCase:
    """The same; to forbid it is open to a core enterprise whatever became of it (`change`)."""
    return _decided_by(command.core_enterprise, command)


def _decided_by(core_enterprise: PartyId, command: AdmitToChain | AllowOrderFinancing) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> PartyAsItIs:
        own, other = stream_of(command.party), stream_of(core_enterprise)
        work.lock(change=[own], rely_on=[other])
        anchor = work.load(ROOM, other).state
        may_act(anchor, core_enterprise, context.now.day, Role.CORE_ENTERPRISE)
        return as_it_is(work.handle(ROOM, own, command, context), context)

    return use_case


def acting(reading: Reading, party: PartyId, on: date, *roles: Role) -> Party:
    """The party, if it may act on that day in one of `roles`; raise `Refused`."""
    return may_act(reading.load(ROOM, stream_of(party)).state, party, on, *roles)


def order_financing_of(
    reading: Reading, party: PartyId, core_enterprise: PartyId
) -> OrderFinancing:
    """For the core enterprise that said it; raise `Refused` for a party never of its chain."""
    state = reading.load(ROOM, stream_of(party)).state
    if isinstance(state, NoParty):
        raise Refused(PartyNotFound(party))
    permit = state.permit_of(core_enterprise)
    placed = any(it.core_enterprise == core_enterprise for it in state.places)
    if permit is None and not placed:
        raise Refused(PartyNotFound(party))
    return OrderFinancing(party=party, core_enterprise=core_enterprise, permit=permit)


def as_it_is(loaded: Loaded[EnterpriseState], context: Context) -> PartyAsItIs:
    known = loaded.state
    if isinstance(known, NoParty):
        raise BrokenPromise("a command that was accepted leaves a party")
    bar = bar_to_acting(known, context.now.day)
    return PartyAsItIs(
        party=known.party,
        standing=GOOD if bar is None else bar.code,
        admitted_until=known.admitted_until,
        version=loaded.version,
    )
