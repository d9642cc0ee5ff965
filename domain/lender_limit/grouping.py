"""A lender says which parties are one risk to it; a party's own file may say so too."""

from __future__ import annotations

from typing import assert_never

from domain.lender_limit import commands as ask
from domain.lender_limit import events as fact
from domain.lender_limit import refusals as no
from domain.lender_limit.checks import what_all_say
from domain.lender_limit.state import Group, LimitState
from domain.shared.event import Context
from domain.shared.refusal import Refused

Decision = tuple[fact.LimitEvent, ...]


def declare(state: LimitState, command: ask.DeclareGroup, context: Context) -> Decision:
    if isinstance(state, Group):
        raise Refused(no.GroupAlreadyDeclared(command.group))
    if not command.evidence:
        raise Refused(no.EvidenceMissing(command.group))
    members = tuple(dict.fromkeys(command.members))

    return (
        fact.GroupDeclared(
            **what_all_say(context),
            lender=command.lender,
            group=command.group,
            members=members,
            basis=command.basis,
            evidence=command.evidence,
        ),
    )


def decide_members(
    group: Group, command: ask.ChangeMembers | ask.RecordMember, context: Context
) -> Decision:
    match command:
        case ask.ChangeMembers():
            return _change(group, command, context)
        case ask.RecordMember():
            return _record(group, command, context)
        case _:
            assert_never(command)


def _change(group: Group, command: ask.ChangeMembers, context: Context) -> Decision:
    if not command.evidence:
        raise Refused(no.EvidenceMissing(group.group))
    if not command.added and not command.removed:
        raise Refused(no.NothingChanges(group.group))
    for party in command.added:
        if party in group.members:
            raise Refused(no.AlreadyMember(party, group.group))
    for party in command.removed:
        if party not in group.members:
            raise Refused(no.NotMember(party, group.group))

    return (
        fact.MembersChanged(
            **what_all_say(context),
            lender=group.lender,
            group=group.group,
            added=tuple(dict.fromkeys(command.added)),
            removed=tuple(dict.fromkeys(command.removed)),
            evidence=command.evidence,
        ),
    )


def _record(group: Group, command: ask.RecordMember, context: Context) -> Decision:
    if command.party in group.members:
        return ()

    said = what_all_say(context)
    return (fact.MemberFound(**said, lender=group.lender, group=group.group, party=command.party),)
