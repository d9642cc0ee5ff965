"""What a lender's limits make one lock: the accounts of parties, and those of their groups.

What the lender declared comes before what a party's own file says; a group that is declared
meanwhile must not be missed, so whoever locked looks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from application.enterprise import streams as enterprises
from application.lender_limit import streams as limits
from application.shared.ports import Conflict, Reading
from domain.enterprise.state import Party
from domain.lender_limit.state import Group
from domain.shared.connection import GroupId
from domain.shared.ids import PartyId


@dataclass(frozen=True, slots=True)
class Locks:
    """Streams to lock before a financing is opened."""

    change: frozenset[str]
    rely_on: frozenset[str]


def streams_of(lender: PartyId, parties: Iterable[PartyId]) -> list[str]:
    """To lock exclusively where a financing of these obligors and guarantors changes."""
    return [limits.account_of(lender, party) for party in parties]


def streams_for(reading: Reading, lender: PartyId, parties: Iterable[PartyId]) -> Locks:
    """Before one is opened: with the rest of their groups, so that draws on two members wait."""
    named = sorted(set(parties))
    own = frozenset(streams_of(lender, named))
    groups = groups_of(reading, lender, named)
    found = {limits.group_of(lender, group) for group in groups.found.values()}
    members = {member for group in groups.known.values() for member in group.members}
    rely_on = {
        *(limits.group_of(lender, group) for group in groups.named),
        *streams_of(lender, members),
        *(enterprises.stream_of(party) for party in named),
    }
    change = own | found
    return Locks(change, frozenset(rely_on) - change)


def check_locked(
    reading: Reading, lender: PartyId, parties: Iterable[PartyId], locked: Locks
) -> None:
    """Look again, now that they are locked; raise `Conflict` where a group changed meanwhile."""
    now = streams_for(reading, lender, parties)
    if not (now.change <= locked.change and now.rely_on <= locked.change | locked.rely_on):
        raise Conflict


@dataclass(frozen=True, slots=True)
class Groups:
    named: tuple[GroupId, ...]
    """Declared or not: one that is declared meanwhile must not be missed."""

    known: Mapping[GroupId, Group]
    of: Mapping[PartyId, GroupId]
    found: Mapping[PartyId, GroupId]
    """Members by their own file that are not on the lender's list yet."""


def groups_of(reading: Reading, lender: PartyId, parties: Sequence[PartyId]) -> Groups:
    """What the lender declared comes before what a party's own file says."""
    listed = _listed(reading, lender, parties)
    filed = _filed(reading, [party for party in parties if party not in listed])
    wanted = sorted({*listed.values(), *filed.values()})
    known = _declared(reading, lender, wanted)
    found = {party: group for party, group in filed.items() if group in known}
    return Groups(tuple(wanted), known, {**listed, **found}, found)


def _listed(
    reading: Reading, lender: PartyId, parties: Sequence[PartyId]
) -> dict[PartyId, GroupId]:
    keys = {limits.member_key(lender, party): party for party in parties}
    return {keys[key]: GroupId(it) for key, it in reading.holders(list(keys)).items()}


def _filed(reading: Reading, parties: Sequence[PartyId]) -> dict[PartyId, GroupId]:
    loaded = reading.load_many(
        enterprises.ROOM, [enterprises.stream_of(party) for party in parties]
    )
    files = (it.state for it in loaded.values() if isinstance(it.state, Party))
    return {file.party: file.group for file in files if file.group is not None}


def _declared(reading: Reading, lender: PartyId, names: Sequence[GroupId]) -> dict[GroupId, Group]:
    streams = [limits.group_of(lender, name) for name in names]
    states = (it.state for it in reading.load_many(limits.ROOM, streams).values())
    return {state.group: state for state in states if isinstance(state, Group)}
