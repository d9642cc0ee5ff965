"""Who belongs to which group: by each lender's own word, and by the parties' own files."""

from __future__ import annotations

from dataclasses import dataclass

from application.shared.projection import Placed, Projection, Recorded
from application.shared.views import Views
from application.views.keys import key, scope_of
from application.views.parties import EVERYONE
from domain.enterprise.events import GroupSet
from domain.lender_limit.events import GroupDeclared, MemberFound, MembersChanged
from domain.shared.connection import GroupId
from domain.shared.ids import PartyId

Declared = GroupDeclared | MembersChanged | MemberFound


@dataclass(frozen=True, slots=True)
class Connection:
    """One party is in one group; control and economic dependence connect alike."""

    party: PartyId
    group: GroupId


def groups_of(views: Views, lender: PartyId) -> dict[PartyId, GroupId]:
    """What the lender declared comes before what a party's own file says."""
    filed = {row.party: row.group for _, row in views.all(CONNECTIONS, EVERYONE)}
    return filed | {row.party: row.group for _, row in views.all(CONNECTIONS, lender)}


def keys(recorded: Recorded) -> tuple[str, ...]:
    event = recorded.event
    if isinstance(event, GroupSet):
        return (key(EVERYONE, event.party),)
    if isinstance(event, Declared):
        return tuple(key(event.lender, party) for party in dict.fromkeys(_concerned(event)))
    return ()


def _concerned(event: Declared) -> tuple[PartyId, ...]:
    match event:
        case GroupDeclared():
            return event.members
        case MembersChanged():
            return (*event.removed, *event.added)
        case MemberFound():
            return (event.party,)


def fold(row: Connection | None, row_key: str, recorded: Recorded) -> Connection | None:
    event, party = recorded.event, PartyId(row_key.partition("|")[2])
    if isinstance(event, GroupSet):
        return None if event.group is None else Connection(party, event.group)
    if not isinstance(event, Declared):
        return row
    left = isinstance(event, MembersChanged) and party not in event.added
    return None if left else Connection(party, event.group)


def place(row_key: str, row: Connection) -> Placed:
    return Placed(scope_of(row_key), row.group, row.party)


CONNECTIONS: Projection[Connection] = Projection(
    name="connections", version=1, row=Connection, keys=keys, fold=fold, place=place
)
