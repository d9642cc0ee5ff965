"""A financing as it stands, looked up by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from application.financing import streams as financings
from application.processes.refusals import FinancingUnknown
from application.processes.supports import files_judged, streams_of
from application.shared.owners import owner_of
from application.shared.ports import Conflict, Reading, UnitOfWork
from domain.financing.state import Financing, Stage
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


def loans_of(reading: Reading, lender: PartyId, named: Sequence[FinancingId]) -> list[Financing]:
    """Those of them that were opened, in the order in which they are named."""
    streams = [financings.stream_of(lender, each) for each in named]
    loaded = reading.load_many(financings.ROOM, streams)
    states = (loaded[stream].state for stream in streams)
    return [state for state in states if isinstance(state, Financing)]


def is_under_way(loan: Financing) -> bool:
    """The money was promised, and the bank has not paid it out yet."""
    return loan.stage in {Stage.OPENED, Stage.INSTRUCTED}


def touched_with(reading: Reading, lender: PartyId, named: Iterable[FinancingId]) -> list[str]:
    """The streams of these financings, and of all that stands behind them."""
    names = sorted(named)
    streams = [financings.stream_of(lender, each) for each in names]
    loans = loans_of(reading, lender, names)
    return [*streams, *(behind for loan in loans for behind in streams_of(reading, loan))]


def judged_with(reading: Reading, lender: PartyId, named: Iterable[FinancingId]) -> list[str]:
    """The files by which orders are judged again when these loans change."""
    loans = loans_of(reading, lender, sorted(named))
    return sorted({file for loan in loans for file in files_judged(reading, loan)})


def lock_with(work: UnitOfWork, change: Iterable[str], look: Callable[[], Sequence[str]]) -> None:
    """Rely on what `look` finds; raise `Conflict` where it finds something else behind."""
    files = look()
    work.lock(change=change, rely_on=files)
    if look() != files:
        raise Conflict


def as_it_is(state: Financing, context: Context) -> FinancingAsItIs:
    day = context.now.day
    return FinancingAsItIs(state.financing, state.stage.value, state.principal, state.owed(day))
