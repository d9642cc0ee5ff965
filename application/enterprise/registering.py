"""A party comes on file, and no two have the same identifier."""

from __future__ import annotations

from collections.abc import Iterable

from application.enterprise.changing import PartyAsItIs, as_it_is
from application.enterprise.streams import ROOM, identifier_key, stream_of
from application.shared.carry_out import UseCase
from application.shared.expecting import check_version
from application.shared.ports import Reading, UnitOfWork
from domain.enterprise.commands import ChangeIdentifiers, RegisterParty
from domain.enterprise.refusals import IdentifierTaken
from domain.enterprise.state import NoParty
from domain.shared.event import Context
from domain.shared.identifiers.identifier import Identifier
from domain.shared.ids import PartyId
from domain.shared.refusal import Refused


def register_party(command: RegisterParty) -> UseCase:
    """Raise `Refused`: `AlreadyRegistered`, `IdentifierTaken`."""

    def use_case(work: UnitOfWork, context: Context) -> PartyAsItIs:
        work.lock(change=[stream_of(command.party)])
        after = work.handle(ROOM, stream_of(command.party), command, context)
        check_untaken(work, command.party, command.identifiers)
        for identifier in set(command.identifiers):
            work.reserve(identifier_key(identifier), command.party)
        return as_it_is(after, context)

    return use_case


def change_identifiers(command: ChangeIdentifiers, expected: int | None = None) -> UseCase:
    """What is given up is free for another; raise `Refused`: `IdentifierTaken`, `Stale`."""

    def use_case(work: UnitOfWork, context: Context) -> PartyAsItIs:
        work.lock(change=[stream_of(command.party)])
        loaded = work.load(ROOM, stream_of(command.party))
        check_version(loaded, expected)
        before = loaded.state
        after = work.handle(ROOM, stream_of(command.party), command, context)
        check_untaken(work, command.party, command.identifiers)
        had = set() if isinstance(before, NoParty) else set(before.identifiers)
        _move_keys(work, command.party, had, set(command.identifiers))
        return as_it_is(after, context)

    return use_case


def check_untaken(reading: Reading, party: PartyId, identifiers: Iterable[Identifier]) -> None:
    """The first that another party has is named, never the party."""
    keys = {identifier_key(identifier): identifier for identifier in identifiers}
    holders = reading.holders(list(keys))
    for key, identifier in keys.items():
        if holders.get(key, party) != party:
            raise Refused(IdentifierTaken(identifier.scheme, identifier.value))


def party_of(reading: Reading, identifiers: Iterable[Identifier]) -> tuple[PartyId, ...]:
    """The parties that have any of `identifiers`, sorted: one, none, or a contradiction."""
    holders = reading.holders([identifier_key(identifier) for identifier in identifiers])
    return tuple(PartyId(holder) for holder in sorted(set(holders.values())))


def _move_keys(
    work: UnitOfWork, party: PartyId, had: set[Identifier], has: set[Identifier]
) -> None:
    for given_up in had - has:
        work.free(identifier_key(given_up))
    for added in has - had:
        work.reserve(identifier_key(added), party)
