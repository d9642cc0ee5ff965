"""A financing as it stands, looked up by its id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from application.financing import streams as financings
from application.processes.refusals import FinancingUnknown
from application.processes.supports import streams_of
from application.shared.owners import owner_of
from application.shared.ports import Reading
from domain.financing.state import Financing
from domain.shared.allocation import Breakdown
from domain.shared.event import Context
from domain.shared.ids import FinancingId, PartyId
from domain.shared.money import Money
from domain.shared.refusal import Refused


@dataclass(frozen=True, slots=True)
class FinancingAsItIs:
    """What became of a financing, and what would settle it today."""

    financing: FinancingId
    stage: str
    principal: Money
    owed: Breakdown


def stream_for(reading: Reading, financing: FinancingId, lender: PartyId) -> str:
    if owner_of(reading, financings.ROOM.name, financing) != lender:
        raise Refused(FinancingUnknown(financing))
    return financings.stream_of(lender, financing)


def financing_of(reading: Reading, stream: str, financing: FinancingId) -> Financing:
    state = reading.load(financings.ROOM, stream).state
    if not isinstance(state, Financing):
        raise Refused(FinancingUnknown(financing))
    return state


def touched_with(reading: Reading, lender: PartyId, named: Iterable[FinancingId]) -> list[str]:
    """The streams of these financings, and of all that stands behind them."""
    streams = [financings.stream_of(lender, each) for each in sorted(named)]
    loaded = reading.load_many(financings.ROOM, streams)
    loans = [it.state for it in loaded.values() if isinstance(it.state, Financing)]
    return [*streams, *(behind for loan in loans for behind in streams_of(reading, loan))]


def as_it_is(state: Financing, context: Context) -> FinancingAsItIs:
    day = context.now.day
    return FinancingAsItIs(state.financing, state.stage.value, state.principal, state.owed(day))
