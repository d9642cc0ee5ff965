"""A lender sets its own limits, on one party and on parties that are one risk to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from application.enterprise import streams as enterprises
from application.lender_limit import streams as limits
from application.processes.limit_locks import streams_of
from application.processes.limits import use_of
from application.processes.standing import in_good_standing
from application.shared.carry_out import UseCase
from application.shared.ports import Conflict, Loaded, Reading, UnitOfWork
from domain.enterprise.profile import Role
from domain.enterprise.standing import registered
from domain.lender_limit import commands as ask
from domain.lender_limit.refusals import AlreadyMember, GroupNotFound, LimitNotFound
from domain.lender_limit.state import Account, Group, Limits, LimitState
from domain.lender_limit.terms import Excess, InUse, LimitTerms
from domain.shared.connection import GroupId
from domain.shared.event import Context
from domain.shared.ids import PartyId
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitAsItIs:
    """What became of the limit: what counts today, what is used, what waits."""

    lender: PartyId
    party: PartyId | None
    group: GroupId | None
    members: tuple[PartyId, ...]
    counts: LimitTerms | None
    in_use: InUse | None
    """Today, in the currency of what counts; None where no limit counts."""

    over: tuple[Excess, ...]
    proposal: int | None
    version: int


@dataclass(frozen=True, slots=True)
class OnAccount:
    """Approve or reject what was proposed for a party, or check it."""

    lender: PartyId
    party: PartyId
    command: ask.ApproveLimit | ask.RejectLimit | ask.CheckLimit


@dataclass(frozen=True, slots=True)
class OnGroup:
    lender: PartyId
    group: GroupId
    command: ask.ProposeGroupLimit | ask.ApproveLimit | ask.RejectLimit | ask.CheckLimit


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    lender: PartyId
    group: GroupId
    command: ask.ChangeMembers


def propose_limit(asked: ask.ProposeLimit) -> UseCase:
    """A limit may be set on any registered party, also on one that may not act."""

    def use_case(work: UnitOfWork, context: Context) -> LimitAsItIs:
        stream = limits.account_of(asked.lender, asked.party)
        parties = [enterprises.stream_of(it) for it in (asked.lender, asked.party)]
        work.lock(change=[stream], rely_on=parties)
        in_good_standing(work, asked.lender, context, Role.LENDER)
        _registered(work, [asked.party])
        return as_it_is(work, work.handle(limits.ROOM, stream, asked, context), context.now.day)

    return use_case


def on_account(asked: OnAccount) -> UseCase:
    def use_case(work: UnitOfWork, context: Context) -> LimitAsItIs:
        stream = limits.account_of(asked.lender, asked.party)
        work.lock(change=[stream], rely_on=[enterprises.stream_of(asked.lender)])
        in_good_standing(work, asked.lender, context, Role.LENDER)
        loaded = work.handle(limits.ROOM, stream, asked.command, context)
        return as_it_is(work, loaded, context.now.day)

    return use_case


def declare_group(asked: ask.DeclareGroup) -> UseCase:
    """A party is in one group of a lender at most."""

    def use_case(work: UnitOfWork, context: Context) -> LimitAsItIs:
        stream = limits.group_of(asked.lender, asked.group)
        parties = [enterprises.stream_of(it) for it in (asked.lender, *asked.members)]
        accounts = streams_of(asked.lender, dict.fromkeys(asked.members))
        work.lock(change=[stream, *accounts], rely_on=parties)
        in_good_standing(work, asked.lender, context, Role.LENDER)
        _registered(work, asked.members)
        loaded = work.handle(limits.ROOM, stream, asked, context)
        _join(work, asked.lender, asked.group, asked.members)
        return as_it_is(work, loaded, context.now.day)

    return use_case


def change_group(asked: ChangeGroup) -> UseCase:
    """Accounts of who joins are locked too, so that no draw on them misses the group."""

    def use_case(work: UnitOfWork, context: Context) -> LimitAsItIs:
        stream, change = limits.group_of(asked.lender, asked.group), asked.command
        moved = dict.fromkeys([*change.added, *change.removed])
        parties = [enterprises.stream_of(it) for it in (asked.lender, *moved)]
        work.lock(change=[stream, *streams_of(asked.lender, moved)], rely_on=parties)
        in_good_standing(work, asked.lender, context, Role.LENDER)
        _registered(work, change.added)
        group_of(work, asked.lender, asked.group)
        loaded = work.handle(limits.ROOM, stream, change, context)
        for party in dict.fromkeys(change.removed):
            work.free(limits.member_key(asked.lender, party))
        _join(work, asked.lender, asked.group, change.added)
        return as_it_is(work, loaded, context.now.day)

    return use_case


def on_group(asked: OnGroup) -> UseCase:
    """What the members use is read with their accounts locked, so that it stays so."""

    def use_case(work: UnitOfWork, context: Context) -> LimitAsItIs:
        stream = limits.group_of(asked.lender, asked.group)
        before = group_of(work, asked.lender, asked.group).members
        accounts = streams_of(asked.lender, before)
        lender = enterprises.stream_of(asked.lender)
        work.lock(change=[stream], rely_on=[lender, *accounts])
        in_good_standing(work, asked.lender, context, Role.LENDER)
        group = group_of(work, asked.lender, asked.group)
        if group.members != before:
            raise Conflict
        command = with_use(work, group, asked.command, context.now.day)
        loaded = work.handle(limits.ROOM, stream, command, context)
        return as_it_is(work, loaded, context.now.day)

    return use_case


def as_it_is(reading: Reading, loaded: Loaded[LimitState], day: date) -> LimitAsItIs:
    state = loaded.state
    if not isinstance(state, Account | Group):
        raise Refused(LimitNotFound())
    counts = state.limits.on(day)
    return LimitAsItIs(
        lender=state.lender,
        party=state.party if isinstance(state, Account) else None,
        group=state.group if isinstance(state, Group) else None,
        members=state.members if isinstance(state, Group) else (),
        counts=counts,
        in_use=None if counts is None else _use(reading, state, counts, day),
        over=state.limits.over,
        proposal=_proposal(state.limits),
        version=loaded.version,
    )


def _use(reading: Reading, state: Account | Group, counts: LimitTerms, day: date) -> InUse:
    if isinstance(state, Account):
        return state.in_use(day, counts.currency)
    return use_of(reading, state, day, counts.currency)


def _proposal(known: Limits) -> int | None:
    return known.pending.number if known.pending else None


def with_use(
    work: UnitOfWork,
    group: Group,
    command: ask.ProposeGroupLimit | ask.ApproveLimit | ask.RejectLimit | ask.CheckLimit,
    day: date,
) -> ask.LimitCommand:
    """With the figure that only the members' accounts tell."""
    if isinstance(command, ask.ApproveLimit):
        pending = group.limits.pending
        counting = pending.terms if pending and pending.effective_on <= day else None
    elif isinstance(command, ask.CheckLimit):
        counting = None
    else:
        return command
    counting = counting or group.limits.on(day)
    if counting is None:
        return command
    return replace(command, in_use=use_of(work, group, day, counting.currency))


def group_of(reading: Reading, lender: PartyId, name: GroupId) -> Group:
    state = reading.load(limits.ROOM, limits.group_of(lender, name)).state
    if not isinstance(state, Group):
        raise Refused(GroupNotFound(name))
    return state


def _registered(reading: Reading, parties: Iterable[PartyId]) -> None:
    for party in parties:
        state = reading.load(enterprises.ROOM, enterprises.stream_of(party)).state
        registered(state, party)


def _join(work: UnitOfWork, lender: PartyId, group: GroupId, parties: Iterable[PartyId]) -> None:
    keys = {limits.member_key(lender, party): party for party in parties}
    held = work.holders(list(keys))
    for key, party in keys.items():
        if key in held:
            raise Refused(AlreadyMember(party, GroupId(held[key])))
        work.reserve(key, group)
