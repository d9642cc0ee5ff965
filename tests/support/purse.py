"""A room with nothing of the trade in it, to try the store with: money in and out of a purse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import ClassVar

from adapters.postgres.names.registry import Names, room
from application.shared.carry_out import Desk
from application.shared.ports import Answer, Request, Room, Store, UnitOfWork
from domain.shared.currency import Currency
from domain.shared.decider import Decider
from domain.shared.event import Context, Event
from domain.shared.ids import ActorId, PartyId
from domain.shared.moment import Moment
from domain.shared.money import Money
from domain.shared.refusal import Kind, Refusal, Refused

OWNER = PartyId("owner-1")
KEY = ActorId("owner-1/key-1")
NOON = Moment(at=datetime(2026, 3, 2, 4, 0, tzinfo=UTC), day=date(2026, 3, 2))


def yuan(minor: int) -> Money:
    return Money(minor, Currency.CNY)


@dataclass(frozen=True, slots=True)
class PutIn:
    amount: int


@dataclass(frozen=True, slots=True)
class TakeOut:
    amount: int


@dataclass(frozen=True, slots=True)
class Seal:
    """Nothing goes in or out any more."""


PurseCommand = PutIn | TakeOut | Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedIn(Event):
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedOut(Event):
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed(Event):
    pass


PurseEvent = MovedIn | MovedOut | Sealed


@dataclass(frozen=True, slots=True)
class NotEnough(Refusal):
    code: ClassVar[str] = "purse.not_enough"
    kind: ClassVar[Kind] = Kind.CONFLICT
    asked: Money
    held: Money


@dataclass(frozen=True, slots=True)
class PurseSealed(Refusal):
    code: ClassVar[str] = "purse.sealed"
    kind: ClassVar[Kind] = Kind.CONFLICT


@dataclass(frozen=True, slots=True)
class Purse:
    held: Money
    moves: int = 0
    sealed: bool = False


def evolve(purse: Purse, event: PurseEvent) -> Purse:
    match event:
        case MovedIn():
            return replace(purse, held=purse.held + event.amount, moves=purse.moves + 1)
        case MovedOut():
            return replace(purse, held=purse.held - event.amount, moves=purse.moves + 1)
        case Sealed():
            return replace(purse, sealed=True)


def decide(purse: Purse, command: PurseCommand, context: Context) -> tuple[PurseEvent, ...]:
    if purse.sealed:
        raise Refused(PurseSealed())
    at, day, by = context.now.at, context.now.day, context.by
    match command:
        case PutIn():
            return (MovedIn(at=at, effective_on=day, by=by, amount=yuan(command.amount)),)
        case TakeOut():
            if purse.held < yuan(command.amount):
                raise Refused(NotEnough(asked=yuan(command.amount), held=purse.held))
            return (MovedOut(at=at, effective_on=day, by=by, amount=yuan(command.amount)),)
        case Seal():
            return (Sealed(at=at, effective_on=day, by=by),)


PURSE: Decider[PurseCommand, Purse, PurseEvent] = Decider(Purse(yuan(0)), decide, evolve)
ROOM: Room[PurseCommand, Purse, PurseEvent] = Room("purse", PURSE, Purse)
GROWING: Room[PurseCommand, Purse, PurseEvent] = replace(ROOM, grows=True)
NAMES = Names(room("purse", {"moved_in": MovedIn, "moved_out": MovedOut, "sealed": Sealed}))


@dataclass(frozen=True, slots=True)
class Stopped:
    """A clock that always says noon."""

    def now(self) -> Moment:
        return NOON


@dataclass(frozen=True, slots=True)
class Held:
    """The result of a command on a purse: what it holds after it."""

    minor: int
    version: int


def purse(number: int = 1) -> str:
    """The stream of one purse."""
    return f"{OWNER}/purse/{number}"


def request(id_: str, content: object = None, name: str = "purse") -> Request:
    return Request(party=OWNER, by=KEY, id=id_, name=name, content=content)


def asking(
    stream: str, command: PurseCommand, *, locked: bool = True
) -> Callable[[UnitOfWork, Context], Held]:
    """The use case of one command on one purse."""

    def use_case(work: UnitOfWork, context: Context) -> Held:
        if locked:
            work.lock(change=[stream])
        after = work.handle(ROOM, stream, command, context)
        return Held(after.state.held.minor, after.version)

    return use_case


def ask(
    store: Store, id_: str, command: PurseCommand, stream: str | None = None, *, locked: bool = True
) -> Answer:
    """Carry out one command on one purse."""
    use_case = asking(stream or purse(), command, locked=locked)
    return Desk(store, Stopped()).carry_out(request(id_, command), use_case)


def held(store: Store, stream: str | None = None) -> int:
    """What a purse holds now, in minor units."""
    with store.reading() as reading:
        return reading.load(ROOM, stream or purse()).state.held.minor
