"""A person looks at a bank entry that found no claim, and says what it was."""

from __future__ import annotations

from dataclasses import dataclass

from application.collection import streams as collections_
from application.processes.collecting import EntryTaken, as_it_stands, owner_for
from application.shared.carry_out import UseCase
from application.shared.ports import UnitOfWork
from domain.collection.commands import CloseNote, CollectionCommand, DismissEntry
from domain.shared.event import Context
from domain.shared.ids import CollectionId, PartyId


@dataclass(frozen=True, slots=True)
class Dismissed:
    """It is an entry that is known already, told another way."""

    collection: CollectionId
    known_as: CollectionId


@dataclass(frozen=True, slots=True)
class Answered:
    """What the entry, which is no collection, turned out to be."""

    collection: CollectionId
    answer: str


def dismiss_entry(asked: Dismissed, viewer: PartyId) -> UseCase:
    """Raise `Refused` where money of it is allocated, or either entry is not the viewer's."""

    def use_case(work: UnitOfWork, context: Context) -> EntryTaken:
        owner_for(work, asked.known_as, viewer)
        command = DismissEntry(asked.collection, asked.known_as)
        return _handled(work, context, (asked.collection, viewer), command)

    return use_case


def close_note(asked: Answered, viewer: PartyId) -> UseCase:
    """Raise `Refused` where it is closed already."""

    def use_case(work: UnitOfWork, context: Context) -> EntryTaken:
        command = CloseNote(asked.collection, asked.answer)
        return _handled(work, context, (asked.collection, viewer), command)

    return use_case


def _handled(
    work: UnitOfWork,
    context: Context,
    of: tuple[CollectionId, PartyId],
    command: CollectionCommand,
) -> EntryTaken:
    collection, viewer = of
    owner = owner_for(work, collection, viewer)
    stream = collections_.stream_of(owner, collection)
    work.lock(change=[stream])
    work.handle(collections_.ROOM, stream, command, context)
    return as_it_stands(work, owner, collection)
