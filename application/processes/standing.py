"""Whether a party may act today, and how lenders see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from application.enterprise import streams as enterprises
from application.shared.ports import Reading
from domain.enterprise import refusals as no
from domain.enterprise.profile import Role
from domain.enterprise.standing import may_act
from domain.enterprise.state import Party
from domain.shared.event import Context
from domain.shared.ids import PartyId

NOT_STANDING = (
    no.PartyNotFound,
    no.NotAdmitted,
    no.AdmissionHasExpired,
    no.Suspended,
    no.Insolvent,
    no.Sanctioned,
    no.RoleNotHeld,
)
"""What keeps a party from acting."""


def in_good_standing(reading: Reading, party: PartyId, context: Context, *roles: Role) -> Party:
    """The party; raise `Refused` with what keeps it from acting today."""
    loaded = reading.load(enterprises.ROOM, enterprises.stream_of(party))
    return may_act(loaded.state, party, context.now.day, *roles)


@dataclass(frozen=True, slots=True)
class Parties:
    """Parties as they stood, and the versions of their files that said so."""

    known: Mapping[PartyId, Party]
    read: tuple[tuple[str, int], ...]


def parties_as_read(reading: Reading, parties: Iterable[PartyId]) -> Parties:
    """Those that are registered, in one query."""
    stream_of = {party: enterprises.stream_of(party) for party in sorted(set(parties))}
    loaded = reading.load_many(enterprises.ROOM, list(stream_of.values()))
    states = {party: loaded[stream].state for party, stream in stream_of.items()}
    known = {party: state for party, state in states.items() if isinstance(state, Party)}
    return Parties(known, tuple((stream, loaded[stream].version) for stream in loaded))
