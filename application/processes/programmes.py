"""An order programme as it stands, for those whose business it is; to others it does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from application.order_programme import streams as programmes
from application.processes.refusals import ProgrammeUnknown
from application.shared.owners import owner_of
from application.shared.ports import Loaded, Reading
from domain.order_programme.state import Programme
from domain.shared.ids import PartyId, ProgrammeId
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class ProgrammeAt:
    """Whose programme, and which."""

    lender: PartyId
    programme: ProgrammeId

    @property
    def stream(self) -> str:
        return programmes.stream_of(self.lender, self.programme)


def programme_at(reading: Reading, programme: ProgrammeId) -> ProgrammeAt:
    """Where it stands; raise `Refused` where there is none of that id."""
    lender = owner_of(reading, programmes.ROOM.name, programme)
    if lender is None:
        raise Refused(ProgrammeUnknown(programme))
    return ProgrammeAt(lender, programme)


def programme_of(reading: Reading, at: ProgrammeAt) -> Loaded[Programme]:
    loaded = reading.load(programmes.ROOM, at.stream)
    if not isinstance(loaded.state, Programme):
        raise Refused(ProgrammeUnknown(at.programme))
    return Loaded(loaded.stream, loaded.state, loaded.version)


def programme_for(
    reading: Reading, programme: ProgrammeId, viewer: PartyId | None
) -> Loaded[Programme]:
    """For its lender and the suppliers that it let in; None may see everything."""
    loaded = programme_of(reading, programme_at(reading, programme))
    state = loaded.state
    if viewer not in {None, state.lender, *state.suppliers}:
        raise Refused(ProgrammeUnknown(programme))
    return loaded


def own_programme(reading: Reading, programme: ProgrammeId, lender: PartyId) -> ProgrammeAt:
    """Another lender's programme does not exist for this one."""
    at = programme_at(reading, programme)
    if at.lender != lender:
        raise Refused(ProgrammeUnknown(programme))
    return at
