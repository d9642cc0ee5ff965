"""Taking and freeing assets, many at a time, with everything they came out of.

Steps of longer stories: they lock nothing, and every append states the version
it read, so of two who take the same asset one loses the race and is then refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from application.lien.ancestry import ancestors
from application.lien.streams import ROOM, encumbered_key, stream_of
from application.shared.ports import UnitOfWork
from domain.lien.commands import Consume, Encumber, Release, Restore, Transfer
from domain.lien.refusals import Encumbered, NamedTwice, SomeEncumbered, TooManyAtOnce
from domain.lien.state import Asset
from domain.shared.event import Context
from domain.shared.ids import AssetId
from domain.shared.refusal import Refused

TAKEN_AT_ONCE_MAX = 20_000
"""One transaction stays short enough that followers are not held back."""

ASSETS_NAMED_MAX = 100


def encumber_all(work: UnitOfWork, commands: Sequence[Encumber], context: Context) -> None:
    """Take every asset, and consume what each came out of; or none of them.

    Raise `Refused`: `Encumbered` where one was asked for, `SomeEncumbered` for many.
    """
    _prepare(work, [command.asset for command in commands])
    taken: list[AssetId] = []
    for command in commands:
        try:
            _encumber(work, command, context)
        except Refused as refused:
            if not isinstance(refused.refusal, Encumbered):
                raise
            taken.append(command.asset)
    if len(taken) == len(commands) == 1:
        raise Refused(Encumbered(taken[0]))
    if taken:
        raise Refused(SomeEncumbered(len(taken), len(commands), tuple(taken[:ASSETS_NAMED_MAX])))


def release_all(work: UnitOfWork, commands: Sequence[Release], context: Context) -> None:
    """Free every asset, and give back what each came out of; raise `Refused(NotHeld)`."""
    _prepare(work, [command.asset for command in commands])
    for command in commands:
        after: Asset = work.handle(ROOM, stream_of(command.asset), command, context).state
        work.free(encumbered_key(command.asset, command.rank))
        if not after.encumbrances:
            _restore(work, command, after, context)


def transfer(work: UnitOfWork, command: Transfer, context: Context) -> None:
    """Put one encumbrance in the place of another; the asset is never free between."""
    work.handle(ROOM, stream_of(command.asset), command, context)
    key = encumbered_key(command.asset, command.successor.rank)
    work.free(key)
    work.reserve(key, command.successor.secures)


def _prepare(work: UnitOfWork, assets: Sequence[AssetId]) -> None:
    """Read all of them in one query."""
    if len(assets) > TAKEN_AT_ONCE_MAX:
        raise Refused(TooManyAtOnce(len(assets), TAKEN_AT_ONCE_MAX))
    named: set[AssetId] = set()
    for asset in assets:
        if asset in named:
            raise Refused(NamedTwice(asset))
        named.add(asset)
    work.load_many(ROOM, [stream_of(asset) for asset in assets])


def _encumber(work: UnitOfWork, command: Encumber, context: Context) -> None:
    """What it came out of is consumed with it; refused in the name of what was asked for."""
    after: Asset = work.handle(ROOM, stream_of(command.asset), command, context).state
    for origin in ancestors(work, command.asset, after):
        consume = Consume(asset=origin, outcome=command.asset, act=command.act)
        try:
            work.handle(ROOM, stream_of(origin), consume, context)
        except Refused as refused:
            raise Refused(Encumbered(command.asset)) from refused
    work.reserve(
        encumbered_key(command.asset, command.encumbrance.rank), command.encumbrance.secures
    )


def _restore(work: UnitOfWork, command: Release, after: Asset, context: Context) -> None:
    for origin in ancestors(work, command.asset, after):
        restore = Restore(asset=origin, outcome=command.asset, act=command.act)
        work.handle(ROOM, stream_of(origin), restore, context)
