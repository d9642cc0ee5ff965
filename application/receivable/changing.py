"""One change to one claim: the front door of the room."""

from __future__ import annotations

from dataclasses import dataclass

from application.receivable.streams import ROOM, fingerprint_key, stream_of
from application.shared.carry_out import UseCase
from application.shared.owners import own
from application.shared.ports import Loaded, UnitOfWork
from domain.receivable.commands import ReceivableCommand, Register
from domain.receivable.invoice import Status
from domain.receivable.state import NoReceivable, Receivable, ReceivableState, status_of
from domain.shared.event import Context
from domain.shared.ids import PartyId, ReceivableId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAsItIs:
    """What became of the claim."""

    receivable: ReceivableId
    seller: PartyId
    status: Status
    open: Money | None
    """None once withdrawn."""

    confirmed: Money | None
    disputed: Money | None
    beyond_order: Money | None
    """What is more than the order that it names, and waits for the buyer's word: not lent on."""

    version: int


def change(command: ReceivableCommand) -> UseCase:
    """Anything but a registration, which crosses rooms; raise `Refused`."""

    def use_case(work: UnitOfWork, context: Context) -> ClaimAsItIs:
        stream = stream_of(command.seller, command.receivable)
        work.lock(change=[stream])
        return as_it_is(work.handle(ROOM, stream, command, context), command)

    return use_case


def register(work: UnitOfWork, command: Register, context: Context) -> Loaded[ReceivableState]:
    """Put a claim on record and take its identity; a step of a longer story, so it locks nothing.

    The same invoice again is further evidence, or a `Contradiction`.
    """
    stream = stream_of(command.seller, command.receivable)
    before = work.load(ROOM, stream)
    after = work.record(ROOM, before, ROOM.decider.decide(before.state, command, context))
    if isinstance(before.state, NoReceivable):
        own(work, ROOM.name, command.receivable, command.seller)
        work.reserve(fingerprint_key(command.invoice.fingerprint), command.receivable)
    return after


def as_it_is(loaded: Loaded[ReceivableState], command: ReceivableCommand) -> ClaimAsItIs:
    state = loaded.state
    if isinstance(state, NoReceivable):
        raise BrokenPromise("a command that was accepted leaves a claim")
    claim = state if isinstance(state, Receivable) else None
    return ClaimAsItIs(
        receivable=command.receivable,
        seller=command.seller,
        status=status_of(state),
        open=None if claim is None else claim.open,
        confirmed=None if claim is None else claim.confirmed,
        disputed=None if claim is None else claim.disputed,
        beyond_order=None if claim is None else claim.beyond_order,
        version=loaded.version,
    )
